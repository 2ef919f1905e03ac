"""The slum locations of a city: the list, one with its history, maps that come in, and why areas differ."""
