"""The grid of web maps: which square of the earth a tile is, and where in it a point falls."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

#: A whole province fits into a tile of 8; at 18 a house fills one.
MIN_ZOOM, MAX_ZOOM = 8, 18
#: Steps along a side of a tile, and how far its content reaches beyond: a line's edge is drawn by the neighbour too.
EXTENT, BUFFER = 4096, 64
UDEG = 1_000_000


@dataclass(frozen=True, slots=True)
class UdegBox:
    """A box in millionths of a degree."""

    west: int
    south: int
    east: int
    north: int


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile of the web Mercator grid; `y` counts from the north."""

    z: int
    x: int
    y: int

    @property
    def is_served(self) -> bool:
        """Whether there is such a tile, at a zoom that is drawn."""
        side = 1 << self.z if self.z <= MAX_ZOOM else 0
        return self.z >= MIN_ZOOM and 0 <= self.x < side and 0 <= self.y < side

    @property
    def reach(self) -> UdegBox:
        """The tile with its buffer, rounded outwards."""
        share = BUFFER / EXTENT
        west, east = (self._longitude(self.x + step) for step in (-share, 1 + share))
        north, south = (self._latitude(self.y + step) for step in (-share, 1 + share))
        return UdegBox(math.floor(west * UDEG), math.floor(south * UDEG),
                       math.ceil(east * UDEG), math.ceil(north * UDEG))  # fmt: skip

    def steps(self, points: Any) -> Any:
        """Longitudes and latitudes (an array of pairs) as steps from the tile's north-western corner."""
        side = EXTENT * (1 << self.z)
        latitude = np.radians(points[:, 1])
        across = (points[:, 0] / 360 + 0.5) * side - self.x * EXTENT
        down = (0.5 - np.arctanh(np.sin(latitude)) / (2 * np.pi)) * side - self.y * EXTENT
        return np.column_stack([across, down])

    def _longitude(self, column: float) -> float:
        return column / (1 << self.z) * 360 - 180

    def _latitude(self, row: float) -> float:
        return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * row / (1 << self.z)))))
