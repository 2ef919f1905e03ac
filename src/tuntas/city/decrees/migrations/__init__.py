"""Migrations of the hectare ledger."""
