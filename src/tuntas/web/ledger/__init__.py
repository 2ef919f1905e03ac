"""The hectare ledger as a bank statement."""
