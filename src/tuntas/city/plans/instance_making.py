"""From stored data and options to the document that the optimiser reads (docs/formats/plan_instance.md). Pure.

Money is counted in millions: a cost is rounded up and an envelope down, so that no plan spends more than there is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

from tuntas.city.plans.asking import Area, Executor, Options, Payer, Stored
from tuntas.city.plans.splitting import aspect_of, in_parts
from tuntas.city.plans.terms import ScenarioTerms, scenario_terms

MONEY_UNIT = 1_000_000
M2_PER_HA = 10_000


class NothingToPlan(Exception):
    """No settlement, or no money, is left to plan with; `code` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Made:
    """The document, and what its positions stand for: settlements, sources, agencies, by their ids."""

    document: dict[str, Any]
    labels: dict[str, Any]


def make_instance(stored: Stored, options: Options, terms: ScenarioTerms | None = None) -> Made:
    """The planning problem of a city. Raises `NothingToPlan`."""
    told = terms or scenario_terms()
    if not stored.areas:
        raise NothingToPlan("SCEN-NO-AREAS")
    stored = in_parts(stored, options)
    years = list(options.span)
    if not any(payer.budgets.get(year) for payer in stored.payers for year in years):
        raise NothingToPlan("SCEN-NO-MONEY")
    executors = _executors(stored)
    position = {aspect: place for place, aspect in enumerate(stored.aspects)}
    document = {
        **_labels(stored, executors, years),
        "money_unit": MONEY_UNIT,
        "h": [area.area_m2 / M2_PER_HA for area in stored.areas],
        "w": [weight_of(area, options, told) for area in stored.areas],
        "D": [sorted(position[aspect] for aspect in area.packages) for area in stored.areas],
        "C": [{str(position[aspect]): -(-package.cost_idr // MONEY_UNIT)
               for aspect, package in sorted(area.packages.items(), key=lambda one: position[one[0]])}
              for area in stored.areas],
        "ag": [executors.index(_executor(stored, aspect)) for aspect in stored.aspects],
        "el": [[_pays(payer, aspect) for aspect in stored.aspects] for payer in stored.payers],
        "ea": [[_admits(payer, area, stored.aspects) for area in stored.areas] for payer in stored.payers],
        "B": [[_budget(payer, year, options) for year in years] for payer in stored.payers],
        "Q": [[_capacity(one, year, stored) for year in years] for one in executors],
        "H": [options.targets.get(year, 0) / M2_PER_HA for year in years],
        "disc": [round(1 - told.later_per_mille * place / 1000, 3) for place in range(len(years))],
        "pen": told.short, "window": options.window, "hard_targets": options.hard_targets,
        "before": [[position[first], position[then]] for first, then in stored.before
                   if first in position and then in position],
        **_mayor(stored, options), **_mode(stored, options, position),
    }  # fmt: skip
    if options.with_readiness:
        document["ready"] = [{str(position[aspect]): package.lag for aspect, package in area.packages.items()
                              if package.lag} for area in stored.areas]  # fmt: skip
    labels = {"settlements": [area.settlement for area in stored.areas],
              "sources": [payer.source for payer in stored.payers], "aspects": list(stored.aspects),
              "agencies": [one.agency for one in executors],
              "executes": document["ag"], "years": years, "works": [_works(area) for area in stored.areas]}  # fmt: skip
    return Made(document, labels)


def weight_of(area: Area, options: Options, terms: ScenarioTerms) -> float:
    """How much a hectare of a settlement counts."""
    if options.weights == "HECTARES":
        return 1.0
    if options.weights == "RANKING":
        return max(0.01, round(area.rank_points or 0.0, 4))
    return float(terms.classes.get(area.grade, min(terms.classes.values())) + (terms.legal if area.is_legal else 0))


def cheapest_sets(area: Area, slum_from: int) -> list[list[str]]:
    """The smallest sets of aspects that bring a settlement below the threshold; none where its score is not known."""
    scores = {aspect_of(name): area.scores.get(aspect_of(name)) for name in area.packages}
    known = {aspect: score for aspect, score in scores.items() if score is not None}
    if area.total is None:
        return []
    found: list[frozenset[str]] = []
    for size in range(1, len(known) + 1):
        for chosen in combinations(sorted(known), size):
            is_enough = area.total - sum(known[aspect] for aspect in chosen) < slum_from
            if is_enough and not any(smaller <= set(chosen) for smaller in found):
                found.append(frozenset(chosen))
    return [sorted(one) for one in found]


def _works(area: Area) -> dict[str, list[dict[str, Any]]]:
    """What a plan is made of later: the works of each package."""
    return {name: [asdict(work) for work in package.works] for name, package in area.packages.items()}


def _labels(stored: Stored, executors: Sequence[Executor], years: Sequence[int]) -> dict[str, Any]:
    return {
        "area_ids": [str(area.settlement) for area in stored.areas], "area_names": [one.name for one in stored.areas],
        "years": [str(year) for year in years], "source_codes": [payer.code for payer in stored.payers],
        "aspect_ids": list(stored.aspects), "agency_codes": [one.code for one in executors],
    }  # fmt: skip


def _executors(stored: Stored) -> list[Executor]:
    """Each agency once, in the order of the aspects."""
    found: list[Executor] = []
    for aspect in stored.aspects:
        one = _executor(stored, aspect)
        if one not in found:
            found.append(one)
    return found


def _executor(stored: Stored, aspect: str) -> Executor:
    return stored.executors.get(aspect) or Executor(None, "-", {})


def _pays(payer: Payer, aspect: str) -> int:
    return int(not payer.cells or any(not said or said == aspect_of(aspect) for said, _ in payer.cells))


def _admits(payer: Payer, area: Area, aspects: Sequence[str]) -> int:
    """Whether it pays there whatever it pays at all: one that may only in part is left out rather than wrongly in."""
    if not payer.cells or not area.authority:
        return 1
    ours = [aspect for aspect in aspects if aspect in area.packages and _pays(payer, aspect)]
    return int(all(any((not said or said == aspect_of(aspect)) and (not whose or whose == area.authority)
                       for said, whose in payer.cells) for aspect in ours))  # fmt: skip


def _budget(payer: Payer, year: int, options: Options) -> int:
    percent = options.budgets.get(payer.source, options.percent)
    return max(0, payer.budgets.get(year, 0) * percent // 100 // MONEY_UNIT)


def _capacity(one: Executor, year: int, stored: Stored) -> int:
    """What was told; no limit where nobody told."""
    told = one.capacities.get(year)
    if told is not None:
        return told // MONEY_UNIT
    return sum(-(-package.cost_idr // MONEY_UNIT) for area in stored.areas for package in area.packages.values())


def _mayor(stored: Stored, options: Options) -> dict[str, Any]:
    """The mayor's word as positions."""
    where = {area.settlement: place for place, area in enumerate(stored.areas)}
    first = options.from_year
    must: list[int | list[int]] = []
    for settlement, year in sorted(options.must.items()):
        if settlement in where:
            must.append(where[settlement] if year is None else [where[settlement], year - first])
    return {"must": must, "never": sorted(where[one] for one in options.never if one in where)}


def _mode(stored: Stored, options: Options, position: Mapping[str, int]) -> dict[str, Any]:
    if options.mode == "all":
        return {"mode": "all"}
    return {"mode": "threshold", "options": [
        [sorted(position[name] for name in area.packages if aspect_of(name) in one)
         for one in cheapest_sets(area, stored.slum_from)]
        for area in stored.areas]}  # fmt: skip
