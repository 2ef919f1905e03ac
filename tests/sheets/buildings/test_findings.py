"""What is wrong in a building list is named by sheet and cell, completely and without personal data."""

from pathlib import Path

import pytest

from tests.sheets.buildings.lists import HEADERS, building, codes, law, rt_row, survey_of, write_xlsx
from tuntas.domain.problems import Problem, Severity
from tuntas.domain.wording import catalogue
from tuntas.sheets.buildings import read_buildings
from tuntas.sheets.buildings.findings import NAMED_CELLS
from tuntas.sheets.opening.grids import open_workbook
from tuntas.sheets.survey import Survey


def found(survey: Survey, code: str) -> list[Problem]:
    """The file's problems of one code."""
    return [problem for problem in survey.problems if problem.code == code]


@pytest.mark.parametrize("kk", [-1, 1.5, "banyak", 1000, "1.000"])
def test_an_impossible_number_of_households_is_an_error_and_counts_as_unknown(tmp_path: Path, kk: object) -> None:
    survey = survey_of(tmp_path / "a.xlsx", [building(1, kk=kk), building(2)], [rt_row()])
    assert [problem.place.cell for problem in found(survey, "B412")] == ["E2"]
    assert "jumlah_kk" not in survey.rows[0].facts.quantities


def test_many_households_are_asked_about_and_counted(tmp_path: Path) -> None:
    survey = survey_of(tmp_path / "a.xlsx", [building(1, kk=80)], [rt_row()])
    assert [problem.value for problem in found(survey, "B413")] == ["80"]
    assert survey.rows[0].facts.quantities["jumlah_kk"] == 80_000_000


def test_a_building_without_place_is_left_out_and_said(tmp_path: Path) -> None:
    rows = [building(1), building(2, kelurahan=None), building(3, rt="  ")]
    survey = survey_of(tmp_path / "a.xlsx", rows, [rt_row()])
    assert survey.rows[0].facts.quantities["jumlah_bangunan"] == 1_000_000
    assert [(p.place.cell, p.severity) for p in found(survey, "B415")] == [("B3", Severity.ERROR)]
    assert [(p.place.cell, p.severity) for p in found(survey, "B416")] == [("C4", Severity.ERROR)]


def test_a_double_id_is_said_and_both_rows_count(tmp_path: Path) -> None:
    survey = survey_of(tmp_path / "a.xlsx", [building(7), building(8), building(7)], [rt_row()])
    assert [(p.place.cell, p.value) for p in found(survey, "B417")] == [("D4", "B7")]
    assert survey.rows[0].facts.quantities["jumlah_bangunan"] == 3_000_000


def test_each_side_without_partner_is_said(tmp_path: Path) -> None:
    rows, units = [building(1, rt="001/001"), building(2, rt="002/001")], [rt_row(rt="001/001"), rt_row(rt="003/001")]
    survey = survey_of(tmp_path / "a.xlsx", rows, units)
    assert [[p.code for p in row.problems] for row in survey.rows] == [[], ["B431"]]
    assert [(p.params["rt"], p.place.sheet, p.place.row) for p in found(survey, "B432")] == [("003/001", "RT", 3)]


def test_two_rows_for_one_rt_contradict_each_other_and_neither_is_used(tmp_path: Path) -> None:
    survey = survey_of(tmp_path / "a.xlsx", [building(1)], [rt_row(area=1), rt_row(area=2, rt="001/002")])
    assert [problem.place.row for problem in found(survey, "B433")] == [2, 3]
    assert "luas_verifikasi_ha" not in survey.rows[0].facts.quantities


def test_without_rt_table_the_given_facts_are_missing(tmp_path: Path) -> None:
    survey = survey_of(tmp_path / "a.xlsx", [building(1)])
    assert "B405" in codes(survey)
    assert "luas_verifikasi_ha" not in survey.rows[0].facts.quantities


