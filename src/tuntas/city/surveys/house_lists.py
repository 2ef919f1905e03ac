"""A list of houses as a whole: what taking it in would do, row by row, and taking it in, all or nothing."""

import base64
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tuntas.city.people.access import place_scope
from tuntas.city.people.models import City, User
from tuntas.city.people.sealing import CannotOpen, keyed_hash, opened, sealed
from tuntas.city.places.models import Level, Place
from tuntas.city.records.actions import note
from tuntas.city.surveys.actions import CannotSurvey
from tuntas.city.surveys.addresses import Address, Ambiguous, PlaceBook, place_book
from tuntas.city.surveys.houses import (
    LAND_STATUSES,
    NIK_CONTEXT,
    SOURCES,
    AidHead,
    HouseHead,
    checked_nik,
    match_key,
    seal_nik,
)
from tuntas.city.surveys.models import HouseAid, UnfitHouse
from tuntas.domain.places import fold_name, padded_number
from tuntas.domain.problems import CellPlace, Problem, Severity
from tuntas.domain.wording import LANGUAGES, text
from tuntas.sheets.house_list import HouseList, HouseRow

LONGEST = {"address": 200, "head_name": 120, "programme": 80}
RUPIAH = re.compile(r"(?:Rp\.?\s*)?(\d{1,3}(?:\.\d{3})+|\d+)(?:,0+|,-)?", re.IGNORECASE)
YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True)
class ListLine:
    """One row: the house it names (None: it cannot be), its aid, and whether the register has the house already."""

    row: HouseRow
    head: HouseHead | None
    aid: AidHead | None
    key: str
    is_known: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ListPlan:
    """What taking a list in would do."""

    lines: tuple[ListLine, ...]
    problems: tuple[Problem, ...]

    @property
    def can_be_taken(self) -> bool:
        """Whether nothing stands in the way: one wrong row holds the whole list up."""
        return bool(self.lines) and not any(one.severity is Severity.ERROR for one in self.problems)


def plan_list(read: HouseList, *, city: City, user: User, on: date) -> ListPlan:
    """Look every row up in the city (five queries, whatever its length)."""
    looked = _Register(city, user, on)
    lines = tuple(looked.line(row) for row in read.rows)
    return ListPlan(lines, (*read.problems, *(problem for line in lines for problem in line.problems)))


@transaction.atomic
def take_list(*, city: City, plan: ListPlan, by: User, at: datetime) -> int:
    """Put the houses of a plan on the register with their aid; how many are new. Raises `CannotSurvey`."""
    if not plan.can_be_taken:
        raise CannotSurvey("HOUSE-LIST-HAS-ERRORS")
    pairs = [(line, line.head) for line in plan.lines if line.head is not None]
    made = UnfitHouse.objects.bulk_create(
        UnfitHouse(city=city, place=head.place, address=head.address, head_name=head.head_name, match_key=line.key,
                   land_status=head.land_status, listed_by=by, listed_at=at)
        for line, head in pairs if not line.is_known
    )  # fmt: skip
    houses = {house.match_key: house for house in UnfitHouse.objects.standing().filter(city=city)}
    numbered = [(houses[line.key], head.nik) for line, head in pairs if head.nik and not line.is_known]
    for house, nik in numbered:
        seal_nik(house, nik)
    UnfitHouse.objects.bulk_update([house for house, _ in numbered], ["nik_hash", "nik_sealed"], batch_size=500)
    aids = [HouseAid(house=houses[line.key], source=line.aid.source, programme=line.aid.programme, year=line.aid.year,
                     value_idr=line.aid.value_idr, recorded_by=by, recorded_at=at)
            for line, _ in pairs if line.aid]  # fmt: skip
    HouseAid.objects.bulk_create(aids, ignore_conflicts=True)
    note("houses.listed", about=city, by=by, at=at, rows=len(pairs), houses=len(made), aids=len(aids))
    return len(made)


def packed(read: HouseList, *, city: City, user: User) -> str:
    """A list on its way from the preview to its acceptance: sealed, so that no file with NIK is kept in between."""
    rows = [[row.row, dict(row.texts)] for row in read.rows]
    return base64.b64encode(sealed(json.dumps(rows), _context(city, user))).decode()


def unpacked(box: str, *, city: City, user: User) -> HouseList:
    """The list again, for the same person in the same city. Raises `CannotSurvey`."""
    try:
        rows = json.loads(opened(base64.b64decode(box, validate=True), _context(city, user)))
    except (CannotOpen, ValueError) as error:
        raise CannotSurvey("HOUSE-LIST-GONE") from error
    return HouseList(tuple(HouseRow(row, texts) for row, texts in rows))


def code_of(given: str, prefix: str, codes: Sequence[str]) -> str | None:
    """The code that a word of the catalogue (`Milik sendiri`) or the code itself means; None: neither."""
    words = {fold_name(name): code for code in codes for name in
             (code, *(text(f"{prefix}-{code}", lang) for lang in LANGUAGES))}  # fmt: skip
    return words.get(fold_name(given))


