"""The papers of a five-year plan: the memorandum of its programme as PDF and as workbook."""
