"""The rooms of plans and scenarios: the five-year plan with its programme, and what the optimiser makes of it."""
