"""The list of RT: filtered, sorted, in pages, with a number of queries that does not grow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from tuntas.city.assessments.areas import UNDECIDED, measures
from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.places.models import Place
from tuntas.city.places.naming import match_name
from tuntas.city.surveys.models import Campaign
from tuntas.city.surveys.rule_sets import regulation_of

PLACE_ORDER = ("record__place__kelurahan__name", "record__place__parent__name", "record__place__name")
#: Name of a sorting → columns; a leading "-" turns it round.
SORTS: dict[str, Sequence[str]] = {
    "place": PLACE_ORDER,
    "total": ("total_max", "total_min"),
    "area": ("area_micro_ha",),
    "sectoral": ("sectoral_ppm",),
    "priority": ("priority",),
    "arrival": ("record__position",),
}
PAGE_ROWS = 100
ABOVE = ("parent", "kelurahan", "kecamatan")
#: JSON that no list shows: reading it would cost more than all the rest of the row.
NOT_LISTED = ("result", "record__facts", "record__identity")


@dataclass(frozen=True, slots=True)
class UnitFilter:
    """What the list is narrowed to; everything empty: all. `grade`: a class id or `undecided`."""

    kecamatan_id: int | None = None
    kelurahan_id: int | None = None
    grade: str = ""
    is_complete: bool | None = None
    is_slum: bool | None = None
    priority_code: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One RT in the list; quantities in millionths, None: no data."""

    stored: StoredAssessment
    place: Place
    area: int | None
    buildings: int | None
    households: int | None
    people: int | None
    unfit_houses: int | None


@dataclass(frozen=True, slots=True)
class UnitPage:
    """One page of the list, and how many rows the filter lets through."""

    rows: tuple[UnitRow, ...]
    count: int


def unit_list(
    user: Any, campaign: Campaign, wanted: UnitFilter | None = None, *, sort: str = "place",
    page: tuple[int, int | None] = (0, PAGE_ROWS),
) -> UnitPage:  # fmt: skip
    """The page (offset, limit) of the user's units; limit None: all of them, for exports (three queries).

    Raises `KeyError` for a sorting that there is not: doors let only `SORTS` through.
    """
    units = filtered(StoredAssessment.objects.visible_to(user).filter(record__campaign=campaign).current(),
                     wanted or UnitFilter())  # fmt: skip
    offset, limit = page
    ordered = units.order_by(*_order(sort)).defer(*NOT_LISTED)
    rows = list(ordered.select_related("record__place")[offset : None if limit is None else offset + limit])
    _put_above([stored.record.place for stored in rows])
    fields = measures(regulation_of(campaign))
    return UnitPage(tuple(_row(stored, fields) for stored in rows), units.count())


def _put_above(places: Sequence[Place]) -> None:
    """Give each place its RW, kelurahan and kecamatan: one query for the few that there are, shared by all rows."""
    wanted = {pk for place in places for name in ABOVE if (pk := getattr(place, f"{name}_id"))}
    known = Place.objects.in_bulk(wanted)
    for place in places:
        for name in ABOVE:
            setattr(place, name, known.get(getattr(place, f"{name}_id")))


def filtered(units: QuerySet[StoredAssessment], wanted: UnitFilter) -> QuerySet[StoredAssessment]:
    """The units that a filter lets through."""
    exact = {
        "record__place__kecamatan": wanted.kecamatan_id,
        "record__place__kelurahan": wanted.kelurahan_id,
        "is_complete": wanted.is_complete,
        "is_slum": wanted.is_slum,
        "priority_code": wanted.priority_code or None,
    }
    units = units.filter(**{name: value for name, value in exact.items() if value is not None})
    if wanted.grade == UNDECIDED:
        units = units.exclude(grade_min=F("grade_max"))
    elif wanted.grade:
        units = units.filter(grade_min=wanted.grade, grade_max=wanted.grade)
    for word in wanted.text.split():
        units = units.filter(_mentions(word))
    return units


def _mentions(word: str) -> Q:
    """A word of the search: part of the RT's, RW's, kelurahan's or kecamatan's name."""
    name = match_name(word)
    paths = ("", "__parent", "__kelurahan", "__kecamatan")
    found = Q()
    for path in paths:
        found |= Q(**{f"record__place{path}__match_name__contains": name})
        found |= Q(**{f"record__place{path}__name__icontains": word})
    return found


def _order(sort: str) -> list[Any]:
    columns = SORTS[sort.removeprefix("-")]
    is_down = sort.startswith("-")
    ends = [F(name).desc(nulls_last=True) if is_down else F(name).asc(nulls_last=True) for name in columns]
    return [*ends, "pk"]


def _row(stored: StoredAssessment, fields: dict[str, str]) -> UnitRow:
    quantities = stored.facts.get("quantities", {})
    found = {name: quantities.get(fields.get(name, "")) for name in
             ("area", "buildings", "households", "people", "unfit_houses")}  # fmt: skip
    return UnitRow(stored, stored.record.place, **found)
