"""Polygons as SVG paths: numbers alone, so that no name can become markup."""

from collections.abc import Mapping

import shapely
from shapely.geometry.base import BaseGeometry


def path_of(shape: BaseGeometry, look: Mapping[str, object]) -> str:
    """A polygon with its holes as one path in that look; empty where nothing is left of it."""
    rings = (ring for polygon in shapely.get_parts(shape) for ring in shapely.get_rings(polygon))
    way = "".join(f"M{_points(ring)}Z" for ring in rings)
    said = " ".join(f'{name}="{value}"' for name, value in look.items())
    return f'<path d="{way}" fill-rule="evenodd" stroke-linejoin="round" {said}/>' if way else ""


def _points(ring: BaseGeometry) -> str:
    return "L".join(f"{x:.1f} {y:.1f}" for x, y in shapely.get_coordinates(ring)[:-1])
