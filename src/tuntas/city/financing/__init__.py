"""Financing instruments (pembiayaan) and the scheme of each settlement."""
