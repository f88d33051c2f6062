"""Workbooks to read: sheets of titled tables with native charts, ready to print."""
