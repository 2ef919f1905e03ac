"""What would change a result: the way to the next lower band, and the fewest criteria below the threshold.

Shown for understanding. Below the threshold a unit is *tertangani*; that is not yet *tuntas*.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice

from tuntas.domain.quantity import ceil_to_step
from tuntas.rules.regulation import Band, Bands, Regulation
from tuntas.rules.scoring import Assessment, CriterionResult

MOST_SETS = 10


@dataclass(frozen=True, slots=True)
class NextBand:
    """Mending `volume` (micro-units, in whole steps of the unit) brings the criterion into `band`."""

    result: CriterionResult
    band: Band
    volume: int


@dataclass(frozen=True, slots=True)
class WayBelow:
    """A smallest set: every criterion in it brought to its lowest band leaves the total at `total_after`."""

    results: tuple[CriterionResult, ...]
    total_after: int


def next_band(result: CriterionResult, regulation: Regulation) -> NextBand | None:
    """The next lower band and the volume to mend; None at the lowest band, or where volumes are unknown.

    The largest volume n' in the lower band satisfies 2·F·n' + d < 2·d·m, m the percent at which the present band
    begins, hence n' = ⌈d(2m−1) / 2F⌉ − 1.
    """
    if result.percent is None or result.volume is None or not result.whole or result.whole < 0:
        return None
    present, lower = _neighbours(result.percent, regulation.bands)
    if lower is None:
        return None
    factor, whole = regulation.bands.factor, result.whole
    most = -(-whole * (2 * present.from_percent - 1) // (2 * factor)) - 1
    step = regulation.unit_steps.get(result.criterion.unit, 1)
    clamped = min(result.volume, whole)
    return NextBand(result, lower, min(ceil_to_step(clamped - most, step), clamped))


def ways_below(assessment: Assessment, most: int = MOST_SETS) -> tuple[WayBelow, ...]:
    """The sets of fewest criteria whose mending brings the total below the threshold, at most `most` of them.

    Each set takes its criteria down to their lowest band. Empty when the total is below already, or unknown.
    """
    total = assessment.total
    if total is None or total < assessment.regulation.slum_from_total:
        return ()
    scored = [result for result in assessment.criteria if result.score_min > 0]
    excess = total - assessment.regulation.slum_from_total + 1
    for size in range(1, len(scored) + 1):
        largest = sorted((result.score_min for result in scored), reverse=True)[:size]
        if sum(largest) >= excess:
            return tuple(islice(_sets(scored, size, excess, total), most))
    return ()


def _sets(scored: list[CriterionResult], size: int, excess: int, total: int) -> Iterator[WayBelow]:
    # Criteria with the largest share come last: they ask for the most work.
    by_effort = sorted(scored, key=lambda result: (result.share or 0, result.criterion.id))
    for chosen in combinations(by_effort, size):
        gain = sum(result.score_min for result in chosen)
        if gain >= excess:
            in_order = tuple(sorted(chosen, key=lambda result: result.criterion.id))
            yield WayBelow(in_order, total - gain)


def _neighbours(percent: int, bands: Bands) -> tuple[Band, Band | None]:
    position = next(i for i, step in enumerate(bands.steps) if percent >= step.from_percent)
    below = bands.steps[position + 1] if position + 1 < len(bands.steps) else None
    return bands.steps[position], below
