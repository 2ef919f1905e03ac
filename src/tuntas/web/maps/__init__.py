"""The map of a city by year, its vector tiles, and the map for the public."""
