"""The sheet of the distribution map: its projection, its round scale, its grid and its scale bar. Lengths in mm."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import shapely
from pyproj import CRS, Transformer
from shapely.geometry.base import BaseGeometry

#: EPSG numbers of SRGI2013 / UTM: zones 46N to 54N, where they lie in Indonesia, and 47S to 54S.
NORTH, SOUTH = 9476 - 46, 9487 - 47
SOUTHERNMOST_NORTH_ZONE = 52
ROUND = (1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 8)
STEPS = (1, 2, 5)
#: Air between the drawn city and the frame; how long a bar is at most, how wide a grid cell at least.
AIR, BAR, CELL = 5.0, 38.0, 32.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Metres of a projected system on paper: `west` and `north` lie in the upper left corner."""

    crs: int
    width: float
    height: float
    scale: int
    west: float
    north: float

    def on_paper(self, points: Any) -> Any:
        """Millimetres from the upper left corner."""
        mm = 1000 / self.scale
        return np.column_stack([(points[:, 0] - self.west) * mm, (self.north - points[:, 1]) * mm])


@dataclass(frozen=True, slots=True)
class GridLine:
    """A line of the grid: where it crosses the frame, and what it says."""

    at: float
    text: str


def utm_of(longitude: float, latitude: float) -> int:
    """The EPSG number of the SRGI2013 / UTM zone of a point in Indonesia."""
    zone = int((longitude + 180) // 6) + 1
    is_north = latitude >= 0 and zone <= SOUTHERNMOST_NORTH_ZONE
    return (NORTH if is_north else SOUTH) + zone


def crs_name(crs: int) -> str:
    """`SRGI2013 / UTM zona 49S (EPSG:9489)`."""
    return f"{CRS.from_epsg(crs).name.replace(' zone ', ' zona ')} (EPSG:{crs})"


def projected(shape: bytes, crs: int) -> BaseGeometry:
    """The shape of a WKB in EPSG:4326 in metres of another system."""
    change = _transformer(crs)

    def moved(points: Any) -> Any:
        return np.column_stack(change.transform(points[:, 0], points[:, 1]))

    return shapely.transform(shapely.from_wkb(shape), moved)


def frame_of(shapes: Sequence[BaseGeometry], crs: int, width: float, height: float) -> Frame:
    """The largest round scale at which all shapes fit, with them in the middle."""
    west, south, east, north = shapely.total_bounds(shapes)
    exact = max((east - west) / (width - 2 * AIR), (north - south) / (height - 2 * AIR), 0.1) * 1000
    scale = _round_above(exact)
    metres = scale / 1000
    return Frame(crs, width, height, scale, (west + east - width * metres) / 2, (south + north + height * metres) / 2)


def grid_of(frame: Frame) -> tuple[list[GridLine], list[GridLine]]:
    """Lines to the north (from left to right), and lines to the east (from the top)."""
    step = _step_above(CELL * frame.scale / 1000)
    east, south = frame.west + frame.width * frame.scale / 1000, frame.north - frame.height * frame.scale / 1000
    mm = 1000 / frame.scale
    return ([GridLine(round((x - frame.west) * mm, 2), _metres(x, "mT")) for x in _multiples(frame.west, east, step)],
            [GridLine(round((frame.north - y) * mm, 2), _metres(y, "mU"))
             for y in reversed(_multiples(south, frame.north, step))])  # fmt: skip


def bar_of(frame: Frame) -> tuple[float, list[str]]:
    """The length of half a scale bar on paper, and what stands at its start, its middle and its end."""
    half = _step_below(BAR / 2 * frame.scale / 1000)
    is_km = 2 * half >= 1000  # a kilometre
    unit, divisor = ("km", 1000) if is_km else ("m", 1)
    texts = [f"{half * times / divisor:g}".replace(".", ",") for times in (0, 1, 2)]
    return half * 1000 / frame.scale, [*texts[:2], f"{texts[2]} {unit}"]


@cache
def _transformer(crs: int) -> Transformer:
    return Transformer.from_crs("EPSG:4326", f"EPSG:{crs}", always_xy=True)


def _round_above(exact: float) -> int:
    power = 10
    while True:
        for part in ROUND:
            if part * power >= exact:
                return int(part * power)
        power *= 10


def _step_above(metres: float) -> int:
    power = 1
    while True:
        for part in STEPS:
            if part * power >= metres:
                return part * power
        power *= 10


def _step_below(metres: float) -> int:
    above = _step_above(metres)
    return max(step for step in (above, above // 2, above * 2 // 5) if step <= metres or step < above)


def _multiples(low: float, high: float, step: int) -> list[int]:
    return list(range(int(-(-low // step)) * step, int(high) + 1, step))


def _metres(value: int, unit: str) -> str:
    return f"{value:,}".replace(",", ".") + f" {unit}"
