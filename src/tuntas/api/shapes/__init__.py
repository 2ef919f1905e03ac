"""The shapes of all answers."""
