"""Money of the demo: sources, five years of envelopes, a year's spending, schemes, loans, upkeep. Invented."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tuntas.city.financing.instruments import load_default_instruments
from tuntas.city.financing.loans import LoanHead, months_later, pay_out, record_repayment
from tuntas.city.financing.models import Instrument, Party, UpkeepKind
from tuntas.city.financing.schemes import PartHead, SchemeHead, record_scheme
from tuntas.city.financing.upkeep import UpkeepHead, record_upkeep
from tuntas.city.funding.actions import open_envelope, post_money, set_ceilings
from tuntas.city.funding.heads import CeilingHead, MoneyHead
from tuntas.city.funding.models import MoneyKind, Source
from tuntas.city.funding.sources import load_default_sources, set_capacity
from tuntas.city.people.models import City, User
from tuntas.city.records.actions import PaperHead, file_paper
from tuntas.city.records.models import Paper
from tuntas.city.settlements.models import Settlement

YEARS, MILLION = 5, 1_000_000
#: Million rupiah a year, this year first.
CEILINGS = {
    "APBN_REGULER": (0, 3_750, 3_750, 4_500, 4_500), "BSPS": (1_200, 2_100, 2_100, 1_500, 1_500),
    "DAK_PPKT": (0, 9_000, 9_000, 0, 0), "APBD_PROVINSI": (900, 2_250, 2_250, 2_250, 2_250),
    "APBD_KOTA": (4_200, 8_250, 9_000, 9_000, 9_750), "DANA_KELURAHAN": (650, 1_200, 1_200, 1_350, 1_350),
    "CSR": (250, 300, 300, 300, 300), "SWADAYA": (150, 200, 200, 200, 200),
}  # fmt: skip
#: Source, aspect, short name of the agency, work, million rupiah committed, contracted, paid.
WORKS = (
    ("APBD_KOTA", "jalan", "PKP", "Paving jalan lingkungan (contoh)", 1_150, 1_090, 640),
    ("APBD_KOTA", "drainase", "PU", "Saluran lingkungan (contoh)", 1_600, 1_480, 1_480),
    ("APBD_PROVINSI", "air_minum", "PKP", "Sambungan rumah (contoh)", 620, 0, 0),
    ("BSPS", "bangunan", "PKP", "Perbaikan rumah (contoh)", 900, 900, 450),
    ("DANA_KELURAHAN", "persampahan", "LH", "Gerobak sampah (contoh)", 210, 195, 195),
    ("SWADAYA", "jalan", "PKP", "Kerja bakti jalan (contoh)", 60, 60, 60),
)
CAPACITIES = {"PKP": 16_000, "PU": 9_000, "LH": 900}
REASON = "Alasan contoh: dokumen pendanaan bersama sedang diurus."


@dataclass(frozen=True, slots=True)
class _Office:
    """Who writes in the demo's books, and when."""

    city: City
    on: date
    told: dict[str, Any]
    sources: Mapping[str, Source]

    def paper(self, kind: str, number: str, on: date | None = None) -> Paper:
        head = PaperHead(kind, f"CONTOH {number}/{self.on.year}", signed_on=on or self.on)
        return file_paper(city=self.city, head=head, **self.told)


def make_funding(city: City, people: Mapping[str, User], *, on: date, at: datetime) -> None:
    """Fill the books of money and financing."""
    told: dict[str, Any] = {"by": people["PLANNER"], "at": at}
    load_default_sources(city=city, **told)
    load_default_instruments(city=city, **told)
    office = _Office(city, on, told, {source.code: source for source in city.sources.all()})
    settlements = list(city.settlements.existing(on).order_by("name", "pk"))
    _ceilings(office)
    _capacities(office)
    if settlements:
        _works(office, settlements)
        _schemes(office, settlements[:3])
        _upkeep(office, settlements[:2])
    _loans(office, settlements)


def _ceilings(office: _Office) -> None:
    on = office.on - timedelta(days=28)
    paper = office.paper("APBD", "900/APBD", on)
    for place in range(YEARS):
        known = {office.sources[code]: amounts[place] * MILLION for code, amounts in CEILINGS.items() if amounts[place]}
        set_ceilings(paper=paper, head=CeilingHead(office.on.year + place, known, on), **office.told)


