"""Rows written as XML come back as they went in."""

from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import load_workbook

from tests.sheets.writing.surveys import regulation
from tuntas.domain.quantity import from_micro
from tuntas.sheets.writing.book import open_book
from tuntas.sheets.writing.figures import micro_text, percent_text, spoken
from tuntas.sheets.writing.streamed import StreamedSheet, number_cell, row_xml, text_cell

# What XML cannot hold has a test of its own.
texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1, max_size=40
).filter(lambda text: "_x" not in text)


def written(cells: list[str], path: Path) -> None:
    """A workbook with one streamed row below one ordinary row."""
    book = open_book(path, "uji", None)
    sheet = book.add_worksheet("Data", worksheet_class=StreamedSheet)
    sheet.write_string(0, 0, "kepala")
    sheet.stream([row_xml(2, cells)], 1, len(cells) - 1)
    book.close()


@given(st.lists(texts, min_size=1, max_size=5))
@settings(max_examples=50)
def test_any_text_comes_back(values: list[str]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        written([text_cell(0, value) for value in values], path)
        sheet = openpyxl.load_workbook(path)["Data"]
    assert sheet["A1"].value == "kepala"
    assert [cell.value for cell in sheet[2]] == values


def test_what_xml_cannot_hold_is_escaped_as_spreadsheets_do() -> None:
    assert '<t xml:space="preserve">a_x0000_b_x000B_c_x005F_x0041_&lt;&amp;</t>' in text_cell(0, "a\0b\x0bc_x0041_<&")
    assert len(text_cell(0, "x" * 40_000)) < 32_900


@given(st.lists(st.integers(-(10**14), 10**14), min_size=1, max_size=5))
@settings(max_examples=50)
def test_any_quantity_comes_back(values: list[int]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        written([number_cell(0, micro_text(value)) for value in values], path)
        rows = load_workbook(str(path)).get_sheet_by_name("Data").to_python()
    assert rows[1][: len(values)] == [float(from_micro(value)) for value in values]


@given(st.integers(-(10**15), 10**15))
def test_exact_text_is_the_exact_value(micro: int) -> None:
    assert micro_text(micro) == f"{from_micro(micro):f}"


def test_percent_has_the_rules_decimals() -> None:
    assert [percent_text(q, regulation().bands) for q in (0, 5, 2499, 10_000)] == ["0.00", "0.05", "24.99", "100.00"]


def test_sentences_use_the_marks_of_their_language() -> None:
    assert spoken(1234567, 0, "id") == "1.234.567"
    assert spoken(1234, 2, "id") == "1.234,00" and spoken(1234, 2, "en") == "1,234.00"
