"""The workbook of one run, one file a sheet."""
