"""What the money book says: headroom, use of envelopes, who pays for what."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tuntas.city.funding.authority import authority_of, is_others_affair
from tuntas.city.funding.book import account_of, lines_of
from tuntas.city.funding.bookkeeping import Account, Move, Sums, by_account, moves, sums
from tuntas.city.funding.models import AgencyCapacity, Envelope, MoneyEntry, MoneyKind
from tuntas.city.people.models import Agency, City
from tuntas.city.settlements.models import Settlement

#: Settlement's id (None: not told), aspect (empty: not told), source's id.
PayKey = tuple[int | None, str, int]


@dataclass(frozen=True, slots=True)
class EnvelopeUse:
    """An envelope with what it comes to on a day."""

    envelope: Envelope
    sums: Sums


@dataclass(frozen=True, slots=True)
class BookLine:
    """A line as on a bank statement: what it moved, and what its envelope comes to after it."""

    row: MoneyEntry
    move: Move
    after: Sums


def use(city: City, years: Collection[int] | None = None, *, on: date | None = None) -> list[EnvelopeUse]:
    """The envelopes of some years (None: all) with what they come to at the end of a day (None: all lines).

    In the order of years and the list of sources; two queries.
    """
    envelopes = city.envelopes.select_related("source__parent")
    if years is not None:
        envelopes = envelopes.filter(year__in=list(years))
    by_envelope: dict[int, list[MoneyEntry]] = {}
    for row in MoneyEntry.objects.filter(envelope__in=envelopes.values("pk")).order_by("seq"):
        by_envelope.setdefault(row.envelope_id, []).append(row)
    ordered = envelopes.order_by("year", "source__position", "source__pk")
    return [EnvelopeUse(one, sums(moves(lines_of(by_envelope.get(one.pk, ()))), on)) for one in ordered]


def headroom(city: City, years: Collection[int]) -> dict[tuple[int, int], int]:
    """By source's id and year what may still be committed; an envelope without a ceiling is left out."""
    return {
        (one.envelope.source_id, one.envelope.year): one.sums.headroom_idr
        for one in use(city, years)
        if one.sums.headroom_idr is not None
    }


def capacities(city: City, years: Collection[int]) -> dict[tuple[int, int], int]:
    """By agency's id and year what the agency can carry; what nobody told is left out."""
    rows = AgencyCapacity.objects.filter(agency__city=city, year__in=list(years))
    return {(row.agency_id, row.year): row.capacity_idr for row in rows}


def statement(rows: Iterable[MoneyEntry]) -> list[BookLine]:
    """Rows by their true day, each with what its envelope comes to after it; the rows are whole envelopes."""
    told = list(rows)
    by_seq = {row.seq: row for row in told}
    states: dict[int, Sums] = {}
    found = []
    for move in sorted(moves(lines_of(told)), key=lambda one: (one.line.on, one.line.seq)):
        row = by_seq[move.line.seq]
        states[row.envelope_id] = states.get(row.envelope_id, Sums()).moved(move.column, move.delta_idr)
        found.append(BookLine(row, move, states[row.envelope_id]))
    return found


def who_pays(city: City, years: Collection[int] | None = None) -> Mapping[PayKey, Sums]:
    """By settlement, aspect and source what was committed, contracted and paid (one query)."""
    rows = city.money.select_related("envelope").order_by("seq")
    if years is not None:
        rows = rows.filter(envelope__year__in=list(years))
    told = list(rows)
    sources = {row.seq: row.envelope.source_id for row in told}
    found: dict[PayKey, Sums] = {}
    for move in moves(lines_of(told)):
        if move.column != "CEILING":
            _, settlement, aspect, _ = move.line.account
            key = (settlement, aspect, sources[move.line.seq])
            found[key] = found.get(key, Sums()).moved(move.column, move.delta_idr)
    return found


@dataclass(frozen=True, slots=True)
class OpenAccount:
    """An account of an envelope: what was committed for a work, and what of it is contracted and paid."""

    envelope: Envelope
    account: Account
    settlement: Settlement | None
    agency: Agency | None
    sums: Sums

    @property
    def key(self) -> str:
        """Names the account in a form."""
        work, settlement, aspect, agency = self.account
        return f"{self.envelope.pk}:{settlement or ''}:{aspect}:{agency or ''}:{work}"


def money_accounts(city: City) -> list[OpenAccount]:
    """Every account of the book, envelopes in the order of years, then of the list (three queries)."""
    rows = city.money.select_related("envelope__source", "envelope__city", "settlement", "agency").order_by("seq")
    found: list[OpenAccount] = []
    by_envelope: dict[Envelope, list[MoneyEntry]] = {}
    for row in rows:
        by_envelope.setdefault(row.envelope, []).append(row)
    for envelope, own in by_envelope.items():
        first = {account_of(row): row for row in reversed(own)}
        found += [
            OpenAccount(envelope, account, first[account].settlement, first[account].agency, state)
            for account, state in by_account(moves(lines_of(own))).items()
        ]
    return sorted(found, key=lambda one: (one.envelope.year, one.envelope.source.position, one.envelope.pk))


def without_cofunding(city: City, *, on: date, areas: Mapping[int, int]) -> list[MoneyEntry]:
    """Commitments of one level's money where another level leads, whose agreement is not on file yet."""
    rows = city.money.filter(kind=MoneyKind.COMMITTED, cofunding=None, settlement__isnull=False)
    rows = rows.exclude(envelope__source__holder="").select_related("envelope__source", "settlement")
    authorities: dict[int, str] = {}
    found = []
    for row in rows.order_by("seq"):
        settlement = row.settlement
        if settlement is None:
            continue
        if settlement.pk not in authorities:
            authorities[settlement.pk] = authority_of(settlement, on=on, decreed_m2=areas.get(settlement.pk))
        if is_others_affair(row.envelope.source, authorities[settlement.pk]):
            found.append(row)
    return found
