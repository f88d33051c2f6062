"""What is made of results: charts, report, workbook, tables, the target table on the terminal."""
