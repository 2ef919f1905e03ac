"""The form to fill and the forms to print: the same lines, the same figures."""

import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.sheets.writing.conftest import Opened
from tests.sheets.writing.surveys import hostile_survey, regulation, survey
from tuntas.sheets.assessed import AssessedRow, assess_survey
from tuntas.sheets.survey import Survey
from tuntas.sheets.writing.form_prints import FORMS_A_SHEET
from tuntas.sheets.writing.units import shown_units

Assessed = tuple[Survey, tuple[AssessedRow, ...]]
COLUMNS = ("ASPEK", "KRITERIA", "VOLUME", "SATUAN", "PROSEN (%)", "NILAI")


def form_of(sheet: Any, first: int, last: int) -> dict[str, tuple[Any, ...]]:
    """Lines of a form by criterion or label: volume, unit, percent, score."""
    lines = {}
    for row in sheet.iter_rows(min_row=first, max_row=last, max_col=6, values_only=True):
        if row[1] and row[3]:
            lines[str(row[1])[:2]] = row[2:]
        elif row[0] and row[4] is not None:
            lines[str(row[0])] = row[4:5]
    return lines


def expected_form(row: AssessedRow) -> dict[str, tuple[Any, ...]]:
    """The same lines from the assessment."""
    assert row.assessment
    lines: dict[str, tuple[Any, ...]] = {}
    for result in row.assessment.criteria:
        absent = "belum ada data"
        volume = absent if result.volume is None else result.volume / 1_000_000
        percent = absent if result.percent is None else result.percent / 100
        score = f"{result.score_min}–{result.score_max}" if result.percent is None else result.score
        lines[result.criterion.id] = (volume, result.criterion.unit, percent, score)
    low, high = row.assessment.total_min, row.assessment.total_max
    lines["TOTAL NILAI"] = (low if row.assessment.is_complete else f"{low}–{high}",)
    return lines


def test_the_form_shows_the_first_rt_without_recalculation(opened: Opened, assessed: Assessed) -> None:
    made, rows = assessed
    shown = form_of(opened(made, values=True)["Formulir"], 13, 45)
    assert expected_form(rows[0]).items() <= shown.items()


def test_the_list_offers_every_rt_once(opened: Opened, assessed: Assessed) -> None:
    made, rows = assessed
    keys = [unit.key for unit in shown_units(rows, regulation())]
    book = opened(made)
    (rule,) = book["Formulir"].data_validations.dataValidation
    assert rule.formula1 == f"'Semua RT'!$A$6:$A${5 + len(rows)}"
    assert [book["Semua RT"].cell(row, 1).value for row in range(6, 6 + len(rows))] == keys
    assert len(set(keys)) == len(rows)


def test_the_same_name_twice_is_told_apart() -> None:
    made = hostile_survey()
    twice = assess_survey(Survey("a", "b", made.layout, made.identity_columns, made.rows[:1] * 2), regulation())
    assert [unit.key for unit in shown_units(twice, regulation())] == ["=2+5/=2+5", "=2+5/=2+5 [2]"]


@pytest.mark.parametrize("position", [2, 4, 9])
def test_choosing_another_rt_recalculates(
    tmp_path: Path, opened: Opened, assessed: Assessed, libreoffice: list[str], position: int
) -> None:
    made, rows = assessed
    book = opened(made)
    book["Formulir"]["B4"] = shown_units(rows, regulation())[position].key
    book.save(tmp_path / "pilih.xlsx")
    command = [*libreoffice, "--convert-to", "xlsx", "--outdir", str(tmp_path / "baru"), str(tmp_path / "pilih.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    again = openpyxl.load_workbook(tmp_path / "baru" / "pilih.xlsx", data_only=True)
    assert expected_form(rows[position]).items() <= form_of(again["Formulir"], 13, 45).items()


def test_every_rt_has_a_printed_form_on_its_own_page(opened: Opened, assessed: Assessed) -> None:
    made, rows = assessed
    sheet = opened(made)["Cetak Formulir"]
    breaks = [item.id for item in sheet.row_breaks.brk]
    assert len(breaks) == len(rows) - 1
    starts = [3, *breaks]
    assert len({later - former for former, later in zip(starts, starts[1:], strict=False)}) == 1
    for start, row in zip(starts, rows, strict=True):
        if row.assessment:
            assert expected_form(row).items() <= form_of(sheet, start + 1, start + 42).items()
    heads = [tuple(cell.value for cell in line) for line in sheet.iter_rows(max_col=6)]
    assert heads.count(COLUMNS) == len(rows)


def test_forms_go_on_in_another_sheet_beyond_the_page_breaks_a_sheet_keeps(opened: Opened) -> None:
    book = opened(survey(FORMS_A_SHEET + 1))
    assert "Cetak Formulir (2)" in book.sheetnames
    assert len(book["Cetak Formulir"].row_breaks.brk) == FORMS_A_SHEET - 1


def test_printed_pages_are_one_per_rt(tmp_path: Path, opened: Opened, libreoffice: list[str]) -> None:
    book = opened(survey(12))
    for name in book.sheetnames:
        if name != "Cetak Formulir":
            book[name].sheet_state = "hidden"
    book.active = book.sheetnames.index("Cetak Formulir")
    book.save(tmp_path / "cetak.xlsx")
    command = [*libreoffice, "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "cetak.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "cetak.pdf").read_bytes().count(b"/Type/Page/") == 12
