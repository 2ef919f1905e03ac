"""An RT cut into blocks by lanes; the less it is built up, the more of them stay fields."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import Polygon, STRtree

from tuntas.exchange.example_city.chance import chance, shared_out
from tuntas.exchange.example_city.cutting import Manner, Site, partition
from tuntas.exchange.example_city.ground import Ground
from tuntas.exchange.example_city.streets import Corridor
from tuntas.exchange.example_city.waves import Floats

#: A house with its yard takes no more than this; what an RT has beyond it lies open.
WIDEST_PLOT_M2 = 230.0
#: Blocks are settled, the best liked first, until this much of what the buildings would like is reached.
FILLED = 0.8
#: Nor with less than this.
NARROWEST_PLOT_M2 = 34.0
PLOTS_A_BLOCK, MOST_BLOCKS, POINTS_A_BLOCK = 15, 48, 24
SMALLEST_PIECE_M2 = 40.0


@dataclass(frozen=True, slots=True)
class Block:
    """Land between lanes, plane metres. `inner`: without lanes and streets, None where nothing is left of it.

    `buildings`: how many stand on it. `crowding`: 0–1.
    """

    rt: int
    area: Polygon
    inner: Polygon | None
    buildings: int
    crowding: float


def lay_blocks(
    parts: Sequence[Polygon], buildings: Sequence[int], corridors: Sequence[Corridor], ground: Ground, seed: int
) -> list[Block]:
    """The blocks of all RT, in order of RT; their buildings add up to those of the RT."""
    cut: list[tuple[int, Polygon]] = []
    for rt, (part, number) in enumerate(zip(parts, buildings, strict=True)):
        rng = chance(seed, "blocks", rt)
        cut += [(rt, area) for area in _cut(part, number, rng)]
    areas = [area for _, area in cut]
    middles = np.array([shapely.get_coordinates(area.centroid)[0] for area in areas])
    crowding = ground.crowding(middles)
    inner = _inner(areas, crowding, corridors)
    blocks = [Block(rt, area, rest, 0, float(felt))
              for (rt, area), rest, felt in zip(cut, inner, crowding, strict=True)]  # fmt: skip
    return _settled(blocks, _room_made(blocks, buildings), ground.density(middles), seed)


def _cut(part: Polygon, buildings: int, rng: np.random.Generator) -> list[Polygon]:
    plot = min(part.area / buildings, WIDEST_PLOT_M2)
    number = min(max(1, round(part.area / (plot * PLOTS_A_BLOCK))), MOST_BLOCKS)
    points = _points(part, number * POINTS_A_BLOCK, rng)
    manner = Manner(waver=0.012, turn=0.10)
    return [site.area for site in partition(Site(part, points), [1.0] * number, manner, rng)]


def _points(part: Polygon, number: int, rng: np.random.Generator) -> Floats:
    west, south, east, north = part.bounds
    kept = np.empty((0, 2))
    while len(kept) < number:
        points = rng.uniform((west, south), (east, north), (3 * number, 2))
        kept = np.concatenate((kept, points[shapely.contains_xy(part, points)]))
    return kept


def _inner(areas: Sequence[Polygon], crowding: Floats, corridors: Sequence[Corridor]) -> list[Polygon | None]:
    lanes = 1.9 - 1.2 * crowding
    inset = shapely.buffer(areas, -lanes, join_style="mitre", mitre_limit=2.0)
    wide = [corridor.area for corridor in corridors]
    block, corridor = STRtree(wide).query(inset, predicate="intersects")
    taken: dict[int, list[Polygon]] = {}
    for where, which in zip(block.tolist(), corridor.tolist(), strict=True):
        taken.setdefault(where, []).append(wide[which])
    for where, over in taken.items():
        inset[where] = shapely.difference(inset[where], shapely.union_all(over))
    return [_largest(area) for area in inset]


def _largest(area: shapely.Geometry) -> Polygon | None:
    pieces = [piece for piece in shapely.get_parts(area) if piece.geom_type == "Polygon"]
    best = max(pieces, key=shapely.area, default=None)
    return best if best is not None and best.area >= SMALLEST_PIECE_M2 else None


def _room_made(blocks: Sequence[Block], buildings: Sequence[int]) -> list[int]:
    """The same buildings, none in an RT beyond what its land between streets can hold."""
    land = np.zeros(len(buildings))
    for block in blocks:
        land[block.rt] += block.inner.area if block.inner is not None else 0.0
    most = np.floor(land / NARROWEST_PLOT_M2)
    held = np.minimum(np.asarray(buildings), most)
    room = most - held
    surplus = int(len(buildings) and sum(buildings) - held.sum())
    if surplus > room.sum() / 2:
        raise ValueError("an example city needs more land for its buildings: lower buildings_per_ha")
    more = shared_out(surplus, (room + 1e-9).tolist(), least=0)
    return [int(one) + extra for one, extra in zip(held, more, strict=True)]


def _settled(blocks: Sequence[Block], buildings: Sequence[int], density: Floats, seed: int) -> list[Block]:
    rng = chance(seed, "settling")
    liking = density * rng.lognormal(0, 0.35, len(blocks))
    by_rt: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.inner is not None:
            by_rt.setdefault(block.rt, []).append(index)
    settled = list(blocks)
    for rt, indices in by_rt.items():
        chosen = _chosen(blocks, sorted(indices, key=lambda index: -liking[index]), buildings[rt])
        areas = [blocks[index].inner.area for index in chosen]  # type: ignore[union-attr]
        for index, number in zip(chosen, shared_out(buildings[rt], areas), strict=True):
            old = blocks[index]
            settled[index] = Block(old.rt, old.area, old.inner, number, old.crowding)
    return settled


def _chosen(blocks: Sequence[Block], indices: Sequence[int], buildings: int) -> list[int]:
    chosen: list[int] = []
    wanted, land = buildings * WIDEST_PLOT_M2 * FILLED, 0.0
    for index in indices:
        inner = blocks[index].inner
        if inner is not None and land < wanted and len(chosen) < buildings:
            chosen.append(index)
            land += inner.area
    return chosen
