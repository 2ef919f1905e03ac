"""The annex of a decree as a workbook: the same rows as on paper, with figures that can be added."""

from collections.abc import Sequence
from datetime import UTC
from decimal import Decimal
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from tuntas.domain.area import m2_to_hectares
from tuntas.reports.decree.annex import class_sums, notes_of
from tuntas.reports.decree.content import AnnexContent, AnnexRow, UnitRow
from tuntas.reports.decree.phrases import (
    ABSENT,
    class_text,
    day_text,
    known,
    known_sum,
    marks_of,
    missing_sum,
    printed_m2,
    scope_text,
)
from tuntas.reports.decree.workbook_looks import CLASS_COLUMNS, COLUMNS, FORMATS, UNIT_COLUMNS, Column
from tuntas.rules.regulation import Grade
from tuntas.sheets.writing.book import SAFE, footer, on_a4, wrapped_height
from tuntas.sheets.writing.looks import GRADE_COLOURS

UDEG = 1_000_000
HEAD_ROW, HEAD_HEIGHT = 7, 30
AREA_COLUMN = 2
LETTERS = {"font_name": "Arial", "font_size": 10}


def annex_xlsx(content: AnnexContent) -> bytes:
    """The annex as XLSX: locations, their RT, the sums of the classes; the same bytes for the same content."""
    target = BytesIO()
    # Its own dictionary of letters: the library writes into the one it is given, and the next book would differ.
    book = Workbook(target, {**SAFE, "default_format_properties": dict(LETTERS), "in_memory": True})
    head = content.head
    made = head.at.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"title": f"Lampiran Keputusan {head.issuer}", "author": head.issuer, "created": made})
    _Annex(book, content).write()
    book.close()
    return target.getvalue()


