"""Figures as offices write them: marks, units, blanks and slips of the keyboard."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sheets.reading.survey_sheets import FLAT, codes, flat_row, found, law, read_rows
from tuntas.domain.problems import Severity
from tuntas.domain.quantity import LARGEST, NotAQuantity, to_micro, to_share
from tuntas.rules.scoring import assess
from tuntas.sheets.assessed import assess_survey
from tuntas.sheets.reading.quantities import micro_of, share_of
from tuntas.sheets.reading.survey_file import read_survey


@given(st.floats(allow_nan=True) | st.integers(-(10**10), 10**10) | st.decimals(allow_nan=False, allow_infinity=False))
def test_the_fast_way_to_exact_integers_is_exact(number: int | float | Decimal) -> None:
    for fast, slow in ((micro_of, to_micro), (share_of, to_share)):
        try:
            expected: int | None = slow(number)
        except NotAQuantity:
            expected = None
        assert fast(number) == expected


@given(st.integers(-LARGEST * 10**6, LARGEST * 10**6))
def test_every_float_of_six_decimals_gives_its_micro_units(micro: int) -> None:
    assert micro_of(micro / 10**6) == to_micro(micro / 10**6)


def test_blank_is_not_zero(tmp_path: Path) -> None:
    survey = read_rows(tmp_path / "a.xlsx", flat_row(k3a=None), flat_row("RT002-RW002", k3a=0))
    blank, zero = survey.rows
    assert "kk_tanpa_akses_air_aman" not in blank.facts.quantities
    assert zero.facts.quantities["kk_tanpa_akses_air_aman"] == 0
    assert not assess(blank.facts, law()).is_complete


def test_dashes_and_words_are_missing_and_said_once_a_column(tmp_path: Path) -> None:
    rows = [flat_row(f"RT{n:03d}-RW001", k3a=word) for n, word in enumerate(("-", "-", "belum ada data", 5), start=1)]
    survey = read_rows(tmp_path / "a.xlsx", *rows)
    problem = found(survey.problems, "R220")
    assert (problem.severity, problem.params["count"]) == (Severity.INFO, 3)
    assert [row.facts.quantities.get("kk_tanpa_akses_air_aman") for row in survey.rows] == [None, None, None, 5_000_000]


def test_indonesian_and_english_marks_are_decided_by_column(tmp_path: Path) -> None:
    rows = [flat_row(luas_verifikasi_ha="1.234,56", panjang_jalan_ideal_m="1,234.5", k2a="1,234")]
    rows.append(flat_row("RT002-RW002", luas_verifikasi_ha="1.500", panjang_jalan_ideal_m="1,300"))
    survey = read_rows(tmp_path / "a.xlsx", *rows)
    first, second = (row.facts.quantities for row in survey.rows)
    assert first["luas_verifikasi_ha"] == 1_234_560_000
    assert second["luas_verifikasi_ha"] == 1_500_000_000
    assert first["panjang_jalan_ideal_m"] == 1_234_500_000
    assert second["panjang_jalan_ideal_m"] == 1_300_000_000
    told = {problem.params["mark"]: problem.params["columns"] for problem in survey.problems if problem.code == "R218"}
    assert told == {",": "luas_verifikasi_ha", ".": "panjang_jalan_ideal_m"}


def test_a_column_that_can_be_read_both_ways_says_so(tmp_path: Path) -> None:
    survey = read_rows(tmp_path / "a.xlsx", flat_row(jumlah_bangunan="1.234", luas_verifikasi_ha="1,234"))
    quantities = survey.rows[0].facts.quantities
    assert quantities["jumlah_bangunan"] == 1_234_000_000
    assert quantities["luas_verifikasi_ha"] == 1_234_000
    open_ones = [problem for problem in survey.problems if problem.code == "R219"]
    assert [(p.severity, p.params["reading"], p.params["other"]) for p in open_ones] == [
        ("WARNING", "1,234", "1.234"),
        ("WARNING", "1.234", "1,234"),
    ]


def test_the_other_columns_decide_for_one_that_can_be_read_both_ways(tmp_path: Path) -> None:
    survey = read_rows(tmp_path / "a.csv", flat_row(jumlah_bangunan="1.234", luas_verifikasi_ha="0.75"))
    assert survey.rows[0].facts.quantities["jumlah_bangunan"] == 1_234_000
    assert found(survey.problems, "R219").params["reading"] == "1,234"


def test_a_cell_against_the_mark_of_its_column_blocks_its_row(tmp_path: Path) -> None:
    rows = [flat_row(f"RT{n:03d}-RW001", luas_verifikasi_ha=text) for n, text in enumerate(("1,25", "2,5", "1.5"), 1)]
    survey = read_rows(tmp_path / "a.xlsx", *rows)
    assert [codes(row) for row in survey.rows] == [[], [], ["R217"]]
    assert survey.rows[2].is_blocked


def test_units_in_cells_are_understood_and_square_metres_become_hectares(tmp_path: Path) -> None:
    row = flat_row(luas_verifikasi_ha="8.500 m²", jumlah_kk="50 KK", k2a="60 m", jumlah_bangunan="40 unit")
    survey = read_rows(tmp_path / "a.xlsx", row)
    quantities = survey.rows[0].facts.quantities
    assert quantities["luas_verifikasi_ha"] == 850_000
    assert quantities["jumlah_kk"] == 50_000_000
    assert quantities["panjang_jalan_belum_terlayani_m"] == 60_000_000
    assert found(survey.problems, "R223").params["unit"] == "m2"
    assert codes(survey).count("R221") == 3


def test_a_foreign_unit_blocks_its_row(tmp_path: Path) -> None:
    row = read_rows(tmp_path / "a.xlsx", flat_row(jumlah_bangunan="50 KK")).rows[0]
    assert (row.is_blocked, found(row.problems, "R215").place.cell) == (True, "E2")


def test_a_unit_in_the_header_converts_the_column(tmp_path: Path) -> None:
    header = ["Luas Verifikasi (m2)" if name == "luas_verifikasi_ha" else name for name in FLAT]
    survey = read_rows(tmp_path / "a.xlsx", flat_row(luas_verifikasi_ha=8500), header=header)
    assert survey.rows[0].facts.quantities["luas_verifikasi_ha"] == 850_000
    assert found(survey.problems, "R222").severity is Severity.INFO


def test_a_letter_for_a_digit_is_an_error_with_a_suggestion(tmp_path: Path) -> None:
    survey = read_rows(tmp_path / "a.xlsx", flat_row(jumlah_kk="12O"), flat_row("RT002-RW002"))
    problem = found(survey.rows[0].problems, "R211")
    assert (problem.severity, problem.place.cell, problem.value) == (Severity.ERROR, "G2", "12O")
    assert problem.wording() == "Baris 2, kolom G (jumlah_kk): '12O' bukan angka."
    assert problem.advice() == "Mungkin huruf O; ganti menjadi 120."
    first, second = assess_survey(survey, law())
    assert first.assessment is None
    assert second.assessment is not None


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("banyak", "R210"),
        ("20-25", "R210"),
        ("nihil", "R224"),
        (True, "R227"),
        (date(2026, 2, 3), "R214"),
        (5_000_000_000, "R216"),
        ("=1+1", "R213"),
    ],
)
def test_what_is_no_number_blocks_its_row_only(tmp_path: Path, value: object, code: str) -> None:
    survey = read_rows(tmp_path / "a.xlsx", flat_row(k2b=value), flat_row("RT002-RW002"))
    assert codes(survey.rows[0]) == [code]
    assert survey.rows[0].is_blocked
    assert not survey.rows[1].is_blocked


def test_an_error_cell_blocks_its_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(FLAT)
    book.active.append(flat_row())
    book.active["K2"] = "#REF!"
    book.save(tmp_path / "a.xlsx")
    row = read_survey(tmp_path / "a.xlsx", law()).rows[0]
    assert (codes(row), row.is_blocked, row.problems[0].value) == (["R212"], True, "#REF!")


def test_a_percent_in_a_volume_column_is_scored_as_a_share(tmp_path: Path) -> None:
    row = read_rows(tmp_path / "a.xlsx", flat_row(k1a="60 %")).rows[0]
    assert row.facts.shares == {"unit_tidak_teratur": 600_000_000_000}
    assert "unit_tidak_teratur" not in row.facts.quantities
    assert (codes(row), row.is_blocked) == (["R228"], False)


def test_a_negative_volume_is_passed_on(tmp_path: Path) -> None:
    row = read_rows(tmp_path / "a.csv", flat_row(k4a="-0.25")).rows[0]
    assert row.facts.quantities["luas_genangan_ha"] == -250_000
    assert not row.problems


def test_a_value_that_may_be_a_nik_is_hidden(tmp_path: Path) -> None:
    problem = read_rows(tmp_path / "a.xlsx", flat_row(k1a="3375012345678901x")).rows[0].problems[0]
    assert problem.value == "****************x"
    assert "3375012345678901" not in problem.wording()