def rupiah_of(given: str) -> int | None:
    """Whole rupiah from `Rp 20.000.000`, `20.000.000,00` or `20000000`; None where it is no such amount."""
    found = RUPIAH.fullmatch(given.strip())
    return int(found[1].replace(".", "")) if found else None


class _Register:
    """What the city knows, loaded once, with what the list itself said so far."""

    def __init__(self, city: City, user: User, on: date) -> None:
        self.book: PlaceBook = place_book(city, on)
        own = Place.objects.filter(place_scope(user, "keep_houses"), level=Level.RT, city=city.place_id)
        self.own = frozenset(own.values_list("pk", flat=True))
        standing = UnfitHouse.objects.standing().filter(city=city)
        self.known = frozenset(standing.values_list("match_key", flat=True))
        numbered = standing.exclude(nik_hash=None).values_list("nik_hash", "match_key")
        self.niks = {nik_hash or "": key for nik_hash, key in numbered}
        self.seen: dict[str, int] = {}

    def line(self, row: HouseRow) -> ListLine:
        """One row looked up."""
        problems: list[Problem] = []
        head, key = self._head(row, problems), ""
        if head is not None:
            key = match_key(head)
            problems += self._repeats(row, key, head.nik)
        aid = _aid(row, problems)
        return ListLine(row, head, aid, key, key in self.known, tuple(problems))

    def _head(self, row: HouseRow, problems: list[Problem]) -> HouseHead | None:
        place = self._place(row, problems)
        for name in ("address", "head_name"):
            if not row.text(name):
                problems.append(_problem("HOUSE-LIST-LACKS", row))
        problems += _too_long(row)
        land = code_of(row.text("land_status"), "HOUSE-LAND", LAND_STATUSES) if row.text("land_status") else ""
        if land is None:
            problems.append(_problem("HOUSE-LIST-LAND", row, value=row.text("land_status")))
        nik = _nik(row, problems)
        if place is None or land is None or nik is None or not row.text("address") or not row.text("head_name"):
            return None
        return HouseHead(place, row.text("address"), row.text("head_name"), nik, land)

    def _place(self, row: HouseRow, problems: list[Problem]) -> Place | None:
        rt, rw = padded_number(row.text("rt")), padded_number(row.text("rw"))
        name = f"RT {rt or row.text('rt')}"
        address = Address(row.text("kecamatan"), row.text("kelurahan"), f"RW {rw}" if rw else row.text("rw"), name)
        told: dict[str, Any] = {
            "rt": " / ".join(part for part in (name, address.rw) if part),
            "kelurahan": address.kelurahan,
        }
        try:
            place = self.book.find(address, Level.RT)
        except Ambiguous:
            problems.append(_problem("HOUSE-LIST-WHICH-KELURAHAN", row, **told))
            return None
        if place is None:
            problems.append(_problem("HOUSE-LIST-NO-RT", row, **told))
        elif place.pk not in self.own:
            problems.append(_problem("HOUSE-LIST-OTHER-AREA", row, **told))
            return None
        return place

    def _repeats(self, row: HouseRow, key: str, nik: str) -> Iterator[Problem]:
        """The same house twice in the list, and a NIK that another house has."""
        first = self.seen.setdefault(key, row.row)
        if first != row.row:
            yield _problem("HOUSE-LIST-TWICE", row, first=first)
        owner = self.niks.setdefault(keyed_hash(nik, NIK_CONTEXT), key) if nik else key
        if owner != key:
            yield _problem("HOUSE-LIST-NIK-ELSEWHERE", row, Severity.WARNING)


def _nik(row: HouseRow, problems: list[Problem]) -> str | None:
    try:
        return checked_nik(row.text("nik"))
    except CannotSurvey:
        problems.append(_problem("HOUSE-LIST-BAD-NIK", row))
        return None


def _aid(row: HouseRow, problems: list[Problem]) -> AidHead | None:
    if not any(row.text(name) for name in ("source", "programme", "year", "value_idr")):
        return None
    source, year, value = code_of(row.text("source"), "HOUSE-SOURCE", SOURCES), row.text("year"), row.text("value_idr")
    amount = rupiah_of(value) if value else None
    if source is None:
        problems.append(_problem("HOUSE-LIST-SOURCE", row, value=row.text("source") or "–"))
    if not year.isdecimal() or int(year) not in YEARS:
        problems.append(_problem("HOUSE-LIST-YEAR", row, value=year or "–"))
        return None
    if value and amount is None:
        problems.append(_problem("HOUSE-LIST-VALUE", row, value=value))
    return AidHead(source, int(year), row.text("programme"), amount) if source else None


def _too_long(row: HouseRow) -> list[Problem]:
    return [_problem("HOUSE-LIST-TOO-LONG-TEXT", row, limit=limit) for name, limit in LONGEST.items()
            if len(row.text(name)) > limit]  # fmt: skip


def _problem(code: str, row: HouseRow, severity: Severity = Severity.ERROR, **params: object) -> Problem:
    told: Mapping[str, object] = {"row": row.row, **params}
    return Problem(code, severity, told, CellPlace(row=row.row))


def _context(city: City, user: User) -> str:
    return f"house_list {city.code} {user.pk}"
