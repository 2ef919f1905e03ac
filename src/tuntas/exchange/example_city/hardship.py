"""How badly off each RT is: what its ground decides (crowding, floods), and the shares of all other deficiencies.

Few RT are very badly off, and those lie in the pockets by the water and the railway, as they do in towns. The classes
are not written anywhere: shares become volumes and marks, and only the rules make classes of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely

from tuntas.exchange.example_city.chance import chance
from tuntas.exchange.example_city.town import Town
from tuntas.exchange.example_city.waves import Floats

CRITERIA = ("1a", "1b", "1c", "2a", "2b", "3a", "3b", "4a", "4b", "4c", "5a", "5b", "6a", "6b", "7a", "7b")
#: How readily each of the others becomes deficient, against its peers.
PRONE = {
    "1a": 1.2, "1c": 0.9, "2a": 0.6, "2b": 1.0, "3a": 0.9, "3b": 0.7, "4b": 0.9, "4c": 1.0, "5a": 1.0, "5b": 1.3,
    "6a": 1.5, "6b": 1.2, "7a": 1.3, "7b": 1.7,
}  # fmt: skip
#: A road cannot be missing and broken at once: the two shares stay below one together. The same for drains.
TOGETHER = {"2a": "2b", "2b": "2a", "4b": "4c", "4c": "4b"}
#: Steps of badness with the shares that stand for each; the gaps keep rounding to whole houses from crossing over.
STEPS = {0: (0.0, 0.19), 1: (0.29, 0.47), 3: (0.55, 0.72), 5: (0.81, 1.0)}
NEXT = {0: 1, 1: 3, 3: 5}
#: From the best off: share of RT up to here, and how bad its RT are from and to, of 80.
LADDER = ((0.46, 1, 14), (0.81, 18, 35), (0.96, 41, 57), (1.0, 61, 69))
#: Buildings on a hectare of a block above which it is too dense.
DENSE_A_HA = 200.0


@dataclass(frozen=True, slots=True)
class Hardship:
    """Per RT: the aimed-at badness (0–80), and the share of each criterion, 0–1."""

    badness: tuple[int, ...]
    shares: tuple[Mapping[str, float], ...]


def first_hardship(town: Town, seed: int) -> Hardship:
    """How badly off each RT is at the first survey."""
    dense, flooded = dense_shares(town), flooded_shares(town)
    rng = chance(seed, "hardship")
    badness = _badness(town, dense + flooded, rng)
    shares = tuple(
        shares_for(bad, {"1b": float(d), "4a": float(f)}, chance(seed, "shares", rt))
        for rt, (bad, d, f) in enumerate(zip(badness, dense, flooded, strict=True))
    )
    return Hardship(badness, shares)


def shares_for(badness: int, known: Mapping[str, float], rng: np.random.Generator) -> dict[str, float]:
    """Shares of all criteria that make about that badness, given those that the ground decides."""
    left = badness - sum(_step(share) for share in known.values())
    steps = dict.fromkeys(PRONE, 0)
    liking = {name: prone * rng.lognormal(0, 0.55) for name, prone in PRONE.items()}
    while open_ones := [name for name in PRONE if _can_rise(name, steps, left)]:
        weights = np.array([liking[name] for name in open_ones])
        name = open_ones[int(rng.choice(len(open_ones), p=weights / weights.sum()))]
        left -= NEXT[steps[name]] - steps[name]
        steps[name] = NEXT[steps[name]]
    shares = {name: _share(step, rng) for name, step in steps.items()} | dict(known)
    for name, other in TOGETHER.items():
        shares[name] = min(shares[name], 1 - shares[other])
    return {name: shares[name] for name in CRITERIA}


def dense_shares(town: Town) -> Floats:
    """Share of each RT's built-up blocks, by area, that are denser than the limit."""
    dense, all_blocks = np.zeros(len(town.parts)), np.zeros(len(town.parts))
    for block in town.blocks:
        if block.buildings and block.inner is not None:
            all_blocks[block.rt] += block.area.area
            dense[block.rt] += block.area.area * (block.buildings / block.inner.area * 1e4 > DENSE_A_HA)
    return dense / np.maximum(all_blocks, 1.0)


def flooded_shares(town: Town) -> Floats:
    """Share of each RT's area that lies on the flood-prone land."""
    flood, parts = town.ground.flood, np.array(town.parts)
    return np.asarray(shapely.area(shapely.intersection(parts, flood)) / shapely.area(parts))


def _badness(town: Town, ground: Floats, rng: np.random.Generator) -> tuple[int, ...]:
    middles = shapely.get_coordinates(shapely.centroid(np.array(town.parts)))
    railway = np.abs(town.ground.railway.above(middles))
    felt = town.ground.crowding(middles) + 0.7 * ground + 0.3 * np.exp(-railway / 120)
    felt += rng.normal(0, 0.22, len(middles))
    rank = (np.argsort(np.argsort(felt, kind="stable"), kind="stable") + 0.5) / len(felt)
    return tuple(_on_ladder(float(one), rng) for one in rank)


def _on_ladder(rank: float, rng: np.random.Generator) -> int:
    start = 0.0
    for until, least, most in LADDER:
        if rank <= until:
            along = (rank - start) / (until - start) + rng.normal(0, 0.15)
            return round(least + (most - least) * min(max(along, 0.0), 1.0))
        start = until
    return LADDER[-1][2]


def _can_rise(name: str, steps: Mapping[str, int], left: int) -> bool:
    step = steps[name]
    if step not in NEXT or NEXT[step] - step > left:
        return False
    other = TOGETHER.get(name)
    return other is None or STEPS[NEXT[step]][0] + STEPS[steps[other]][0] < 0.97


def _step(share: float) -> int:
    return max(step for step, (least, _) in STEPS.items() if share >= least or step == 0)


def _share(step: int, rng: np.random.Generator) -> float:
    least, most = STEPS[step]
    # Most things that are not bad are simply sound.
    return 0.0 if step == 0 and rng.random() < 0.6 else float(rng.uniform(least, most))
