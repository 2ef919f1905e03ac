"""The slum location itself: who it is, how its shape went, which RT belong to it."""
