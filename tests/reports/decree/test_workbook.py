"""The annex as a workbook: figures that add, text that stays text."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import openpyxl

from tests.reports.decree.contents import ANNEX, DRAFT, HOSTILE
from tuntas.reports.decree.content import AnnexContent
from tuntas.reports.decree.workbook import annex_xlsx
from tuntas.sheets.writing.book import open_book


def opened(content: AnnexContent, *, is_value: bool = False) -> Any:
    return openpyxl.load_workbook(BytesIO(annex_xlsx(content)), data_only=is_value)


def test_its_hectares_are_numbers_whose_sum_is_the_printed_total() -> None:
    sheet = opened(ANNEX, is_value=True)["Daftar lokasi"]
    assert [sheet.cell(row, 3).value for row in (9, 10, 11, 12)] == [12.34, 1.51, 1000.05, 1013.9]
    assert opened(ANNEX)["Daftar lokasi"].cell(12, 3).value == "=SUM(C9:C11)"
    legacy = opened(replace(ANNEX, printed_total="1.013,89"))["Daftar lokasi"]
    assert legacy.cell(12, 3).value == 1013.89


def test_text_stays_text_and_what_is_missing_is_said() -> None:
    book = opened(ANNEX)
    sheet = book["Daftar lokasi"]
    assert sheet.cell(11, 2).value == HOSTILE and sheet.cell(11, 2).data_type == "s"
    assert [sheet.cell(11, column).value for column in (9, 11, 13)] == ["belum ada data"] * 3
    assert [cell.value for cell in book["Rincian RT"][9]][3:7] == ["001", "001", 6.17, 61]
    assert [row[0].value for row in book["Rekapitulasi"].iter_rows(min_row=9)] == [
        "Kumuh Berat", "Kumuh Ringan", "belum ada data"]  # fmt: skip


def test_the_same_content_gives_the_same_bytes_whatever_was_written_before(tmp_path: Any) -> None:
    first = annex_xlsx(ANNEX)
    open_book(tmp_path / "other.xlsx", "lain", None).close()
    assert annex_xlsx(ANNEX) == first
    marks = opened(replace(ANNEX, head=DRAFT))["Daftar lokasi"].cell(6, 1).value
    assert marks == "CONTOH — bukan dokumen resmi  ·  DRAF"
