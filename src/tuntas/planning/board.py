"""A plan under the hand of the search: who has paid what, what is left, put and taken package by package.

Money is always tied to one source here. Where no source has enough left, packages already placed in that year are
moved: one to another source, or two change places.
"""

from collections.abc import Sequence
from typing import Any, Final

from tuntas.planning.statement import Instance


class Board:
    """Exact state in plain integers; every package placed keeps envelopes, eligibility and capacity."""

    def __init__(self, instance: Instance) -> None:
        self.instance: Final = instance
        self.packages = [(a, k) for a in instance.areas for k in instance.costs[a]]
        self.costs = [instance.costs[a][k] for a, k in self.packages]
        self.agencies = [instance.executes[k] for _, k in self.packages]
        self.payers = [[instance.affordable(a, k, t) for t in instance.years] for a, k in self.packages]
        self.of_area: list[dict[int, int]] = [{} for _ in instance.areas]
        for package, (area, aspect) in enumerate(self.packages):
            self.of_area[area][aspect] = package
        self.left = [list(row) for row in instance.budgets]
        self.capacity = [list(row) for row in instance.capacities]
        self.where: list[tuple[int, int] | None] = [None] * len(self.packages)
        self.held: list[list[set[int]]] = [[set() for _ in instance.years] for _ in instance.sources]
        self.members: dict[int, tuple[int, ...]] = {}  # area -> its packages

    def plan(self) -> dict[int, dict[int, tuple[int, int]]]:
        """The plan as others read it."""
        made: dict[int, dict[int, tuple[int, int]]] = {}
        for area, packages in sorted(self.members.items()):
            made[area] = {}
            for package in packages:
                place = self.where[package]
                assert place is not None
                made[area][self.packages[package][1]] = place
        return made

    def held_state(self) -> tuple[Any, ...]:
        """A copy to go back to."""
        return ([row[:] for row in self.left], [row[:] for row in self.capacity], self.where[:],
                [[set(one) for one in row] for row in self.held], dict(self.members))  # fmt: skip

    def go_back(self, state: tuple[Any, ...]) -> None:
        """Become that copy; it may not be used again."""
        self.left, self.capacity, self.where, self.held, self.members = state

    def load(self, plan: dict[int, dict[int, tuple[int, int]]]) -> None:
        """Start from a plan that keeps every rule."""
        for area in list(self.members):
            self.remove(area)
        for area, packages in plan.items():
            self.members[area] = tuple(self.of_area[area][aspect] for aspect in packages)
            for aspect, (year, source) in packages.items():
                self._place(self.of_area[area][aspect], year, source)

    def insert(self, area: int, years: dict[int, int]) -> bool:
        """Place all packages (package -> year), dearest first; all or none."""
        return self.insert_in(area, sorted(years.items(), key=lambda one: (-self.costs[one[0]], one[0])))

    def insert_in(self, area: int, ordered: Sequence[tuple[int, int]]) -> bool:
        """The same with (package, year) in the order in which they are tried."""
        placed: list[int] = []
        for package, year in ordered:
            if not self.put(package, year):
                for one in placed:
                    self.take(one)
                return False
            placed.append(package)
        self.members[area] = tuple(placed)
        return True

    def remove(self, area: int) -> None:
        """Take the area's packages off."""
        for package in self.members.pop(area):
            self.take(package)

    def put(self, package: int, year: int) -> bool:
        """Place one package at the source that is left with the least, making room where needed."""
        cost = self.costs[package]
        if self.capacity[self.agencies[package]][year] < cost:
            return False
        able = [s for s in self.payers[package][year] if self.left[s][year] >= cost]
        source = min(able, key=lambda s: self.left[s][year]) if able else self._make_room(package, year)
        if source < 0:
            return False
        self._place(package, year, source)
        return True

    def take(self, package: int) -> None:
        """Take one package off."""
        place = self.where[package]
        assert place is not None
        year, source = place
        self.where[package] = None
        self.left[source][year] += self.costs[package]
        self.capacity[self.agencies[package]][year] += self.costs[package]
        self.held[source][year].discard(package)

    def _place(self, package: int, year: int, source: int) -> None:
        cost = self.costs[package]
        self.left[source][year] -= cost
        self.capacity[self.agencies[package]][year] -= cost
        self.held[source][year].add(package)
        self.where[package] = (year, source)

    def _make_room(self, package: int, year: int) -> int:
        """The source that has room after others were moved, or -1."""
        cost, sources = self.costs[package], self.payers[package][year]
        if sum(row[year] for row in self.left) < cost:
            return -1
        for source in sources:
            if self._move_one(source, year, cost - self.left[source][year]):
                return source
        for source in sources:
            if self._change_two(source, year, cost - self.left[source][year]):
                return source
        return -1

    def _move_one(self, source: int, year: int, need: int) -> bool:
        """Move the cheapest package that frees enough to another source with room for it."""
        chosen, target, least = -1, -1, -1
        for other in self.held[source][year]:
            cost = self.costs[other]
            if cost < need or (chosen >= 0 and (cost, other) >= (least, chosen)):
                continue
            for elsewhere in self.payers[other][year]:
                if elsewhere != source and self.left[elsewhere][year] >= cost:
                    chosen, target, least = other, elsewhere, cost
                    break
        if chosen < 0:
            return False
        self.take(chosen)
        self._place(chosen, year, target)
        return True

    def _change_two(self, source: int, year: int, need: int) -> bool:
        """Let a dearer package of this source change places with a cheaper one of another."""
        for other in sorted(self.held[source][year]):
            if self.costs[other] < need:
                continue
            for elsewhere in self.payers[other][year]:
                partner = self._partner(other, source, elsewhere, year, need) if elsewhere != source else -1
                if partner >= 0:
                    self.take(other)
                    self.take(partner)
                    self._place(other, year, elsewhere)
                    self._place(partner, year, source)
                    return True
        return False

    def _partner(self, other: int, source: int, elsewhere: int, year: int, need: int) -> int:
        low, high = self.costs[other] - self.left[elsewhere][year], self.costs[other] - need
        if low > high:
            return -1
        able = [one for one in self.held[elsewhere][year]
                if low <= self.costs[one] <= high and source in self.payers[one][year]]  # fmt: skip
        return min(able, default=-1)
