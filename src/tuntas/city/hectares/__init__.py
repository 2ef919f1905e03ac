"""The hectare ledger's tables: entries that are only added, targets, and figures as others state them."""
