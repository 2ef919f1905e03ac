"""Which borders are streets, which are water or rails, and how wide they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import shapely
from shapely import LineString, Polygon

from tuntas.exchange.example_city.division import Patch
from tuntas.exchange.example_city.ground import Ground
from tuntas.exchange.example_city.tiling import GRID_M, Border
from tuntas.exchange.example_city.waves import Wave


class Way(StrEnum):
    """COLLECTOR parts kelurahan, LOCAL parts RW, NEIGHBOURHOOD parts RT, LANE runs inside an RT."""

    RIVER = "RIVER"
    RAILWAY = "RAILWAY"
    COLLECTOR = "COLLECTOR"
    LOCAL = "LOCAL"
    NEIGHBOURHOOD = "NEIGHBOURHOOD"
    LANE = "LANE"


HALF_WIDTH_M = {
    Way.RIVER: 15.0,
    Way.RAILWAY: 8.0,
    Way.COLLECTOR: 6.0,
    Way.LOCAL: 3.6,
    Way.NEIGHBOURHOOD: 2.4,
    Way.LANE: 1.5,
}
#: Ways whose lengths count as neighbourhood roads.
ROADS = (Way.LOCAL, Way.NEIGHBOURHOOD, Way.LANE)


@dataclass(frozen=True, slots=True)
class Corridor:
    """A way along a border: its middle line, its land, and the RT beside it."""

    way: Way
    line: LineString
    area: Polygon
    sides: tuple[int, ...]


def corridors_of(borders: Sequence[Border], patches: Sequence[Patch], ground: Ground) -> list[Corridor]:
    """The ways along the borders of RT, and river and railway over their whole length (without sides)."""
    found = [
        Corridor(way, line, shapely.buffer(line, HALF_WIDTH_M[way]), ())
        for way, line in ((Way.RIVER, ground.line(ground.river)), (Way.RAILWAY, ground.line(ground.railway)))
    ]
    for border in borders:
        way = _way(border, patches, ground)
        if way is not None:
            area = shapely.buffer(border.line, HALF_WIDTH_M[way], quad_segs=2)
            found.append(Corridor(way, border.line, area, border.sides))
    return found


def _way(border: Border, patches: Sequence[Patch], ground: Ground) -> Way | None:
    if len(border.sides) != 2 or _follows(border.line, ground.river) or _follows(border.line, ground.railway):
        return None
    one, other = (patches[side] for side in border.sides)
    if (one.kecamatan, one.kelurahan) != (other.kecamatan, other.kelurahan):
        return Way.COLLECTOR
    return Way.LOCAL if one.rw != other.rw else Way.NEIGHBOURHOOD


def _follows(line: LineString, wave: Wave) -> bool:
    points = shapely.get_coordinates(shapely.line_interpolate_point(line, [0.2, 0.5, 0.8], normalized=True))
    return bool(np.abs(wave.above(points)).max() < 4 * GRID_M)
