"""A block cut into plots, and a house set on each: small rectangles along the lanes, crooked where people crowd."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from tuntas.exchange.example_city.blocks import Block
from tuntas.exchange.example_city.chance import chance
from tuntas.exchange.example_city.waves import Floats

Point = tuple[float, float]
Ring = list[Point]
SHRINKS, SHRINK = 7, 0.84


def houses(blocks: Sequence[Block], seed: int) -> tuple[Floats, list[int]]:
    """Footprints as corners (n, 4, 2) in plane metres, and the block of each, in order of blocks."""
    rings: list[Ring] = []
    owners: list[int] = []
    axes: list[Point] = []
    for number, block in enumerate(blocks):
        if block.inner is None or not block.buildings:
            continue
        rng = chance(seed, "plots", number)
        ring = [(x, y) for x, y in shapely.get_coordinates(block.inner.exterior)[:-1].tolist()]
        axis = _axis(ring)
        found = _split(ring, block.buildings, axis, 0.04 + 0.10 * block.crowding, rng)
        rings += found
        owners += [number] * len(found)
        axes += [axis] * len(found)
    crowding = np.array([blocks[owner].crowding for owner in owners])
    return _footprints(rings, np.array(axes), crowding, chance(seed, "houses")), owners


def _axis(ring: Ring) -> Point:
    corners = np.asarray(ring)
    sides = np.roll(corners, -1, axis=0) - corners
    lengths = np.hypot(sides[:, 0], sides[:, 1])
    longest = int(np.argmax(lengths))
    return float(sides[longest, 0] / lengths[longest]), float(sides[longest, 1] / lengths[longest])


def _split(ring: Ring, number: int, axis: Point, unevenness: float, rng: np.random.Generator) -> list[Ring]:
    pending, done = [(ring, number)], []
    while pending:
        area, count = pending.pop()
        if count == 1:
            done.append(area)
            continue
        share = (count // 2) / count + rng.normal(0, unevenness)
        low, high = _cut(area, min(max(share, 0.25), 0.75), axis)
        # An end that narrows holds fewer plots than its length says.
        first = round(count * _size(low) / (_size(low) + _size(high)))
        first = min(max(first, 1), count - 1)
        pending += [(high, count - first), (low, first)]
    return done


def _size(ring: Ring) -> float:
    pairs = zip(ring, ring[-1:] + ring[:-1], strict=True)
    return abs(sum(x * before_y - before_x * y for (x, y), (before_x, before_y) in pairs)) / 2


def _cut(ring: Ring, share: float, axis: Point) -> tuple[Ring, Ring]:
    ax, ay = axis
    along = [x * ax + y * ay for x, y in ring]
    beside = [y * ax - x * ay for x, y in ring]
    if max(beside) - min(beside) > max(along) - min(along):
        along = beside
    at = min(along) + share * (max(along) - min(along))
    low: Ring = []
    high: Ring = []
    before, behind = ring[-1], along[-1] - at
    for point, place in zip(ring, along, strict=True):
        ahead = place - at
        if (ahead < 0) != (behind < 0):
            part = behind / (behind - ahead)
            middle = before[0] + part * (point[0] - before[0]), before[1] + part * (point[1] - before[1])
            low.append(middle)
            high.append(middle)
        (low if ahead < 0 else high).append(point)
        before, behind = point, ahead
    return low, high


def _footprints(rings: Sequence[Ring], axes: Floats, crowding: Floats, rng: np.random.Generator) -> Floats:
    plots = _polygons(rings)
    middles = shapely.get_coordinates(shapely.centroid(plots))
    sizes = _extents(rings, axes) / 2 * rng.uniform(0.60, 0.84, (len(rings), 1))
    sizes *= (1 + 0.14 * crowding)[:, None]
    sizes = np.minimum(sizes, rng.lognormal((1.70, 1.72), 0.22, (len(rings), 2)))
    turn = np.arctan2(axes[:, 1], axes[:, 0]) + rng.normal(0, 0.02 + 0.10 * crowding)
    shapely.prepare(plots)
    for _ in range(SHRINKS):
        corners = _rectangles(middles, sizes, turn)
        outside = ~shapely.covers(plots, shapely.polygons(corners))
        if not outside.any():
            break
        sizes[outside] *= SHRINK
    return _rectangles(middles, sizes, turn)


def _polygons(rings: Sequence[Ring]) -> NDArray[np.object_]:
    counts = [len(ring) + 1 for ring in rings]
    coordinates = np.array([point for ring in rings for point in (*ring, ring[0])])
    lines = shapely.linearrings(coordinates, indices=np.repeat(np.arange(len(rings)), counts))
    plots = np.asarray(shapely.polygons(lines))
    broken = ~shapely.is_valid(plots)
    plots[broken] = shapely.convex_hull(plots[broken])
    return plots


def _extents(rings: Sequence[Ring], axes: Floats) -> Floats:
    flat = np.array([point for ring in rings for point in ring])
    counts = [len(ring) for ring in rings]
    starts = np.concatenate(([0], np.cumsum(counts)[:-1]))
    ax, ay = np.repeat(axes[:, 0], counts), np.repeat(axes[:, 1], counts)
    along, beside = flat[:, 0] * ax + flat[:, 1] * ay, flat[:, 1] * ax - flat[:, 0] * ay
    spans = [np.maximum.reduceat(one, starts) - np.minimum.reduceat(one, starts) for one in (along, beside)]
    return np.column_stack(spans)


def _rectangles(middles: Floats, half: Floats, turn: Floats) -> Floats:
    cos, sin = np.cos(turn)[:, None], np.sin(turn)[:, None]
    x, y = half[:, :1] * np.array([-1, 1, 1, -1]), half[:, 1:] * np.array([-1, -1, 1, 1])
    return np.stack((middles[:, :1] + x * cos - y * sin, middles[:, 1:] + x * sin + y * cos), axis=2)
