"""Migrations of the app of decisions."""
