"""Square metres of many shapes at once, equal to the square metre to what `geodesic_area_m2` gives for each."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from tuntas.city.places.shapes import EARTH, geodesic_area_m2

Floats: TypeAlias = NDArray[np.float64]
Positions: TypeAlias = NDArray[np.int64]
#: Shapes as numpy holds them.
Shapes: TypeAlias = NDArray[np.object_]

POLYGON = 3
ECCENTRICITY = EARTH.es**0.5
#: How far, in m² per cubed degree of an edge, a great circle may leave the geodesic: twice the sagitta's area times e².
DEVIATION = 2.5e5


def array_of(shapes: Sequence[BaseGeometry] | Shapes) -> Shapes:
    """Shapes as one array, also when there are none."""
    return np.asarray(shapes, dtype=np.object_)


def areas_m2(shapes: Sequence[BaseGeometry] | Shapes) -> Positions:
    """The areas on the ellipsoid in whole square metres, half up; a shape that is too near a half is measured alone."""
    found = array_of(shapes)
    area, error = _areas(found)
    whole = np.floor(area + 0.5).astype(np.int64)
    for unsure in np.flatnonzero(np.abs(area - np.floor(area) - 0.5) <= error + 0.001):
        whole[unsure] = geodesic_area_m2(found[unsure])
    return whole


def _areas(shapes: Shapes) -> tuple[Floats, Floats]:
    """Areas and how far off they may be: the sphere of equal area has great circles for the ellipsoid's geodesics."""
    polygons, owners = _polygons(shapes)
    rings, polygon = shapely.get_rings(polygons, return_index=True)
    area, error = _rings(rings)
    # The first ring of a polygon is its outside, the others are holes.
    signed = np.where(np.diff(polygon, prepend=-1) != 0, area, -area)
    shape = owners[polygon]
    count = len(shapes)
    return _sums(shape, signed, count), _sums(shape, error, count)


def _polygons(shapes: Shapes) -> tuple[Shapes, Positions]:
    """The polygons in shapes (a collection may hold a MultiPolygon), and the positions of their shapes."""
    parts, outer = shapely.get_parts(shapes, return_index=True)
    pieces, inner = shapely.get_parts(parts, return_index=True)
    is_polygon = shapely.get_type_id(pieces) == POLYGON
    return pieces[is_polygon], outer[inner][is_polygon]


def _rings(rings: Shapes) -> tuple[Floats, Floats]:
    """Areas of rings by the spherical excess between each edge and the equator."""
    points, ring = shapely.get_coordinates(rings, return_index=True)
    lon, lat = np.radians(points).T
    half = np.tan(_authalic(lat) / 2)
    inside = ring[1:] == ring[:-1]
    step = np.where(inside, np.diff(lon), 0)
    excess = 2 * np.arctan2(np.tan(step / 2) * (half[1:] + half[:-1]), 1 + half[1:] * half[:-1])
    edge = np.where(inside, np.hypot(*np.diff(points, axis=0).T), 0)
    error = DEVIATION * edge**3 * (np.abs(np.tan(lat[1:])) + 0.02)
    count = len(rings)
    area = np.abs(_sums(ring[1:], excess, count)) * EARTH.a**2 * _q(np.pi / 2) / 2
    return area, _sums(ring[1:], error, count)


def _sums(owners: Positions, amounts: Floats, count: int) -> Floats:
    return np.asarray(np.bincount(owners, amounts, count), dtype=np.float64)


def _authalic(lat: Floats) -> Floats:
    return np.asarray(np.arcsin(_q(lat) / _q(np.pi / 2)))


def _q(lat: Any) -> Any:
    """Snyder's q: proportional to the ellipsoid's surface between the equator and a latitude."""
    sine = np.sin(lat)
    bent = ECCENTRICITY * sine
    return (1 - EARTH.es) * (sine / (1 - bent**2) + np.arctanh(bent) / ECCENTRICITY)
