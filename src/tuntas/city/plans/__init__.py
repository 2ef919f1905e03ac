"""Five-year plans, their programme, and scenarios of the optimiser."""
