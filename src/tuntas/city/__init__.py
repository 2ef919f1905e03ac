"""What the city remembers and does: one Django app per stage, in the order of a settlement's life."""
