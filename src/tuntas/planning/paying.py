"""From a choice of columns to single sources: year by year, and where a year cannot be paid, which areas it costs."""

from random import Random

import numpy as np

from tuntas.planning.columns import Columns, Floats, Ints
from tuntas.planning.packing import FAR, Bools, by_flow, pack
from tuntas.planning.statement import Instance

#: group x source: money; package x year as one number -> the source that pays a big package.
Money = tuple[Floats, dict[int, int]]


class Cashier:
    """Pays choices of columns; remembers how packages were paid last."""

    def __init__(self, instance: Instance, columns: Columns, seed: int) -> None:
        self.columns, self.rng = columns, Random(seed)
        self.years = len(instance.targets)
        self.money = np.array(instance.budgets, dtype=float)
        self.able = np.zeros((len(columns.packages) + 1, self.years, len(self.money)), dtype=bool)
        for package, row in enumerate(columns.purses):
            for year, group in enumerate(row):
                if group >= 0:
                    self.able[package, year, list(columns.groups[group][1])] = True
        self.last = np.full((len(columns.packages) + 1, self.years), -1)

    def placed(self, column: Ints) -> tuple[Ints, Ints]:
        """Packages of a choice and their years."""
        chosen = column[column >= 0]
        members, years = self.columns.members[chosen].ravel(), self.columns.years[chosen].ravel()
        real = members < len(self.columns.packages)
        return members[real], years[real]

    def pay(self, column: Ints, money: Money | None = None) -> tuple[Ints, dict[int, Floats]]:
        """A source for every package, and for each year that cannot be paid by how much each source is overdrawn."""
        packages, years = self.placed(column)
        source = np.full(len(self.columns.packages) + 1, -1)
        unpaid: dict[int, Floats] = {}
        for year in range(self.years):
            here = packages[years == year]
            if not len(here):
                continue
            source[here], over = self._year(year, here, money)
            self.last[here, year] = source[here]
            if (over > 0).any():
                unpaid[year] = over
        return source, unpaid

    def _year(self, year: int, packages: Ints, money: Money | None) -> tuple[Ints, Floats]:
        costs, able, budget = self.columns.costs[packages].astype(float), self.able[packages, year], self.money[:, year]
        best, least = np.empty(0, dtype=np.int64), np.inf
        for start in self._starts(year, packages, costs, able, money):
            source, over = pack(costs, able, budget, start, self.rng)
            if over < least:
                best, least = source, over
            if least <= 0.0:
                break
        return best, np.bincount(best, weights=costs, minlength=len(budget)) - budget

    def _starts(self, year: int, packages: Ints, costs: Floats, able: Bools, money: Money | None) -> list[Ints]:
        """As last time, the new ones where most is left; by the flow, where there is one; the big ones first."""
        starts = [self._where_most_is_left(year, self.last[packages, year], costs, able)]
        if money is not None:
            flow, big = money
            known = np.array([big.get(int(p) * self.years + year, -1) for p in packages], dtype=np.int64)
            starts.append(by_flow(costs, able, self.columns.purses[packages, year], flow, known))
        starts.append(self._where_most_is_left(year, np.full(len(packages), -1), costs, able))
        return starts

    def _where_most_is_left(self, year: int, known: Ints, costs: Floats, able: Bools) -> Ints:
        left, chosen = self.money[:, year].copy(), known.copy()
        np.subtract.at(left, known[known >= 0], costs[known >= 0])
        for place in np.argsort(-costs, kind="stable"):
            if chosen[place] < 0:
                row = np.where(able[place], left, -FAR)
                chosen[place] = int(row.argmax())
                left[chosen[place]] -= costs[place]
        return chosen

    def leave_out(self, column: Ints, source: Ints, unpaid: dict[int, Floats]) -> int:
        """The area worth least among those whose leaving pays most of what is overdrawn; -1 where none helps."""
        year, over = max(unpaid.items(), key=lambda item: float(np.maximum(item[1], 0.0).sum()))
        worst = int(over.argmax())
        best, chosen = np.inf, -1
        for area in np.flatnonzero(column >= 0).tolist():
            members, years = self.columns.members[column[area]], self.columns.years[column[area]]
            here = members[(years == year) & (members < len(self.columns.packages))]
            freed = float(self.columns.costs[here[source[here] == worst]].sum())
            if freed <= 0.0:
                continue
            price = float(self.columns.value[column[area]]) / min(1.0, freed / float(over[worst]))
            if price < best:
                best, chosen = price, area
        return chosen
