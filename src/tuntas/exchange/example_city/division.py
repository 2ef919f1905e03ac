"""A city divided into kecamatan, kelurahan, RW and RT, each a part of the one above it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from tuntas.exchange.example_city.chance import chance, shared_out
from tuntas.exchange.example_city.cutting import Manner, Site, partition
from tuntas.exchange.example_city.ground import Ground, scatter
from tuntas.exchange.example_city.shape import CityShape

POINTS_AN_RT = 30
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Patch:
    """One RT of the plan: its place in each level above it (from 0, within the level above), and its ground."""

    kecamatan: int
    kelurahan: int
    rw: int
    rt: int
    site: Site


# Parts of parts: kelurahan of each kecamatan, RW of each kelurahan, RT of each RW.
Nested = list[list[list[int]]]


def divide(ground: Ground, shape: CityShape, seed: int) -> list[Patch]:
    """The RT of a city in order of kecamatan, kelurahan, RW and RT; river and railway part the larger ones."""
    rng = chance(seed, "division")
    counts = _counts(shape, rng)
    city = Site(ground.outline, scatter(ground, POINTS_AN_RT * shape.rt, rng))
    large = Manner((ground.river, ground.railway), waver=0.035, turn=0.16)
    middle, fine = Manner(large.lines, waver=0.02, turn=0.12), Manner(waver=0.015, turn=0.14)
    patches = []
    kecamatan = partition(city, [_sum(part) for part in counts], large, rng)
    for i, (district, parts) in enumerate(zip(kecamatan, counts, strict=True)):
        kelurahan = partition(district, [sum(part) for part in parts], large, rng)
        for j, (ward, numbers) in enumerate(zip(kelurahan, parts, strict=True)):
            for k, (block, number) in enumerate(zip(partition(ward, numbers, middle, rng), numbers, strict=True)):
                sites = partition(block, [1.0] * number, fine, rng)
                patches += [Patch(i, j, k, m, site) for m, site in enumerate(sites)]
    return patches


def _counts(shape: CityShape, rng: np.random.Generator) -> Nested:
    rt = shared_out(shape.rt, rng.uniform(0.7, 1.3, shape.rw).tolist())
    rw = _grouped(rt, shared_out(shape.rw, rng.uniform(0.8, 1.2, shape.kelurahan).tolist()))
    return _grouped(rw, shared_out(shape.kelurahan, rng.uniform(0.9, 1.1, shape.kecamatan).tolist()))


def _grouped(items: Sequence[T], sizes: Sequence[int]) -> list[list[T]]:
    ends = np.cumsum(sizes)
    return [list(items[end - size : end]) for end, size in zip(ends, sizes, strict=True)]


def _sum(part: list[list[int]]) -> int:
    return sum(map(sum, part))
