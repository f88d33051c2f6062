"""The simulator: how the region moves from year to year, and what is made of it."""
