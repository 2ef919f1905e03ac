"""What a plan is chosen from: areas, packages, money, capacity, targets and the mayor's word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

#: For every finished package the year and the source, by aspect, by area: all as positions from 0.
Plan = Mapping[int, Mapping[int, tuple[int, int]]]


@dataclass(frozen=True)
class Labels:
    """How areas, years, sources, aspects and agencies are called where people read."""

    areas: tuple[str, ...]
    names: tuple[str, ...]
    years: tuple[str, ...]
    sources: tuple[str, ...]
    aspects: tuple[str, ...]
    agencies: tuple[str, ...]


@dataclass(frozen=True)
class Instance:
    """One planning problem (docs/formats/plan_instance.md). Years, sources, aspects, agencies count from 0."""

    hectares: tuple[float, ...]
    weights: tuple[float, ...]
    costs: tuple[Mapping[int, int], ...]  # by area: aspect -> amount in `money_unit`
    options: tuple[tuple[tuple[int, ...], ...], ...]  # by area: the sets of packages that count as finished
    executes: tuple[int, ...]  # by aspect: the agency
    pays: tuple[tuple[bool, ...], ...]  # source x aspect
    admits: tuple[tuple[bool, ...], ...]  # source x area: authority
    budgets: tuple[tuple[int, ...], ...]  # source x year
    capacities: tuple[tuple[int, ...], ...]  # agency x year
    targets: tuple[float, ...]
    discounts: tuple[float, ...]
    penalty: float
    labels: Labels
    ready: Mapping[tuple[int, int], int] = field(default_factory=dict)  # (area, aspect) -> earliest year, where above 0
    before: tuple[tuple[int, int], ...] = ()  # (first, then): `first` is built no later than `then`
    window: int = 1
    must: Mapping[int, int | None] = field(default_factory=dict)  # area -> year in which it is started, None for any
    never: frozenset[int] = frozenset()
    hard_targets: bool = False
    money_unit: int = 1_000_000
    mode: str = "all"
    data_hash: str = ""

    @property
    def areas(self) -> range:
        """Positions of the areas."""
        return range(len(self.hectares))

    @property
    def years(self) -> range:
        """Positions of the years."""
        return range(len(self.targets))

    @property
    def sources(self) -> range:
        """Positions of the sources."""
        return range(len(self.budgets))

    @property
    def agencies(self) -> range:
        """Positions of the agencies."""
        return range(len(self.capacities))

    def value(self, area: int, finish: int) -> float:
        """What an area finished in a year adds to the objective."""
        return self.discounts[finish] * self.weights[area] * self.hectares[area]

    @cached_property
    def payers(self) -> tuple[Mapping[int, tuple[int, ...]], ...]:
        """By area and aspect: the sources that may pay the package."""
        return tuple(
            {k: tuple(s for s in self.sources if self.pays[s][k] and self.admits[s][a]) for k in self.costs[a]}
            for a in self.areas
        )

    def affordable(self, area: int, aspect: int, year: int) -> tuple[int, ...]:
        """The sources that may pay a package and whose whole envelope of the year suffices for it."""
        cost = self.costs[area][aspect]
        if year < self.ready.get((area, aspect), 0) or cost > self.capacities[self.executes[aspect]][year]:
            return ()
        return tuple(s for s in self.payers[area][aspect] if cost <= self.budgets[s][year])

    def objective(self, plan: Plan) -> float:
        """The plan's worth: weighted hectares by year of completion, less the penalty of missed targets."""
        done = [0.0] * len(self.targets)
        worth = 0.0
        for area, packages in plan.items():
            finish = max(year for year, _ in packages.values())
            worth += self.value(area, finish)
            done[finish] += self.hectares[area]
        short = sum(max(0.0, target - ha) for target, ha in zip(self.targets, done, strict=True))
        return worth - self.penalty * short

    def finished(self, plan: Plan) -> tuple[list[float], list[float]]:
        """Hectares finished and hectares short of the target, by year."""
        done = [0.0] * len(self.targets)
        for area, packages in plan.items():
            done[max(year for year, _ in packages.values())] += self.hectares[area]
        return done, [max(0.0, target - ha) for target, ha in zip(self.targets, done, strict=True)]


def plan_of(document: Mapping[str, Mapping[str, Sequence[int]]]) -> dict[int, dict[int, tuple[int, int]]]:
    """A plan as written in JSON, with its keys as numbers again. Raises `ValueError`, `TypeError`, `AttributeError`."""
    return {
        int(area): {int(aspect): (int(year), int(source)) for aspect, (year, source) in packages.items()}
        for area, packages in document.items()
    }
