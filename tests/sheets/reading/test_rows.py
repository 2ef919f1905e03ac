"""Rows: which are units, where they lie, which are double, and what they answer."""

from datetime import date
from pathlib import Path

import openpyxl

from tests.sheets.reading.survey_sheets import FLAT, codes, flat_row, found, law, read_rows
from tuntas.domain.problems import Severity
from tuntas.sheets.assessed import assess_survey
from tuntas.sheets.reading.survey_file import read_survey


def test_identity_is_verbatim_and_keys_are_normalised(tmp_path: Path) -> None:
    row = read_rows(tmp_path / "a.xlsx", flat_row(" RT 6a RW 2 ", "Kel. Melati")).rows[0]
    assert row.identity == {"kecamatan": "Barat", "kelurahan": "Kel. Melati", "rt_rw": " RT 6a RW 2 "}
    assert (row.rt, row.rw) == ("006A", "002")


def test_every_value_knows_its_cell(tmp_path: Path) -> None:
    row = read_rows(tmp_path / "a.xlsx", flat_row()).rows[0]
    assert row.places["kelurahan"].cell == "B2"
    assert row.places["luas_verifikasi_ha"].cell == "D2"
    assert row.places["unit_tidak_teratur"].cell == "J2"
    assert set(row.facts.quantities) <= set(row.places)


def test_blank_rows_totals_notes_and_examples_are_no_units(tmp_path: Path) -> None:
    total = ["JUMLAH", None, None, 100, *[None] * (len(FLAT) - 4)]
    example = ["Contoh pengisian", *flat_row()[1:]]
    note = ["Sumber: survei lapangan", *[None] * (len(FLAT) - 1)]
    blank = [None] * len(FLAT)
    survey = read_rows(tmp_path / "a.xlsx", example, flat_row(), blank, total, note)
    assert [row.number for row in survey.rows] == [3]
    assert [(p.code, p.place.row) for p in survey.problems] == [("R239", 2), ("R237", 5), ("R238", 6)]


def test_signatures_and_headings_are_no_units_and_a_numbered_blank_row_is_nothing(tmp_path: Path) -> None:
    blank = [None] * (len(FLAT) - 2)
    signature = ["", None, None, *blank[:15], "Mengetahui, Lurah Melati", *blank[16:]]
    rows = [[1, *flat_row()], [2, *[None] * len(FLAT)], ["", "Kelurahan Kenanga", *[None] * (len(FLAT) - 1)], signature]
    survey = read_rows(tmp_path / "a.xlsx", *rows, header=["No", *FLAT])
    assert [row.number for row in survey.rows] == [2]
    assert [(p.code, p.place.row) for p in survey.problems] == [("R238", 4), ("R238", 5)]


def test_a_row_with_figures_and_no_place_is_never_passed_over(tmp_path: Path) -> None:
    row = read_rows(tmp_path / "a.xlsx", flat_row(None, None, kecamatan=None)).rows[0]
    assert codes(row) == ["R230", "R231", "R247"]


def test_a_row_with_an_rt_and_no_figures_is_a_unit_with_everything_missing(tmp_path: Path) -> None:
    survey = read_rows(tmp_path / "a.xlsx", [*flat_row()[:3], *[None] * (len(FLAT) - 3)])
    assessment = assess_survey(survey, law())[0].assessment
    assert assessment is not None and (assessment.total_min, assessment.total_max) == (0, law().max_total)


def test_a_blank_kelurahan_blocks_and_a_blank_kecamatan_does_not(tmp_path: Path) -> None:
    survey = read_rows(tmp_path / "a.xlsx", flat_row(kelurahan=None), flat_row(kecamatan="-"))
    assert [codes(row) for row in survey.rows] == [["R230"], ["R231"]]
    assert [row.is_blocked for row in survey.rows] == [True, False]


def test_an_rt_that_cannot_be_read_is_a_warning_and_the_row_is_scored(tmp_path: Path) -> None:
    values = ("lingkungan atas", None, date(2026, 2, 3), 1.5, 32)
    survey = read_rows(tmp_path / "a.xlsx", *(flat_row(value) for value in values))
    assert [codes(row) for row in survey.rows] == [["R232"], ["R247"], ["R233"], ["R234"], ["R234"]]
    assert survey.rows[2].identity["rt_rw"] == "2026-02-03"
    assert "003/002" in survey.rows[2].problems[0].advice()
    assert all(row.assessment and not row.row.rt for row in assess_survey(survey, law()))


