"""A scenario as a workbook to fill in: one sheet for each part of it, in both languages."""
