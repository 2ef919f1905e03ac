"""Hectares kept like money: entries that are only ever added, balances at any day as known at any moment, checks."""
