"""The places of a city: the tree, one place with its history, loading codes and boundaries, confirming."""
