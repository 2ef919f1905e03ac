"""From placed outlines to settlements: grouped by kelurahan, by their names, or numbered where they have none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import shapely
from shapely.geometry.base import BaseGeometry

from tuntas.city.places.loading import Answers, LoadReport, Question
from tuntas.city.places.matching import Target
from tuntas.city.places.models import Level, Place
from tuntas.city.places.naming import match_name
from tuntas.city.places.shapes import geodesic_area_m2
from tuntas.city.settlements.drawings import Claim
from tuntas.city.settlements.headers import printed_m2
from tuntas.city.settlements.models import Delineation, Settlement
from tuntas.city.settlements.sheets import Placed, SettlementSheet
from tuntas.domain.area import DecimalMark
from tuntas.domain.problems import Severity

#: Answers that name no place and no row: number those without a name; take several shapes of one name together.
NUMBER, JOIN = "NUMBER", "JOIN"
UNNAMED_KEY = "tanpa-nama"


@dataclass(slots=True)
class Location:
    """A settlement as the file has it: its name in a place, the outlines it is made of, and ours, where it is known."""

    place: Place
    name: str
    parts: list[Placed]
    settlement: Settlement | None = None
    members: list[Target] = field(default_factory=list)
    _shape: BaseGeometry | None = None

    @property
    def shape(self) -> BaseGeometry:
        """The ground of all its parts."""
        if self._shape is None:
            shapes = [part.outline.shape for part in self.parts]
            self._shape = shapes[0] if len(shapes) == 1 else shapely.union_all(shapes)
        return self._shape

    @property
    def row(self) -> int:
        """The first of its rows."""
        return self.parts[0].outline.row

    @property
    def typology(self) -> str:
        """The typology on which its parts agree."""
        said = {part.said.typology for part in self.parts if part.said.typology}
        return said.pop() if len(said) == 1 else ""


class Gatherer:
    """Names the settlements of a file and finds those that we know (one query)."""

    def __init__(self, sheet: SettlementSheet, answers: Answers, report: LoadReport) -> None:
        self.sheet, self.answers, self.report = sheet, answers, report
        self._is_grouped = sheet.is_grouped  # looks through all outlines: once
        self._known: dict[tuple[int, str], Settlement] = {}
        for one in Settlement.objects.filter(city=sheet.city, dissolved_on=None).select_related("place", "city__place"):
            self._known[one.place_id, one.match_name] = one

    def locations(self, placed: Sequence[Placed]) -> list[Location]:
        """The settlements, in the order of the file."""
        groups: dict[tuple[int, str], Location] = {}
        for place, name, part in self._named(placed):
            one = groups.setdefault((place.pk, match_name(name)), Location(place, name, []))
            one.parts.append(part)
        found = [one for one in groups.values() if self._is_grouped or len(one.parts) == 1 or self._agreed(one)]
        for mark, one in groups.items():
            one.settlement = self._known.get(mark)
            one.members = [part.target for part in one.parts if part.target.level == Level.RT]
        return found

    def _named(self, placed: Sequence[Placed]) -> Iterator[tuple[Place, str, Placed]]:
        for part in placed:
            home = part.target.home
            if self._is_grouped:
                yield home, home.name, part
            elif name := part.said.name or part.outline.rt_rw:
                yield home, name, part
            elif self._may_number(part):
                yield home, self._number_name(home, part), part

    def _may_number(self, part: Placed) -> bool:
        question = Question(UNNAMED_KEY, "SETTLEMENT-UNNAMED", "", [part.outline.row], [(NUMBER, NUMBER)], near=1)
        self.report.wonder(question, self.answers)
        said = self.answers.said.get(UNNAMED_KEY)
        if said is None:
            self.report.ask("SETTLEMENT-UNNAMED", part.outline.row, place=part.target.home.name)
        return said == NUMBER

    def _number_name(self, home: Place, part: Placed) -> str:
        """The name that a shape bears with us already, or the next number that nobody bears in that place."""
        mark = (home.pk, shapely.to_wkb(part.outline.shape, output_dimension=2))
        if mark not in self._by_shape:
            number = 1
            while (home.pk, match_name(f"{home.name} {number}")) in self._taken:
                number += 1
            self._by_shape[mark] = f"{home.name} {number}"
            self._taken.add((home.pk, match_name(self._by_shape[mark])))
        return self._by_shape[mark]

    @cached_property
    def _by_shape(self) -> dict[tuple[int, bytes], str]:
        """Names by place and shape: those that stand, then those that were given (one query, where it is needed)."""
        drawn = Delineation.objects.filter(settlement__in=self._known.values(), until_on=None)
        rows = drawn.values_list("settlement__place", "geometry", "settlement__name")
        return {(place, bytes(geometry)): name for place, geometry, name in rows}

    @cached_property
    def _taken(self) -> set[tuple[int, str]]:
        return set(self._known)

    def _agreed(self, one: Location) -> bool:
        """Whether several shapes of one name are one settlement: as the officer says; equal shapes are one anyway."""
        first, rows = one.parts[0], [part.outline.row for part in one.parts]
        areas = [geodesic_area_m2(part.outline.shape) for part in one.parts]
        told = {"name": one.name, "rows": ", ".join(map(str, rows)), "areas_m2": ", ".join(map(str, areas))}
        if all(part.outline.shape == first.outline.shape for part in one.parts):
            self.report.ask("SHAPE-REPEATED", first.outline.row, Severity.INFO, **told)
            one.parts = [first]
            return True
        key = f"gambar:{first.outline.row}"
        question = Question(key, "SETTLEMENT-SAME-NAME", one.name, rows, near=1 + len(rows))
        question.choices = [(JOIN, JOIN)]
        question.choices += [(str(row), f"{row}: {area} m²") for row, area in zip(rows, areas, strict=True)]
        self.report.wonder(question, self.answers)
        if self.answers.said.get(key) == JOIN:
            return True
        one.parts = [part for part in one.parts if part.outline.row == self.answers.chosen(key)]
        if not one.parts and not self.answers.is_left(key):
            self.report.ask("SETTLEMENT-SAME-NAME", first.outline.row, Severity.WARNING, **told)
        return bool(one.parts)


def claim_of(one: Location, mark: DecimalMark | None) -> Claim:
    """What the file claims of a settlement: its area as printed, or the sum of its parts' where each prints one."""
    areas = [printed_m2(part.said, geodesic_area_m2(part.outline.shape), mark) for part in one.parts]
    known = [area for area in areas if area is not None]
    whole = sum(known) if len(known) == len(areas) else None
    if len(one.parts) == 1:
        part = one.parts[0]
        return Claim(part.said.printed, whole, dict(part.outline.stated))
    return Claim("", whole, {str(part.outline.row): _stated(part) for part in one.parts})


def _stated(part: Placed) -> str:
    return "; ".join(f"{head}={text}" for head, text in part.outline.stated.items())[:300]
