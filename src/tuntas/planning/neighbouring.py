"""A large neighbourhood: some areas are freed, the rest stays, and a small integer program chooses anew."""

from random import Random

import numpy as np

from tuntas.planning.bounding import PriceGuide
from tuntas.planning.columns import Columns, Ints
from tuntas.planning.paying import Cashier, Money
from tuntas.planning.program import Program, Room
from tuntas.planning.statement import Instance

#: Areas freed at once and columns for each: with a limit in seconds; without one each program has to be quick.
TIMED, COUNTED = (30, 15), (10, 6)
BIG_SHARE = 0.15  # of a typical envelope: a package above it is paid whole inside the program


class Neighbourhood:
    """Chooses which areas to free and among which columns."""

    def __init__(self, instance: Instance, columns: Columns, guide: PriceGuide, cashier: Cashier, seed: int) -> None:
        self.instance, self.columns, self.guide, self.cashier = instance, columns, guide, cashier
        self.rng, self.draw = Random(seed), np.random.default_rng(seed)
        self.capacity = np.array(instance.capacities, dtype=float)
        money = cashier.money
        self.big = BIG_SHARE * float(np.mean(money[money > 0])) if (money > 0).any() else np.inf
        self.own_best = np.full(len(instance.hectares), -np.inf)
        np.maximum.at(self.own_best, columns.area, guide.profit)
        order = np.lexsort((-guide.profit, columns.area))
        self.rank = np.empty(len(order), dtype=np.int64)
        self.rank[order] = np.arange(len(order)) - columns.first[columns.area[order]]

    def choose(self, column: Ints, margin: np.ndarray, seconds: float | None, nodes: int) -> tuple[Ints, Money] | None:
        """New columns for a free set, and the money behind them; None where the solver found nothing in time."""
        size, ways = TIMED if seconds is not None else COUNTED
        free = self._free(column, size)
        choice = self._columns(column, free, ways)
        if not len(choice):
            return None
        program = Program(self.columns, self._room(column, free, margin), choice)
        program.add(choice)
        start = (column[self.columns.area[choice]] == choice).astype(float)
        if not program.solve_whole(start, seconds, nodes):
            return None
        made = column.copy()
        made[free] = -1
        taken = choice[program.values() > 0.5]
        made[self.columns.area[taken]] = taken
        return made, program.money()

    def _free(self, column: Ints, most: int) -> Ints:
        """Areas around one year, and those where the prices say that something is lost."""
        inside = column >= 0
        finish = np.where(inside, self.columns.finish[column], -99)
        lost = self.guide.best - np.where(inside, self.guide.profit[column], 0.0)
        liked = self.guide.best + np.minimum(self.own_best, 0.0) > -3.0
        if self.rng.random() < 0.5:
            weight = np.where(inside | liked, 0.05 + np.maximum(lost, 0.0), 0.02)
        else:
            near = inside & (
                np.abs(finish - self.rng.randrange(len(self.instance.targets))) <= self.rng.choice([0, 1, 1, 2])
            )
            weight = np.where(near, 1.0, np.where(inside, 0.1, np.where(liked, 1.0, 0.05)))
        weight[~np.isfinite(self.own_best)] = 0.0
        size = min(most, int((weight > 0).sum()))
        keys = np.log(np.maximum(self.draw.random(len(weight)), 1e-300)) / np.maximum(weight, 1e-12)
        return np.sort(np.argsort(-keys, kind="stable")[:size])

    def _columns(self, column: Ints, free: Ints, ways: int) -> Ints:
        is_free = np.zeros(len(column), dtype=bool)
        is_free[free] = True
        chosen = is_free[self.columns.area] & (self.rank < ways)
        current = column[free]
        chosen[current[current >= 0]] = True
        return np.flatnonzero(chosen)

    def _room(self, column: Ints, free: Ints, margin: np.ndarray) -> Room:
        staying = column.copy()
        staying[free] = -1
        packages, years = self.cashier.placed(staying)
        capacity = self.capacity.copy()
        np.subtract.at(capacity, (self.columns.agencies[packages], years), self.columns.costs[packages])
        chosen = staying[staying >= 0]
        target = np.array(self.instance.targets)
        np.subtract.at(target, self.columns.finish[chosen], self.columns.hectares[self.columns.area[chosen]])
        money = self.cashier.money * (1.0 - margin)[None, :]
        return Room(free, packages, years, money, capacity, target, self.big)
