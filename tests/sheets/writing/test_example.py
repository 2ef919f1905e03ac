"""The example of the demonstration: invented, marked, of every class, with known defects."""

from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.sheets.writing.surveys import regulation
from tuntas.rules.scoring import assess
from tuntas.sheets.writing.example_book import DEFECTS, WRONG_TOTAL, write_example
from tuntas.sheets.writing.example_city import invented_rows
from tuntas.sheets.writing.template_columns import EXAMPLE_MARK

FIRST_ROW = 7


@pytest.fixture
def example(tmp_path: Path) -> Any:
    """The example's data sheet."""
    write_example(tmp_path / "contoh.xlsx", regulation())
    return openpyxl.load_workbook(tmp_path / "contoh.xlsx")["Isian RT"]


def test_all_classes_occur() -> None:
    totals = [assess(row.facts, regulation()) for row in invented_rows(regulation(), 9901)]
    classes = Counter(result.grade.id for result in totals if result.grade)
    assert len(totals) == 60 and set(classes) == {rule.id for rule in regulation().grades}
    assert min(classes.values()) >= 5


def test_it_says_that_nothing_is_real_but_is_no_skipped_example(example: Any) -> None:
    heads = {example.cell(6, column).value: column for column in range(1, example.max_column + 1)}
    assert example["A1"].value.startswith(EXAMPLE_MARK)
    remarks = [example.cell(FIRST_ROW + n, heads["keterangan"]).value for n in range(60)]
    assert all(remark == "data rekaan" and not remark.startswith(EXAMPLE_MARK) for remark in remarks)


def test_the_defects_stand_where_they_are_said_to(example: Any) -> None:
    heads = {example.cell(6, column).value: column for column in range(1, example.max_column + 1)}
    for number, defects in DEFECTS.items():
        for header, value in defects.items():
            assert example.cell(FIRST_ROW + number, heads[header]).value == value
    volume, whole = (example.cell(FIRST_ROW + 33, heads[name]).value for name in ("2b", "panjang_jalan_ideal_m"))
    assert volume > whole


def test_printed_totals_are_the_engines_but_for_one(example: Any) -> None:
    heads = {example.cell(6, column).value: column for column in range(1, example.max_column + 1)}
    wrong = []
    for number, row in enumerate(invented_rows(regulation(), 9901)):
        printed = example.cell(FIRST_ROW + number, heads["total_nilai"]).value
        if printed is not None and printed != assess(row.facts, regulation()).total:
            wrong.append(number)
    # Row 8 scores 0 for its flooded area with the true figure as with the negative one.
    assert assess(invented_rows(regulation(), 9901)[7].facts, regulation()).criteria[7].score == 0
    assert wrong == [WRONG_TOTAL[0]]


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_example(tmp_path / name, regulation())
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
