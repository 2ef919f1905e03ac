"""The agency's sheets of 2019: read alike from XLSX and CSV, equal to what it printed, shifted rows named."""

import csv
from collections import Counter
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from tests.sheets.reading.survey_sheets import codes, law
from tuntas.domain.problems import Severity
from tuntas.sheets.assessed import AssessedRow, assess_survey
from tuntas.sheets.reading.survey_file import read_survey
from tuntas.sheets.survey import Layout, Survey

THOUSANDTH = Fraction(1, 1000)
ROWS, PRINTED_ROWS, SHIFTED_ROWS = 432, 195, 16
#: Rows whose printed sector average is not the formula's (README of the reference data), by more than a thousandth;
#: one more differs in the fourth decimal (0.000122), which the README does not count and we list.
EDITED_AVERAGES, BARELY_DIFFERENT = 11, 1


@pytest.fixture(scope="module")
def folder(shared_data: Path) -> Path:
    """The agency's files."""
    return shared_data / "pekalongan"


def joined(folder: Path, target: Path) -> Survey:
    """The baseline with the printed results beside it, as one flat sheet, read."""
    with (folder / "published_2019_half.csv").open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    printed = {(row[0], row[1]): row[2:] for row in rows}
    source = openpyxl.load_workbook(folder / "baseline_2019.xlsx", read_only=True)
    names, *units = source.worksheets[0].iter_rows(values_only=True)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("RT")
    sheet.append([*names, *header[2:]])
    for unit in units:
        if (unit[1], unit[2]) in printed:
            sheet.append([*unit, *map(number_or_text, printed[unit[1], unit[2]])])
    book.save(target)
    return read_survey(target, law())


def distance(row: AssessedRow) -> Fraction:
    """How far the printed sector average is from the computed one."""
    printed = row.row.printed and row.row.printed.sectoral_average
    computed = row.assessment and row.assessment.sectoral_average
    assert printed is not None and computed is not None
    return abs(Fraction(printed) - computed)


def number_or_text(text: str) -> float | str:
    """A printed cell as a spreadsheet would hold it."""
    try:
        return float(text)
    except ValueError:
        return text


def test_the_baseline_reads_alike_from_workbook_and_text(folder: Path) -> None:
    workbook, text = (read_survey(folder / f"baseline_2019.{kind}", law()) for kind in ("xlsx", "csv"))
    assert len(workbook.rows) == len(text.rows) == ROWS
    for one, other in zip(workbook.rows, text.rows, strict=True):
        assert (one.identity, one.rt, one.rw, one.facts) == (other.identity, other.rt, other.rw, other.facts)
    assert workbook.problems == ()


def test_no_row_of_the_baseline_is_blocked_or_taken_for_shifted(folder: Path) -> None:
    survey = read_survey(folder / "baseline_2019.xlsx", law())
    assert not [row.number for row in survey.rows if row.problems]
    assert all(row.rt and row.rw for row in survey.rows)
    assert all(row.assessment for row in assess_survey(survey, law()))


def test_scores_totals_and_classes_equal_the_printed_ones(folder: Path, tmp_path: Path) -> None:
    survey = joined(folder, tmp_path / "joined.xlsx")
    assert (survey.layout, len(survey.rows)) == (Layout.FLAT, PRINTED_ROWS)
    assert all(row.printed and len(row.printed.scores) == len(law().criteria) for row in survey.rows)
    rows = assess_survey(survey, law())
    differing = Counter(p.code for row in rows for p in row.problems if p.code[0] == "D")
    assert differing == {"D305": EDITED_AVERAGES + BARELY_DIFFERENT}
    assert sum(distance(row) > THOUSANDTH for row in rows) == EDITED_AVERAGES


def test_the_printed_half_alone_is_scored_from_its_shares(folder: Path) -> None:
    survey = read_survey(folder / "published_2019_half.csv", law())
    rows = assess_survey(survey, law())
    assert (survey.layout, len(rows)) == (Layout.KOTAKU, PRINTED_ROWS)
    assert not {p.code for row in rows for p in row.problems} & {"D301", "D302", "D303", "D304", "D306", "R236"}


def test_all_shifted_rows_are_named_with_column_and_distance(folder: Path) -> None:
    survey = read_survey(folder / "dirty_shifted_rows_2019.csv", law())
    assert [codes(row) for row in survey.rows] == [["R236"]] * SHIFTED_ROWS
    for row in survey.rows:
        problem = row.problems[0]
        told = (problem.severity, problem.params["first"], problem.params["count"], problem.params["side_en"])
        assert told == (Severity.ERROR, "D (1av)", 1, "right")
        assert "totalNilai = " in problem.wording()
