"""Unit prices from a workbook or CSV, and to one: a row for each activity and year."""

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from tuntas.city.people.models import City
from tuntas.city.proposals.catalogue import activities
from tuntas.city.proposals.library import PriceHead
from tuntas.city.proposals.models import YEARS, UnitCost
from tuntas.domain.rupiah import NotRupiah, read_rupiah
from tuntas.domain.wording import text
from tuntas.sheets.opening.grids import open_workbook
from tuntas.sheets.opening.refusal import RefusedFile
from tuntas.sheets.reading.cell_texts import cell_text
from tuntas.web.shared.formats import language
from tuntas.web.shared.table_files import Value

#: Column → how its head may be spelt, folded. They are the format of our file, so they are never translated.
HEADS: Mapping[str, Sequence[str]] = {
    "activity": ("kode", "kodekegiatan"),
    "year": ("tahun",),
    "cost": ("hargarp", "harga", "hargasatuan", "hargasatuanrp"),
    "source": ("dasar", "sumber", "dasarharga"),
}
FILE_HEADS = ("Kode", "Kegiatan", "Satuan", "Tahun", "Harga (Rp)", "Dasar")
HEAD_ROWS, MOST_ROWS = 15, 5000


@dataclass(frozen=True, slots=True)
class PriceFile:
    """Prices as a file states them, and what in it could not be read, each with its row."""

    heads: Sequence[PriceHead]
    faults: Sequence[str]


def lines(city: City, year: int) -> Iterator[list[Value]]:
    """Every price of the city, and a row without a price for each activity that has none in that year."""
    known = list(UnitCost.objects.filter(city=city).order_by("year", "activity"))
    for row in known:
        activity = activities().get(row.activity)
        name, unit = (activity.name.in_(language()), activity.unit) if activity else (row.activity, "")
        yield [row.activity, name, unit, row.year, row.cost_idr, row.source]
    told = {row.activity for row in known if row.year == year}
    for one in activities().values():
        if one.code not in told:
            yield [one.code, one.name.in_(language()), one.unit, year, None, ""]


def read_prices(upload: UploadedFile[Any]) -> PriceFile:
    """The prices of a file; rows without a price are left out."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"harga{Path(upload.name or '').suffix.lower()}"
        path.write_bytes(upload.read())
        try:
            book = open_workbook(path)
            sheets = [book.grid(sheet).rows for sheet in book.sheets if sheet.visible]
        except RefusedFile as refusal:
            return PriceFile([], [text(refusal.code, language(), **refusal.params)])
    for rows in sheets:
        for place in range(min(HEAD_ROWS, len(rows))):
            columns = _columns([cell_text(one) for one in rows[place]])
            if len(columns) == len(HEADS):
                body = [[cell_text(one) for one in row] for row in rows[place + 1 : place + 1 + MOST_ROWS]]
                return _read(body, place + 2, columns)
    return PriceFile([], [_("Judul kolom Kode, Tahun, Harga, dan Dasar tidak ditemukan. Pakai berkas unduhannya.")])


def _columns(texts: Sequence[str]) -> dict[str, int]:
    folded = [re.sub(r"[^a-z]", "", one.lower()) for one in texts]
    return {name: folded.index(spelling) for name, spellings in HEADS.items()
            for spelling in reversed(spellings) if spelling in folded}  # fmt: skip


def _read(rows: Sequence[Sequence[str]], first: int, columns: Mapping[str, int]) -> PriceFile:
    found: dict[tuple[str, int], PriceHead] = {}
    faults = []
    for number, row in enumerate(rows, start=first):
        said = {name: row[place].strip() if place < len(row) else "" for name, place in columns.items()}
        if not said["activity"] or not said["cost"]:
            continue
        head, fault = _line(said)
        if head is not None and found.get((head.activity, head.year), head) != head:
            fault = _("kegiatan dan tahun ini tertulis dua kali dengan harga berbeda")
        if fault:
            faults.append(_("Baris %(row)s: %(fault)s.") % {"row": number, "fault": fault.rstrip(".")})
        elif head is not None:
            found[head.activity, head.year] = head
    return PriceFile(list(found.values()), faults)


def _fault(said: Mapping[str, str], year: str) -> str:
    if said["activity"] not in activities():
        return _("kode kegiatan %(code)s tidak ada") % {"code": said["activity"]}
    if not year.isdecimal() or not YEARS[0] <= int(year) <= YEARS[1]:
        return _("tahun %(year)s tidak masuk akal") % {"year": said["year"] or "–"}
    return "" if said["source"] else _("kolom Dasar kosong; sebutkan dari mana harga itu")


def _line(said: Mapping[str, str]) -> tuple[PriceHead | None, str]:
    year = re.sub(r"\.0$", "", said["year"])
    if fault := _fault(said, year):
        return None, fault
    try:
        cost = read_rupiah(re.sub(r"\.0$", "", said["cost"]))
    except NotRupiah as refused:
        return None, text(refused.code, language())
    if cost == 0:
        return None, text("PRICE-ABSURD", language())
    return PriceHead(said["activity"], int(year), cost, said["source"][:300]), ""
