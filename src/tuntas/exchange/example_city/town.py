"""The town as built: ground, RT, ways, blocks and houses, still in plane metres."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import MultiLineString, Polygon

from tuntas.exchange.example_city.blocks import Block, lay_blocks
from tuntas.exchange.example_city.chance import chance, shared_out
from tuntas.exchange.example_city.division import Patch, divide
from tuntas.exchange.example_city.ground import Ground, lay_ground
from tuntas.exchange.example_city.plots import houses
from tuntas.exchange.example_city.shape import FEWEST_BUILDINGS, CityShape
from tuntas.exchange.example_city.streets import ROADS, Corridor, corridors_of
from tuntas.exchange.example_city.tiling import GRID_M, tile
from tuntas.exchange.example_city.waves import Floats, Whole


@dataclass(frozen=True, slots=True)
class Town:
    """`parts`, `lanes`: per RT, in order of `patches`. `corners` (n, 4, 2) and `block_of` (n): per building."""

    ground: Ground
    patches: tuple[Patch, ...]
    parts: tuple[Polygon, ...]
    corridors: tuple[Corridor, ...]
    blocks: tuple[Block, ...]
    lanes: tuple[MultiLineString, ...]
    corners: Floats
    block_of: Whole

    @property
    def rt_of(self) -> Whole:
        """The RT of each building."""
        return np.array([block.rt for block in self.blocks])[self.block_of]


def build_town(shape: CityShape, seed: int) -> Town:
    """A town of that shape; the same seed builds the same town."""
    ground = lay_ground(shape, seed)
    patches = divide(ground, shape, seed)
    tiling = tile([patch.site.area for patch in patches])
    corridors = corridors_of(tiling.borders, patches, ground)
    weights = chance(seed, "buildings").lognormal(0, 0.2, shape.rt)
    buildings = shared_out(shape.buildings, weights.tolist(), least=FEWEST_BUILDINGS // 2)
    blocks = lay_blocks(tiling.parts, buildings, corridors, ground, seed)
    corners, block_of = houses(blocks, seed)
    lanes = _lanes(blocks, tiling.parts)
    return Town(
        ground, tuple(patches), tiling.parts, tuple(corridors), tuple(blocks), lanes, corners, np.array(block_of)
    )


def road_lengths_m(town: Town) -> Floats:
    """Length of neighbourhood road per RT: lanes inside it, and half of each street it shares."""
    lengths = np.array([lane.length for lane in town.lanes])
    for corridor in town.corridors:
        if corridor.way in ROADS:
            lengths[list(corridor.sides)] += corridor.line.length / 2
    return lengths


def _lanes(blocks: list[Block], parts: tuple[Polygon, ...]) -> tuple[MultiLineString, ...]:
    """The lanes around the built-up blocks of each RT, without its own border."""
    around: list[list[shapely.LineString]] = [[] for _ in parts]
    for block in blocks:
        if block.buildings:
            around[block.rt].append(block.area.exterior)
    lines = np.array([shapely.union_all(rings, grid_size=GRID_M / 5) for rings in around])
    borders = shapely.buffer(shapely.boundary(np.array(parts)), 2 * GRID_M, quad_segs=1)
    inside = shapely.line_merge(shapely.difference(lines, borders))
    return tuple(MultiLineString([p for p in shapely.get_parts(one) if p.length > 1]) for one in inside)
