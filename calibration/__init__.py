"""From source tables to the built baseline of 2020."""
