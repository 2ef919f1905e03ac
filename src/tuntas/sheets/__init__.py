"""Workbooks and CSV in and out: files become facts with findings, assessments become files. No Django."""
