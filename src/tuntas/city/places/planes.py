"""A plane in metres around some shapes: good enough to judge widths of metres, never for an area that is reported."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from tuntas.city.places.areas import Shapes
from tuntas.city.places.shapes import EARTH


@dataclass(frozen=True, slots=True)
class Plane:
    """Metres east and north of `lon`, `lat`: degrees times what a degree measures there."""

    lon: float
    lat: float
    east_m: float
    north_m: float

    @classmethod
    def around(cls, shapes: Sequence[BaseGeometry]) -> "Plane":
        """The plane at the middle of the shapes; of none, at the equator."""
        west, south, east, north = shapely.total_bounds(shapes) if len(shapes) else (0.0, 0.0, 0.0, 0.0)
        lat = float(south + north) / 2
        bent = 1 - EARTH.es * math.sin(math.radians(lat)) ** 2
        across = math.radians(EARTH.a / math.sqrt(bent))
        return cls(float(west + east) / 2, lat, across * math.cos(math.radians(lat)), across * (1 - EARTH.es) / bent)

    def flat(self, shapes: Shapes) -> Shapes:
        """Degrees to metres."""
        moved: Shapes = shapely.transform(shapes, lambda points: (points - self._origin) * self._scale)
        return moved

    def round(self, shapes: Shapes) -> Shapes:
        """Metres to degrees."""
        moved: Shapes = shapely.transform(shapes, lambda points: points / self._scale + self._origin)
        return moved

    @property
    def _origin(self) -> NDArray[np.float64]:
        return np.array([self.lon, self.lat])

    @property
    def _scale(self) -> NDArray[np.float64]:
        return np.array([self.east_m, self.north_m])
