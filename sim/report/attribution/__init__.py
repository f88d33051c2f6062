"""Where a difference between two scenarios comes from: tables, charts and a page."""
