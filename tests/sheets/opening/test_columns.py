"""The fast path gives the same cells as the grid."""

from datetime import date
from pathlib import Path

import polars as pl
import xlsxwriter

from tuntas.sheets.opening.columns import read_columns
from tuntas.sheets.opening.grids import odd_cells, open_workbook


def building_list(path: Path) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("Bangunan")
        sheet.write(2, 1, "Daftar")
        sheet.write_row(4, 1, ["nik", "luas", "luas", "tanggal", "lain"])
        for row in range(5, 3_005):
            sheet.write_row(row, 1, [f"35010101{row:08d}", row / 2, row])
            sheet.write_datetime(row, 4, date(2019, 1, 2))
        sheet.write(2_900, 3, "belum ada data")
        sheet.write_formula(10, 2, "=1/0", None, "#DIV/0!")
    return path


def test_columns_are_taken_by_place_and_typed(tmp_path: Path) -> None:
    book = open_workbook(building_list(tmp_path / "a.xlsx"))
    table = read_columns(book, book.sheets[0], 4, {1: "nik", 2: "luas", 3: "catatan", 4: "tanggal"})
    assert table.columns == ["nik", "luas", "catatan", "tanggal"]
    assert table.height == 3_000
    assert table["nik"][0] == "3501010100000005"
    assert table.schema["luas"] == pl.Float64
    assert table.schema["catatan"] == pl.String
    assert table["catatan"][2_900 - 5] == "belum ada data"
    assert table["catatan"][0] == "5"


def test_an_error_is_null_in_the_table_and_named_beside_it(tmp_path: Path) -> None:
    book = open_workbook(building_list(tmp_path / "a.xlsx"))
    table = read_columns(book, book.sheets[0], 4, {2: "luas"})
    assert table["luas"][5] is None
    assert odd_cells(book, book.sheets[0]).errors == {(10, 2): "#DIV/0!"}
