"""The bound, and the prices of money, capacity and targets behind it (docs/algorithms/planning.md says why it holds).

Prices are sought by column generation: a linear program over the columns met so far gives prices, the prices give each
area its best column, and so on until no area has a better one. The bound itself is computed from the prices alone, so
it does not lean on the solver's accuracy.
"""

import time
from dataclasses import dataclass

import numpy as np

from tuntas.planning.columns import Columns, Floats, Ints
from tuntas.planning.program import Prices, Program, whole_room
from tuntas.planning.statement import Instance

ROUNDS = 60


@dataclass(frozen=True)
class PriceGuide:
    """The best bound found, its prices, and the shares that the linear program gave to columns."""

    bound: float
    prices: Prices
    profit: Floats  # by column: its value less its price
    best: Floats  # by area: the best profit of its columns, at least 0
    shares: dict[int, float]  # column -> share above 0
    program: Program  # with the columns met on the way
    rounds: int


def package_prices(instance: Instance, columns: Columns, prices: Prices) -> Floats:
    """By package and year, at the cheapest source that may pay; infinite where it cannot be built."""
    cheapest = np.array([min(prices.money[s, t] for s in sources) for t, sources in columns.groups] + [0.0])
    each = columns.costs[:, None] * (cheapest[columns.purses] + prices.capacity[columns.agencies])
    return np.where(columns.purses >= 0, each, np.inf)


def profits(instance: Instance, columns: Columns, prices: Prices) -> Floats:
    """By column: its value and its hectares' worth for the target, less the price of its packages."""
    return profits_of(instance, columns, prices, np.arange(len(columns.area)))


def profits_of(instance: Instance, columns: Columns, prices: Prices, among: Ints) -> Floats:
    """The same for some columns."""
    each = package_prices(instance, columns, prices)
    each[-1] = 0.0
    total = columns.value[among] + prices.target[columns.finish[among]] * columns.hectares[columns.area[among]]
    members, years = columns.members[among], columns.years[among]
    for place in range(members.shape[1]):
        total -= each[members[:, place], years[:, place]]
    return total


def bound_at(instance: Instance, columns: Columns, prices: Prices, best: Floats) -> float:
    """No plan is worth more: every area at its best profit, plus all that is for sale at its price."""
    money, capacity = np.array(instance.budgets, dtype=float), np.array(instance.capacities, dtype=float)
    total = best.sum() + (prices.money * money).sum() + (prices.capacity * capacity).sum()
    total -= (prices.target * np.array(instance.targets)).sum()
    return float(total) - columns.bonus * len(instance.must)


def best_profits(columns: Columns, profit: Floats) -> Floats:
    """By area the best profit of its columns, 0 where it has none or all cost more than they are worth."""
    best = np.zeros(len(columns.first) - 1)
    np.maximum.at(best, columns.area, profit)
    return best


def relax(instance: Instance, columns: Columns, *, rounds: int = ROUNDS, until: float | None = None) -> PriceGuide:
    """The relaxation after at most so many rounds, or at that moment; each round alone gives a valid bound."""
    program = Program(columns, whole_room(instance))
    prices = _first_prices(instance, columns)
    found: PriceGuide | None = None
    duals: Floats | None = None
    worth, last = -np.inf, 0
    for turn in range(rounds):
        last = turn + 1
        profit = profits(instance, columns, prices)
        best = best_profits(columns, profit)
        bound = bound_at(instance, columns, prices, best)
        if found is None or bound < found.bound:
            found = PriceGuide(bound, prices, profit, best, {}, program, last)
        fresh = _promising(columns, profit, duals, program.known)
        if (
            (turn and not len(fresh))
            or (until is not None and time.perf_counter() > until)
            or found.bound - worth < 1e-6 * max(1.0, abs(worth))
        ):
            break
        program.add(fresh)
        program.solver.run()
        worth = program.worth()
        duals, prices = program.duals()
    assert found is not None
    return PriceGuide(found.bound, found.prices, found.profit, found.best, program.shares(), program, last)


def _promising(columns: Columns, profit: Floats, duals: Floats | None, known: Ints) -> Ints:
    """For each area and year of completion the best column, where it would raise the linear program."""
    years = int(columns.finish.max(initial=0)) + 1
    key = columns.area * years + columns.finish
    order = np.lexsort((-profit, key))
    is_first = np.ones(len(order), dtype=bool)
    is_first[1:] = key[order][1:] != key[order][:-1]
    best = order[is_first]
    if duals is not None:
        best = best[profit[best] > duals[columns.area[best]] + 1e-6]
    return best[~np.isin(best, known)]


def _first_prices(instance: Instance, columns: Columns) -> Prices:
    """One price for all money: where the best areas by worth per cost have used it up."""
    shape = (len(instance.budgets), len(instance.targets))
    costs = np.array([sum(packages.values()) for packages in instance.costs], dtype=float)
    ratio = np.array([instance.value(a, 0) for a in instance.areas]) / np.maximum(costs, 1.0)
    order = np.argsort(-ratio, kind="stable")
    used = np.searchsorted(np.cumsum(costs[order]), float(sum(map(sum, instance.budgets))))
    level = float(ratio[order[min(int(used), len(order) - 1)]])
    return Prices(np.full(shape, level), np.zeros((len(instance.capacities), shape[1])), np.zeros(shape[1]))
