"""One port in detail: tables and charts of a simulated year."""
