"""What the papers of a decree say, before they become pages, a workbook or a draft.

Printed hectares come as text, rounded together by whoever knows all rows (`domain.area.printed_rows`), so that the rows
add to the printed total. None and "" mean that nothing is known, and are printed as "belum ada data".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tuntas.rules.regulation import Grade

SUBJECT = "Penetapan Lokasi Perumahan Kumuh dan Permukiman Kumuh"


@dataclass(frozen=True, slots=True)
class DecreeHead:
    """Which decree the papers belong to.

    `office`: Wali Kota, Bupati or Gubernur; `area`: the name behind it (`Surakarta`); `city`: `Kota Surakarta`.
    `number` and `signed_on` are empty in a draft; `place` is where it is signed, `signer` whose name stands below.
    `at`: when the data last changed; the files carry it as their date, never the clock's.
    """

    office: str
    area: str
    city: str
    at: datetime
    province: str = ""
    subject: str = SUBJECT
    number: str = ""
    signed_on: date | None = None
    place: str = ""
    signer: str = ""
    is_example: bool = False

    @property
    def issuer(self) -> str:
        """`Wali Kota Surakarta`."""
        return f"{self.office} {self.area}"

    @property
    def is_draft(self) -> bool:
        """Whether number or date are still to come."""
        return not self.number or self.signed_on is None


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One RT of a location; `printed_area` in ha. `name` where the unit is not numbered."""

    rt: str
    rw: str
    kelurahan: str = ""
    printed_area: str = ""
    total: int | None = None
    grade: Grade | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One location of the decree, coordinates in millionths of a degree.

    `kelurahan` and `kecamatan` are bare names; a `Desa Karangsari` says its kind itself. `rt_rw` names the RT and RW in
    words; empty: told from `units`. `consideration` is the class of the other considerations (tinggi, sedang, rendah),
    `priority` 1 to 9.
    """

    number: int
    name: str
    kelurahan: str = ""
    kecamatan: str = ""
    rt_rw: str = ""
    area_m2: int | None = None
    printed_area: str = ""
    latitude_udeg: int | None = None
    longitude_udeg: int | None = None
    grade: Grade | None = None
    land_status: str = ""
    priority: int | None = None
    consideration: str = ""
    households: int | None = None
    people: int | None = None
    buildings: int | None = None
    units: Sequence[UnitRow] = ()


@dataclass(frozen=True, slots=True)
class ClassName:
    """A class with the word that the decree's rule set gives it."""

    grade: Grade
    name: str


CLASSES = (ClassName(Grade.SEVERE, "Kumuh Berat"), ClassName(Grade.MODERATE, "Kumuh Sedang"),
           ClassName(Grade.LIGHT, "Kumuh Ringan"), ClassName(Grade.NOT_SLUM, "Tidak Kumuh"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class NamedOutline:
    """A kelurahan on the map: WKB in EPSG:4326; `group` names its kecamatan."""

    name: str
    shape: bytes
    group: str = ""


@dataclass(frozen=True, slots=True)
class DrawnLocation:
    """The delineation of the row with that number: WKB in EPSG:4326."""

    number: int
    shape: bytes
    grade: Grade | None = None


@dataclass(frozen=True, slots=True)
class DistributionMap:
    """The map of the whole city. `crs` is the projected system of the sheet, by its EPSG number; see `utm_of`.

    `source` says where the outlines are from; `city` may be empty where only its kelurahan are drawn.
    """

    crs: int
    kelurahan: Sequence[NamedOutline]
    locations: Sequence[DrawnLocation]
    city: bytes = b""
    source: str = ""


@dataclass(frozen=True, slots=True)
class AnnexContent:
    """The annex: every location, the printed total in ha, the map (None: nothing is drawn yet).

    `rules` names the rule set of the assessment, `survey` the campaign that it rests on.
    """

    head: DecreeHead
    rows: Sequence[AnnexRow]
    printed_total: str
    classes: Sequence[ClassName] = CLASSES
    map: DistributionMap | None = None
    rules: str = ""
    survey: str = ""


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A law that the decree rests on; `caution` says why it has to be checked before signing."""

    text: str
    caution: str = ""


@dataclass(frozen=True, slots=True)
class DecreeContent:
    """The decree's own text: menimbang, mengingat, memperhatikan, diktum, tembusan. Sentences come whole."""

    head: DecreeHead
    weighing: Sequence[str]
    legal_bases: Sequence[LegalBasis]
    rulings: Sequence[str]
    noting: Sequence[str] = ()
    recipients: Sequence[str] = ()
