"""Two surveys of a town: before and after works."""

from collections.abc import Mapping, Sequence

import numpy as np
import shapely

from tuntas.domain.quantity import MICRO
from tuntas.exchange.example_city.chance import chance
from tuntas.exchange.example_city.hardship import first_hardship
from tuntas.exchange.example_city.model import Change, CitySurvey
from tuntas.exchange.example_city.people import frailty, grown, households, marks, persons
from tuntas.exchange.example_city.town import Town, road_lengths_m
from tuntas.exchange.example_city.works import after_works

BASELINE, FOLLOW_UP = 2024, 2026
AREA, ROAD, DRAIN = "luas_verifikasi_ha", "panjang_jalan_ideal_m", "panjang_drainase_ideal_m"
WHOLE_OF = {"1b": AREA, "4a": AREA, "2a": ROAD, "2b": ROAD, "4b": DRAIN, "4c": DRAIN}
#: Smallest steps in which fields record: a square metre, a metre.
STEP = {AREA: MICRO // 10_000, ROAD: MICRO, DRAIN: MICRO}
#: One RT in so many was not asked about floods in the first survey.
UNASKED_EVERY = 100


def survey_town(town: Town, areas_m2: Sequence[int], seed: int) -> tuple[tuple[CitySurvey, ...], tuple[Change, ...]]:
    """Both surveys, and what became of each RT. `areas_m2` per RT."""
    first = first_hardship(town, seed)
    second, changes = after_works(first, town.patches, seed)
    rt_of, homes = town.rt_of, households(len(town.corners), seed)
    crowding = np.array([block.crowding for block in town.blocks])[town.block_of]
    frail = frailty(np.asarray(shapely.area(shapely.polygons(town.corners))), crowding, seed)
    wholes, people = _wholes(town, areas_m2, seed), persons(homes, seed)
    given = [_given(whole, shares) for whole, shares in zip(wholes, first.shares, strict=True)]
    for rt in _unasked(changes, seed):
        del given[rt]["4a"]
    later = tuple(_given(whole, shares) for whole, shares in zip(wholes, second, strict=True))
    return (
        CitySurvey(BASELINE, homes, people, marks(rt_of, homes, frail, first.shares), tuple(given)),
        CitySurvey(FOLLOW_UP, homes, grown(people, seed), marks(rt_of, homes, frail, second), later),
    ), tuple(changes)


def _wholes(town: Town, areas_m2: Sequence[int], seed: int) -> list[dict[str, int]]:
    roads = np.maximum(np.round(road_lengths_m(town)), 40)
    drains = np.round(roads * chance(seed, "drains").uniform(0.8, 1.15, len(roads)))
    return [
        {AREA: area * STEP[AREA], ROAD: int(road) * MICRO, DRAIN: int(drain) * MICRO}
        for area, road, drain in zip(areas_m2, roads, drains, strict=True)
    ]


def _given(wholes: Mapping[str, int], shares: Mapping[str, float]) -> dict[str, int]:
    volumes = {}
    for name, field in WHOLE_OF.items():
        steps = wholes[field] // STEP[field]
        volumes[name] = round(steps * shares[name]) * STEP[field]
    # Rounded up on both sides, missing and broken could be a metre too long together.
    volumes["2b"] = min(volumes["2b"], wholes[ROAD] - volumes["2a"])
    volumes["4c"] = min(volumes["4c"], wholes[DRAIN] - volumes["4b"])
    return {**wholes, **volumes}


def _unasked(changes: Sequence[Change], seed: int) -> list[int]:
    unchanged = [rt for rt, change in enumerate(changes) if change is Change.UNCHANGED]
    number = max(1, len(changes) // UNASKED_EVERY)
    return sorted(chance(seed, "unasked").choice(unchanged, size=number, replace=False).tolist())
