"""The first day of an old city: a guided path from its codes to its first picture, and what is missing."""
