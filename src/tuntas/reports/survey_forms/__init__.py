"""Printed survey forms: one for each RT, blank or with what was last recorded."""
