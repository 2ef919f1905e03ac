"""Planning: ranking, the optimiser and its checker; pure."""
