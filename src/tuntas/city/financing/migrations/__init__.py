"""Migrations of the app of financing."""
