"""The program over columns in HiGHS: areas once, money as a flow from sources to groups of packages.

Rows: an area for each area; what a group of packages needs (a group: a year and the sources that may pay); envelopes;
capacities; targets; and for each big package in a year that one source pays it whole. Small packages are paid from the
flow, which may split them: `packing` ties them to sources afterwards. Money is counted in a unit that keeps the
coefficients near each other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from tuntas.planning.columns import Columns, Floats, Ints
from tuntas.planning.statement import Instance

INFINITE = highspy.kHighsInf
SOLVER_VERSION = ".".join(
    str(part) for part in (highspy.HIGHS_VERSION_MAJOR, highspy.HIGHS_VERSION_MINOR, highspy.HIGHS_VERSION_PATCH)
)


class Quiet(highspy.Highs):
    """The solver without a word on standard output: the library's own beginning prints a line that no option mutes."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()
        self.setOptionValue("output_flag", False)
        self.setOptionValue("threads", 1)  # the same steps on every machine


@dataclass(frozen=True)
class Prices:
    """What one unit is worth: of a source's money and an agency's capacity in a year, of a target's hectare."""

    money: Floats  # source x year
    capacity: Floats  # agency x year
    target: Floats  # year


@dataclass(frozen=True)
class Room:
    """What the areas of one program may use. The packages of all others stay, but may be paid by another source."""

    areas: Ints
    packages: Ints  # that stay
    years: Ints  # of those
    money: Floats  # source x year, before anything is paid
    capacity: Floats  # agency x year, left by those that stay
    target: Floats  # year: hectares still missing
    big: float = np.inf  # a package of more than this is paid whole by one source


def whole_room(instance: Instance) -> Room:
    """Everything for all areas."""
    empty = np.empty(0, dtype=np.int64)
    return Room(
        areas=np.arange(len(instance.hectares)), packages=empty, years=empty,
        money=np.array(instance.budgets, dtype=float), capacity=np.array(instance.capacities, dtype=float),
        target=np.array(instance.targets),
    )  # fmt: skip


