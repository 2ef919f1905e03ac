"""The list of RT as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.city.dossiers.units import PAGE_ROWS, UnitPage, UnitRow
from tuntas.city.people.models import City
from tuntas.city.surveys.models import Campaign
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.domain.numbers import micro
from tuntas.web.city_page.shown import interval, units_address
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import language
from tuntas.web.shared.listing import PAGE, Sorting


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One RT; texts None where there is no data, `grade` None where the class is not certain."""

    name: str
    kelurahan: str
    url: str
    grade: str | None
    total: str | None
    area: str | None
    households: str | None
    people: str | None
    buildings: str | None
    unfit_houses: str | None
    priority: str


def shown_rows(found: UnitPage, campaign: Campaign) -> list[ShownRow]:
    """The rows of a page."""
    grades = {rule.id: rule.grade.value for rule in regulation_of(campaign).grades}
    before, _number, after = reverse("unit_page", args=[campaign.city.code, 0]).rpartition("0")
    return [_row(row, grades, f"{before}{row.place.pk}{after}?survei={campaign.pk}") for row in found.rows]


def page_number(request: HttpRequest) -> int:
    """The page that the address asks for, from 1."""
    asked = request.GET.get(PAGE, "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1


def page_of(found: UnitPage, number: int) -> Page[int]:
    """The page for the links below the list; its rows were loaded already."""
    pages = Paginator(range(found.count), PAGE_ROWS)
    return pages.get_page(number)


def sort_name(sorting: Sorting) -> str:
    """The sorting as the dossier names it."""
    return f"-{sorting.column}" if sorting.descending else sorting.column


def crumbs(city: City, campaign: Campaign | None = None) -> list[Crumb]:
    """The way to the list; with a campaign the list itself is a step."""
    way = [Crumb(city.name, reverse("city_page", args=[city.code]))]
    return [*way, Crumb(_("Daftar RT"), units_address(city, campaign) if campaign else "")]


def _row(row: UnitRow, grades: dict[str, str], url: str) -> ShownRow:
    stored, place = row.stored, row.place
    above = f" / {place.parent.name}" if place.parent and place.parent_id != place.kelurahan_id else ""
    counts: Sequence[int | None] = (row.households, row.people, row.buildings, row.unfit_houses)
    households, people, buildings, unfit_houses = (_text(value) for value in counts)
    return ShownRow(f"{place.name}{above}", place.kelurahan.name if place.kelurahan else "", url,
                    grades.get(stored.grade), interval((stored.total_min, stored.total_max)), _text(row.area, 2),
                    households, people, buildings, unfit_houses, priority=stored.priority_code)  # fmt: skip


def _text(value_micro: int | None, decimals: int | None = None) -> str | None:
    return None if value_micro is None else micro(value_micro, language(), decimals)
