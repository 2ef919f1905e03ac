"""Lists as workbooks: they can be read on a screen and on paper as they come."""

import io

import openpyxl

from tuntas.web.shared.table_files import MEASURED, WIDEST, xlsx_file


def test_a_list_fits_the_width_of_a_page_with_its_head_on_each() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_file("RT", ["RW", "RT"], [["001", "002"]]))).active
    paper = sheet.page_setup
    assert (paper.orientation, paper.fitToWidth or 1, paper.fitToHeight) == ("landscape", 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.print_title_rows == "$1:$1"


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    lines = [["001", "Kelurahan Melati"], ["002", "x" * 300]]
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_file("RT", ["RW", "Wilayah"], lines))).active
    narrow, wide = (sheet.column_dimensions[letter].width for letter in "AB")
    assert narrow < 8 and WIDEST <= wide < WIDEST + 1


def test_rows_beyond_the_measured_ones_are_written_too() -> None:
    lines = [[number] for number in range(MEASURED + 5)]
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_file("RT", ["Nomor"], iter(lines)))).active
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == [line[0] for line in lines]
    assert openpyxl.load_workbook(io.BytesIO(xlsx_file("RT", ["Nomor"], []))).active.max_row == 1
