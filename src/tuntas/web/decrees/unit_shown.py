"""The RT of a location: class, score, area and whether it may stay."""

from dataclasses import dataclass

from django.urls import reverse

from tuntas.city.decrees.models import DecreeLine
from tuntas.city.decrees.scoping import grades_of
from tuntas.web.decrees.loading import Chosen
from tuntas.web.shared.formats import day, hectares
from tuntas.web.units.shown import place_name


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """One RT; `total` empty: the survey has no assessment of it."""

    pk: int
    name: str
    url: str
    grade: str | None
    total: str
    area: str
    assessed_on: str
    is_slum: bool | None


def shown_units(line: DecreeLine, chosen: Chosen) -> list[ShownUnit]:
    """The RT in the order of their names."""
    grades = grades_of(chosen.decree)
    query = f"?survei={chosen.decree.campaign_id}" if chosen.decree.campaign_id else ""
    shown = []
    for unit in line.units.all():
        stored = unit.assessment
        total = "" if stored is None else _interval(stored.total_min, stored.total_max)
        shown.append(ShownUnit(
            unit.pk, place_name(unit.place), f"{reverse('unit_page', args=[chosen.city.code, unit.place_id])}{query}",
            grades.get(stored.grade or "") if stored else None, total, hectares(unit.area_m2),
            day(stored.assessed_on) if stored else "", stored.is_slum if stored else None,
        ))  # fmt: skip
    return shown


def _interval(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"
