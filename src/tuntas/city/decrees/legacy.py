"""An old decree's rows matched with the city's places: what can be entered, and what has to be mended first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tuntas.city.decrees.enacting import LegacyLine
from tuntas.city.people.models import City
from tuntas.city.places.models import Level, Place
from tuntas.city.places.naming import match_name
from tuntas.city.surveys.rule_sets import law_on_shelf
from tuntas.domain.area import printed_hectares
from tuntas.domain.problems import CellPlace, Problem, Severity
from tuntas.ledger.terms import house_terms
from tuntas.sheets.decree_table import PrintedRow


@dataclass(frozen=True, slots=True)
class LegacyPlan:
    """What would be entered; an ERROR among `problems` refuses it."""

    lines: tuple[LegacyLine, ...]
    problems: tuple[Problem, ...]

    @property
    def can_be_taken(self) -> bool:
        """Whether nothing stands in its way."""
        return bool(self.lines) and not any(one.severity is Severity.ERROR for one in self.problems)

    @property
    def total_m2(self) -> int:
        """The sum of its rows."""
        return sum(line.area_m2 for line in self.lines)


def plan_legacy(city: City, rows: Sequence[PrintedRow], *, total_m2: int | None, total: str = "") -> LegacyPlan:
    """Rows by their kelurahan; without rows the printed total stands for the whole city (two queries)."""
    if not rows:
        if not total_m2:
            return LegacyPlan((), (Problem("DECREE-TABLE-NOTHING", Severity.ERROR),))
        return LegacyPlan((LegacyLine(city.place, city.name, total_m2, total),), ())
    homes = _homes(city)
    problems, lines = [], []
    for row in rows:
        place = homes.get(match_name(row.place))
        if place is None:
            problems.append(_unknown("DECREE-TABLE-UNKNOWN-PLACE", row, row.place))
            continue
        grade = _grade(row.grade)
        if grade is None:
            problems.append(_unknown("DECREE-TABLE-UNKNOWN-GRADE", row, row.grade))
            continue
        lines.append(LegacyLine(place, row.name, row.area_m2, row.printed, {"grade": grade}))
    return LegacyPlan(tuple(lines), (*problems, *_sum(lines, total_m2)))


def _homes(city: City) -> Mapping[str, Place | None]:
    """Kelurahan by their name as compared; None where two bear it."""
    found: dict[str, Place | None] = {}
    for place in Place.objects.filter(city=city.place_id, level=Level.KELURAHAN, dissolved_on=None):
        found[place.match_name] = None if place.match_name in found else place
    return found


def _grade(word: str) -> str | None:
    """The class that a word means (`berat`, `Kumuh Berat`, `B`); empty: none is printed; None: no such class."""
    folded = word.casefold().removeprefix("kumuh").strip()
    if not folded:
        return ""
    for rule in law_on_shelf().regulation.grades:
        name = rule.name.id.casefold().removeprefix("kumuh").strip()
        if folded in (rule.id.casefold(), name, name[:1]):
            return rule.id
    return None


def _sum(lines: Sequence[LegacyLine], total_m2: int | None) -> list[Problem]:
    total = sum(line.area_m2 for line in lines)
    if total_m2 is None or total_m2 == total:
        return []
    is_rounding = abs(total_m2 - total) <= house_terms().rounding_m2
    told = {"ours": printed_hectares(total_m2), "other": printed_hectares(total)}
    return [Problem("DECREE-TOTAL", Severity.INFO if is_rounding else Severity.WARNING, told)]


def _unknown(code: str, row: PrintedRow, value: str) -> Problem:
    return Problem(code, Severity.ERROR, {"row": row.row, "value": value}, CellPlace(row=row.row), value)