def test_a_number_with_two_readings_is_not_read(tmp_path: Path) -> None:
    survey = survey_of(tmp_path / "a.xlsx", [building(1)], [rt_row(area="1.234")])
    assert [(p.place.cell, p.value) for p in found(survey, "B442")] == [("D2", "1.234")]
    assert "luas_verifikasi_ha" not in survey.rows[0].facts.quantities


def test_the_cells_not_named_are_counted_exactly(tmp_path: Path) -> None:
    rows = [building(n, k3a=9, k6b="?") for n in range(NAMED_CELLS)]
    survey = survey_of(tmp_path / "a.xlsx", rows, [rt_row()])
    assert len(found(survey, "B411")) == NAMED_CELLS
    rest = found(survey, "B499")
    assert [(p.params["total"], p.params["more"]) for p in rest] == [(2 * NAMED_CELLS, NAMED_CELLS)]


def test_no_finding_shows_a_nik(tmp_path: Path) -> None:
    nik = "9901019901010001"
    sheets = {"Bangunan": [(*HEADERS, "nik"), (*building(nik, kk=nik, k3a=nik), nik), (*building(nik, kk=None), nik)]}  # type: ignore[arg-type]
    survey = read_buildings(open_workbook(write_xlsx(tmp_path / "a.xlsx", sheets)), law())
    assert {"B411", "B412", "B417"} <= set(codes(survey))
    assert nik not in repr(survey)


def test_an_error_cell_is_no_blank(tmp_path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("Bangunan")
    sheet.write_row(0, 0, HEADERS)
    sheet.write_row(1, 0, building(1))
    sheet.write_formula(1, 7, "=1/0", None, "#DIV/0!")
    book.close()
    survey = read_buildings(open_workbook(tmp_path / "a.xlsx"), law())
    assert [(p.place.cell, p.value) for p in found(survey, "B424")] == [("H2", "#DIV/0!")]
    assert survey.rows[0].facts.open_ended == {"kk_tanpa_akses_air_aman": 1_000_000}


def test_a_missing_column_of_marks_leaves_its_criterion_missing(tmp_path: Path) -> None:
    rows = [row[:-1] for row in (HEADERS, building(1))]
    survey = read_buildings(open_workbook(write_xlsx(tmp_path / "a.xlsx", {"Bangunan": rows})), law())
    assert [problem.params["criterion"] for problem in found(survey, "B402")] == ["7b"]
    assert "unit_tanpa_sarana_kebakaran" not in survey.rows[0].facts.quantities


def test_a_file_without_list_gives_no_rows_and_says_so(tmp_path: Path) -> None:
    survey = read_buildings(open_workbook(write_xlsx(tmp_path / "a.xlsx", {"Lain": [("a", "b"), (1, 2)]})), law())
    assert (survey.rows, codes(survey)) == ((), ["B401"])


def test_every_code_of_the_package_has_its_wording() -> None:
    import re

    import tuntas.sheets.buildings as package

    sources = Path(package.__file__).parent.glob("*.py")
    used = {code for path in sources for code in re.findall(r'"(B4\d\d)"', path.read_text(encoding="utf-8"))}
    assert used
    assert used <= catalogue().keys()


def test_every_finding_can_be_worded(tmp_path: Path) -> None:
    rows = [building(1, k3a="x", kk=-3), building(1, kelurahan=None), building(2, rt="Gang Buntu", kk=70),
            building(3, rt="RT 1 RW 2"), building(4, kelurahan="CONTOH")]  # fmt: skip
    survey = survey_of(tmp_path / "a.xlsx", rows, [rt_row(), rt_row(rt="009/009")])
    problems = [*survey.problems, *(p for row in survey.rows for p in row.problems)]
    assert len({problem.code for problem in problems}) > 6
    assert all(
        problem.wording(lang) and "{" not in problem.wording(lang) for problem in problems for lang in ("id", "en")
    )
