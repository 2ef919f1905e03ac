"""The memorandum of a plan as a workbook: the programme with a column for each year and source, and its sums."""

from collections.abc import Sequence
from datetime import UTC
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from tuntas.domain.area import m2_to_hectares
from tuntas.domain.quantity import from_micro
from tuntas.reports.plan.content import ABSENT, MemorandumContent, MemorandumRow
from tuntas.sheets.writing.book import SAFE, footer, on_a4, wrapped_height

HEAD_ROW, FIRST_ROW, HEAD_HEIGHT = 5, 6, 40
#: More columns than this are read on A3.
WIDE, A3 = 12, 8
LETTERS = {"font_name": "Arial", "font_size": 9}
PALE = "#EEF0F5"
FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 12},
    "plain": {},
    "mark": {"bold": True, "font_color": "#8A5200"},
    "head": {"bold": True, "bg_color": PALE, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True},
    "text": {"border": 1, "valign": "top", "text_wrap": True, "align": "left"},
    "count": {"border": 1, "valign": "top", "num_format": "0"},
    "volume": {"border": 1, "valign": "top", "num_format": "#,##0.######"},
    "money": {"border": 1, "valign": "top", "num_format": "#,##0"},
    "area": {"border": 1, "valign": "top", "num_format": "#,##0.00"},
    "absent": {"border": 1, "valign": "top", "italic": True, "font_color": "#545F75", "text_wrap": True},
    "blank": {"border": 1},
    "total": {"border": 1, "bold": True, "bg_color": PALE},
    "total-money": {"border": 1, "bold": True, "bg_color": PALE, "num_format": "#,##0"},
    "total-area": {"border": 1, "bold": True, "bg_color": PALE, "num_format": "#,##0.00"},
}
#: Title, width in letters, look.
BEFORE = (("No.", 5, "count"), ("Aspek", 16, "text"), ("Kriteria", 22, "text"), ("Program", 26, "text"),
          ("Kegiatan", 30, "text"), ("Kode kegiatan/subkegiatan", 18, "text"), ("Lokasi", 32, "text"),
          ("Volume", 11, "volume"), ("Satuan", 8, "text"), ("Biaya total (Rp)", 17, "money"))  # fmt: skip
AFTER = (("Penanggung jawab", 22, "text"), ("Kesiapan", 34, "text"), ("Target pengurangan (ha)", 12, "area"),
         ("Selesai tahun", 9, "count"), ("Status", 11, "text"))  # fmt: skip
COST_COLUMN = len(BEFORE) - 1


def memorandum_xlsx(content: MemorandumContent) -> bytes:
    """The memorandum as XLSX; the same bytes for the same content."""
    target = BytesIO()
    book = Workbook(target, {**SAFE, "default_format_properties": dict(LETTERS), "in_memory": True})
    head = content.head
    made = head.at.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"title": f"Memorandum program {head.city} {head.years}", "author": head.issuer,
                         "created": made})  # fmt: skip
    _Memorandum(book, content).write()
    book.close()
    return target.getvalue()


