"""Ground that two shapes share, for thousands of shapes at once. EPSG:4326, longitude before latitude.

Most neighbours only touch, and an intersection is dear. So a pair is intersected only where one shape meets the other
drawn in by a hair; no pair is looked at twice, and no shape beside itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from tuntas.city.places.areas import Positions, Shapes, areas_m2, array_of
from tuntas.city.places.insets import inset
from tuntas.city.places.shapes import SLIVER_M2

#: Pairs of positions with their shared square metres.
Overlaps: TypeAlias = list[tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class SharedGround:
    """Pairs that share more than a sliver, in order: positions, square metres, and the shared pieces themselves."""

    first: Positions
    second: Positions
    area_m2: Positions
    pieces: Shapes

    def pairs(self) -> Overlaps:
        """Without the pieces."""
        columns = (self.first.tolist(), self.second.tolist(), self.area_m2.tolist())
        return list(zip(*columns, strict=True))


def overlaps(shapes: Sequence[BaseGeometry]) -> Overlaps:
    """Pairs of positions whose shapes share ground, with the square metres above a sliver."""
    return shared_ground(shapes).pairs()


def overlaps_between(news: Sequence[BaseGeometry], others: Sequence[BaseGeometry]) -> Overlaps:
    """Ground that new shapes share with others: position among the new, among the others, square metres."""
    return shared_ground_between(news, others).pairs()


def shared_ground(shapes: Sequence[BaseGeometry]) -> SharedGround:
    """What `overlaps` counts, with the shared pieces."""
    found = array_of(shapes)
    first, second = shapely.STRtree(found).query(found)
    once = first < second
    return _shared(found, found, first[once], second[once])


def shared_ground_between(news: Sequence[BaseGeometry], others: Sequence[BaseGeometry]) -> SharedGround:
    """What `overlaps_between` counts, with the shared pieces."""
    ours, theirs = array_of(news), array_of(others)
    return _shared(ours, theirs, *shapely.STRtree(theirs).query(ours))


def _shared(ours: Shapes, theirs: Shapes, first: Positions, second: Positions) -> SharedGround:
    order = np.lexsort((second, first))
    first, second = first[order], second[order]
    met = shapely.intersects(ours[first], inset(theirs)[second])
    first, second = first[met], second[met]
    pieces = shapely.intersection(ours[first], theirs[second])
    area = areas_m2(pieces)
    kept = area > SLIVER_M2
    return SharedGround(first[kept], second[kept], area[kept], pieces[kept])
