"""Keeping the list of sources, what each may pay, and what an agency can carry in a year."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from tuntas.city.funding.default_sources import DefaultSource, default_sources
from tuntas.city.funding.models import AgencyCapacity, Authority, Eligibility, Source
from tuntas.city.funding.refusals import CannotFund
from tuntas.city.people.models import Agency, City, User
from tuntas.city.records.actions import note
from tuntas.domain.rupiah import NotRupiah, checked_rupiah

YEARS = range(1945, 2201)
#: What a source may pay: an aspect (empty: all) under an authority (empty: all).
Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SourceHead:
    """A source as it is kept; years are the first and the last in which it may have an envelope."""

    code: str
    name: str
    parent: Source | None = None
    holder: str = ""
    opened_year: int | None = None
    closed_year: int | None = None
    note: str = ""


@transaction.atomic
def load_default_sources(*, city: City, by: User | None, at: datetime) -> list[Source]:
    """Add the sources of the list that the city does not have yet; twice changes nothing."""
    City.objects.select_for_update().get(pk=city.pk)
    known = {source.code: source for source in city.sources.all()}
    made = []
    for position, one in enumerate(default_sources()):
        if one.code not in known:
            known[one.code] = _default(city, one, known.get(one.parent), position)
            made.append(known[one.code])
    if made:
        note("sources.loaded", about=city, by=by, at=at, codes=[source.code for source in made])
    return made


@transaction.atomic
def add_source(*, city: City, head: SourceHead, by: User | None, at: datetime) -> Source:
    """Add a source of the city's own. Raises `CannotFund`."""
    City.objects.select_for_update().get(pk=city.pk)
    head = _checked(city, head)
    source = Source.objects.create(city=city, position=city.sources.count(), **_columns(head))
    note("source.added", about=source, by=by, at=at, code=source.code)
    return source


@transaction.atomic
def change_source(*, source: Source, head: SourceHead, by: User | None, at: datetime) -> Source:
    """Rename a source, open or close it. Raises `CannotFund`, as for years that already hold money."""
    source = Source.objects.select_for_update().get(pk=source.pk)
    head = _checked(source.city, head, but=source)
    used = list(source.envelopes.filter(entries__isnull=False).values_list("year", flat=True))
    outside = sorted({year for year in used if not _spans(head, year)})
    if outside:
        raise CannotFund("FUND-YEARS-USED", source=source.name, years=", ".join(str(year) for year in outside))
    before = _told(source)
    for name, value in _columns(head).items():
        setattr(source, name, value)
    source.save()
    if changes := {name: value for name, value in _told(source).items() if value != before[name]}:
        note("source.changed", about=source, by=by, at=at, **changes)
    return source


@transaction.atomic
def set_eligibility(*, source: Source, cells: Collection[Cell], seen: Collection[Cell], by: User | None,
                    at: datetime) -> bool:  # fmt: skip
    """Let the source pay exactly these aspects under these authorities (none: everything); whether that is new.

    `seen` is what the editor had before their eyes. Raises `CannotFund` where another editor was quicker.
    """
    Source.objects.select_for_update().get(pk=source.pk)
    before = set(source.eligibilities.values_list("aspect", "authority"))
    if before != set(seen):
        raise CannotFund("FUND-CHANGED-MEANWHILE", source=source.name)
    if any(authority not in ("", *Authority.values) for _, authority in cells):
        raise CannotFund("FUND-NO-AUTHORITY")
    if set(cells) == before:
        return False
    source.eligibilities.all().delete()
    Eligibility.objects.bulk_create(Eligibility(source=source, aspect=aspect, authority=authority)
                                    for aspect, authority in sorted(set(cells)))  # fmt: skip
    note("source.eligibility", about=source, by=by, at=at, cells=[f"{one or '*'} × {two or '*'}" for one, two in cells])
    return True


@transaction.atomic
def set_capacity(*, agency: Agency, year: int, capacity_idr: int, basis: str, by: User | None,
                 at: datetime) -> AgencyCapacity:  # fmt: skip
    """Say how much work an agency can carry in a year; saying the same again changes nothing. Raises `CannotFund`."""
    Agency.objects.select_for_update().get(pk=agency.pk)
    amount = likely(capacity_idr)
    if year not in YEARS:
        raise CannotFund("FUND-YEAR", year=year)
    row = AgencyCapacity.objects.filter(agency=agency, year=year).first()
    before = row.capacity_idr if row else None
    if row is None:
        row = AgencyCapacity(agency=agency, year=year)
    if (before, row.basis) == (amount, basis):
        return row
    row.capacity_idr, row.basis = amount, basis
    row.save()
    note("capacity.set", about=row, by=by, at=at, year=year, before_idr=before, capacity_idr=amount)
    return row


def likely(amount_idr: int) -> int:
    """The amount itself. Raises `CannotFund` where it is negative or absurd."""
    try:
        return checked_rupiah(amount_idr)
    except NotRupiah as error:
        raise CannotFund(error.code, value_idr=amount_idr) from error


def _default(city: City, one: DefaultSource, parent: Source | None, position: int) -> Source:
    source = Source.objects.create(city=city, code=one.code, parent=parent, name=one.name.id, holder=one.holder,
                                   note=one.note, position=position)  # fmt: skip
    Eligibility.objects.bulk_create(Eligibility(source=source, aspect=aspect) for aspect in one.aspects)
    return source


def _checked(city: City, head: SourceHead, but: Source | None = None) -> SourceHead:
    code = head.code.strip().upper()
    taken = city.sources.filter(code=code)
    if (taken.exclude(pk=but.pk) if but else taken).exists():
        raise CannotFund("FUND-CODE-TAKEN", code=code)
    years = (head.opened_year or YEARS.start, head.closed_year or YEARS.start)
    if any(year not in YEARS for year in years) or (head.closed_year and years[0] > years[1]):
        raise CannotFund("FUND-YEARS")
    if head.parent is not None:
        _checked_parent(city, head.parent, but)
    return SourceHead(**{**_columns(head), "code": code, "name": head.name.strip(), "note": head.note.strip()})


def _checked_parent(city: City, parent: Source, but: Source | None) -> None:
    """A group stands on the first level, holds no money of its own, and is not its own group."""
    is_deeper = parent.parent_id is not None or (but is not None and (but == parent or but.children.exists()))
    if parent.city_id != city.pk or is_deeper:
        raise CannotFund("FUND-TWO-LEVELS")
    if parent.envelopes.filter(entries__isnull=False).exists():
        raise CannotFund("FUND-GROUP-HAS-MONEY", source=parent.name)


def _columns(head: SourceHead) -> dict[str, Any]:
    return {name: getattr(head, name) for name in SourceHead.__dataclass_fields__}


def _told(source: Source) -> dict[str, Any]:
    return {"code": source.code, "parent_id": source.parent_id, "holder": source.holder,
            "opened_year": source.opened_year, "closed_year": source.closed_year}  # fmt: skip


def _spans(head: SourceHead, year: int) -> bool:
    return (head.opened_year or year) <= year <= (head.closed_year or year)