def test_rt_and_rw_in_two_columns_make_one_key(tmp_path: Path) -> None:
    header = [*FLAT[:2], "RT", "RW", *FLAT[3:]]
    row = read_rows(tmp_path / "a.xlsx", [*flat_row()[:2], 3, "06A", *flat_row()[3:]], header=header).rows[0]
    assert (row.rt, row.rw, row.identity["rt_rw"], codes(row)) == ("003", "06A".zfill(4), "3/06A", [])


def test_the_second_of_two_equal_rt_is_an_error_naming_the_first(tmp_path: Path) -> None:
    rows = [flat_row("RT001-RW002"), flat_row("001/002", "MELATI"), flat_row("001/002", kecamatan="Timur")]
    survey = read_rows(tmp_path / "a.xlsx", *rows)
    assert [codes(row) for row in survey.rows] == [[], ["R235"], []]
    assert survey.rows[1].problems[0].params["first"] == 2
    assert found(survey.problems, "R244").params["kecamatan"] == "Barat, Timur"


def test_one_kelurahan_spelt_three_ways_is_asked_about_and_never_joined(tmp_path: Path) -> None:
    names = ("Kali Baros", "Kalibaros", "Kali Barros")
    survey = read_rows(tmp_path / "a.xlsx", *(flat_row(f"RT00{n}-RW001", name) for n, name in enumerate(names, 1)))
    pairs = [(p.params["one"], p.params["other"]) for p in survey.problems if p.code == "R243"]
    assert pairs == [("Kali Baros", "Kalibaros"), ("Kali Baros", "Kali Barros"), ("Kalibaros", "Kali Barros")]
    assert [row.identity["kelurahan"] for row in survey.rows] == list(names)


def test_a_kelurahan_merged_over_its_rt_counts_for_each(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (FLAT, flat_row("RT001-RW001"), flat_row("RT002-RW001", None), flat_row("RT003-RW001", None)):
        book.active.append(list(row))
    book.active.merge_cells("B2:B4")
    book.save(tmp_path / "a.xlsx")
    survey = read_survey(tmp_path / "a.xlsx", law())
    assert [row.identity["kelurahan"] for row in survey.rows] == ["Melati"] * 3
    assert (codes(survey), found(survey.problems, "R245").severity) == (["R245"], Severity.INFO)


def test_answers_are_ids_wording_or_yes_and_no(tmp_path: Path) -> None:
    items = {item.id: item for item in (law().considerations.items if law().considerations else ())}
    answers = [
        ("strategis", "potensi_tinggi", "positif", "negatif"),
        ("Tidak", items["8c"].options[1].text.id, "Ya", "tidak"),
        ("-", None, "(+)", "(-)"),
    ]
    header = [*FLAT, "8a", "8c", "9a", "9b"]
    rows = [[*flat_row(f"RT00{n}-RW001"), *row] for n, row in enumerate(answers, 1)]
    survey = read_rows(tmp_path / "a.xlsx", *rows, header=header)
    assert [dict(row.facts.answers) for row in survey.rows] == [
        {"8a": "strategis", "8c": "potensi_tinggi", "9a": "positif", "9b": "negatif"},
        {"8a": "bukan_strategis", "8c": "potensi_sedang", "9a": "positif", "9b": "negatif"},
        {"9a": "positif", "9b": "negatif"},
    ]


def test_an_unknown_answer_is_an_error_at_its_cell(tmp_path: Path) -> None:
    survey = read_rows(tmp_path / "a.xlsx", [*flat_row(), "mungkin"], header=[*FLAT, "8a"])
    problem = found(assess_survey(survey, law())[0].problems, "R240")
    assert (problem.severity, problem.place.cell, problem.value) == (Severity.ERROR, "Z2", "mungkin")
    assert "'mungkin'" in problem.wording()


def test_a_table_without_rows_says_so(tmp_path: Path) -> None:
    survey = read_rows(tmp_path / "a.xlsx")
    assert (survey.rows, found(survey.problems, "R208").severity) == ((), Severity.ERROR)
