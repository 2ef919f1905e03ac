"""A city and one of its campaigns at a glance."""
