"""Migrations of the app of proposals."""
