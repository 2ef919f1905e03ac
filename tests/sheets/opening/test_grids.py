"""Sheets become grids with every cell at its own place, and nothing that is no blank looks like one."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.sheets.opening.makers import CELL, LIBREOFFICE_END, MAIN, ods, ods_cell, sheet_xml, xlsx
from tuntas.sheets.opening.cell_names import cell_name, cell_position
from tuntas.sheets.opening.cells import ErrorCell, UncachedFormula
from tuntas.sheets.opening.grids import odd_cells, open_workbook
from tuntas.sheets.opening.refusal import FileKind, RefusedFile


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Data RT"
    sheet["B3"] = "Judul"
    sheet.merge_cells("B3:D3")
    sheet["B5"], sheet["C5"], sheet["D5"] = "3501010101010001", 1.5, True
    sheet["B6"] = date(2019, 1, 2)
    sheet["C6"], sheet["D6"], sheet["F7"] = "#REF!", "  x ", "=B5+1"
    sheet["C6"].data_type = "e"
    book.create_sheet("Rahasia").sheet_state = "hidden"
    book.create_sheet("Sangat").sheet_state = "veryHidden"
    book.save(tmp_path / "survei.xlsx")
    return tmp_path / "survei.xlsx"


def test_names_of_cells() -> None:
    assert cell_name(40, 5) == "F41"
    assert cell_name(1_048_575, 16_383) == "XFD1048576"
    assert [cell_position(cell_name(row, col)) for row, col in ((0, 25), (9, 26), (99, 702))] == [
        (0, 25),
        (9, 26),
        (99, 702),
    ]


def test_every_cell_is_at_its_place(survey: Path) -> None:
    book = open_workbook(survey)
    grid = book.grid(book.sheets[0])
    assert (grid.first_row, grid.first_col) == (2, 1)
    assert grid.name_of(0, 0) == "B3"
    assert grid.at(4, 1) == "3501010101010001"
    assert grid.at(4, 2) == 1.5
    assert grid.at(4, 3) is True
    assert grid.at(5, 1) == date(2019, 1, 2)
    assert grid.at(5, 3) == "  x "
    assert grid.at(3, 1) is None
    assert grid.at(0, 0) is None
    assert grid.merged == ((2, 1, 2, 3),)


def test_errors_and_uncalculated_formulas_are_no_blanks(survey: Path) -> None:
    book = open_workbook(survey)
    grid = book.grid(book.sheets[0])
    assert grid.at(5, 2) == ErrorCell("#REF!")
    assert grid.at(6, 5) == UncachedFormula("=B5+1")
    assert grid.error_cells == {(5, 2): "#REF!"}
    assert grid.uncached_formulas == {(6, 5): "=B5+1"}
    assert len({len(row) for row in grid.rows}) == 1
    assert odd_cells(book, book.sheets[0]).uncached == {(6, 5): "=B5+1"}


def test_hidden_sheets_are_listed(survey: Path) -> None:
    listed = [(sheet.name, sheet.visible) for sheet in open_workbook(survey).sheets]
    assert listed == [("Data RT", True), ("Rahasia", False), ("Sangat", False)]


def test_an_empty_sheet_is_an_empty_grid(survey: Path) -> None:
    book = open_workbook(survey)
    assert book.grid(book.sheets[1]).rows == []


def test_a_calculated_formula_that_gives_an_empty_text_is_a_blank(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="str"><f>IF(1,"")</f><v></v></c><c r="B1"><f>1+1</f><v>2</v></c></row>'
    book = open_workbook(xlsx(tmp_path / "a.xlsx", sheet_xml(rows)))
    grid = book.grid(book.sheets[0])
    assert grid.at(0, 1) == 2
    assert grid.uncached_formulas == {}


def test_the_head_of_a_large_sheet_equals_the_start_of_the_whole(tmp_path: Path) -> None:
    path = tmp_path / "besar.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Bangunan")
        sheet.write(1, 2, "Daftar bangunan")
        for row in range(3, 9_000):
            sheet.write_row(row, 1, [f"Bangunan {row}", row, row / 2, "Ya", "Tidak", row * 3, row % 7])
        sheet.write_formula(4, 3, "=1/0", None, "#DIV/0!")
    opened = open_workbook(path)
    whole, head = opened.grid(opened.sheets[0]), opened.grid(opened.sheets[0], max_rows=6)
    assert opened.known.sheet_parts["xl/worksheets/sheet1.xml"].xml_bytes > 2**21
    assert head.at(4, 3) == ErrorCell("#DIV/0!")
    assert (head.first_row, head.first_col) == (whole.first_row, whole.first_col)
    assert head.rows == [row[: len(head.rows[0])] for row in whole.rows[:6]]


def test_an_unusual_but_honest_sheet_is_read(tmp_path: Path) -> None:
    rows = "<row><c><v>1</v></c><c s='0' r='C1'><v>2</v></c></row><row r='5'><c r='B5'><v>3</v></c></row>"
    book = open_workbook(xlsx(tmp_path / "aneh.xlsx", sheet_xml(rows)))
    grid = book.grid(book.sheets[0])
    assert (grid.at(0, 0), grid.at(0, 2), grid.at(4, 1)) == (1, 2, 3)


def test_a_sheet_with_formatted_blanks_far_away_is_read(tmp_path: Path) -> None:
    rows = CELL + '<row r="1048576" ht="12"><c r="XFD1048576" s="0"/></row>'
    book = open_workbook(xlsx(tmp_path / "format.xlsx", sheet_xml(rows)))
    assert book.grid(book.sheets[0]).rows == [[1.0]]


def test_a_writer_that_uses_a_prefix_is_read(tmp_path: Path) -> None:
    row = '<x:row r="1"><x:c r="B1"><x:v>7</x:v></x:c></x:row>'
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{row}</x:sheetData></x:worksheet>'
    book = open_workbook(xlsx(tmp_path / "awalan.xlsx", sheet))
    assert book.grid(book.sheets[0]).at(0, 1) == 7


def test_ods_cells_and_their_errors(tmp_path: Path) -> None:
    row = f"<table:table-row>{ods_cell('RT 1')}{ods_cell('#REF!')}</table:table-row>"
    book = open_workbook(ods(tmp_path / "a.ods", row + LIBREOFFICE_END))
    grid = book.grid(book.sheets[0])
    assert book.kind is FileKind.ODS
    assert grid.rows == [["RT 1", ErrorCell("#REF!")]]


def test_a_sheet_that_does_not_parse_is_refused_with_its_name(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "rusak.xlsx", sheet_xml('<row r="1"><c r="A1"><v>1</v></row>'))
    book = open_workbook(path)
    with pytest.raises(RefusedFile) as caught:
        book.grid(book.sheets[0])
    assert (caught.value.code, caught.value.params["file"]) == ("FILE-CORRUPT", "rusak.xlsx")
