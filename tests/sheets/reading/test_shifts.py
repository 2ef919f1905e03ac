"""Rows whose cells stand in the wrong columns are named, with the column, the distance and the meaning."""

from pathlib import Path

import pytest

from tests.sheets.reading.survey_sheets import codes, flat_row, found, kotaku_header, law, read_rows
from tests.sheets.reading.test_kotaku import random_rows
from tuntas.domain.problems import Severity
from tuntas.sheets.assessed import assess_survey


def rotated(row: list[object], moved: int, to: int) -> list[object]:
    """A row whose cell `moved` was taken out and put in again at `to`."""
    rest = [*row[:moved], *row[moved + 1 :]]
    return [*rest[:to], row[moved], *rest[to:]]


def test_a_total_moved_to_the_front_shifts_all_after_it(tmp_path: Path) -> None:
    header, rows = kotaku_header(), random_rows(40)
    total = header.index("totalNilai")
    survey = read_rows(tmp_path / "a.csv", *(rotated(row, total, 3) for row in rows), header=header)
    assert [codes(row) for row in survey.rows] == [["R236"]] * 40
    problem, printed = survey.rows[0].problems[0], rows[0][total]
    assert (problem.severity, problem.place.cell, problem.params["count"]) == (Severity.ERROR, "D2", 1)
    assert (problem.params["first"], problem.params["last"]) == ("D (1av)", "BF (7r)")
    assert (problem.params["side"], problem.params["side_en"]) == ("kanan", "right")
    assert f"totalNilai = {printed}; 1av = {rows[0][3]}" in problem.wording()
    assert all(row.assessment is None for row in assess_survey(survey, law()))


@pytest.mark.parametrize("by", [1, 2, 3])
def test_cells_put_in_or_taken_out_are_recognised(tmp_path: Path, by: int) -> None:
    header, rows = kotaku_header(), random_rows(20)
    at = header.index("3av")
    right = [[*row[:at], *[None] * by, *row[at : len(row) - by]] for row in rows[:10]]
    left = [[*row[:at], *row[at + by :], *[None] * by] for row in rows[10:]]
    survey = read_rows(tmp_path / "a.xlsx", *right, *left, header=header)
    assert [codes(row) for row in survey.rows] == [["R236"]] * 20
    assert {(row.problems[0].params["count"], row.problems[0].params["side"]) for row in survey.rows} == {
        (by, "kanan"),
        (by, "kiri"),
    }


def test_only_the_shifted_rows_of_a_sheet_are_named(tmp_path: Path) -> None:
    header, rows = kotaku_header(), random_rows(30)
    rows[7] = rotated(rows[7], header.index("totalNilai"), 3)
    survey = read_rows(tmp_path / "a.xlsx", *rows, header=header)
    assert [row.number for row in survey.rows if row.problems] == [9]


def test_shifts_in_the_flat_template_are_recognised_by_their_kinds_of_cells(tmp_path: Path) -> None:
    plain = flat_row()
    right, left = [plain[0], None, *plain[1:-1]], [*plain[:2], *plain[3:], None]
    survey = read_rows(tmp_path / "a.xlsx", flat_row("RT009-RW001"), right, left)
    assert [codes(row) for row in survey.rows] == [[], ["R236"], ["R236"]]
    assert found(survey.rows[1].problems, "R236").params["first"] == "B (kelurahan)"
    assert found(survey.rows[2].problems, "R236").params["side"] == "kiri"


def test_odd_cells_alone_are_no_shift(tmp_path: Path) -> None:
    rows = [flat_row(1.5), flat_row("RT atas", jumlah_kk="12O"), flat_row(0.5, luas_verifikasi_ha=2)]
    survey = read_rows(tmp_path / "a.xlsx", *rows)
    assert not [row.number for row in survey.rows if "R236" in codes(row)]
