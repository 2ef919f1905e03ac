"""Which smallest change of one weight, the others as they are, would turn an order round.

Two items keep their points when weights change, so the sign of Σ weight × (points of one − points of the other) is the
order, and the smallest whole change that turns it is found by one division for each measure.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from tuntas.planning.ranking import HEAVIEST, NEUTRAL, Ranked


@dataclass(frozen=True, slots=True)
class Swing:
    """With `code` at weight `to` instead of `weight`, `behind` stands before `ahead`; every other weight as it is."""

    code: str
    weight: int
    to: int
    ahead: Hashable
    behind: Hashable

    @property
    def size(self) -> int:
        """By how much the weight changes."""
        return abs(self.to - self.weight)


def smallest_swing(ahead: Ranked, behind: Ranked) -> Swing | None:
    """The smallest change that lets `behind` overtake; None: no change of one weight (0–100) does."""
    swings = swings_between(ahead, behind)
    return min(swings, key=lambda one: (one.size, one.to < one.weight)) if swings else None


def swings_between(ahead: Ranked, behind: Ranked) -> list[Swing]:
    """For each measure that can do it the smallest change of its weight that lets `behind` overtake."""
    pairs = list(zip(ahead.contributions, behind.contributions, strict=True))
    leads = [_points(one.points) - _points(other.points) for one, other in pairs]
    lead = sum(one.weight * by for (one, _), by in zip(pairs, leads, strict=True))
    needed = lead if behind.tie < ahead.tie else lead + 1
    whole = sum(one.weight for one, _ in pairs)
    found = []
    for (one, _), by in zip(pairs, leads, strict=True):
        if by == 0:
            continue
        step = -(-needed // abs(by))
        to = one.weight - step if by > 0 else one.weight + step
        if 0 <= to <= HEAVIEST and whole + to - one.weight > 0:
            found.append(Swing(one.code, one.weight, to, ahead.key, behind.key))
    return found


def neighbour_swings(ranked: Sequence[Ranked]) -> list[Swing | None]:
    """For each item but the last the smallest change that lets the next one overtake it."""
    return [smallest_swing(ahead, behind) for ahead, behind in zip(ranked, ranked[1:], strict=False)]


def top_swings(ranked: Sequence[Ranked], count: int) -> list[Swing]:
    """For each measure and direction the smallest change that puts another item among the first `count`.

    The smallest comes first. The set of the first ones changes exactly where one outside overtakes one inside.
    """
    best: dict[tuple[str, bool], Swing] = {}
    for ahead in ranked[:count]:
        for behind in ranked[count:]:
            for swing in swings_between(ahead, behind):
                key = (swing.code, swing.to > swing.weight)
                if key not in best or swing.size < best[key].size:
                    best[key] = swing
    return sorted(best.values(), key=lambda one: one.size)


def _points(points: int | None) -> int:
    return NEUTRAL if points is None else points
