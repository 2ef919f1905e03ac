"""The search: anneal a plan whose money still flows, pay it from single sources, and look again around what was paid.

Where paying fails, the flow of that year is given a little less money, and the areas that cost it are left out so that
there is a paid plan at once.
"""

from dataclasses import dataclass

import numpy as np

from tuntas.planning.bounding import PriceGuide
from tuntas.planning.columns import Columns, Ints
from tuntas.planning.exact import ExactRuin, has_few_packages
from tuntas.planning.neighbouring import Neighbourhood
from tuntas.planning.paying import Cashier, Money
from tuntas.planning.ruining import Ruin
from tuntas.planning.statement import Instance, Plan

SMALLEST_GAIN = 1e-6
TURNS = 120  # of annealing in one step
#: Parts of the run: until which share, from which heat to which (in shares of a typical area's worth).
CYCLES = ((0.45, 0.06, 0.003), (0.7, 0.025, 0.003), (0.9, 0.02, 0.002), (1.01, 0.012, 0.002))
FEWEST_WAYS, SMALL_WAYS = 12, 1800  # columns of an area among which annealing chooses: at least, and for few areas
EVERY = 12  # steps: one of them is an integer program around the best plan, once the first part is over
FIRST_MARGIN = 0.0007
#: With few areas: steps from hot to cold, every how many of these from the best plan, and the two heats.
PERIOD, BACK, HOT, COLD = 10, 2, 0.15, 0.003


@dataclass
class Standing:
    """A paid plan: a column for each area (-1: none), a source for each package, and what it is worth inside."""

    column: Ints
    source: Ints
    worth: float


class Search:
    """One run; every step may better `best`."""

    def __init__(self, instance: Instance, columns: Columns, guide: PriceGuide, seed: int) -> None:
        self.instance, self.columns, self.guide = instance, columns, guide
        self.cashier = Cashier(instance, columns, seed)
        self.near = Neighbourhood(instance, columns, guide, self.cashier, seed)
        self.seed = seed
        self.ruin = Ruin(instance, columns, guide, self._kept(), seed)
        self.margin = np.full(len(instance.targets), FIRST_MARGIN)
        self.cycle, self.steps, self.tried = 0, 0, 0
        self.best = Standing(np.full(len(instance.hectares), -1), np.full(len(columns.packages) + 1, -1), -np.inf)

    def _kept(self) -> Ints:
        """The columns that annealing chooses among: the best of each area, more of them where there are few areas."""
        ways = max(FEWEST_WAYS, SMALL_WAYS // max(1, len(self.instance.hectares)))
        return np.flatnonzero(self.near.rank < ways)

    def begin(self, column: Ints, source: Ints) -> None:
        """Start from a plan that is paid from single sources."""
        self.best = Standing(column.copy(), source.copy(), self.worth(column))
        packages, years = self.cashier.placed(column)
        self.cashier.last[packages, years] = source[packages]
        if has_few_packages(self.instance, source):
            self.ruin = ExactRuin(self.instance, self.columns, self.guide, self._kept(), self.seed)
        self.ruin.set_to(column, self.margin)

    def worth(self, column: Ints) -> float:
        """The objective inside: the mayor's word and hard targets weigh more than all else."""
        chosen = column[column >= 0]
        done = np.bincount(self.columns.finish[chosen], weights=self.columns.hectares[self.columns.area[chosen]],
                           minlength=len(self.instance.targets))  # fmt: skip
        short = float(np.maximum(np.array(self.instance.targets) - done, 0.0).sum())
        return float(self.columns.value[chosen].sum()) - self.columns.penalty * short

    def step(self, share: float, left: float | None = None) -> bool:
        """One step at this share of the run; is there a better plan that is paid? `left`: seconds until the end."""
        self.steps += 1
        before = self.best.worth
        until, hot, cold = CYCLES[self.cycle]
        if isinstance(self.ruin, ExactRuin):
            self._short_cycle(left)
        elif share >= until:
            self.cycle += 1
            self._settle()
            self.ruin.set_to(self.best.column, self.margin)
        elif self.cycle and self.steps % EVERY == 0:
            self._look_around(left)
        else:
            began = CYCLES[self.cycle - 1][0] if self.cycle else 0.0
            self.ruin.run(TURNS, hot * (cold / hot) ** ((share - began) / (until - began)))
            if self.steps - self.tried >= 10 and self.ruin.best_worth > self.best.worth + SMALLEST_GAIN:
                self._settle()
        return self.best.worth > before + SMALLEST_GAIN

    def _short_cycle(self, left: float | None) -> None:
        """Few areas are soon cold: heat them again and again, by turns from where they are and from the best."""
        at = self.steps % PERIOD
        if at == 0:
            self._look_around(left)
            if (self.steps // PERIOD) % BACK == 0:
                self.ruin.set_to(self.best.column, self.margin)
            return
        self.ruin.run(TURNS, HOT * (COLD / HOT) ** (at / PERIOD))
        self._settle()

    def _look_around(self, left: float | None) -> None:
        if left is not None and left < 0.8:
            return
        seconds = None if left is None else min(1.0, 0.3 * left)
        found = self.near.choose(self.best.column, self.margin, seconds, 50 if left is not None else 5)
        if found is not None and self.worth(found[0]) > self.best.worth + SMALLEST_GAIN and self._pay(*found):
            self.ruin.set_to(self.best.column, self.margin)

    def _settle(self) -> None:
        """Pay the best that annealing has met."""
        self.tried = self.steps
        if isinstance(self.ruin, ExactRuin):
            if self.ruin.best_worth > self.best.worth + SMALLEST_GAIN:
                self.best = Standing(self.ruin.columns_of_best(), self.ruin.source.copy(), self.ruin.best_worth)
            return
        if self.ruin.best_worth > self.best.worth + SMALLEST_GAIN and not self._pay(self.ruin.columns_of_best(), None):
            self.ruin.set_margin(self.margin)

    def _pay(self, column: Ints, money: Money | None) -> bool:
        """Make it the best where all years can be paid (True); else without the areas that cost it."""
        source, unpaid = self.cashier.pay(column, money)
        for year in self.instance.years:
            raised = min(0.03, self.margin[year] * 1.25 + 0.0001)
            self.margin[year] = raised if year in unpaid else self.margin[year] * 0.95
        is_whole, column = not unpaid, column.copy()
        for _ in range(8):
            if not unpaid or self.worth(column) <= self.best.worth:
                break
            area = self.cashier.leave_out(column, source, unpaid)
            if area < 0:
                return False
            column[area] = -1
            source, unpaid = self.cashier.pay(column, None)
        worth = self.worth(column)
        if not unpaid and worth > self.best.worth + SMALLEST_GAIN:
            self.best = Standing(column, source, worth)
        return is_whole

    def plan(self) -> Plan:
        """The best plan as others read it."""
        made: dict[int, dict[int, tuple[int, int]]] = {}
        for area in np.flatnonzero(self.best.column >= 0).tolist():
            column = self.best.column[area]
            pairs = zip(self.columns.members[column].tolist(), self.columns.years[column].tolist(), strict=True)
            made[area] = {self.columns.packages[package][1]: (year, int(self.best.source[package]))
                          for package, year in pairs if package < len(self.columns.packages)}  # fmt: skip
        return made
