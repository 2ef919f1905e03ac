"""One source for each package: a year's packages are laid on its sources, then moved until none is overdrawn.

The flow says roughly which source pays for which group; the biggest packages take it first. What is overdrawn after
that is brought down step by step: the best move of one package or change of two; where none helps, the best change of
one or two against one or two; where that does not help either, the least harmful move, with a short memory.
"""

from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from tuntas.planning.columns import Floats, Ints

Bools = NDArray[np.bool_]
FAR = 1e15
Move = list[tuple[int, int]]  # package -> its new source


@dataclass
class Packing:
    """A year's packages on its sources. `over`: what each source is overdrawn by, below 0 what it has left."""

    costs: Floats
    able: Bools  # package x source
    source: Ints
    over: Floats

    def overdrawn(self) -> float:
        """What is overdrawn in all."""
        return float(np.maximum(self.over, 0.0).sum())

    def apply(self, move: Move) -> None:
        """Give packages their new sources."""
        for package, target in move:
            self.over[self.source[package]] -= self.costs[package]
            self.over[target] += self.costs[package]
            self.source[package] = target


def pack(costs: Floats, able: Bools, budget: Floats, start: Ints, rng: Random, *, most: int = 60) -> tuple[Ints, float]:
    """A source for each package and what is overdrawn in all (0 where all is paid)."""
    load = np.bincount(start, weights=costs, minlength=len(budget)) - budget
    packing = Packing(costs, able, start.copy(), load)
    rest = np.zeros(len(costs), dtype=np.int64)
    best, least = packing.source.copy(), packing.overdrawn()
    draw = np.random.default_rng(rng.getrandbits(32))
    for turn in range(most):
        if least <= 0.0:
            break
        gain, move = _near(packing, rest > turn, draw if turn else None)
        if gain >= -0.5:
            deep_gain, deep = _deep(packing)
            gain, move = (deep_gain, deep) if deep_gain < 0.0 else (gain, move)
        if not move:
            break
        packing.apply(move)
        for package, _ in move:
            rest[package] = turn + rng.randint(3, 9) if gain >= 0.0 else turn
        if packing.overdrawn() < least:
            best, least = packing.source.copy(), packing.overdrawn()
    return best, least


def _near(packing: Packing, resting: Bools, draw: np.random.Generator | None) -> tuple[float, Move]:
    """The move of one package, or change of two, after which least is overdrawn; it begins at an overdrawn source.

    `draw` decides between moves that are nearly as good: without it the search would go round.
    """
    costs, over, source = packing.costs, packing.over, packing.source
    overs = over[source]
    here = np.flatnonzero((overs > 0) & ~resting)
    if not len(here):
        return FAR, []
    own, paid, drawn = overs[here][:, None], costs[here][:, None], np.maximum(over, 0.0)
    shift = np.maximum(own - paid, 0.0) + np.maximum(over[None, :] + paid, 0.0) - own - drawn[None, :]
    shift[~packing.able[here]] = FAR
    shift[np.arange(len(here)), source[here]] = FAR
    less = paid - costs[None, :]
    change = np.maximum(own - less, 0.0) + np.maximum(overs[None, :] + less, 0.0) - own - drawn[source][None, :]
    fits = packing.able[here][:, source] & packing.able[:, source[here]].T
    change[~fits | (source[here][:, None] == source[None, :]) | resting[None, :]] = FAR
    if draw is not None:
        shift += 0.5 * draw.random(shift.shape)
        change += 0.5 * draw.random(change.shape)
    one, two = int(shift.argmin()), int(change.argmin())
    if min(shift.flat[one], change.flat[two]) >= FAR:
        return FAR, []
    if shift.flat[one] <= change.flat[two]:
        return float(shift.flat[one]), [(int(here[one // len(over)]), one % len(over))]
    first, second = int(here[two // len(costs)]), two % len(costs)
    return float(change.flat[two]), [(first, int(source[second])), (second, int(source[first]))]


def _deep(packing: Packing) -> tuple[float, Move]:
    """The best change of up to two packages of the most overdrawn source against up to two of another."""
    best, chosen = 0.0, Move()
    origin = int(packing.over.argmax())
    for target in range(len(packing.over)):
        if target == origin:
            continue
        gain, move = _exchange(packing, origin, target)
        if gain < best - 1e-9:
            best, chosen = gain, move
        if packing.over[origin] + best <= 0.0:
            break
    return best, chosen


def _exchange(packing: Packing, origin: int, target: int) -> tuple[float, Move]:
    leaving, leaving_sums = _few(packing, origin, target)
    coming, coming_sums = _few(packing, target, origin)
    order = np.argsort(coming_sums, kind="stable")
    sums = coming_sums[order]
    need, room = float(packing.over[origin]), -float(packing.over[target])
    before = need + max(-room, 0.0)
    best, chosen = 0.0, Move()
    # The difference that moves should lie between `need` and `room`: the two nearest partners decide.
    nearest = np.searchsorted(sums, leaving_sums - need, side="right")
    for side in (-1, 0):
        place = np.clip(nearest + side, 0, len(order) - 1)
        moved = leaving_sums - sums[place]
        gains = np.maximum(need - moved, 0.0) + np.maximum(moved - room, 0.0) - before
        at = int(gains.argmin())
        if gains[at] < best:
            best, back = float(gains[at]), int(order[place[at]])
            chosen = [(int(p), target) for p in leaving[:, at] if p >= 0]
            chosen += [(int(p), origin) for p in coming[:, back] if p >= 0]
    return best, chosen


def _few(packing: Packing, origin: int, target: int) -> tuple[Ints, Floats]:
    """Nothing, one or two packages of a source that another may pay (-1: none), and what they cost together."""
    able = np.flatnonzero((packing.source == origin) & packing.able[:, target])
    first, second = np.triu_indices(len(able), 1)
    none, costs = np.full(len(able) + 1, -1), packing.costs[able]
    pairs = np.array([np.concatenate([[-1], able, able[first]]), np.concatenate([none, able[second]])])
    return pairs, np.concatenate([[0.0], costs, costs[first] + costs[second]])


def by_flow(costs: Floats, able: Bools, groups: Ints, flow: Floats, known: Ints) -> Ints:
    """A first source for each package: the biggest first, where the flow of its group has most left.

    `known`: the sources of those that the program has tied to one, -1 for the others.
    """
    left = flow.copy()  # group x source
    chosen = known.copy()
    for package in np.argsort(-costs, kind="stable"):
        if chosen[package] >= 0:
            continue
        row = np.where(able[package], left[groups[package]], -FAR)
        chosen[package] = int(row.argmax())
        left[groups[package], chosen[package]] -= costs[package]
    return chosen
