"""Sources, a ceiling and a settlement in the city of the tests."""

from datetime import date

from tests.world import AT, World
from tuntas.city.financing.instruments import load_default_instruments
from tuntas.city.financing.loans import LoanHead, pay_out
from tuntas.city.financing.models import GroupLoan, Instrument
from tuntas.city.funding.actions import open_envelope, post_money, set_ceilings
from tuntas.city.funding.heads import CeilingHead, MoneyHead
from tuntas.city.funding.models import Envelope, MoneyEntry, MoneyKind, Source
from tuntas.city.funding.sources import load_default_sources
from tuntas.city.people.models import City
from tuntas.city.places.naming import match_name
from tuntas.city.records.actions import PaperHead, file_paper
from tuntas.city.records.models import Paper
from tuntas.city.settlements.models import Settlement

DAY = date(2026, 2, 2)
YEAR = 2026


def paper_of(city: City, number: str, kind: str = "DPA") -> Paper:
    """A numbered paper."""
    return file_paper(city=city, head=PaperHead(kind, number, "", DAY), by=None, at=AT)


def source_of(world: World, code: str = "APBD_KOTA") -> Source:
    """A source of the list."""
    load_default_sources(city=world.city, by=None, at=AT)
    return Source.objects.get(city=world.city, code=code)


def envelope_of(world: World, ceiling_idr: int = 1_000_000_000, code: str = "APBD_KOTA") -> Envelope:
    """This year's envelope of a source, with its ceiling."""
    source = source_of(world, code)
    set_ceilings(paper=paper_of(world.city, f"DPA {code}"), head=CeilingHead(YEAR, {source: ceiling_idr}, DAY),
                 by=None, at=AT)  # fmt: skip
    return open_envelope(source=source, year=YEAR)


def post(envelope: Envelope, kind: MoneyKind, amount_idr: int, number: str = "", **more: object) -> list[MoneyEntry]:
    """One line of a paper of its own."""
    paper = paper_of(envelope.city, number or f"{kind} {amount_idr} {MoneyEntry.objects.count()}")
    told = {"on": DAY, "line": "1"} | more
    return post_money(paper=paper, heads=[MoneyHead(kind, envelope, amount_idr, **told)], by=None, at=AT)  # type: ignore[arg-type]


def spent(world: World) -> MoneyEntry:
    """A commitment of half a milliard on this year's city money."""
    [entry] = post(envelope_of(world), MoneyKind.COMMITTED, 500_000_000, "K1")
    return entry


def instrument_of(world: World, code: str = "UPK_BKM") -> Instrument:
    """An instrument of the list."""
    load_default_instruments(city=world.city, by=None, at=AT)
    return Instrument.objects.get(city=world.city, code=code)


def lent(world: World) -> GroupLoan:
    """A loan of 1,000 to a group, three instalments from November 2025."""
    head = LoanHead(instrument_of(world), "KSM Melati 1", 1_000, date(2025, 10, 31), date(2025, 11, 30), 3, 1)
    return pay_out(paper=paper_of(world.city, "SPK 1"), head=head, by=None, at=AT)


def settlement_of(world: World, name: str = "Melati Timur") -> Settlement:
    """A settlement in the first kelurahan."""
    return Settlement.objects.create(city=world.city, place=world.kelurahan, name=name, match_name=match_name(name),
                                     by=None, recorded_at=AT)  # fmt: skip
