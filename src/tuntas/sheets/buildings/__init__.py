"""Building lists: one row a building with marks, and an RT table for what no single building can tell."""

from tuntas.sheets.buildings.headers import looks_like_buildings
from tuntas.sheets.buildings.reading import read_buildings

__all__ = ["looks_like_buildings", "read_buildings"]
