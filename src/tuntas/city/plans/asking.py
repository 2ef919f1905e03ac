"""What a scenario asks: its options, and the stored data that it is asked of. Plain data, no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

#: Percent of the budgets that a scenario may ask for.
MOST_PERCENT = 1000

#: Where the settlements and costs of a scenario come from.
BASES = ("ALL", "PROPOSED", "DECIDED")
#: How a hectare counts.
WEIGHTS = ("CLASS", "RANKING", "HECTARES")
MODES = ("all", "threshold")


@dataclass(frozen=True, slots=True)
class Options:
    """What the person chose. `budgets`: percent of each source's money, by its id; `percent` for all others.

    `must` has the year in which a settlement starts, None for any; `free` are settlements that the mayor's word binds
    and the scenario lets go. `targets` are square metres by year. `window`: years from the first work to the last.
    """

    from_year: int
    years: int = 5
    base: str = "ALL"
    weights: str = "CLASS"
    mode: str = "all"
    percent: int = 100
    budgets: Mapping[int, int] = field(default_factory=dict)
    must: Mapping[int, int | None] = field(default_factory=dict)
    never: frozenset[int] = frozenset()
    free: frozenset[int] = frozenset()
    targets: Mapping[int, int] = field(default_factory=dict)
    hard_targets: bool = False
    with_readiness: bool = True
    window: int = 1

    @property
    def span(self) -> range:
        """Its years."""
        return range(self.from_year, self.from_year + self.years)

    def to_json(self) -> dict[str, Any]:
        """As it is stored."""
        return {
            "from_year": self.from_year, "years": self.years, "base": self.base, "weights": self.weights,
            "mode": self.mode, "percent": self.percent, "budgets": _text_keys(self.budgets),
            "must": _text_keys(self.must), "never": sorted(self.never), "free": sorted(self.free),
            "targets": _text_keys(self.targets), "hard_targets": self.hard_targets,
            "with_readiness": self.with_readiness, "window": self.window,
        }  # fmt: skip


def read_options(stored: Mapping[str, Any]) -> Options:
    """The options as they were stored."""
    told = dict(stored)
    for name in ("budgets", "must", "targets"):
        told[name] = {int(key): value for key, value in told.get(name, {}).items()}
    for name in ("never", "free"):
        told[name] = frozenset(told.get(name, ()))
    return Options(**told)


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that nobody has told yet, asked for by name; `kind` says where it is told."""

    code: str
    kind: str
    params: Mapping[str, Any] = field(default_factory=dict)
    blocks: bool = False

    @property
    def key(self) -> tuple[Any, ...]:
        """Tells gaps apart."""
        return (self.code, *sorted((name, str(value)) for name, value in self.params.items()))


@dataclass(frozen=True, slots=True)
class Work:
    """One work of a package: a line of a proposal, or an estimate of a deficit that no proposal covers."""

    criterion: str
    activity: str
    volume_micro: int
    unit: str
    unit_cost_idr: int | None
    cost_idr: int
    proposal: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Package:
    """All works of an aspect in a settlement. `lag`: years until it can begin."""

    aspect: str
    works: Sequence[Work]
    lag: int = 0

    @property
    def cost_idr(self) -> int:
        """What all of it costs."""
        return sum(work.cost_idr for work in self.works)


@dataclass(frozen=True, slots=True)
class Area:
    """A settlement: its square metres still slum, class, land, packages, and what each aspect adds to its score.

    `total` None, or a score that is None: not known, so that nobody can say when it falls below the threshold.
    """

    settlement: int
    name: str
    area_m2: int
    grade: str
    is_legal: bool
    packages: Mapping[str, Package]
    authority: str = ""
    total: int | None = None
    scores: Mapping[str, int | None] = field(default_factory=dict)
    rank_points: float | None = None


@dataclass(frozen=True, slots=True)
class Payer:
    """A source: what it may pay (aspect, authority; either empty: all; no cell: everything), and rupiah by year."""

    source: int
    code: str
    name: str
    cells: Sequence[tuple[str, str]]
    budgets: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Executor:
    """Who carries an aspect out, and the rupiah it can carry by year (absent: nobody told, so no limit)."""

    agency: int | None
    code: str
    capacities: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Stored:
    """Everything that a scenario is asked of."""

    areas: Sequence[Area]
    payers: Sequence[Payer]
    executors: Mapping[str, Executor]
    aspects: Sequence[str]
    before: Sequence[tuple[str, str]]
    slum_from: int
    gaps: Sequence[Gap] = ()


def _text_keys(mapping: Mapping[int, Any]) -> dict[str, Any]:
    return {str(key): value for key, value in mapping.items()}
