"""The first page of each role, and the frame of every page: navigation, person, city."""
