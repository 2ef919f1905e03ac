"""Migrations of the app of problems."""
