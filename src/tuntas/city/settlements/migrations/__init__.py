"""Migrations of the settlements."""
