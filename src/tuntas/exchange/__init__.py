"""Data in from and out to others, one folder a partner format; the example city comes in by the same door."""
