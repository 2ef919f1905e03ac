"""The room of proposals: what agencies would do where, at what price, and its way through the budget."""
