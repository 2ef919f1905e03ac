"""The register of unfit houses: listing by name by address, aid, striking off, and aid that came twice."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce

from tuntas.city.people.models import City, User
from tuntas.city.people.sealing import keyed_hash, opened, sealed
from tuntas.city.places.models import Level, Place
from tuntas.city.records.actions import note
from tuntas.city.records.models import StoredFile
from tuntas.city.surveys.actions import CannotSurvey
from tuntas.city.surveys.models import HouseAid, UnfitHouse
from tuntas.domain.places import fold_name

NIK = re.compile(r"\d{16}")
#: Whose land the house stands on, and who pays for aid; worded as `HOUSE-LAND-OWNED`, `HOUSE-SOURCE-APBN` …
LAND_STATUSES = ("OWNED", "RENTED", "STATE_LAND", "OTHERS_LAND")
SOURCES = ("APBN", "DAK", "APBD_PROV", "APBD", "CSR", "SELF_HELP")
#: A woman's day of birth in a NIK is raised by as much.
WOMAN = 40
#: What a change may touch, as the audit trail names it.
CHANGEABLE = ("place_id", "address", "head_name", "nik_hash", "land_status", "before_id")
#: What the hashes and seals belong to: none fits any other column.
NIK_CONTEXT, MATCH_CONTEXT = "unfit_house.nik", "unfit_house.name_and_address"


@dataclass(frozen=True, slots=True)
class HouseHead:
    """A house as it is listed; `nik` of the head of the household, empty where it is not known."""

    place: Place
    address: str
    head_name: str
    nik: str = ""
    land_status: str = ""


@dataclass(frozen=True, slots=True)
class HouseChange:
    """A house as it is to be. An empty NIK in `head` keeps the old one, `drop_nik` takes it away.

    `expected` is `house_state` as the editor saw it; `before` a new photo, None keeps the old one.
    """

    head: HouseHead
    expected: str
    before: StoredFile | None = None
    drop_nik: bool = False


@dataclass(frozen=True, slots=True)
class AidHead:
    """Aid as it is recorded; `value_idr` in whole rupiah, None where it is not known."""

    source: str
    year: int
    programme: str = ""
    value_idr: int | None = None


@transaction.atomic
def list_house(*, city: City, head: HouseHead, by: User | None, at: datetime, before: StoredFile | None = None
               ) -> UnfitHouse:  # fmt: skip
    """Put a house on the register; the same name at the same address of an RT is one house.

    The NIK is kept encrypted, and matched by a keyed hash. Raises `CannotSurvey`; the NIK is never in a message.
    """
    nik, key = _checked_head(city, head)
    if known := UnfitHouse.objects.standing().filter(city=city, match_key=key).first():
        return known
    house = UnfitHouse(
        city=city, place=head.place, address=head.address.strip(), head_name=head.head_name.strip(), match_key=key,
        land_status=head.land_status, before=before, listed_by=by, listed_at=at,
    )  # fmt: skip
    house.save(force_insert=True)
    if nik:
        seal_nik(house, nik)
        house.save(update_fields=["nik_hash", "nik_sealed"])
    note("house.listed", about=house, by=by, at=at, place_id=head.place.pk)
    return house


@transaction.atomic
def change_house(*, house: UnfitHouse, change: HouseChange, by: User, at: datetime) -> UnfitHouse:
    """Correct what stands on the register; the audit trail says which fields, never their content.

    Raises `CannotSurvey`, also where another person changed the house meanwhile.
    """
    house = _standing(house)
    if house_state(house) != change.expected:
        raise CannotSurvey("HOUSE-CHANGED-MEANWHILE")
    nik, key = _checked_head(house.city, change.head)
    if UnfitHouse.objects.standing().filter(city=house.city_id, match_key=key).exclude(pk=house.pk).exists():
        raise CannotSurvey("HOUSE-LISTED-ALREADY")
    was = {name: getattr(house, name) for name in CHANGEABLE}
    head = change.head
    house.place, house.address, house.head_name = head.place, head.address.strip(), head.head_name.strip()
    house.land_status, house.match_key, house.before = head.land_status, key, change.before or house.before
    if nik or change.drop_nik:
        seal_nik(house, nik)
    changed = [name for name in CHANGEABLE if getattr(house, name) != was[name]]
    if changed:
        house.save(update_fields=[*(name.removesuffix("_id") for name in CHANGEABLE), "match_key", "nik_sealed"])
        note("house.changed", about=house, by=by, at=at, fields=changed)
    return house


@transaction.atomic
def record_aid(*, house: UnfitHouse, head: AidHead, by: User | None, at: datetime, after: StoredFile | None = None
               ) -> HouseAid:  # fmt: skip
    """Record aid to a house; the same source, programme and year is one aid. Duplicates are flagged, not refused.

    The same aid again adds a value or photo that was lacking. Raises `CannotSurvey` where it would change one.
    """
    if not head.source.strip() or (head.value_idr is not None and head.value_idr < 0):
        raise CannotSurvey("SURVEY-AID-LACKS")
    fields = {"value_idr": head.value_idr, "after": after, "recorded_by": by, "recorded_at": at}
    house = _standing(house)
    aid, is_new = HouseAid.objects.get_or_create(
        house=house, source=head.source.strip(), programme=head.programme, year=head.year, defaults=fields
    )
    if is_new or _completed(aid, head.value_idr, after):
        note("house.aided", about=house, by=by, at=at, source=aid.source, year=aid.year, value_idr=aid.value_idr)
    return aid


@transaction.atomic
def strike_off(*, house: UnfitHouse, reason: str, by: User, at: datetime) -> UnfitHouse:
    """Take a house off the register, saying why; its row and its aid stay. Raises `CannotSurvey`."""
    house = _standing(house)
    if not reason.strip():
        raise CannotSurvey("SURVEY-NO-REASON")
    house.struck_off_at, house.struck_off_reason = at, reason.strip()[:200]
    house.save(update_fields=["struck_off_at", "struck_off_reason"])
    note("house.struck_off", about=house, by=by, at=at)
    return house


@transaction.atomic
def show_nik(*, house: UnfitHouse, by: User, at: datetime) -> str:
    """The NIK in clear for one who asked to see it; the audit trail keeps who looked."""
    nik = nik_of(house)
    note("house.nik_shown", about=house, by=by, at=at)
    return nik


@transaction.atomic
def take_out_houses(
    *, city: City, houses: QuerySet[UnfitHouse], with_nik: bool, by: User, at: datetime
) -> list[tuple[UnfitHouse, str]]:
    """Houses for an export, each with its NIK (empty without `with_nik`); the audit trail keeps how many left."""
    rows = [(house, nik_of(house) if with_nik else "") for house in houses]
    note("houses.exported", about=city, by=by, at=at, houses=len(rows), with_nik=with_nik)
    return rows


def house_state(house: UnfitHouse) -> str:
    """What an editor saw, as a hash: it differs as soon as anybody changed anything."""
    seen = [*(getattr(house, name) for name in CHANGEABLE), house.struck_off_at]
    return keyed_hash("|".join(map(str, seen)), MATCH_CONTEXT)


def match_key(head: HouseHead) -> str:
    """The keyed hash that the same name at the same address of an RT has."""
    return keyed_hash(f"{head.place.pk}|{fold_name(head.head_name)}|{fold_name(head.address)}", MATCH_CONTEXT)


def seal_nik(house: UnfitHouse, nik: str) -> None:
    """Put a checked NIK on a saved house, or take it off (empty); the caller saves."""
    house.nik_hash = keyed_hash(nik, NIK_CONTEXT) if nik else None
    house.nik_sealed = sealed(nik, _nik_context(house)) if nik else None


def nik_of(house: UnfitHouse) -> str:
    """The NIK in clear, for those who may see personal data; empty where none is kept."""
    return opened(bytes(house.nik_sealed), _nik_context(house)) if house.nik_sealed else ""


def twice_aided(houses: QuerySet[UnfitHouse]) -> QuerySet[UnfitHouse]:
    """Those of `houses` whose household had aid more than once, counted over all of `houses`."""
    aids = HouseAid.objects.filter(house__in=houses).values(household=Coalesce("house__nik_hash", "house__match_key"))
    twice = aids.annotate(times=Count("pk")).filter(times__gt=1).values("household")
    return houses.annotate(household=Coalesce("nik_hash", "match_key")).filter(household__in=twice)


def _standing(house: UnfitHouse) -> UnfitHouse:
    """The house as it is now, locked. Raises `CannotSurvey` where it was struck off."""
    house = UnfitHouse.objects.select_for_update(of=("self",)).get(pk=house.pk)
    if house.struck_off_at is not None:
        raise CannotSurvey("HOUSE-STRUCK-OFF")
    return house


def _completed(aid: HouseAid, value_idr: int | None, after: StoredFile | None) -> bool:
    """Put in what the aid lacked; whether it lacked anything. Raises `CannotSurvey` where it says otherwise."""
    news = {name: value for name, value in (("value_idr", value_idr), ("after", after))
            if value is not None and value != getattr(aid, name)}  # fmt: skip
    if any(getattr(aid, name) is not None for name in news):
        raise CannotSurvey("HOUSE-AID-DIFFERS")
    for name, value in news.items():
        setattr(aid, name, value)
    aid.save(update_fields=list(news))
    return bool(news)


def _checked_head(city: City, head: HouseHead) -> tuple[str, str]:
    """The NIK as it is kept, and the match key. Raises `CannotSurvey`."""
    if head.place.level != Level.RT or head.place.city_id != city.place_id:
        raise CannotSurvey("SURVEY-NO-RT", name=head.place.name)
    if not head.address.strip() or not head.head_name.strip():
        raise CannotSurvey("SURVEY-HOUSE-LACKS")
    return checked_nik(head.nik), match_key(head)


def checked_nik(given: str) -> str:
    """Sixteen digits with a day of birth that exists; a spreadsheet that rounded it left a wrong one."""
    nik = "".join(given.split())
    if not nik:
        return ""
    if not NIK.fullmatch(nik) or not _has_birthday(nik) or nik.endswith("0000"):
        raise CannotSurvey("SURVEY-BAD-NIK")
    return nik


def _has_birthday(nik: str) -> bool:
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    day -= WOMAN if day > WOMAN else 0
    for century in (1900, 2000):
        try:
            date(century + year, month, day)
        except ValueError:
            continue
        return True
    return False


def _nik_context(house: UnfitHouse) -> str:
    return f"{NIK_CONTEXT} {house.pk}"
