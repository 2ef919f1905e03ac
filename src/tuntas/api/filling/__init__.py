"""From what the city remembers to the shapes of the answers."""
