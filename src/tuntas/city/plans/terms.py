"""How scenarios are weighed, as data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class ScenarioTerms:
    """Weights by grade, what legal land adds, loss a year, penalty a hectare, years to finish, years to be ready."""

    classes: Mapping[str, int]
    legal: int
    later_per_mille: int
    short: float
    window: int
    readiness: Mapping[str, int]
    part_percents: tuple[int, ...]
    most_packages: int


@cache
def scenario_terms() -> ScenarioTerms:
    """The terms of `scenario_terms.toml`."""
    told = tomllib.loads((files(__package__) / "scenario_terms.toml").read_text(encoding="utf-8"))
    return ScenarioTerms(
        classes=told["classes"], legal=told["legal"]["more"], later_per_mille=told["time"]["later_per_mille"],
        short=float(told["time"]["short"]), window=told["completeness"]["window"], readiness=told["readiness"],
        part_percents=tuple(told["parts"]["percent"]), most_packages=told["parts"]["most"],
    )  # fmt: skip
