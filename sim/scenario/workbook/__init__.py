"""A scenario as a workbook: what its sheets and heads are called, and reading one safely."""
