"""The city's people: who holds which post, their accounts, and the register of positions."""
