"""Migrations of the app of funding."""
