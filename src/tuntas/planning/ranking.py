"""Ranking items by weights that anybody can follow with a pocket calculator: whole points, whole weights, no floats.

Each value becomes 0–100 points between the worst and the best end of its scale (half up). The score is the mean of the
points by weight, in hundredths. A missing value counts 50 points for the order, and 0 and 100 for the bounds: it is
never zero. See docs/algorithms/ranking.md.
"""

from bisect import bisect_left
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from tuntas.planning.ranking_terms import RankingMeasure

FULL, NEUTRAL, CENTI = 100, 50, 100
#: What a weight may be.
HEAVIEST = 100


class NoWeights(ValueError):
    """No measure that speaks of these items has a weight above zero."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item with its value for each measure, in the measure's unit; None or absent: not known."""

    key: Hashable
    values: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a measure adds to a score, in hundredths of a point; `points` None: the value is not known (counts 50)."""

    code: str
    value: int | None
    points: int | None
    weight: int
    centi: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """An item in its place. `rank_low` is the best and `rank_high` the worst rank that missing values leave open.

    Scores are hundredths of a point (0–10,000); the contributions add up to `score_centi`. `tie` decides between equal
    scores: the smaller first.
    """

    key: Hashable
    rank: int
    rank_low: int
    rank_high: int
    score_centi: int
    low_centi: int
    high_centi: int
    contributions: tuple[Contribution, ...]
    tie: tuple[int, ...]

    @property
    def is_certain(self) -> bool:
        """Whether every value that counts is known."""
        return all(one.points is not None for one in self.contributions if one.weight)


def rank(
    candidates: Sequence[Candidate], weights: Mapping[str, int], measures: Sequence[RankingMeasure]
) -> list[Ranked]:
    """The items from first to last. Equal scores: see `tie_of`. Raises `NoWeights`."""
    scales = [_scale(one, candidates) for one in measures]
    loads = [weights.get(one.code, 0) for one in measures]
    if candidates and sum(loads) <= 0:
        raise NoWeights
    rows = []
    for place, one in enumerate(candidates):
        points = [points_of(one.values.get(m.code), *scale) for m, scale in zip(measures, scales, strict=True)]
        rows.append(_Row(one, tie_of(one, place), points, loads))
    ordered = sorted(rows, key=lambda row: (-row.sum(NEUTRAL), row.tie))
    bounds = _rank_bounds(ordered)
    return [row.ranked(place, bounds[place - 1], measures) for place, row in enumerate(ordered, start=1)]


def points_of(value: int | None, worst: int, best: int) -> int | None:
    """0–100 points of a value between the ends of a scale, half up; beyond an end its points stay. None: not known.

    Ends that are equal tell nothing apart: 50.
    """
    if value is None:
        return None
    span = abs(best - worst)
    if span == 0:
        return NEUTRAL
    way = (value - worst) * (1 if best > worst else -1)
    return min(FULL, max(0, (2 * FULL * way + span) // (2 * span)))


def tie_of(candidate: Candidate, place: int) -> tuple[int, ...]:
    """Between equals: the better priority, then the larger area, more households, and the order in which they came."""
    said = candidate.values
    priority = said.get("priority")
    return (priority if priority is not None else FULL, -(said.get("area") or 0), -(said.get("households") or 0), place)


def priority_ranks(candidates: Sequence[Candidate]) -> dict[Hashable, int | None]:
    """The rank by the regulation's priority 1–9 alone, between equals by `tie_of`; None where it is not known."""
    known = [(tie_of(one, place), one.key) for place, one in enumerate(candidates)
             if one.values.get("priority") is not None]  # fmt: skip
    ranks: dict[Hashable, int | None] = {one.key: None for one in candidates}
    for number, (_, key) in enumerate(sorted(known, key=lambda one: one[0]), start=1):
        ranks[key] = number
    return ranks


@dataclass(slots=True)
class _Row:
    """An item while it is ranked."""

    candidate: Candidate
    tie: tuple[int, ...]
    points: list[int | None]
    loads: list[int]

    def sum(self, missing: int) -> int:
        """Points by weight, with so many for what is not known."""
        return sum(
            load * (missing if points is None else points) for points, load in zip(self.points, self.loads, strict=True)
        )

    def ranked(self, place: int, bounds: tuple[int, int], measures: Sequence[RankingMeasure]) -> Ranked:
        """The item in its place."""
        whole = sum(self.loads)
        parts = [load * (NEUTRAL if points is None else points)
                 for points, load in zip(self.points, self.loads, strict=True)]  # fmt: skip
        score = _hundredths(sum(parts), whole)
        contributions = tuple(
            Contribution(one.code, self.candidate.values.get(one.code), points, load, centi)
            for one, points, load, centi in zip(
                measures, self.points, self.loads, _shares(parts, whole, score), strict=True
            )
        )
        return Ranked(self.candidate.key, place, *bounds, score, _hundredths(self.sum(0), whole),
                      _hundredths(self.sum(FULL), whole), contributions, self.tie)  # fmt: skip


def _scale(measure: RankingMeasure, candidates: Sequence[Candidate]) -> tuple[int, int]:
    """The worst and the best end."""
    if measure.worst is not None and measure.best is not None:
        return measure.worst, measure.best
    known = [value for one in candidates if (value := one.values.get(measure.code)) is not None]
    low, high = (min(known), max(known)) if known else (0, 0)
    return (low, high) if measure.is_more_better else (high, low)


def _rank_bounds(ordered: Sequence[_Row]) -> list[tuple[int, int]]:
    """For each row the best and the worst rank that its and the others' missing values leave open."""
    low = [(-row.sum(0), row.tie) for row in ordered]
    high = [(-row.sum(FULL), row.tie) for row in ordered]
    lows, highs = sorted(low), sorted(high)
    # Surely ahead: whose least beats my most. Perhaps ahead: whose most beats my least; I am no rival of myself.
    return [
        (bisect_left(lows, most) + 1, bisect_left(highs, least) + (0 if most < least else 1))
        for least, most in zip(low, high, strict=True)
    ]


def _hundredths(points: int, whole: int) -> int:
    """A weighted sum as mean points in hundredths, half up."""
    return (2 * CENTI * points + whole) // (2 * whole)


def _shares(parts: Sequence[int], whole: int, total: int) -> list[int]:
    """Each part in hundredths, by largest remainder (the earlier among equals): together they are the total."""
    floors = [CENTI * part // whole for part in parts]
    rests = sorted(range(len(parts)), key=lambda place: (-(CENTI * parts[place] % whole), place))
    for place in rests[: total - sum(floors)]:
        floors[place] += 1
    return floors