def _capacities(office: _Office) -> None:
    for agency in office.city.agencies.filter(code__in=CAPACITIES):
        for place in range(YEARS):
            set_capacity(agency=agency, year=office.on.year + place, capacity_idr=CAPACITIES[agency.code] * MILLION,
                         basis="contoh", **office.told)  # fmt: skip


def _works(office: _Office, settlements: list[Settlement]) -> None:
    """Commitments on one day, contracts a week later, payments at the end."""
    agencies = {agency.code: agency for agency in office.city.agencies.all()}
    for place, (kind, column, days) in enumerate(
        ((MoneyKind.COMMITTED, 4, 24), (MoneyKind.CONTRACTED, 5, 16), (MoneyKind.PAID, 6, 6))
    ):
        on = office.on - timedelta(days=days)
        heads = [
            MoneyHead(kind, open_envelope(source=office.sources[str(work[0])], year=office.on.year),
                      int(work[column]) * MILLION, on, f"{kind}:{number}", work=str(work[3]),
                      settlement=settlements[number % min(3, len(settlements))], aspect=str(work[1]),
                      agency=agencies.get(str(work[2])), reason=REASON if kind is MoneyKind.COMMITTED else "")
            for number, work in enumerate(WORKS) if work[column]
        ]  # fmt: skip
        post_money(paper=office.paper(("DPA", "SPK", "SP2D")[place], f"{place + 1}", on), heads=heads, **office.told)


def _schemes(office: _Office, settlements: list[Settlement]) -> None:
    """Shares of city, centre and residents; the last settlement has a second version."""
    revolving = Instrument.objects.get(city=office.city, code="UPK_BKM")
    parts = [
        PartHead(Party.CITY, 550_000, office.sources["APBD_KOTA"], conditions="Lahan siap"),
        PartHead(Party.CENTRE, 300_000, office.sources["BSPS"]),
        PartHead(Party.RESIDENTS, 100_000, office.sources["SWADAYA"]),
        PartHead(Party.RESIDENTS, 50_000, instrument=revolving, conditions="Tanggung renteng kelompok"),
    ]
    for number, settlement in enumerate(settlements[:2], start=1):
        paper = office.paper("AGREEMENT", f"600/SKEMA-{number}", office.on - timedelta(days=60))
        head = SchemeHead(office.on - timedelta(days=60), parts, total_idr=2_750 * MILLION, paper=paper)
        record_scheme(settlement=settlement, head=head, **office.told)
    later = SchemeHead(office.on - timedelta(days=10), parts, seen=1, total_idr=3_100 * MILLION,
                       reason="Contoh: volume jalan bertambah.",
                       paper=office.paper("AGREEMENT", "600/SKEMA-1A", office.on - timedelta(days=10)))  # fmt: skip
    record_scheme(settlement=settlements[0], head=later, **office.told)


def _upkeep(office: _Office, settlements: list[Settlement]) -> None:
    dues = Instrument.objects.get(city=office.city, code="IURAN_KPP")
    for number, settlement in enumerate(settlements, start=1):
        paper = office.paper("REPORT", f"KPP-{number}")
        for kind, amount in ((UpkeepKind.DUES, 1_850_000 * number), (UpkeepKind.SPENT, 2_400_000)):
            head = UpkeepHead(settlement, kind, amount, office.on - timedelta(days=3), "jalan", dues, "contoh")
            record_upkeep(paper=paper, head=head, **office.told)


def _loans(office: _Office, settlements: list[Settlement]) -> None:
    """Two groups: one repays in time, one is in arrears."""
    revolving = Instrument.objects.get(city=office.city, code="UPK_BKM")
    begun = months_later(office.on.replace(day=1), -7)
    for number, paid in ((1, 7), (2, 3)):
        head = LoanHead(
            revolving, f"KSM Contoh {number}", 24 * MILLION, begun, months_later(begun, 1), 12, charge_idr=2_400_000,
            settlement=settlements[0] if settlements else None, members=8, purpose="Perbaikan rumah (contoh)",
        )  # fmt: skip
        loan = pay_out(paper=office.paper("AGREEMENT", f"UPK-{number}", begun), head=head, **office.told)
        for month in range(1, paid + 1):
            on = months_later(begun, month)
            paper = office.paper("REPORT", f"UPK-{number}-{month}", on)
            record_repayment(loan=loan, amount_idr=2_200_000, on=on, paper=paper, **office.told)
