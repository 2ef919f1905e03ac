"""Ruin and recreate: take some areas out, put in what fits and is worth most for its price; now and then accept worse.

Money is a flow here too, kept by its cuts: what packages ask of a set of sources and of no other may not exceed what
the set has. So a choice fits where its demands are below what is left in every cut, and all choices are tried at once.
"""

from itertools import combinations
from math import exp
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tuntas.planning.bounding import PriceGuide
from tuntas.planning.columns import Columns, Floats, Ints
from tuntas.planning.statement import Instance

MOST_CUTS = 48  # a year
NOISE = 0.1
MOST_OUT = 9


class Ruin:
    """A fluid plan under annealing."""

    def __init__(self, instance: Instance, columns: Columns, guide: PriceGuide, kept: Ints, seed: int) -> None:
        """`kept`: the columns among which it chooses."""
        self.instance, self.columns, self.kept = instance, columns, kept
        self.rng, self.draw = Random(seed), np.random.default_rng(seed)
        self.years = len(instance.targets)
        self.area, self.finish = columns.area[kept], columns.finish[kept]
        self.value, self.hectares = columns.value[kept], columns.hectares[columns.area[kept]]
        worth = self.value + guide.prices.target[self.finish] * self.hectares
        price = np.maximum(worth - guide.profit[kept], 1e-9)
        self.ratio = worth / price
        self.targets = np.array(instance.targets)
        self._cut()
        self.demand = self._demands()
        self.level = float(np.median(self.value)) if len(kept) else 1.0
        self.place = {int(column): at for at, column in enumerate(kept)}

    # ── cuts ──
    def _cut(self) -> None:
        """Sets of sources in a year that decide whether a flow exists, and the agencies' capacities."""
        self.cuts: list[tuple[int, frozenset[int]]] = []
        for year in self.instance.years:
            masks = sorted({frozenset(sources) for t, sources in self.columns.groups if t == year}, key=sorted)
            unions = set(masks) | {a | b for a, b in combinations(masks, 2)}
            unions |= {a | b | c for a, b, c in combinations(masks, 3)} if len(masks) <= 16 else set()
            whole = frozenset().union(*masks) if masks else frozenset()
            listed = sorted(unions, key=lambda union: (-len(union), sorted(union)))[:MOST_CUTS]
            self.cuts += [(year, union) for union in dict.fromkeys([whole, *listed])]
        self.of_group = np.zeros((len(self.columns.groups), len(self.cuts)))
        for group, (year, sources) in enumerate(self.columns.groups):
            for at, (when, union) in enumerate(self.cuts):
                self.of_group[group, at] = when == year and union.issuperset(sources)

    def _demands(self) -> NDArray[np.float32]:
        columns, many = self.columns, len(self.cuts)
        members, years = columns.members[self.kept], columns.years[self.kept]
        demand = np.zeros((len(self.kept), many + len(self.instance.capacities) * self.years))
        each = np.arange(len(self.kept))
        for place in range(members.shape[1]):
            real = members[:, place] < len(columns.packages)
            package, year = members[real, place], years[real, place]
            cost = columns.costs[package].astype(float)
            demand[real, :many] += cost[:, None] * self.of_group[columns.purses[package, year]]
            np.add.at(demand, (each[real], many + columns.agencies[package] * self.years + year), cost)
        return demand.astype(np.float32)

    def limits(self, margin: Floats) -> Floats:
        """What each cut and capacity may be asked for."""
        money = [sum(self.instance.budgets[s][t] for s in union) * (1.0 - margin[t]) for t, union in self.cuts]
        return np.array(money + [amount for row in self.instance.capacities for amount in row], dtype=float)

    # ── the run ──
    def set_to(self, column: Ints, margin: Floats) -> None:
        """Begin at a choice of columns (those it does not keep are left out), with less money by a margin a year."""
        self.chosen = np.array([self.place.get(int(c), -1) for c in column], dtype=np.int64)
        self.best, self.best_worth = self.chosen.copy(), -np.inf
        self.set_margin(margin)

    def set_margin(self, margin: Floats) -> None:
        """Change what may be spent; what was best before may be too much now."""
        self.left = self.limits(margin) - self.demand[self.chosen[self.chosen >= 0]].sum(axis=0, dtype=float)
        self.worth = self._worth(self.chosen)
        self.best_worth = self.worth if (self.left >= -1.0).all() else -np.inf
        self.best = self.chosen.copy()

    def back_to_best(self, margin: Floats) -> None:
        """Go on from the best choice met since the margin last changed."""
        if np.isfinite(self.best_worth):
            self.chosen = self.best.copy()
            self.set_margin(margin)

    def run(self, turns: int, heat: float) -> None:
        """So many turns at one temperature (in shares of a typical area's worth)."""
        temperature = self.level * heat
        for _ in range(turns):
            before = self._held()
            self._ruin(self.chosen)
            self._recreate(self.chosen)
            fresh = self._worth(self.chosen)
            if fresh >= self.worth or self.rng.random() < exp((fresh - self.worth) / temperature):
                self.worth = fresh
                if fresh > self.best_worth + 1e-9 and (self.left >= -1.0).all():
                    self.best, self.best_worth = self.chosen.copy(), fresh
                    self._remember()
            else:
                self._go_back(before)

    def _held(self) -> tuple[Any, ...]:
        """What a turn may have to go back to."""
        return self.chosen.copy(), self.left.copy()

    def _go_back(self, held: tuple[Any, ...]) -> None:
        self.chosen, self.left = held

    def _remember(self) -> None:
        """A new best was met."""

    def columns_of_best(self) -> Ints:
        """By area its column, -1 for none."""
        return np.where(self.best >= 0, self.kept[self.best], -1)

    def _worth(self, chosen: Ints) -> float:
        taken = chosen[chosen >= 0]
        done = np.bincount(self.finish[taken], weights=self.hectares[taken], minlength=self.years)
        return float(self.value[taken].sum() - self.columns.penalty * np.maximum(self.targets - done, 0.0).sum())

    def _ruin(self, chosen: Ints) -> None:
        inside = np.flatnonzero(chosen >= 0)
        if not len(inside):
            return
        size = min(len(inside), self.rng.randint(1, MOST_OUT))
        if self.rng.random() < 0.8:
            year = self.rng.randrange(self.years)
            near = inside[np.abs(self.finish[chosen[inside]] - year) <= self.rng.choice((0, 1))]
            inside = near if len(near) >= size else inside
        self._take(chosen, self.draw.choice(inside, size, replace=False))
        while (self.left < -1.0).any():
            cut = int(self.left.argmin())
            inside = np.flatnonzero(chosen >= 0)
            asking = inside[self.demand[chosen[inside], cut] > 0]
            if not len(asking):
                return
            self._take(chosen, self.draw.choice(asking, 1))

    def _take(self, chosen: Ints, areas: Ints) -> None:
        self.left += self.demand[chosen[areas]].sum(axis=0, dtype=float)
        chosen[areas] = -1

    def _recreate(self, chosen: Ints) -> None:
        out = np.flatnonzero(chosen[self.area] < 0)
        left = self.left.astype(np.float32)
        fits = out[(self.demand[out] <= left).all(axis=1)]
        if not len(fits):
            return
        score = self.ratio[fits] * (1.0 + NOISE * self.draw.standard_normal(len(fits)))
        fits = fits[np.argsort(-score)]
        while len(fits):
            one = int(fits[0])
            if not self._put(one):
                fits = fits[1:]
                continue
            chosen[self.area[one]] = one
            self.left -= self.demand[one]
            fits = fits[self.area[fits] != self.area[one]]
            if len(fits):
                fits = fits[(self.demand[fits] <= self.left.astype(np.float32)).all(axis=1)]

    def _put(self, one: int) -> bool:
        """Whether a choice that fits the flow can be made."""
        return True
