"""What leaves the house as a file: result workbook, template, example, and plain tables."""
