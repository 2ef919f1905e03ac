"""The result workbook says what the engine says, as numbers, and nothing in it can run."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.sheets.writing.conftest import MADE_AT, Opened
from tests.sheets.writing.surveys import FORMULAS, hostile_survey, regulation, survey
from tuntas.domain.problems import Severity
from tuntas.sheets.assessed import AssessedRow, Level, assess_survey, sum_rows
from tuntas.sheets.survey import Survey
from tuntas.sheets.writing.form_prints import MOST_TABS, TooManyTabs
from tuntas.sheets.writing.frame import BookOptions
from tuntas.sheets.writing.result_book import write_result_workbook
from tuntas.sheets.writing.unit_table import FIRST_ROW, unit_table
from tuntas.sheets.writing.words import Words

Assessed = tuple[Survey, tuple[AssessedRow, ...]]
SHEETS = ["Rekap", "Semua RT", "Formulir", "Cetak Formulir", "Catatan Data", "Aturan"]
ABSENT = "belum ada data"


def test_the_sheets_stand_in_order(opened: Opened) -> None:
    assert opened(survey()).sheetnames == SHEETS


def test_every_score_percent_and_total_is_the_engines(opened: Opened, assessed: Assessed) -> None:
    made, rows = assessed
    table = unit_table(rows, made.identity_columns, regulation(), Words())
    sheet = opened(made)["Semua RT"]
    for number, row in enumerate(rows, FIRST_ROW):
        for result in row.assessment.criteria if row.assessment else ():
            percent = sheet.cell(number, table.position(f"percent:{result.criterion.id}") + 1).value
            score = sheet.cell(number, table.position(f"score:{result.criterion.id}") + 1).value
            volume = sheet.cell(number, table.position(f"volume:{result.criterion.id}") + 1).value
            assert percent == (None if result.percent is None else result.percent / 100)
            assert score == (f"{result.score_min}–{result.score_max}" if result.percent is None else result.score)
            assert volume == (None if result.volume is None else result.volume / 1_000_000)
        if row.assessment:
            ends = [sheet.cell(number, table.position(key) + 1).value for key in ("total_min", "total_max")]
            assert ends == [row.assessment.total_min, row.assessment.total_max]
            total = sheet.cell(number, table.position("total") + 1).value
            assert total == (row.assessment.total if row.assessment.is_complete else f"{ends[0]}–{ends[1]}")


def test_a_blocked_row_has_no_result_and_says_so(opened: Opened, assessed: Assessed) -> None:
    made, rows = assessed
    table = unit_table(rows, made.identity_columns, regulation(), Words())
    blocked = next(number for number, row in enumerate(rows, FIRST_ROW) if row.assessment is None)
    sheet = opened(made)["Semua RT"]
    assert sheet.cell(blocked, table.position("total") + 1).value is None
    assert sheet.cell(blocked, table.position("grade") + 1).value == "tidak dinilai"
    assert sheet.cell(blocked, table.position("codes") + 1).value == "R299"


def test_text_never_becomes_a_formula(opened: Opened) -> None:
    book = opened(hostile_survey())
    units = book["Semua RT"]
    kelurahan = [units.cell(row, 3) for row in range(FIRST_ROW, FIRST_ROW + len(FORMULAS))]
    assert [cell.value for cell in kelurahan] == list(FORMULAS)
    formulas = {
        sheet.title for sheet in book for row in sheet for cell in row
        if cell.data_type == "f" and not str(cell.value).startswith(("=IF(", "=MATCH("))
    }  # fmt: skip
    assert not formulas


def test_the_totals_are_formulas_with_true_values(opened: Opened, assessed: Assessed) -> None:
    made, rows = assessed
    areas = sum_rows(rows, Level.KELURAHAN, regulation())
    total = 8 + len(areas)
    live, cached = opened(made)["Rekap"], opened(made, values=True)["Rekap"]
    assert live.cell(total, 2).value == "Jumlah"
    assert live.cell(total, 4).value == f'=IF(COUNT(D8:D{total - 1})=0,"{ABSENT}",SUM(D8:D{total - 1}))'
    assert cached.cell(total, 4).value == len(rows)
    for column in range(4, 19):
        shown = [cached.cell(row, column).value for row in range(8, total)]
        numbers = [value for value in shown if value != ABSENT]
        assert cached.cell(total, column).value == pytest.approx(sum(numbers))


def test_missing_is_words_and_a_partial_sum_is_a_minimum(opened: Opened, assessed: Assessed) -> None:
    sheet = opened(assessed[0], values=True)["Rekap"]
    heads = {str(sheet.cell(7, column).value): column for column in range(1, 27)}
    row = next(r for r in range(8, 12) if sheet.cell(r, 3).value == "Kelurahan 2")  # row 5 of the survey lacks KK
    assert sheet.cell(row, heads["KK"]).number_format.startswith('"≥')
    assert sheet.cell(row, heads["KK"]).value == 150
    assert sheet.cell(row, heads["Rata-rata kekumuhan sektoral (%)"]).value == ABSENT


def test_without_any_figure_nothing_is_zero(opened: Opened) -> None:
    made = survey(3)
    field = regulation().area_field
    for row in made.rows:
        row.facts.quantities.pop(field, None)  # type: ignore[attr-defined]
    sheet = opened(made, values=True)["Rekap"]
    heads = {str(sheet.cell(7, column).value): column for column in range(1, 27)}
    assert sheet.cell(8, heads["Jumlah"]).value == ABSENT
    assert ABSENT in sheet["A4"].value


def test_the_headline_counts_slum_rows(opened: Opened, assessed: Assessed) -> None:
    made, rows = assessed
    slum = sum(1 for row in rows if row.assessment and row.assessment.is_slum)
    assert opened(made)["Rekap"]["A4"].value.startswith(f"{slum} dari {len(rows)} RT di 3 kelurahan")


def test_every_problem_is_listed_with_its_place(opened: Opened, assessed: Assessed) -> None:
    made, rows = assessed
    sheet = opened(made)["Catatan Data"]
    found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_col=9)]
    assert [line[1] for line in found] == [problem.code for row in rows for problem in row.problems]
    blocking = next(line for line in found if line[2] == "Galat")
    assert blocking[3:6] == ["Data", "F8", 8] and blocking[7] == "12O"
    assert sum(line[2] == "Galat" for line in found) == sum(
        problem.severity is Severity.ERROR for row in rows for problem in row.problems
    )


def test_the_rules_name_hash_and_what_nobody_has_read(opened: Opened) -> None:
    cells = {str(cell.value) for row in opened(survey())["Aturan"] for cell in row if cell.value}
    assert {regulation().content_hash, regulation().id, "pasal belum diperiksa"} <= cells
    assert "belum dicocokkan dengan lampiran asli" in cells


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, assessed: Assessed) -> None:
    made, rows = assessed
    paths = [tmp_path / name for name in ("satu.xlsx", "dua.xlsx")]
    for path in paths:
        write_result_workbook(path, made, rows, regulation(), BookOptions(made_at=MADE_AT))
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_an_empty_file_still_gives_a_workbook(opened: Opened) -> None:
    book = opened(survey(0))
    assert book.sheetnames == SHEETS
    assert book["Formulir"]["A4"].value == "Berkas tidak berisi baris RT."


def test_both_languages_are_complete(opened: Opened) -> None:
    book = opened(survey(), lang="en")
    texts = [str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert book.sheetnames == ["Recap", "All RT", "Form", "Print Forms", "Data Findings", "Rules"]
    assert not [text for text in texts if text.startswith(("writing-", "template-"))]


def test_the_rules_of_2016_fill_the_same_workbook(tmp_path: Path) -> None:
    older = regulation("permen_pupr_02_2016")
    made = survey()
    write_result_workbook(tmp_path / "lama.xlsx", made, assess_survey(made, older), older)
    assert ZipFile(tmp_path / "lama.xlsx").testzip() is None


def test_a_tab_for_each_rt_up_to_fifty(opened: Opened) -> None:
    tabs = opened(survey(12), tab_per_unit=True).sheetnames
    assert len(tabs) == len(SHEETS) + 12
    assert "Kelurahan 1-RT001-RW001" in tabs


def test_more_than_fifty_tabs_are_refused_before_writing(tmp_path: Path) -> None:
    made = survey(MOST_TABS + 1)
    rows = assess_survey(made, regulation())
    with pytest.raises(TooManyTabs) as refused:
        write_result_workbook(tmp_path / "x.xlsx", made, rows, regulation(), BookOptions(tab_per_unit=True))
    assert refused.value.code == "W701" and not (tmp_path / "x.xlsx").exists()


def test_the_headlines_classes_add_up_to_all_rows(opened: Opened, assessed: Assessed) -> None:
    made, rows = assessed
    sentence = opened(made)["Rekap"]["A4"].value.split("Menurut tingkatnya: ")[1].split(". ")[0]
    assert sum(int(part.split(" RT")[0].split()[-1]) for part in sentence.split("; ")) == len(rows)
    assert "belum pasti" in sentence
