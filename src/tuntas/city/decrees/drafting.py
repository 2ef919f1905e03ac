"""Drafting a decree from settlements with their shape and the assessments of their RT, and working on the draft.

Every change names `seen`, the count of changes that its author saw: two people never overwrite each other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import shapely
from django.db import transaction

from tuntas.city.decrees.measuring import Unit, columns, units_of
from tuntas.city.decrees.models import (
    Decree,
    DecreeAnswer,
    DecreeDrop,
    DecreeLine,
    DecreeUnit,
    DropReason,
)
from tuntas.city.decrees.refusals import CannotDecree
from tuntas.city.people.models import City, User
from tuntas.city.places.models import Place
from tuntas.city.places.shapes import UDEG
from tuntas.city.records.actions import note
from tuntas.city.settlements.models import Delineation, Settlement, SettlementMember
from tuntas.city.surveys.models import Campaign


@dataclass(frozen=True, slots=True)
class DraftHead:
    """What a draft begins with: its title, the survey it rests on, the day whose shapes and RT it takes."""

    title: str
    campaign: Campaign
    on: date
    revises: Decree | None = None


@transaction.atomic
def draft_decree(
    *, city: City, head: DraftHead, settlements: Iterable[Settlement], by: User | None, at: datetime
) -> Decree:
    """Draft a decree of those settlements; the draft names a location even where something of it still lacks.

    Raises `CannotDecree` where the city works on another draft, where the survey is another city's, or where the
    decree to be revised is not in force.
    """
    City.objects.select_for_update().get(pk=city.pk)
    if other := Decree.objects.filter(city=city).open().first():
        raise CannotDecree("DECREE-OTHER-DRAFT", title=other.name)
    if head.campaign.city_id != city.pk:
        raise CannotDecree("DECREE-FOREIGN-SURVEY")
    latest = latest_enacted(city)
    if head.revises != latest:
        raise CannotDecree("DECREE-REVISES-LATEST", number=latest.number if latest else "–")
    decree = Decree.objects.create(city=city, title=head.title, campaign=head.campaign, revises=latest,
                                   drafted_by=by, drafted_at=at)  # fmt: skip
    lines = _make_lines(decree, list(settlements), head.on)
    note("decree.drafted", about=decree, by=by, at=at, lines=len(lines), revises=latest.pk if latest else None,
         area_m2=sum(line.area_m2 for line in lines))  # fmt: skip
    return decree


def latest_enacted(city: City) -> Decree | None:
    """The decree that no other has revised."""
    return Decree.objects.enacted().filter(city=city, revisions__enacted_at=None).order_by("-signed_on", "-pk").first()


@transaction.atomic
def add_locations(
    *, decree: Decree, settlements: Iterable[Settlement], on: date, seen: int, by: User | None, at: datetime
) -> None:
    """Take further settlements into a draft; those that are in it stay as they are."""
    draft = _lock(decree, seen)
    known = set(draft.lines.values_list("settlement_id", flat=True))
    lines = _make_lines(draft, [one for one in settlements if one.pk not in known], on)
    note("decree.extended", about=draft, by=by, at=at, lines=[line.pk for line in lines])


@transaction.atomic
def remove_location(*, line: DecreeLine, seen: int, by: User | None, at: datetime) -> None:
    """Take a location out of a draft."""
    draft = _lock(line.decree, seen)
    note("decree.reduced", about=draft, by=by, at=at, settlement=line.settlement_id, area_m2=line.area_m2)
    line.delete()


@transaction.atomic
def leave_out_unit(*, unit: DecreeUnit, seen: int, by: User | None, at: datetime) -> None:
    """Take an RT out of a location; the location is measured anew, its area follows the RT that stay."""
    line = unit.line
    draft = _lock(line.decree, seen)
    note("decree.unit_left_out", about=draft, by=by, at=at, line=line.position, place=unit.place_id)
    unit.delete()
    _measure(line, follow_area=True)
    draft.answers.filter(key=f"s{line.settlement_id}").delete()


@transaction.atomic
def set_area(*, line: DecreeLine, area_m2: int, seen: int, by: User | None, at: datetime) -> None:
    """Let the decree say another area than the one proposed; drawn and verified areas stand beside it untouched."""
    draft = _lock(line.decree, seen)
    if area_m2 <= 0:
        raise CannotDecree("DECREE-AREA", area_m2=area_m2)
    note("decree.area_set", about=draft, by=by, at=at, line=line.position, was_m2=line.area_m2, area_m2=area_m2)
    line.area_m2 = area_m2
    line.save(update_fields=["area_m2"])
    draft.answers.filter(key=f"s{line.settlement_id}").delete()


@transaction.atomic
def refresh(*, decree: Decree, on: date, seen: int, by: User | None, at: datetime) -> None:
    """Take the shapes and assessments that hold now into a draft; areas are proposed anew, reasons asked again."""
    draft = _lock(decree, seen)
    settlements = [line.settlement for line in draft.lines.select_related("settlement__place") if line.settlement]
    draft.lines.all().delete()
    draft.answers.filter(key__startswith="s").delete()  # reasons given for figures that stood before
    _make_lines(draft, settlements, on)
    note("decree.refreshed", about=draft, by=by, at=at, on=on)


@transaction.atomic
def answer(*, decree: Decree, code: str, key: str, reason: str, by: User | None, at: datetime) -> DecreeAnswer:
    """Write down why a warning does not stand in the way."""
    _lock(decree, None)
    if not reason.strip():
        raise CannotDecree("DECREE-REASON-EMPTY")
    said, _ = DecreeAnswer.objects.update_or_create(
        decree=decree, code=code, key=key, defaults={"reason": reason.strip(), "by": by, "at": at}
    )
    note("decree.answered", about=decree, by=by, at=at, code=code, key=key)
    return said


@transaction.atomic
def explain_drop(
    *, decree: Decree, about: Settlement | Place, reason: DropReason, remark: str, by: User | None, at: datetime
) -> DecreeDrop:
    """Say what became of area that the revision no longer holds."""
    _lock(decree, None)
    settlement = about if isinstance(about, Settlement) else None
    place = about.place if isinstance(about, Settlement) else about
    said, _ = DecreeDrop.objects.update_or_create(
        decree=decree, place=place, settlement=settlement,
        defaults={"reason": reason.value, "remark": remark.strip(), "by": by, "at": at},
    )  # fmt: skip
    note("decree.drop_explained", about=decree, by=by, at=at, place=place.pk, reason=reason.value,
         settlement=settlement.pk if settlement else None)  # fmt: skip
    return said


@transaction.atomic
def drop_draft(*, decree: Decree, reason: str, by: User | None, at: datetime) -> None:
    """Give a draft up; it stays on record with its reason."""
    if not reason.strip():
        raise CannotDecree("DECREE-REASON-EMPTY")
    draft = open_draft(decree)
    draft.dropped_by, draft.dropped_at, draft.drop_reason = by, at, reason.strip()
    draft.save(update_fields=["dropped_by", "dropped_at", "drop_reason"])
    note("decree.dropped", about=draft, by=by, at=at)


@transaction.atomic
def reopen(*, decree: Decree, reason: str, by: User | None, at: datetime) -> None:
    """Take a verified draft back to work; its verification no longer counts, its minutes stay on file."""
    if not reason.strip():
        raise CannotDecree("DECREE-REASON-EMPTY")
    draft = open_draft(decree)
    note("decree.reopened", about=draft, by=by, at=at, minutes=draft.minutes_id)
    draft.verifier_level, draft.verified_on, draft.minutes = "", None, None
    draft.verified_by, draft.verified_at = None, None
    draft.save(update_fields=["verifier_level", "verified_on", "minutes", "verified_by", "verified_at"])


def open_draft(decree: Decree) -> Decree:
    """The draft, locked. Raises `CannotDecree` where it was enacted or dropped."""
    draft = Decree.objects.select_for_update().get(pk=decree.pk)
    if draft.enacted_at is not None or draft.dropped_at is not None:
        raise CannotDecree("DECREE-NOT-OPEN", title=draft.name)
    return draft


def _lock(decree: Decree, seen: int | None) -> Decree:
    """The draft, locked and counted on; what was verified is no longer changed."""
    draft = open_draft(decree)
    if draft.verified_at is not None:
        raise CannotDecree("DECREE-IS-VERIFIED", title=draft.name)
    if seen is not None and draft.changed != seen:
        raise CannotDecree("DECREE-CHANGED-MEANWHILE")
    draft.changed += 1
    draft.save(update_fields=["changed"])
    return draft


def _make_lines(decree: Decree, settlements: Sequence[Settlement], on: date) -> list[DecreeLine]:
    """The lines of settlements, in the order of kelurahan and name (four queries and one for each table)."""
    ids = [one.pk for one in settlements]
    shapes = {one.settlement_id: one for one in Delineation.objects.in_force(on).filter(settlement__in=ids)}
    members: dict[int, list[Place]] = {}
    rows = SettlementMember.objects.in_force(on).filter(settlement__in=ids).select_related("place__parent")
    for row in rows.order_by("place__parent__name", "place__name"):
        members.setdefault(row.settlement_id, []).append(row.place)
    assert decree.campaign is not None  # only legacy decrees rest on none
    units = units_of(decree.campaign, [place for places in members.values() for place in places])
    first = (decree.lines.order_by("-position").values_list("position", flat=True).first() or 0) + 1
    ordered = sorted(settlements, key=lambda one: (one.place.name, one.name))
    made = []
    for position, settlement in enumerate(ordered, start=first):
        own = [units[place.pk] for place in members.get(settlement.pk, [])]
        made.append((_line(decree, position, settlement, shapes.get(settlement.pk), own), own))
    lines = [line for line, _ in made if line.area_m2 > 0]
    DecreeLine.objects.bulk_create(lines)
    DecreeUnit.objects.bulk_create(
        [DecreeUnit(line=line, place=unit.place, assessment=unit.stored, area_m2=unit.area_m2)
         for line, own in made if line.pk for unit in own]
    )  # fmt: skip
    return lines


def _line(
    decree: Decree, position: int, settlement: Settlement, shape: Delineation | None, units: Sequence[Unit]
) -> DecreeLine:
    assert decree.campaign is not None
    measured = columns(units, decree.campaign)
    drawn = shape.area_m2 if shape else None
    longitude, latitude = _point(shape) if shape else (None, None)
    return DecreeLine(
        decree=decree, position=position, settlement=settlement, place=settlement.place, name=settlement.name,
        area_m2=measured["verified_m2"] or drawn or 0, delineation=shape, drawn_m2=drawn,
        longitude_udeg=longitude, latitude_udeg=latitude, **measured,
    )  # fmt: skip


def _measure(line: DecreeLine, *, follow_area: bool) -> None:
    decree = line.decree
    assert decree.campaign is not None
    units = [Unit(unit.place, unit.assessment) for unit in line.units.select_related("place", "assessment")]
    measured = columns(units, decree.campaign)
    for name, value in measured.items():
        setattr(line, name, value)
    if follow_area and line.verified_m2:
        line.area_m2 = line.verified_m2
    line.save()


def _point(shape: Delineation) -> tuple[int, int]:
    """A point inside the shape, in millionths of a degree."""
    point = shapely.from_wkb(bytes(shape.geometry)).representative_point()
    return round(point.x * UDEG), round(point.y * UDEG)
