"""Shapes drawn in by a hair, so that neighbours no longer touch and `intersects` alone tells who shares ground.

Asking whether insides meet costs three times as much. No corner moves farther than `LOST_M2` allows: what of a shape
can change lies along its border, twice as wide as a corner moves, and is no larger than that.
"""

import numpy as np
import shapely

from tuntas.city.places.areas import Floats, Positions, Shapes

#: Less than the smallest shared ground that counts (1.5 m², which rounds to more than a sliver).
LOST_M2 = 0.5
#: No square degree of the earth is larger.
M2_PER_SQUARE_DEGREE = 1.25e10
#: About a millimetre.
FARTHEST_DEG = 1e-8


def inset(shapes: Shapes) -> Shapes:
    """Polygons with every corner moved inwards; a thin one may cross itself, for nothing but `intersects`."""
    drawn = shapely.orient_polygons(shapes)
    parts, shape = shapely.get_parts(drawn, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    allowed = LOST_M2 / M2_PER_SQUARE_DEGREE / 2 / np.maximum(shapely.length(drawn), 1e-9)
    step = np.minimum(allowed, FARTHEST_DEG) / 2
    moved: Shapes = shapely.set_coordinates(drawn, points + _inwards(points, ring) * step[shape[part[ring]], None])
    return moved


def _inwards(points: Floats, ring: Positions) -> Floats:
    """Where each corner goes for a step of 1 (never farther than 2): the inside lies left of every edge."""
    first = np.flatnonzero(np.diff(ring, prepend=-1))
    last = np.append(first[1:], len(ring))[: len(first)] - 1
    edges = np.roll(points, -1, axis=0) - points
    normals = np.column_stack([-edges[:, 1], edges[:, 0]]) / np.maximum(np.hypot(*edges.T), 1e-300)[:, None]
    after, before = normals.copy(), np.roll(normals, 1, axis=0)
    after[last], before[first] = normals[first], normals[last - 1]
    return np.asarray((after + before) / np.maximum(1 + (after * before).sum(axis=1), 0.5)[:, None])
