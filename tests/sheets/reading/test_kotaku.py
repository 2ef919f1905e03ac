"""The flat KOTAKU sheet: scored from its fractions, its volumes shown, its rows never summed."""

import random
from decimal import Decimal
from pathlib import Path

from tests.sheets.reading.survey_sheets import IDS, codes, found, kotaku_header, kotaku_row, law, read_rows
from tuntas.domain.problems import Severity
from tuntas.sheets.assessed import Level, assess_survey, sum_rows
from tuntas.sheets.survey import Layout

SHARES = (0.76, 0.0, 0.1, 0.5, 1.0, 1 / 3, 0.0, 0.75, 0.0, 0.24, 0.25, 0.51, 0.0, 1.0, 0.0, 1.0)


def random_rows(count: int, seed: int = 20) -> list[list[object]]:
    """Consistent rows with as many zeros as real sheets have."""
    draw = random.Random(seed)
    shares = [[draw.choice((0.0, 0.0, 1.0, draw.random())) for _ in IDS] for _ in range(count)]
    return [kotaku_row(f"RT{number:03d}-RW001", row) for number, row in enumerate(shares, start=1)]


def test_it_is_scored_from_its_fractions_and_shows_its_volumes(tmp_path: Path) -> None:
    survey = read_rows(tmp_path / "a.xlsx", kotaku_row("RT001-RW002", SHARES), header=kotaku_header())
    row = survey.rows[0]
    assert survey.layout is Layout.KOTAKU
    assert row.facts.shares["kk_tanpa_akses_air_aman"] == 333_333_333_333
    assert row.facts.quantities["unit_tidak_teratur"] == 60_800_000
    assert row.places["unit_tidak_teratur"].cell == "E2"
    assert row.printed is not None and not row.printed.shares
    assert row.printed.scores["1a"] == Decimal(5)
    assessed = assess_survey(survey, law())[0]
    assert assessed.assessment is not None and assessed.assessment.total == row.printed.total
    assert not assessed.problems


def test_kawasan_and_rt_stand_for_kelurahan_and_rt_rw(tmp_path: Path) -> None:
    row = read_rows(tmp_path / "a.xlsx", kotaku_row("RT001-RW002", SHARES), header=kotaku_header()).rows[0]
    assert row.identity == {
        "kawasan": "17", "rt": "RT001-RW002", "tahun": "2019", "kelurahan": "17", "rt_rw": "RT001-RW002",
    }  # fmt: skip
    assert (row.rt, row.rw) == ("001", "002")


def test_numbers_of_a_data_base_are_said_once(tmp_path: Path) -> None:
    rows = [kotaku_row(221, SHARES), kotaku_row(222, SHARES)]
    survey = read_rows(tmp_path / "a.csv", *rows, header=kotaku_header())
    assert found(survey.problems, "R250").severity is Severity.WARNING
    assert [codes(row) for row in survey.rows] == [[], []]


def test_its_rows_are_never_summed(tmp_path: Path) -> None:
    survey = read_rows(tmp_path / "a.xlsx", *random_rows(3), header=kotaku_header())
    area = sum_rows(assess_survey(survey, law()), Level.KELURAHAN, law())[0]
    assert area.assessment is None
    assert "3" in found(area.problems, "R242").wording()


def test_percents_under_the_headers_of_fractions_are_noticed(tmp_path: Path) -> None:
    row = kotaku_row("RT001-RW002", SHARES)
    percents = [
        value * 100 if str(name).endswith("p") else value for name, value in zip(kotaku_header(), row, strict=True)
    ]
    survey = read_rows(tmp_path / "a.xlsx", percents, header=kotaku_header())
    assert found(survey.problems, "R252").severity is Severity.WARNING
    assert survey.rows[0].facts.shares["unit_tidak_teratur"] == 760_000_000_000


def test_a_correct_sheet_has_no_shifted_row(tmp_path: Path) -> None:
    survey = read_rows(tmp_path / "a.xlsx", *random_rows(300), header=kotaku_header())
    assert not [row.number for row in survey.rows if row.problems]


def test_a_few_wrong_figures_are_no_shift(tmp_path: Path) -> None:
    rows, draw = random_rows(100), random.Random(7)
    for row in rows:
        for place in draw.sample(range(3, len(row) - 4), 4):
            row[place] = 5
    survey = read_rows(tmp_path / "a.xlsx", *rows, header=kotaku_header())
    assert not [row.number for row in survey.rows if "R236" in codes(row)]
