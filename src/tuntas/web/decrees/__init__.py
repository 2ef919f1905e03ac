"""Decrees (SK penetapan): their list, each with its locations, and the way from draft to force."""
