"""Why an area is in the plan or not: what it would take, which of that is used up in which year, and at what price."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from tuntas.domain.wording import text
from tuntas.planning.bounding import package_prices, profits, relax
from tuntas.planning.columns import Columns, Floats, columns_of
from tuntas.planning.program import Prices
from tuntas.planning.starting import members_of
from tuntas.planning.statement import Instance, Plan

MOST_REASONS = 3


@dataclass(frozen=True)
class Reason:
    """One thing that stood in the way; `params` fill the wording of `code`."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    def wording(self, lang: str = "id") -> str:
        """The reason in `lang`."""
        return text(self.code, lang, **self.params)


@dataclass(frozen=True)
class Why:
    """An area in or out: its worth and its price at what is scarce (None without a way), and the reasons."""

    area: int
    is_in: bool
    worth: float | None
    price: float | None
    reasons: tuple[Reason, ...]

    def wording(self, lang: str = "id") -> str:
        """All reasons as one line."""
        return "; ".join(reason.wording(lang) for reason in self.reasons)


def explain(instance: Instance, plan: Plan, prices: Prices | None = None) -> list[Why]:
    """One answer for each area. Without prices (a plan from a file) they are computed anew."""
    columns = columns_of(instance)
    prices = prices or relax(instance, columns).prices
    return _Teller(instance, columns, prices, plan).all()


class _Teller:
    def __init__(self, instance: Instance, columns: Columns, prices: Prices, plan: Plan) -> None:
        self.instance, self.columns, self.plan = instance, columns, plan
        self.profit = profits(instance, columns, prices)
        self.each: Floats = package_prices(instance, columns, prices)
        self.target = prices.target
        self.left = [list(row) for row in instance.budgets]
        self.capacity = [list(row) for row in instance.capacities]
        for area, packages in plan.items():
            for aspect, (year, source) in packages.items():
                self.left[source][year] -= instance.costs[area][aspect]
                self.capacity[instance.executes[aspect]][year] -= instance.costs[area][aspect]

    def all(self) -> list[Why]:
        return [self.inside(a) if a in self.plan else self.outside(a) for a in self.instance.areas]

    def inside(self, area: int) -> Why:
        packages, labels = self.plan[area], self.instance.labels
        years = [year for year, _ in packages.values()]
        place = {package: at for at, package in enumerate(self.columns.packages)}
        price = sum(float(self.each[place[area, k], year]) for k, (year, _) in packages.items())
        told = {"first": labels.years[min(years)], "last": labels.years[max(years)]}
        code = "WHY-IN-MUST" if area in self.instance.must else "WHY-IN"
        worth = self.instance.value(area, max(years)) + float(self.target[max(years)]) * self.instance.hectares[area]
        return Why(area, True, worth, price, (Reason(code, told),))

    def outside(self, area: int) -> Why:
        if area in self.instance.never:
            return Why(area, False, None, None, (Reason("WHY-NEVER"),))
        first, last = self.columns.first[area], self.columns.first[area + 1]
        if first == last:
            return Why(area, False, None, None, tuple(self.no_way(area)))
        column = int(first + self.profit[first:last].argmax())
        finish = int(self.columns.finish[column])
        worth = self.instance.value(area, finish) + float(self.target[finish]) * self.instance.hectares[area]
        reasons = self.blocked(column) or [Reason("WHY-FITS")]
        if self.profit[column] < 0:
            reasons.append(Reason("WHY-PRICE"))
        return Why(area, False, worth, worth - self._own_profit(column), tuple(reasons))

    def _own_profit(self, column: int) -> float:
        """The profit without the weight of the mayor's word."""
        bonus = self.columns.bonus if int(self.columns.area[column]) in self.instance.must else 0.0
        return float(self.profit[column]) - bonus

    def no_way(self, area: int) -> list[Reason]:
        """Packages that cannot be built in any year; where all can, the rules between them leave no way."""
        instance, found = self.instance, []
        for aspect, cost in instance.costs[area].items():
            if any(instance.affordable(area, aspect, year) for year in instance.years):
                continue
            told = {"aspect": instance.labels.aspects[aspect], "cost": cost}
            if not instance.payers[area][aspect]:
                found.append(Reason("WHY-NO-SOURCE", told))
            elif instance.ready.get((area, aspect), 0) >= len(instance.targets):
                found.append(Reason("WHY-NOT-READY", told))
            else:
                found.append(Reason("WHY-TOO-DEAR", told))
        return found or [Reason("WHY-NO-ORDER")]

    def blocked(self, column: int) -> list[Reason]:
        """What the best way of the area would need and no longer finds, the dearest package first."""
        found: list[Reason] = []
        members = members_of(self.columns, column)
        taken: dict[tuple[str, int, int], int] = {}
        for package, year in sorted(members.items(), key=lambda item: -self.columns.costs[item[0]]):
            found += self._package(package, year, taken)
        return found[:MOST_REASONS]

    def _package(self, package: int, year: int, taken: dict[tuple[str, int, int], int]) -> list[Reason]:
        instance, labels = self.instance, self.instance.labels
        area, aspect = self.columns.packages[package]
        cost, agency = instance.costs[area][aspect], instance.executes[aspect]
        told = {"aspect": labels.aspects[aspect], "year": labels.years[year], "cost": cost}
        found = []
        room = self.capacity[agency][year] - taken.get(("agency", agency, year), 0)
        if room < cost:
            found.append(Reason("WHY-CAPACITY", {**told, "agency": labels.agencies[agency], "left": max(0, room)}))
        taken["agency", agency, year] = taken.get(("agency", agency, year), 0) + cost
        most = {s: self.left[s][year] - taken.get(("source", s, year), 0) for s in instance.payers[area][aspect]}
        source = max(most, key=lambda s: most[s])
        if most[source] < cost:
            found.append(Reason("WHY-MONEY", {**told, "left": max(0, sum(most.values())), "most": max(0, most[source]),
                                              "source": labels.sources[source]}))  # fmt: skip
        else:
            taken["source", source, year] = taken.get(("source", source, year), 0) + cost
        return found


def scarce(instance: Instance, prices: Prices) -> Sequence[tuple[str, str, str, float]]:
    """What is scarce, dearest first: (MONEY or CAPACITY, whose, year, price of one unit of money)."""
    labels = instance.labels
    listed = [("MONEY", labels.sources[s], labels.years[t], float(prices.money[s, t]))
              for s, t in np.argwhere(prices.money > 1e-9).tolist()]  # fmt: skip
    listed += [("CAPACITY", labels.agencies[g], labels.years[t], float(prices.capacity[g, t]))
               for g, t in np.argwhere(prices.capacity > 1e-9).tolist()]  # fmt: skip
    return sorted(listed, key=lambda one: -one[3])
