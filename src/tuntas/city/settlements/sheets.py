"""A map of slum locations as it comes in: its outlines, what the survey says, and how outlines become settlements."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tuntas.city.people.models import City
from tuntas.city.places.matching import Target
from tuntas.city.places.outlines import MapSheet, Outline
from tuntas.city.settlements.headers import Statement

#: All outlines of one kelurahan are one settlement; or each outline is one.
GROUPED, SINGLE = "KELURAHAN", "FEATURE"


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What a survey says: its name (empty: there is none), and the verified area of each RT by its place."""

    name: str = ""
    verified_m2: Mapping[int, int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SettlementSheet:
    """The outlines of one file for a city. `grouping` empty: grouped where the outlines name their RT."""

    city: City
    map: MapSheet
    on: date
    survey: Surveyed = Surveyed()
    grouping: str = ""

    @property
    def is_grouped(self) -> bool:
        """Whether outlines of one kelurahan form one settlement."""
        return (self.grouping or (GROUPED if self.names_rt else SINGLE)) == GROUPED

    @property
    def names_rt(self) -> bool:
        """Whether any outline says which RT it is."""
        return any(outline.rt_rw for outline in self.map.outlines)


@dataclass(frozen=True, slots=True)
class Placed:
    """An outline that has found its place; the target is the RT where it names one, else where the settlement lies."""

    target: Target
    outline: Outline
    said: Statement

    @property
    def title(self) -> str:
        """How a person would point at it."""
        return title_of(self.outline, self.said)


def title_of(outline: Outline, said: Statement) -> str:
    """How a person would point at an outline: by its RT, its own name, or its kelurahan."""
    if outline.rt_rw:
        return f"{said.kelurahan or outline.name} {outline.rt_rw}".strip()
    return said.name or said.kelurahan or outline.title
