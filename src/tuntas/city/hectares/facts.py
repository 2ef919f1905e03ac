"""A city's book as the pure ledger reads it, and what it says on a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tuntas.city.hectares.models import LedgerEntry, YearTarget
from tuntas.city.people.models import City
from tuntas.city.places.models import Place
from tuntas.ledger.balances import Balance, balance, decree_in_force
from tuntas.ledger.entries import Entry, Kind, Movement, Reason, movements
from tuntas.ledger.plain import PlainSum

SYSTEM = "-"
#: Before a settlement's id in a path: the id of a place is never one.
SETTLEMENT = "s"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A line of the account as on a bank statement: what moved, and what remained after it."""

    row: LedgerEntry
    movement: Movement
    remaining_m2: int


@dataclass(frozen=True, slots=True)
class CityLedger:
    """A city's hectares on a day, since the decree in force (None: none is, and nothing is known)."""

    decree: str | None
    balance: Balance
    targets: tuple[YearTarget, ...]
    lines: tuple[LedgerLine, ...] = ()

    @property
    def sum(self) -> PlainSum | None:
        """Decreed, handled and the targets ahead; None without a decree or a target."""
        if self.decree is None or not self.targets:
            return None
        targets = sum(target.area_m2 for target in self.targets)
        return PlainSum(self.decree, self.balance.decreed_m2, self.balance.handled_m2, targets)

    @property
    def difference_m2(self) -> int | None:
        """decreed − handled − targets ahead; None without a decree or a target."""
        return self.sum.difference_m2 if self.sum else None


def book_of(city: City, rows: Iterable[LedgerEntry] | None = None) -> list[Entry]:
    """The entries of a city's book in order."""
    found = rows if rows is not None else city.ledger.select_related("place").order_by("seq")
    zone = ZoneInfo(city.timezone)
    seqs: dict[int, int] = {}
    entries = []
    for row in found:
        seqs[row.pk] = row.seq
        entries.append(_entry(row, seqs, zone))
    return entries


def city_ledger(city: City, *, on: date, known_at: datetime | None = None) -> CityLedger:
    """What the book says of the whole city at the end of a day, as known at a moment (None: now). Two queries."""
    rows = list(city.ledger.select_related("place", "settlement", "paper").order_by("seq"))
    entries = [entry for entry in book_of(city, rows) if known_at is None or entry.at <= known_at]
    decree = decree_in_force(entries, on=on)
    if decree is None:
        return CityLedger(None, Balance(), ())
    lines = tuple(_lines([one for one in movements(entries) if one.entry.decree == decree and one.on <= on], rows))
    return CityLedger(
        decree, balance(entries, on=on, decree=decree), _targets(city, decree, _last_year(lines), known_at), lines
    )


def path_of(place: Place, settlement_id: int | None = None) -> tuple[str, ...]:
    """The path from the city down to a place or a settlement, by ids that survive renaming and re-coding."""
    above = (place.city_id, place.kecamatan_id, place.kelurahan_id)
    path = tuple(str(one) for one in (*(one for one in above if one is not None), place.pk))
    return path if settlement_id is None else (*path, f"{SETTLEMENT}{settlement_id}")


def _lines(moved: Iterable[Movement], rows: Iterable[LedgerEntry]) -> Iterator[LedgerLine]:
    by_seq = {row.seq: row for row in rows}
    state = Balance()
    for movement in sorted(moved, key=lambda one: (one.on, one.entry.number)):
        state = state.moved(movement.kind, movement.area_m2)
        yield LedgerLine(by_seq[movement.entry.number], movement, state.remaining_m2)


def _last_year(lines: Iterable[LedgerLine]) -> int:
    """The last year in which something was handled or decreed: its target is spent, later ones are not."""
    kinds = (Kind.ESTABLISHED, Kind.HANDLED)
    return max((line.movement.on.year for line in lines if line.movement.kind in kinds), default=0)


def _targets(city: City, decree: str, after_year: int, known_at: datetime | None) -> tuple[YearTarget, ...]:
    """Of each later year the target told last."""
    rows = city.targets.filter(decree=decree, year__gt=after_year).order_by("recorded_at", "pk")
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    latest = {target.year: target for target in rows}
    return tuple(latest[year] for year in sorted(latest))


def _entry(row: LedgerEntry, seqs: dict[int, int], zone: ZoneInfo) -> Entry:
    return Entry(
        number=row.seq, kind=Kind(row.kind), area_m2=row.area_m2, place=path_of(row.place, row.settlement_id),
        decree=row.decree,
        paper=str(row.paper_id), line=row.line, on=row.true_on, at=row.recorded_at.astimezone(zone),
        by=str(row.by_id or SYSTEM), reason=Reason(row.reason), successor=row.successor, remark=row.remark,
        corrects=seqs[row.corrects_id] if row.corrects_id is not None else None, printed=row.printed,
    )  # fmt: skip