class Program:
    """A solver that holds the rows, the flows, and the columns added so far."""

    def __init__(self, columns: Columns, room: Room, expected: Ints | None = None) -> None:
        """`expected`: the columns that will be added; needed where big packages are paid whole."""
        self.columns, self.room = columns, room
        self.sources, self.years = room.money.shape
        self.unit = max(1.0, float(room.money.max()) / 40.0)
        self.place = np.full(len(columns.hectares), -1, dtype=np.int64)
        self.place[room.areas] = np.arange(len(room.areas))
        self.pairs = self._big_pairs(np.empty(0, dtype=np.int64) if expected is None else expected)
        self.groups_at = len(room.areas)
        self.money_at = self.groups_at + len(columns.groups)
        self.capacity_at = self.money_at + self.sources * self.years
        self.target_at = self.capacity_at + room.capacity.size
        self.pairs_at = self.target_at + self.years
        self.rows = self.pairs_at + len(self.pairs)
        self.known: Ints = np.empty(0, dtype=np.int64)
        self.solver = Quiet()
        self.solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self._add_rows()
        self._add_flows()

    def _big_pairs(self, expected: Ints) -> Ints:
        """Package x year as one number, of all big packages that stay or may come."""
        members, years = self.columns.members[expected].ravel(), self.columns.years[expected].ravel()
        keys = np.concatenate([members * self.years + years, self.room.packages * self.years + self.room.years])
        return np.unique(keys[self.columns.costs[keys // self.years] > self.room.big])

    def _add_rows(self) -> None:
        low, high = np.full(self.rows, -INFINITE), np.zeros(self.rows)
        rows, amounts = self._demand(self.room.packages, self.room.years)
        high[: self.groups_at] = 1.0
        high -= np.bincount(rows, weights=amounts, minlength=self.rows)
        high[self.money_at : self.capacity_at] = self.room.money.ravel() / self.unit
        high[self.capacity_at : self.target_at] = self.room.capacity.ravel() / self.unit
        low[self.target_at : self.pairs_at], high[self.target_at : self.pairs_at] = self.room.target, INFINITE
        empty = np.empty(0, dtype=np.int32)
        self.solver.addRows(self.rows, low, high, 0, np.zeros(self.rows, dtype=np.int32), empty, np.empty(0))

    def _demand(self, packages: Ints, years: Ints) -> tuple[Ints, Floats]:
        """The row that pays each package and what it asks of it: the money of its group, or one whole payment."""
        rows = self.groups_at + self.columns.purses[packages, years]
        amounts = self.columns.costs[packages] / self.unit
        if len(self.pairs):
            keys = packages * self.years + years
            at = np.minimum(np.searchsorted(self.pairs, keys), len(self.pairs) - 1)
            is_big = self.pairs[at] == keys
            rows, amounts = np.where(is_big, self.pairs_at + at, rows), np.where(is_big, 1.0, amounts)
        return rows, amounts

    def _add_flows(self) -> None:
        """Money from a source to a group; hectares missing; a source for each big package."""
        columns, years = self.columns, self.years
        self.flows = [(group, s) for group, (_, sources) in enumerate(columns.groups) for s in sources]
        self.payments = [(int(pair), s) for pair in self.pairs
                         for s in columns.groups[columns.purses[pair // years, pair % years]][1]]  # fmt: skip
        rows: list[int] = []
        values: list[float] = []
        for group, s in self.flows:
            rows += [self.groups_at + group, self.money_at + s * years + columns.groups[group][0]]
            values += [-1.0, 1.0]
        place = {int(pair): at for at, pair in enumerate(self.pairs)}
        for pair, s in self.payments:
            rows += [self.pairs_at + place[pair], self.money_at + s * years + pair % years]
            values += [-1.0, columns.costs[pair // years] / self.unit]
        twos = len(self.flows) + len(self.payments)
        rows += range(self.target_at, self.pairs_at)
        values += [1.0] * years
        starts = np.concatenate([np.arange(twos) * 2, twos * 2 + np.arange(years)])
        worths = np.concatenate([np.zeros(twos), np.full(years, -columns.penalty)])
        self.fixed = twos + years
        self._put(worths, starts, np.array(rows), np.array(values))

    def _put(self, worths: Floats, starts: Ints, rows: Ints, values: Floats) -> None:
        size = len(worths)
        self.solver.addCols(size, worths, np.zeros(size), np.full(size, INFINITE), len(rows),
                            starts.astype(np.int32), rows.astype(np.int32), values)  # fmt: skip

    def add(self, chosen: Ints) -> None:
        """Add columns; their positions are appended to `known`."""
        starts, rows, values = self._entries(chosen)
        self._put(self.columns.value[chosen], starts, rows, values)
        self.known = np.concatenate([self.known, chosen])

    def _entries(self, chosen: Ints) -> tuple[Ints, Ints, Floats]:
        """The columns' coefficients, sorted by column, each row of a column once."""
        columns = self.columns
        at = np.repeat(np.arange(len(chosen)), columns.members.shape[1])
        members, years = columns.members[chosen].ravel(), columns.years[chosen].ravel()
        real = members < len(columns.packages)
        at, members, years = at[real], members[real], years[real]
        payers, amounts = self._demand(members, years)
        areas, each = columns.area[chosen], np.arange(len(chosen))
        column = np.concatenate([each, at, at, each])
        row = np.concatenate([
            self.place[areas], payers, self.capacity_at + columns.agencies[members] * self.years + years,
            self.target_at + columns.finish[chosen],
        ])  # fmt: skip
        value = np.concatenate([np.ones(len(chosen)), amounts, columns.costs[members] / self.unit,
                                columns.hectares[areas]])  # fmt: skip
        keys, where = np.unique(column * self.rows + row, return_inverse=True)
        starts: Ints = np.searchsorted(keys, each * self.rows).astype(np.int64)
        summed: Floats = np.bincount(where, weights=value, minlength=len(keys)).astype(np.float64)
        return starts, keys % self.rows, summed

    # ── solving ──
    def solve_whole(self, start: Floats, seconds: float | None, nodes: int) -> bool:
        """Choose whole columns from a start that may be kept; is there any choice?"""
        size = len(self.known)
        self._make_whole(seconds, nodes)
        self.solver.setSolution(size, np.arange(self.fixed, self.fixed + size, dtype=np.int32), start)
        self.solver.run()
        return bool(self.solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible)

    def bound_whole(self, nodes: int, is_over: Callable[[], bool]) -> float:
        """The solver's bound after so many nodes, or when it is over."""
        self._make_whole(None, nodes)

        def look(kind: object, message: str, told: Any, answer: Any, user: object) -> None:
            answer.user_interrupt = is_over()

        self.solver.setCallback(look, None)
        self.solver.startCallback(highspy.cb.HighsCallbackType.kCallbackMipInterrupt)
        self.solver.run()
        return float(self.solver.getInfo().mip_dual_bound)

    def _make_whole(self, seconds: float | None, nodes: int) -> None:
        whole = np.concatenate([np.arange(len(self.flows), len(self.flows) + len(self.payments)),
                                np.arange(self.fixed, self.fixed + len(self.known))]).astype(np.int32)  # fmt: skip
        self.solver.changeColsIntegrality(len(whole), whole, np.array([highspy.HighsVarType.kInteger] * len(whole)))
        for option, value in (("mip_max_nodes", nodes), ("mip_rel_gap", 1e-5), ("mip_abs_gap", 0.01)):
            self.solver.setOptionValue(option, value)
        if seconds is not None:
            self.solver.setOptionValue("time_limit", max(0.01, seconds))

    def worth(self) -> float:
        """The value of the last solution."""
        return float(self.solver.getInfo().objective_function_value)

    def values(self) -> Floats:
        """The shares of the known columns in the last solution."""
        return np.array(self.solver.getSolution().col_value)[self.fixed :]

    def money(self) -> tuple[Floats, dict[int, int]]:
        """Group x source: money in the last solution. Package x year -> the source that pays a big one."""
        given = np.array(self.solver.getSolution().col_value)
        flow = np.zeros((len(self.columns.groups), self.sources))
        for (group, s), amount in zip(self.flows, given[: len(self.flows)].tolist(), strict=True):
            flow[group, s] = amount * self.unit
        big = given[len(self.flows) : len(self.flows) + len(self.payments)]
        return flow, {pair: s for (pair, s), share in zip(self.payments, big.tolist(), strict=True) if share > 0.5}

    def shares(self) -> dict[int, float]:
        """The known columns with a share above 0."""
        given = self.values()
        return {int(self.known[i]): float(given[i]) for i in np.flatnonzero(given > 1e-7)}

    def duals(self) -> tuple[Floats, Prices]:
        """The areas' duals, and prices that are never negative (a price below 0 would not give a bound)."""
        dual = np.array(self.solver.getSolution().row_dual)
        shape = (self.sources, self.years)
        money = np.maximum(dual[self.money_at : self.capacity_at], 0.0).reshape(shape) / self.unit
        capacity = np.maximum(dual[self.capacity_at : self.target_at], 0.0).reshape(-1, self.years) / self.unit
        target = np.clip(-dual[self.target_at : self.pairs_at], 0.0, self.columns.penalty)
        return dual[: self.groups_at], Prices(money, capacity, target)
