"""Migrations of the app of plans."""
