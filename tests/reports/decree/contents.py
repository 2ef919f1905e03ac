"""An invented decree of three locations for the tests of its papers."""

from dataclasses import replace
from datetime import UTC, date, datetime

import shapely

from tuntas.reports.decree.content import (
    AnnexContent,
    AnnexRow,
    DecreeHead,
    DistributionMap,
    DrawnLocation,
    NamedOutline,
    UnitRow,
)
from tuntas.rules.regulation import Grade

AT = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
HOSTILE = 'Kawasan #panic() $x$ *tebal* <b>&"kutip" {{NOMOR}} =1+1 \\ [tautan]'
HEAD = DecreeHead(office="Wali Kota", area="Contoh", city="Kota Contoh", province="Provinsi Contoh", at=AT,
                  number="600.2/17 TAHUN 2026", signed_on=date(2026, 3, 2), place="Contoh",
                  signer="Nama Lengkap")  # fmt: skip
DRAFT = replace(HEAD, number="", signed_on=None, is_example=True)


def box(west: int, north: int, side: float = 0.004) -> bytes:
    """A square on the invented ground, by its place in steps of about eleven metres; `side` in degrees."""
    x, y = 110.4 + west / 10_000, -6.9 - north / 10_000
    return shapely.to_wkb(shapely.box(x, y - side, x + side, y))


ROWS = (
    AnnexRow(1, "Kawasan Melati", "Melati", "Taman", area_m2=123_449, printed_area="12,34", latitude_udeg=-6_902_000,
             longitude_udeg=110_402_000, grade=Grade.SEVERE, land_status="Legal", priority=1, consideration="tinggi",
             households=120, people=480, buildings=110,
             units=(UnitRow("001", "001", "Melati", "6,17", 61, Grade.SEVERE),
                    UnitRow("002", "001", "Melati", "6,17", 63, Grade.SEVERE))),
    AnnexRow(2, "Kawasan Melati Kidul", "Melati", "Taman", area_m2=15_051, printed_area="1,51",
             grade=Grade.LIGHT, land_status="Tidak legal", priority=9, households=30, buildings=28),
    AnnexRow(3, HOSTILE, printed_area="1.000,05", area_m2=10_000_500),
)  # fmt: skip
MAP = DistributionMap(
    crs=9489,
    kelurahan=(NamedOutline("Melati", box(0, 0), "Taman"), NamedOutline("Kenanga", box(40, 0), "Sawah")),
    locations=(DrawnLocation(1, box(10, 10), Grade.SEVERE), DrawnLocation(2, box(45, 5), Grade.LIGHT)),
    city=shapely.to_wkb(shapely.union_all(shapely.from_wkb([box(0, 0), box(40, 0)]))),
    source="data contoh",
)
ANNEX = AnnexContent(head=HEAD, rows=ROWS, printed_total="1.013,90", map=MAP, rules="Permen PUPR 14/PRT/M/2018")
