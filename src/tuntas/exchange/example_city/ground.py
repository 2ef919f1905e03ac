"""The ground a city stands on: its outline with a coast, a river, a railway, and where people crowd."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString, Polygon

from tuntas.exchange.example_city.chance import chance
from tuntas.exchange.example_city.shape import CityShape
from tuntas.exchange.example_city.waves import Floats, Wave

NORTHWARD, EASTWARD = np.pi / 2, 0.0
#: How many more buildings stand in the middle of a pocket than in the open, before they are spread.
CROWD = 2.6
#: Reach of the floods from the river: metres, in a small city this share of its radius.
FLOOD_M, FLOOD_SHARE = 85.0, 0.09


@dataclass(frozen=True, slots=True)
class Ground:
    """Plane metres around the city's middle. `radius`: of a circle as large as the city.

    `pockets`: (x, y, reach) of the places where poor people crowd, by the river and the railway.
    `flood`: land that stands under water after rain.
    """

    outline: Polygon
    river: Wave
    railway: Wave
    radius: float
    pockets: Floats
    flood: shapely.Geometry

    def crowding(self, points: Floats) -> Floats:
        """How strongly a pocket is felt at each point, 0–1."""
        away = points[:, None, :] - self.pockets[None, :, :2]
        felt = np.exp(-((away**2).sum(axis=2) / self.pockets[None, :, 2] ** 2))
        return np.asarray(felt.max(axis=1))

    def density(self, points: Floats) -> Floats:
        """Relative number of buildings on an area at each point: high in the middle and in the pockets."""
        from_middle = np.hypot(points[:, 0], points[:, 1]) / self.radius
        return np.asarray(0.25 + 0.85 * np.exp(-((from_middle / 0.55) ** 2)) + CROWD * self.crowding(points))

    def line(self, wave: Wave) -> LineString:
        """The part of a river or railway inside the city."""
        path = LineString(wave.path(-2 * self.radius, 2 * self.radius, 25.0))
        inside = shapely.intersection(path, self.outline)
        parts = shapely.get_parts(inside)
        return LineString(max(parts, key=shapely.length).coords)


def lay_ground(shape: CityShape, seed: int) -> Ground:
    """The ground of a city of that shape."""
    rng = chance(seed, "ground")
    radius = float(np.sqrt(shape.area_m2 / np.pi))
    river = Wave(NORTHWARD, 0.12 * radius, _swings(radius, ((0.17, 1.9), (0.07, 0.8)), rng))
    railway = Wave(EASTWARD, -0.22 * radius, _swings(radius, ((0.16, 4.2), (0.05, 1.7)), rng))
    outline = _outline(shape.area_m2, radius, rng)
    flood = _flood(outline, river, radius)
    return Ground(outline, river, railway, radius, _pockets(shape, (river, railway), radius, rng), flood)


def scatter(ground: Ground, number: int, rng: np.random.Generator) -> Floats:
    """`number` points inside the city, as dense as its buildings."""
    kept: list[Floats] = []
    west, south, east, north = ground.outline.bounds
    while sum(map(len, kept)) < number:
        points = rng.uniform((west, south), (east, north), (number * 2, 2))
        points = points[shapely.contains_xy(ground.outline, points)]
        kept.append(points[rng.uniform(0, 1.1 + CROWD, len(points)) < ground.density(points)])
    return np.concatenate(kept)[:number]


def _swings(
    radius: float, parts: tuple[tuple[float, float], ...], rng: np.random.Generator
) -> tuple[tuple[float, float, float], ...]:
    return tuple((height * radius, length * radius, float(rng.uniform(0, 2 * np.pi))) for height, length in parts)


def _outline(area_m2: float, radius: float, rng: np.random.Generator) -> Polygon:
    turn = np.linspace(0, 2 * np.pi, 180, endpoint=False)
    reach = np.ones_like(turn)
    for waves, height in ((2, 0.10), (3, 0.07), (5, 0.035), (9, 0.018), (17, 0.008)):
        reach += height * np.sin(waves * turn + rng.uniform(0, 2 * np.pi))
    ring = radius * reach[:, None] * np.column_stack((1.12 * np.cos(turn), np.sin(turn)))
    # The sea takes the north.
    coast = 0.78 * radius + 0.035 * radius * np.sin(2 * np.pi * ring[:, 0] / (0.9 * radius))
    ring[:, 1] = np.minimum(ring[:, 1], coast)
    scale = np.sqrt(area_m2 / Polygon(ring).area)
    return Polygon(ring * scale)


def _flood(outline: Polygon, river: Wave, radius: float) -> shapely.Geometry:
    """The lower reach of the river, and the western shore."""
    reach = min(FLOOD_M, FLOOD_SHARE * radius)
    lower = LineString(river.path(-0.35 * radius, 2 * radius, 25.0)).buffer(reach)
    shore = shapely.boundary(outline).intersection(shapely.box(-2 * radius, 0.6 * radius, -0.1 * radius, 2 * radius))
    return shapely.union(lower, shore.buffer(1.6 * reach)).intersection(outline)


def _pockets(shape: CityShape, lines: tuple[Wave, ...], radius: float, rng: np.random.Generator) -> Floats:
    number = max(3, shape.rt // 22)
    found = []
    for index in range(number):
        line = lines[index % len(lines)]
        along = rng.uniform(-0.75, 0.75, 1) * radius
        beside = line.height(along) + rng.choice((-1.0, 1.0)) * rng.uniform(30, 90)
        found.append((*line.plane(along, beside)[0], rng.uniform(55, 120)))
    return np.array(found)
