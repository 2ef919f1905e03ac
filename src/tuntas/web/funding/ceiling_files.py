"""Ceilings from a workbook or CSV: a row for each source and year. Nothing is kept: the grid is filled from it."""

import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from tuntas.city.funding.models import Source
from tuntas.domain.rupiah import NotRupiah, read_rupiah
from tuntas.domain.wording import text
from tuntas.sheets.opening.grids import open_workbook
from tuntas.sheets.opening.refusal import RefusedFile
from tuntas.sheets.reading.cell_texts import cell_text
from tuntas.web.funding.grids import Key
from tuntas.web.shared.formats import language

#: Column → how its head may be spelt, folded. They are the format of our template, so they are never translated.
HEADS: Mapping[str, Sequence[str]] = {
    "source": ("kode", "kodesumber", "sumber", "sumberdana"),
    "year": ("tahun",),
    "ceiling": ("pagu", "pagurupiah", "pagurp"),
}
TEMPLATE_HEADS = ("Kode", "Sumber dana", "Tahun", "Pagu (rupiah)")
HEAD_ROWS, MOST_ROWS = 15, 2000


@dataclass(frozen=True, slots=True)
class CeilingFile:
    """Ceilings as a file states them, and what in it could not be read, each with its row."""

    amounts: Mapping[Key, int]
    faults: Sequence[str]


def read_ceilings(upload: UploadedFile[bytes], sources: Sequence[Source], years: range) -> CeilingFile:
    """The ceilings of a file; a source is named by its code."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"pagu{Path(upload.name or '').suffix.lower()}"
        path.write_bytes(upload.read())
        try:
            book = open_workbook(path)
            rows = [book.grid(sheet).rows for sheet in book.sheets if sheet.visible]
        except RefusedFile as refusal:
            return CeilingFile({}, [text(refusal.code, language(), **refusal.params)])
    for sheet in rows:
        for place in range(min(HEAD_ROWS, len(sheet))):
            columns = _columns([cell_text(one) for one in sheet[place]])
            if len(columns) == len(HEADS):
                texts = [[cell_text(one) for one in row] for row in sheet[place + 1 : place + 1 + MOST_ROWS]]
                return _read(texts, place + 2, columns, {one.code: one for one in sources}, years)
    return CeilingFile({}, [_("Judul kolom Kode, Tahun, dan Pagu tidak ditemukan. Pakai templatnya.")])


def _columns(texts: Sequence[str]) -> dict[str, int]:
    folded = [re.sub(r"[^a-z]", "", one.lower()) for one in texts]
    found: dict[str, int] = {}
    for name, spellings in HEADS.items():
        for spelling in spellings:
            if spelling in folded:
                found[name] = folded.index(spelling)
                break
    return found


def _read(rows: Sequence[Sequence[str]], first: int, columns: Mapping[str, int], sources: Mapping[str, Source],
          years: range) -> CeilingFile:  # fmt: skip
    amounts: dict[Key, int] = {}
    faults = []
    for number, row in enumerate(rows, start=first):
        said = {name: row[place].strip() if place < len(row) else "" for name, place in columns.items()}
        if not any(said.values()) or not said["ceiling"]:
            continue
        key, amount, fault = _line(said, sources, years)
        if not fault and key in amounts and amounts[key] != amount:
            fault = _("sumber dan tahun ini tertulis dua kali dengan pagu berbeda")
        if fault:
            faults.append(_("Baris %(row)s: %(fault)s.") % {"row": number, "fault": fault.rstrip(".")})
        else:
            amounts[key] = amount
    return CeilingFile(amounts, faults)


def _line(said: Mapping[str, str], sources: Mapping[str, Source], years: range) -> tuple[Key, int, str]:
    nothing = (0, 0)
    source = sources.get(said["source"].upper())
    if source is None:
        return nothing, 0, _("kode sumber %(code)s tidak ada") % {"code": said["source"] or "–"}
    year = re.sub(r"\.0$", "", said["year"])
    if not year.isdecimal() or int(year) not in years:
        told = {"first": years[0], "last": years[-1]}
        return nothing, 0, _("tahun harus antara %(first)s dan %(last)s") % told
    if not source.is_open_in(int(year)):
        return nothing, 0, _("%(source)s tidak dibuka pada tahun itu") % {"source": source.name}
    try:
        return (source.pk, int(year)), read_rupiah(re.sub(r"\.0$", "", said["ceiling"])), ""
    except NotRupiah as refused:
        return nothing, 0, text(refused.code, language())
