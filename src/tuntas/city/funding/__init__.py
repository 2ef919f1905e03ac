"""Sources of money, envelopes by year, and the money ledger."""
