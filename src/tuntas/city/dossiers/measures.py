"""Figures as all pictures give them: an exact sum, and how many units do not say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tuntas.domain.quantity import MICRO

#: 10⁻⁶ ha in a square metre.
MICRO_HA_PER_M2 = 100
MEASURES = ("area", "buildings", "households", "people", "unfit_houses")


@dataclass(frozen=True, slots=True)
class Measure:
    """`micro`: the sum in millionths of the unit (ha, buildings …); None: nobody says. `unknown`: units silent."""

    micro: int | None = None
    unknown: int = 0

    @property
    def count(self) -> int | None:
        """The whole number, for what is counted, half up."""
        return None if self.micro is None else (self.micro + MICRO // 2) // MICRO

    @property
    def m2(self) -> int | None:
        """An area in whole square metres, half up."""
        return None if self.micro is None else (self.micro + MICRO_HA_PER_M2 // 2) // MICRO_HA_PER_M2


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """Units of one class (a class id, `undecided` or `all`) with what stands beside every hectare figure."""

    id: str
    units: int
    area: Measure
    buildings: Measure
    households: Measure
    people: Measure
    unfit_houses: Measure


def class_figures(name: str, kept: Mapping[str, Any]) -> ClassFigures:
    """One entry of `AreaFigure.figures`; a measure that the rule set has no field for says nothing of any unit."""
    silent = {"sum": None, "unknown": kept["units"]}
    found = {measure: kept.get(measure, silent) for measure in MEASURES}
    return ClassFigures(name, kept["units"], **{key: Measure(one["sum"], one["unknown"]) for key, one in found.items()})


def added(one: Measure, other: Measure) -> Measure:
    """The sum of two."""
    known = [measure.micro for measure in (one, other) if measure.micro is not None]
    return Measure(sum(known) if known else None, one.unknown + other.unknown)
