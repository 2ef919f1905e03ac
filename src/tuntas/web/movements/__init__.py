"""Recording in the hectare ledger what a paper says: handled, slum again, added, withdrawn, corrected."""