class _Memorandum:
    """The workbook in the making."""

    def __init__(self, book: Workbook, content: MemorandumContent) -> None:
        self._book, self._content = book, content
        self._formats = {name: book.add_format(look) for name, look in FORMATS.items()}
        years = [(f"{year}\nvolume", 11, "volume") if kind == "volume" else (f"{year}\nbiaya (Rp)", 16, "money")
                 for year in content.years for kind in ("volume", "money")]  # fmt: skip
        sources = [(f"Sumber: {name}", 16, "money") for _, name in content.sources]
        if any(content.unsourced):
            sources.append(("Sumber belum ditentukan", 16, "money"))
        self._columns = (*BEFORE, *years, *sources, *AFTER)

    def write(self) -> None:
        """Both sheets."""
        self._programme()
        self._sums()

    def _programme(self) -> None:
        sheet = self._sheet("Memorandum program", self._columns, "MEMORANDUM PROGRAM")
        for place, row in enumerate(self._content.rows):
            values = self._values(row)
            for column, (value, (_, _, look)) in enumerate(zip(values, self._columns, strict=True)):
                self._cell(sheet, FIRST_ROW + place, column, value, look)
            sheet.set_row(FIRST_ROW + place, wrapped_height([str(value or "") for value in values],
                                                            [width for _, width, _ in self._columns]))  # fmt: skip
        self._total(sheet)
        sheet.freeze_panes(FIRST_ROW, 5)
        last = FIRST_ROW - 1 + max(1, len(self._content.rows))
        sheet.autofilter(FIRST_ROW - 1, 0, last, len(self._columns) - 1)

    def _values(self, row: MemorandumRow) -> list[object]:
        years: list[object] = []
        for cell in row.cells:
            years += [None, None] if cell is None else [_volume(cell.volume_micro), cell.cost_idr]
        sources: list[object] = [cost or None for cost in row.sources]
        if any(self._content.unsourced):
            sources.append(row.unsourced_idr or None)
        return [
            row.number, row.aspect, row.criterion, row.programme, row.activity, row.code, row.location,
            _volume(row.volume_micro), row.unit, row.cost_idr, *years, *sources, row.agency, "; ".join(row.readiness),
            None if row.target_m2 is None else m2_to_hectares(row.target_m2), row.finished_year,
            "indikatif" if row.is_indicative else "dalam DPA",
        ]  # fmt: skip

    def _total(self, sheet: Any) -> None:
        """Sums as formulas, with their value beside them for who reads without computing."""
        at, count = FIRST_ROW + len(self._content.rows), len(self._content.rows)
        sheet.write_string(at, 0, "Jumlah", self._formats["total"])
        for column, (_, _, look) in enumerate(self._columns[1:], start=1):
            if look not in ("money", "area") or not count:
                sheet.write_blank(at, column, None, self._formats["total"])
                continue
            first, last = (xl_rowcol_to_cell(row, column) for row in (FIRST_ROW, FIRST_ROW + count - 1))
            summed = sum(_number(self._values(row)[column]) for row in self._content.rows)
            sheet.write_formula(at, column, f"=SUM({first}:{last})", self._formats[f"total-{look}"], summed)
        for place, note in enumerate(("Biaya dalam rupiah. Baris indikatif belum tercantum dalam DPA.",)):
            sheet.write_string(at + 2 + place, 0, note, self._formats["plain"])

    def _sums(self) -> None:
        content = self._content
        columns = (("Sumber dana", 34, "text"), *((str(year), 18, "money") for year in content.years),
                   ("Jumlah", 20, "money"))  # fmt: skip
        sheet = self._sheet("Rekapitulasi", columns, "BIAYA MENURUT SUMBER DANA DAN LUAS MENURUT TAHUN")
        rows = [(name, amounts) for (_, name), amounts in zip(content.sources, content.by_source, strict=True)]
        if any(content.unsourced):
            rows.append(("Belum ditentukan", content.unsourced))
        for place, (name, amounts) in enumerate([*rows, ("Jumlah", content.by_year)], start=FIRST_ROW):
            look = "total" if place == FIRST_ROW + len(rows) else ""
            sheet.write_string(place, 0, name, self._formats[look or "text"])
            for column, amount in enumerate([*amounts, sum(amounts)], start=1):
                sheet.write_number(place, column, amount, self._formats["total-money" if look else "money"])
        self._hectares(sheet, FIRST_ROW + len(rows) + 2)
        sheet.freeze_panes(FIRST_ROW, 1)

    def _hectares(self, sheet: Any, at: int) -> None:
        content = self._content
        for place, (label, areas) in enumerate((("Target (ha)", content.targets),
                                                ("Diselesaikan program (ha)", content.finished))):  # fmt: skip
            sheet.write_string(at + place, 0, label, self._formats["text"])
            for column, area in enumerate(areas, start=1):
                self._cell(sheet, at + place, column, None if area is None else m2_to_hectares(area), "area", ABSENT)
            known = [area for area in areas if area is not None]
            total = m2_to_hectares(sum(known)) if known else None
            self._cell(sheet, at + place, len(areas) + 1, total, "area", ABSENT)

    def _sheet(self, name: str, columns: Sequence[tuple[str, float, str]], title: str) -> Any:
        head = self._content.head
        sheet = self._book.add_worksheet(name)
        sheet.hide_gridlines(2)
        on_a4(sheet, landscape=True, foot=footer(f"Memorandum program {head.city} {head.years}", "Halaman &P dari &N",
                                                 "  ·  ".join(head.marks)))  # fmt: skip
        lines = (
            f"{title} {head.city.upper()} TAHUN {head.years}",
            head.title,
            f"Peraturan {head.issuer}: {head.number}, {head.signed_on}" if head.number else "Belum ditetapkan",
        )
        for place, line in enumerate(lines):
            sheet.write_string(place, 0, line, self._formats["title" if place == 0 else "plain"])
        sheet.write_string(len(lines), 0, "  ·  ".join(head.marks), self._formats["mark"])
        if len(columns) > WIDE:
            sheet.set_paper(A3)
        for place, (label, width, _) in enumerate(columns):
            sheet.set_column(place, place, width)
            sheet.write_string(HEAD_ROW, place, label, self._formats["head"])
        sheet.set_row(HEAD_ROW, HEAD_HEIGHT)
        sheet.repeat_rows(HEAD_ROW)
        return sheet

    def _cell(self, sheet: Any, row: int, column: int, value: object, look: str, absent: str = "") -> None:
        if value is None or value == "":
            is_told = look == "text" or absent
            if is_told:
                sheet.write_string(row, column, absent or ABSENT, self._formats["absent"])
            else:
                sheet.write_blank(row, column, None, self._formats["blank"])
        elif look == "text":
            sheet.write_string(row, column, str(value), self._formats["text"])
        else:
            sheet.write_number(row, column, _number(value), self._formats[look])


def _volume(volume_micro: int | None) -> object:
    return None if volume_micro is None else from_micro(volume_micro)


def _number(value: Any) -> float:
    return float(value) if value is not None and value != "" else 0.0
