"""The floor: areas by worth per cost, each in the earliest years where everything finds money. Milliseconds."""

from collections.abc import Mapping, Sequence

from tuntas.planning.statement import Instance

Placed = dict[int, tuple[int, int]]


def greedy_plan(instance: Instance) -> dict[int, Placed]:
    """The best of the greedy plans with different orders of the sources."""
    totals = [sum(row) for row in instance.budgets]
    breadth = [sum(row) for row in instance.pays]
    orders = [
        sorted(instance.sources, key=lambda s: (totals[s], s)),
        sorted(instance.sources, key=lambda s: (breadth[s], totals[s], s)),
        sorted(instance.sources, key=lambda s: (sum(instance.admits[s]), breadth[s], s)),
        sorted(instance.sources, key=lambda s: (sum(instance.admits[s]) * -1, totals[s], s)),
    ]
    plans = [_Clerk(instance, order).plan() for order in orders]
    return max(plans, key=lambda plan: (len(instance.must.keys() & plan), instance.objective(plan)))


class _Clerk:
    def __init__(self, instance: Instance, order: Sequence[int]) -> None:
        self.instance = instance
        rank = {source: place for place, source in enumerate(order)}
        self.payers = [{k: sorted(sources, key=rank.__getitem__) for k, sources in payers.items()}
                       for payers in instance.payers]  # fmt: skip
        self.left = [list(row) for row in instance.budgets]
        self.capacity = [list(row) for row in instance.capacities]

    def plan(self) -> dict[int, Placed]:
        instance = self.instance
        made: dict[int, Placed] = {}
        ways = [(area, option) for area in instance.areas for option in instance.options[area]]
        ways.sort(key=lambda way: (way[0] not in instance.must, -self._ratio(*way), way))
        for area, option in ways:
            if area not in made and area not in instance.never and (placed := self._area(area, option)):
                made[area] = placed
                self._settle(area, placed, 1)
        return made

    def _ratio(self, area: int, option: Sequence[int]) -> float:
        cost = sum(self.instance.costs[area][k] for k in option)
        return self.instance.weights[area] * self.instance.hectares[area] / max(cost, 1)

    def _area(self, area: int, option: Sequence[int]) -> Placed | None:
        wanted = self.instance.must.get(area)
        for start in self.instance.years if wanted is None else [wanted]:
            placed: Placed = {}
            for aspect in self._sequence(area, option):
                if not self._package(area, aspect, start, placed):
                    break
            self._settle(area, placed, -1)
            if len(placed) == len(option) and self._is_kept(placed, start, wanted):
                return placed
        return None

    def _sequence(self, area: int, option: Sequence[int]) -> list[int]:
        """Dearest first, but what others wait for before them."""
        costs = self.instance.costs[area]
        return sorted(option, key=lambda k: (sum(then == k for _, then in self.instance.before), -costs[k]))

    def _package(self, area: int, aspect: int, start: int, placed: Placed) -> bool:
        instance, cost = self.instance, self.instance.costs[area][aspect]
        for year in range(start, min(len(instance.targets), start + instance.window + 1)):
            if year < instance.ready.get((area, aspect), 0):
                continue
            if self.capacity[instance.executes[aspect]][year] < cost:
                continue
            for source in self.payers[area][aspect]:
                if self.left[source][year] >= cost:
                    placed[aspect] = (year, source)
                    self._settle(area, {aspect: (year, source)}, 1)
                    return True
        return False

    def _settle(self, area: int, placed: Mapping[int, tuple[int, int]], sign: int) -> None:
        for aspect, (year, source) in placed.items():
            cost = sign * self.instance.costs[area][aspect]
            self.left[source][year] -= cost
            self.capacity[self.instance.executes[aspect]][year] -= cost

    def _is_kept(self, placed: Placed, start: int, wanted: int | None) -> bool:
        """The order of works, and a year that the mayor named."""
        if wanted is not None and min(year for year, _ in placed.values()) != start:
            return False
        return all(placed[one][0] <= placed[then][0] for one, then in self.instance.before
                   if one in placed and then in placed)  # fmt: skip
