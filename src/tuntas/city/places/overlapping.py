"""Ground that two shapes share, for thousands of shapes at once. EPSG:4326, longitude before latitude.

Most neighbours only touch. Whether the insides meet is asked first, because that costs a third of an intersection; no
pair is looked at twice, and no shape beside itself.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from tuntas.city.places.areas import Positions, Shapes, areas_m2, array_of
from tuntas.city.places.shapes import SLIVER_M2

#: Pairs of positions with their shared square metres.
Overlaps: TypeAlias = list[tuple[int, int, int]]
INSIDES_MEET = "T********"
THREADS = 2


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
    kept, pieces = _pieces(ours[first], theirs[second])
    area = areas_m2(pieces)
    enough = area > SLIVER_M2
    kept = kept[enough]
    return SharedGround(first[kept], second[kept], area[enough], pieces[enough])


def _pieces(ours: Shapes, theirs: Shapes) -> tuple[Positions, Shapes]:
    """The pairs that share more than a border, and what they share. GEOS works without holding the interpreter."""
    cuts = np.linspace(0, len(ours), THREADS + 1).astype(int)
    parts = [slice(start, end) for start, end in pairwise(cuts)]
    with ThreadPoolExecutor(THREADS) as pool:
        met = list(pool.map(lambda part: shapely.relate_pattern(ours[part], theirs[part], INSIDES_MEET), parts))
        kept = np.flatnonzero(np.concatenate(met))
        halves = np.array_split(kept, THREADS)
        pieces = list(pool.map(lambda half: shapely.intersection(ours[half], theirs[half]), halves))
    return kept, np.concatenate(pieces)
