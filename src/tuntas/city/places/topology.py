"""What can be wrong between delineations that are each sound, with the square metres and a point to go to.

Shapes come in EPSG:4326, longitude before latitude, and have passed `flaw_of`. Widths are judged on a plane in metres
around the shapes (true to a thousandth over a city); areas are geodesic, as everywhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from tuntas.city.places.areas import Shapes, areas_m2, array_of
from tuntas.city.places.overlapping import shared_ground
from tuntas.city.places.planes import Plane
from tuntas.city.places.shapes import SLIVER_M2

Kind: TypeAlias = Literal["overlap", "gap", "sliver", "double", "outside"]
#: A hand's breadth: what seven decimals of a degree and a conversion may move a corner by.
SAME_DEG = 0.000_001
#: Corners sharper than about 11 degrees count as spikes.
MITRE = 10
#: Borders lie on one another where they are this close, in metres.
TOUCH_M = 0.01


@dataclass(frozen=True, slots=True)
class Finding:
    """`first` and `second` are positions in what was asked about; `at` is longitude, latitude within the finding."""

    kind: Kind
    first: int
    second: int | None
    area_m2: int
    at: tuple[float, float]


def overlapping(shapes: Sequence[BaseGeometry]) -> list[Finding]:
    """Pairs that share more than a sliver of ground."""
    shared = shared_ground(shapes)
    pairs, points = shared.pairs(), _points(shared.pieces)
    return [Finding("overlap", *pair, at) for pair, at in zip(pairs, points, strict=True)]


def outside(shapes: Sequence[BaseGeometry], area: BaseGeometry) -> list[Finding]:
    """What of each shape lies outside an area, above a sliver."""
    rests = shapely.difference(array_of(shapes), area)
    return _findings("outside", [(index, None, rest) for index, rest in enumerate(rests)], SLIVER_M2 + 1)


def duplicates(shapes: Sequence[BaseGeometry]) -> list[Finding]:
    """Pairs whose borders are nowhere farther apart than rounding, whatever corner a ring starts at or way it turns."""
    found = array_of(shapes)
    first, second = shapely.STRtree(found).query(found)
    boxes = shapely.bounds(found)
    alike = (first < second) & (np.abs(boxes[first] - boxes[second]) <= SAME_DEG).all(axis=1)
    first, second = first[alike], second[alike]
    borders = shapely.boundary(found)
    same = shapely.hausdorff_distance(borders[first], borders[second]) <= SAME_DEG
    pairs = sorted(zip(first[same].tolist(), second[same].tolist(), strict=True))
    return _findings("double", [(one, other, found[one]) for one, other in pairs])


def slivers(shapes: Sequence[BaseGeometry], *, width_m: float = 1.0, length_m: float = 5.0) -> list[Finding]:
    """Parts and spikes narrower than `width_m`, at least `length_m` long.

    A part is narrow where it vanishes when the border moves inwards by half the width and back (corners stay corners).
    Its length is half its perimeter, so with its area below width times length this is the area/perimeter criterion.
    """
    plane = Plane.around(shapes)
    drawn = plane.flat(array_of(shapes))
    inner = shapely.buffer(drawn, -width_m / 2, join_style="mitre", mitre_limit=MITRE)
    wide = shapely.buffer(inner, width_m / 2 + TOUCH_M, join_style="mitre", mitre_limit=MITRE)
    thin, owners = shapely.get_parts(shapely.difference(drawn, wide), return_index=True)
    long = shapely.length(thin) >= 2 * length_m
    parts = zip(owners[long].tolist(), plane.round(thin[long]), strict=True)
    return _findings("sliver", [(owner, None, part) for owner, part in parts])


def gaps(shapes: Sequence[BaseGeometry], least_m2: int, most_m2: int, *, width_m: float = 1.0) -> list[Finding]:
    """Ground that nobody drew: holes in the union, and channels narrower than `width_m` between two shapes.

    Only from `least_m2` (below is rounding) to `most_m2` (above is a field, not a slip). `first` and `second` are the
    shapes with the longest border on it; a hole within a single shape has no second.
    """
    plane = Plane.around(shapes)
    drawn = plane.flat(array_of(shapes))
    union = shapely.union_all(drawn)
    holes = [hole for part in shapely.get_parts(union) for hole in map(shapely.Polygon, part.interiors)]
    slips = [hole for hole in holes if hole.area <= most_m2 * 1.01]
    channels = _channels(shapely.union_all([union, *slips]), width_m)
    tree = shapely.STRtree(drawn)
    found = [(*_beside(hole, drawn, tree), hole) for hole in slips]
    found += [row for row in ((*_beside(gap, drawn, tree), gap) for gap in channels) if row[1] is not None]
    degrees = plane.round(array_of([gap for *_, gap in found]))
    rows = [(one, other, gap) for (one, other, _), gap in zip(found, degrees, strict=True) if one is not None]
    told = [gap for gap in _findings("gap", rows, least_m2) if gap.area_m2 <= most_m2]
    return sorted(told, key=lambda gap: (gap.first, gap.second or 0, gap.at))


def _channels(union: BaseGeometry, width_m: float) -> list[BaseGeometry]:
    """What fills up when the border moves outwards by half the width and back."""
    wide = shapely.buffer(union, width_m / 2, join_style="mitre", mitre_limit=MITRE)
    # A hair further back than it went: what is left along a plain border would be a crumb of rounding.
    back = shapely.buffer(wide, -width_m / 2 - TOUCH_M / 4, join_style="mitre", mitre_limit=MITRE)
    return [part for part in shapely.get_parts(shapely.difference(back, union)) if part.geom_type == "Polygon"]


def _beside(gap: BaseGeometry, drawn: Shapes, tree: shapely.STRtree) -> tuple[int | None, int | None]:
    """The two shapes with the longest border on a gap, in order of position."""
    near = np.sort(tree.query(gap, "dwithin", 2 * TOUCH_M))
    border = shapely.intersection(shapely.boundary(gap), shapely.buffer(drawn[near], 2 * TOUCH_M))
    along = shapely.length(border)
    longest = [int(near[index]) for index in np.argsort(-along, kind="stable")[:2] if along[index] > 5 * TOUCH_M]
    one, other, *_ = [*sorted(longest), None, None]
    return one, other


def _findings(kind: Kind, rows: Iterable[tuple[int, int | None, BaseGeometry]], least_m2: int = 0) -> list[Finding]:
    listed = list(rows)
    areas = areas_m2([piece for _, _, piece in listed]).tolist()
    kept = [(row, area) for row, area in zip(listed, areas, strict=True) if area >= least_m2]
    points = _points(array_of([piece for (_, _, piece), _ in kept]))
    return [Finding(kind, one, other, area, at) for ((one, other, _), area), at in zip(kept, points, strict=True)]


def _points(pieces: Shapes) -> list[tuple[float, float]]:
    """A point within each piece."""
    inner = shapely.point_on_surface(pieces)
    return list(zip(shapely.get_x(inner).tolist(), shapely.get_y(inner).tolist(), strict=True))
