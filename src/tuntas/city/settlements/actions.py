"""Founding settlements, drawing them anew, saying which RT belong to them, naming and dissolving them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import ProtectedError

from tuntas.city.people.models import City, User
from tuntas.city.places.models import Place
from tuntas.city.places.naming import match_name
from tuntas.city.records.actions import note
from tuntas.city.settlements.drawings import Drawing
from tuntas.city.settlements.models import Delineation, Settlement, SettlementMember
from tuntas.city.settlements.refusing import CannotSettle
from tuntas.city.settlements.typologies import typologies


@dataclass(frozen=True, slots=True)
class SettlementHead:
    """What a settlement is called, the smallest place that holds it, and its typology where known."""

    place: Place
    name: str
    typology: str = ""


@transaction.atomic
def found_settlement(*, city: City, head: SettlementHead, drawing: Drawing | None, on: date | None, by: User | None,
                     at: datetime) -> Settlement:  # fmt: skip
    """Add a settlement with its first delineation. `on` None: since before the records begin."""
    name = _free_name(city, head.place, head.name)
    settlement = Settlement.objects.create(
        city=city, place=head.place, name=name, match_name=match_name(name), typology=_known_typology(head.typology),
        by=by, recorded_at=at,
    )  # fmt: skip
    if drawing is not None:
        _draw(settlement, drawing, on, by, at)
    note("settlement.founded", about=settlement, by=by, at=at, from_on=on, place=head.place.pk,
         area_m2=drawing.area_m2 if drawing else None)  # fmt: skip
    return settlement


@transaction.atomic
def redraw(*, settlement: Settlement, drawing: Drawing, on: date | None, by: User | None, at: datetime) -> Delineation:
    """Begin a new edition of the shape on a day; the one before ends there and stays as it is.

    `on` None is for a settlement that was never drawn. An edition that begins on that very day is corrected, as long
    as no decree rests on it. Raises `CannotSettle` for that, and where one begins later: no shape that held on any day
    is ever overwritten.
    """
    _must_exist(settlement)
    last = last_delineation(settlement)
    if last is not None and on is None:
        raise CannotSettle("SETTLEMENT-DRAWN-OTHERWISE", name=settlement.name)
    if last is not None and on is not None:
        _give_way(last, settlement, on)
    edition = _draw(settlement, drawing, on, by, at)
    note("settlement.redrawn", about=settlement, by=by, at=at, from_on=on, area_m2=drawing.area_m2,
         before_m2=last.area_m2 if last else None)  # fmt: skip
    return edition


@transaction.atomic
def set_members(*, settlement: Settlement, places: Iterable[Place], on: date | None, by: User | None,
                at: datetime) -> bool:  # fmt: skip
    """Let exactly these RT belong to a settlement from a day on; whether anything changed."""
    _must_exist(settlement)
    wanted = {place.pk: place for place in places}
    known = {one.place_id: one for one in SettlementMember.objects.filter(settlement=settlement, until_on=None)}
    added = [place for pk, place in wanted.items() if pk not in known]
    leaving = [member for pk, member in known.items() if pk not in wanted]
    if not added and not leaving:
        return False
    _check_members(settlement, added)
    for member in leaving:
        _leave(member, on)
    SettlementMember.objects.bulk_create(
        SettlementMember(settlement=settlement, place=place, from_on=on, by=by, recorded_at=at) for place in added
    )
    note("settlement.members_set", about=settlement, by=by, at=at, from_on=on, count=len(wanted),
         added=sorted(place.pk for place in added), left=sorted(member.place_id for member in leaving))  # fmt: skip
    return True


@transaction.atomic
def rename(*, settlement: Settlement, name: str, by: User | None, at: datetime) -> bool:
    """Give a settlement another name; whether anything changed. Its papers keep the name that they print."""
    _must_exist(settlement)
    if settlement.name == name.strip():
        return False
    settlement.name = _free_name(settlement.city, settlement.place, name, but=settlement.pk)
    settlement.match_name = match_name(settlement.name)
    settlement.save(update_fields=["name", "match_name"])
    note("settlement.renamed", about=settlement, by=by, at=at)
    return True


@transaction.atomic
def classify(*, settlement: Settlement, typology: str, by: User | None, at: datetime) -> bool:
    """Say of which typology a settlement is (empty: nobody has said); whether anything changed."""
    _must_exist(settlement)
    if settlement.typology == typology:
        return False
    before, settlement.typology = settlement.typology, _known_typology(typology)
    settlement.save(update_fields=["typology"])
    note("settlement.classified", about=settlement, by=by, at=at, typology=typology, before=before)
    return True


@transaction.atomic
def dissolve(*, settlement: Settlement, on: date, reason: str, by: User | None, at: datetime) -> None:
    """Let a settlement end on a day, with its delineation and its members; its rows stay for ever."""
    if not reason.strip():
        raise CannotSettle("SETTLEMENT-NO-REASON", name=settlement.name)
    close(settlement, on)
    settlement.dissolve_reason = reason.strip()
    settlement.save(update_fields=["dissolve_reason"])
    note("settlement.dissolved", about=settlement, by=by, at=at, on=on)


def close(settlement: Settlement, on: date) -> None:
    """End a settlement on a day, without a word in the audit trail: for acts that have their own."""
    _must_exist(settlement)
    last = last_delineation(settlement)
    if last is not None:
        _end(last, settlement, on)
    for member in SettlementMember.objects.filter(settlement=settlement, until_on=None):
        _leave(member, on)
    settlement.dissolved_on = on
    settlement.save(update_fields=["dissolved_on"])


def last_delineation(settlement: Settlement) -> Delineation | None:
    """The newest edition of the shape that has no end."""
    return Delineation.objects.filter(settlement=settlement, until_on=None).first()


def _draw(settlement: Settlement, drawing: Drawing, on: date | None, by: User | None, at: datetime) -> Delineation:
    return Delineation.objects.create(settlement=settlement, from_on=on, by=by, recorded_at=at, **drawing.columns())


def _end(last: Delineation, settlement: Settlement, on: date) -> None:
    if last.from_on is not None and last.from_on >= on:
        raise CannotSettle("SETTLEMENT-LATER-EDITION", name=settlement.name, on=last.from_on)
    Delineation.objects.filter(pk=last.pk).update(until_on=on)


def _give_way(last: Delineation, settlement: Settlement, on: date) -> None:
    if last.from_on != on:
        _end(last, settlement, on)
        return
    try:
        last.delete()
    except ProtectedError:
        raise CannotSettle("SETTLEMENT-EDITION-DECREED", name=settlement.name, on=on) from None


def _leave(member: SettlementMember, on: date | None) -> None:
    """A member that leaves on the day it came has never belonged."""
    if on is None or (member.from_on is not None and member.from_on >= on):
        member.delete()
    else:
        SettlementMember.objects.filter(pk=member.pk).update(until_on=on)


def _must_exist(settlement: Settlement) -> None:
    if settlement.dissolved_on is not None:
        raise CannotSettle("SETTLEMENT-DISSOLVED", name=settlement.name, on=settlement.dissolved_on)


def _free_name(city: City, place: Place, name: str, but: int | None = None) -> str:
    """The name, where no other settlement of that place bears it."""
    plain = " ".join(name.split())
    if not match_name(plain):
        raise CannotSettle("SETTLEMENT-NO-NAME", place=place.name)
    bearing = Settlement.objects.filter(city=city, place=place, match_name=match_name(plain), dissolved_on=None)
    if bearing.exclude(pk__in=[] if but is None else [but]).exists():
        raise CannotSettle("SETTLEMENT-NAME-TAKEN", name=plain, place=place.name)
    return plain


def _known_typology(code: str) -> str:
    if code and code not in typologies():
        raise CannotSettle("SETTLEMENT-TYPOLOGY-UNKNOWN", typology=code)
    return code


def _check_members(settlement: Settlement, places: Iterable[Place]) -> None:
    for place in places:
        if place.level != "RT" or place.city_id != settlement.city.place_id:
            raise CannotSettle("SETTLEMENT-MEMBER-ELSEWHERE", name=settlement.name, place=place.name)