class _Annex:
    """The workbook in the making."""

    def __init__(self, book: Workbook, content: AnnexContent) -> None:
        self._book, self._content = book, content
        self._formats = {name: book.add_format(look) for name, look in FORMATS.items()}
        self._classes: dict[Grade | None, Any] = {}

    def write(self) -> None:
        """All three sheets."""
        self._locations()
        self._units()
        self._sums()

    def _locations(self) -> None:
        rows = [self._location(row) for row in self._content.rows]
        sheet = self._sheet("Daftar lokasi", "DAFTAR LOKASI PERUMAHAN KUMUH DAN PERMUKIMAN KUMUH", COLUMNS)
        self._table(sheet, COLUMNS, rows, [row.grade for row in self._content.rows])
        self._total(sheet, HEAD_ROW + 1 + len(rows))
        for place, note in enumerate(notes_of(self._content)):
            sheet.write_string(HEAD_ROW + 3 + len(rows) + place, 0, note, self._formats["plain"])

    def _location(self, row: AnnexRow) -> list[object]:
        return [
            row.number, row.name, _hectares(row.printed_area), row.kelurahan, row.kecamatan, scope_text(row),
            _degrees(row.latitude_udeg), _degrees(row.longitude_udeg), class_text(self._content, row.grade),
            row.land_status, row.priority, row.consideration, row.households, row.people, row.buildings,
        ]  # fmt: skip

    def _total(self, sheet: Any, at: int) -> None:
        """The printed total as the sum of its rows where it is that; the printed figure alone where it is not."""
        count = len(self._content.rows)
        for column in range(len(COLUMNS)):
            sheet.write_blank(at, column, None, self._formats["total"])
        sheet.write_string(at, 0, "Jumlah", self._formats["total"])
        sheet.write_string(at, 1, f"{count} lokasi", self._formats["total"])
        total = _hectares(self._content.printed_total)
        if total is None:
            sheet.write_string(at, AREA_COLUMN, known(self._content.printed_total), self._formats["total"])
        elif count and not missing_sum(self._content):
            formula = f"=SUM(C{HEAD_ROW + 2}:C{HEAD_ROW + 1 + count})"
            sheet.write_formula(at, AREA_COLUMN, formula, self._formats["total-area"], float(total))
        else:
            sheet.write_number(at, AREA_COLUMN, float(total), self._formats["total-area"])
        for place, name in enumerate(("households", "people", "buildings")):
            summed = _sum_of([getattr(row, name) for row in self._content.rows])
            sheet.write(at, len(COLUMNS) - 3 + place, summed, self._formats["total-count"])

    def _units(self) -> None:
        units = [(row, unit) for row in self._content.rows for unit in row.units]
        sheet = self._sheet("Rincian RT", "RINCIAN LOKASI MENURUT RUKUN TETANGGA (RT)", UNIT_COLUMNS)
        self._table(sheet, UNIT_COLUMNS, [self._unit(row, unit) for row, unit in units],
                    [unit.grade for _row, unit in units])  # fmt: skip

    def _unit(self, row: AnnexRow, unit: UnitRow) -> list[object]:
        return [row.number, row.name, unit.kelurahan or row.kelurahan, unit.rw, unit.rt or unit.name,
                _hectares(unit.printed_area), unit.total, class_text(self._content, unit.grade)]  # fmt: skip

    def _sums(self) -> None:
        sums = class_sums(self._content)
        sheet = self._sheet("Rekapitulasi", "REKAPITULASI MENURUT KONDISI KEKUMUHAN", CLASS_COLUMNS)
        rows: list[list[object]] = [
            [one.name, len(one.rows), _hectares(one.area),
             *(_sum_of([getattr(row, name) for row in one.rows]) for name in ("households", "people", "buildings"))]
            for one in sums
        ]  # fmt: skip
        self._table(sheet, CLASS_COLUMNS, rows, [one.grade for one in sums])

    def _sheet(self, name: str, title: str, columns: Sequence[Column]) -> Any:
        """A sheet with the head of the annex, its columns, and pages that number themselves."""
        head = self._content.head
        sheet = self._book.add_worksheet(name)
        sheet.hide_gridlines(2)
        number = head.number or day_text(None)
        on_a4(sheet, landscape=True, foot=footer(f"Lampiran Keputusan {head.issuer} Nomor {number}",
                                                 "Halaman &P dari &N", head.city))  # fmt: skip
        lines = (f"LAMPIRAN KEPUTUSAN {head.issuer.upper()}", f"NOMOR: {number}",
                 f"TANGGAL: {day_text(head.signed_on)}", f"TENTANG: {head.subject.upper()}")  # fmt: skip
        for place, line in enumerate(lines):
            sheet.write_string(place, 0, line, self._formats["plain"])
        sheet.write_string(len(lines), 0, f"{title} DI {head.city.upper()}", self._formats["title"])
        sheet.write_string(len(lines) + 1, 0, "  ·  ".join(marks_of(head)), self._formats["mark"])
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(HEAD_ROW, place, column.title, self._formats["head"])
        sheet.set_row(HEAD_ROW, HEAD_HEIGHT)
        sheet.freeze_panes(HEAD_ROW + 1, 2)
        sheet.repeat_rows(HEAD_ROW)
        return sheet

    def _table(self, sheet: Any, columns: Sequence[Column], rows: Sequence[Sequence[object]],
               grades: Sequence[Grade | None]) -> None:  # fmt: skip
        for place, (row, grade) in enumerate(zip(rows, grades, strict=True)):
            for at, (column, value) in enumerate(zip(columns, row, strict=True)):
                self._cell(sheet, HEAD_ROW + 1 + place, at, value, column.look, grade)
            texts = [str(value or ABSENT) for value in row]
            sheet.set_row(HEAD_ROW + 1 + place, wrapped_height(texts, [column.width for column in columns]))

    def _cell(self, sheet: Any, row: int, column: int, value: object, look: str, grade: Grade | None) -> None:
        if value is None or value in ("", ABSENT):
            sheet.write_string(row, column, ABSENT, self._formats["absent"])
        elif isinstance(value, int | float | Decimal):
            sheet.write_number(row, column, float(value), self._formats[look])
        else:
            chosen = self._class(grade) if look == "class" else self._formats["text"]
            sheet.write_string(row, column, str(value), chosen)

    def _class(self, grade: Grade | None) -> Any:
        if grade not in self._classes:
            ground, letters = GRADE_COLOURS[grade] if grade else ("#FFFFFF", "#000000")
            self._classes[grade] = self._book.add_format(FORMATS["text"] | {"bg_color": ground, "font_color": letters})
        return self._classes[grade]


def _hectares(printed: str) -> Decimal | None:
    """The printed figure as a number."""
    area = printed_m2(printed) if printed else None
    return None if area is None else m2_to_hectares(area)


def _sum_of(values: Sequence[int | None]) -> int | str:
    """A number where all are known, else the words of it."""
    return known_sum(values) if None in values or not values else sum(value or 0 for value in values)


def _degrees(udeg: int | None) -> Decimal | None:
    return None if udeg is None else Decimal(udeg) / UDEG
