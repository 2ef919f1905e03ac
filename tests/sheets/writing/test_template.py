"""The template: headers of the reader, inputs that refuse nonsense, and checks that agree with the engine."""

import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.sheets.writing.surveys import regulation
from tuntas.rules.scoring import assess
from tuntas.sheets.writing.example_city import invented_rows
from tuntas.sheets.writing.template_book import EXAMPLE_ROWS, write_template
from tuntas.sheets.writing.template_columns import CHECK_PREFIX, EXAMPLE_MARK

HEADER_ROW, FIRST_ROW = 6, 7


@pytest.fixture
def template(tmp_path: Path) -> Any:
    """The template, opened."""
    write_template(tmp_path / "templat.xlsx", regulation())
    return openpyxl.load_workbook(tmp_path / "templat.xlsx")


def headers(sheet: Any) -> dict[str, int]:
    """Column number by machine header."""
    row = next(sheet.iter_rows(min_row=HEADER_ROW, max_row=HEADER_ROW))
    return {str(cell.value): cell.column for cell in row if cell.value}


def test_the_headers_are_those_of_the_reader(template: Any) -> None:
    found = [name for name in headers(template["Isian RT"]) if not name.startswith(CHECK_PREFIX)]
    assert found == [
        "kecamatan", "kelurahan", "rt_rw", "luas_verifikasi_ha", "jumlah_penduduk", "jumlah_bangunan", "jumlah_kk",
        "panjang_jalan_ideal_m", "panjang_drainase_ideal_m", *(c.id for c in regulation().criteria),
        "8a", "8c", "9a", "9b", "keterangan",
    ]  # fmt: skip


def test_no_other_row_looks_like_a_header_row(template: Any) -> None:
    sheet = template["Isian RT"]
    known = {name.casefold() for name in headers(sheet)}
    for rule in (*regulation().criteria, *regulation().denominators.values()):
        known |= {rule.name.id.casefold(), rule.name.en.casefold()}
    known |= {c.field_name.id.casefold() for c in regulation().criteria}
    above = [str(cell.value).casefold() for row in sheet.iter_rows(max_row=5) for cell in row if cell.value]
    assert sum(text in known for text in above if text not in ("kk", "ha", "m", "unit")) <= 1


def test_only_inputs_are_unlocked(template: Any) -> None:
    sheet = template["Isian RT"]
    assert sheet.protection.sheet and not sheet.protection.password
    for name, column in headers(sheet).items():
        assert sheet.cell(FIRST_ROW, column).protection.locked is name.startswith(CHECK_PREFIX)


def test_answers_have_lists_and_figures_have_bounds(template: Any) -> None:
    sheet = template["Isian RT"]
    rules = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    places = headers(sheet)
    lists = rules[sheet.cell(FIRST_ROW, places["9a"]).coordinate]
    assert lists.type == "list" and lists.formula1 == '"positif,negatif"'
    figure = rules[sheet.cell(FIRST_ROW, places["1a"]).coordinate]
    assert (figure.type, figure.operator, figure.formula1) == ("decimal", "greaterThanOrEqual", "0")


def test_every_criterion_has_its_indicator_as_a_note(template: Any) -> None:
    sheet = template["Isian RT"]
    for criterion in regulation().criteria:
        note = sheet.cell(HEADER_ROW, headers(sheet)[criterion.id]).comment
        assert criterion.indicator.id[:200] in note.text.replace("\r", "")


def test_examples_stand_apart_and_are_marked(template: Any) -> None:
    data, sample = template["Isian RT"], template["Contoh"]
    inputs = headers(sample)
    marks = [sample.cell(FIRST_ROW + n, inputs["keterangan"]).value for n in range(EXAMPLE_ROWS + 1)]
    assert [str(mark).startswith(EXAMPLE_MARK) for mark in marks] == [True] * EXAMPLE_ROWS + [False]
    assert not any(data.cell(FIRST_ROW, column).value for name, column in inputs.items())


def test_the_live_checks_agree_with_the_engine(tmp_path: Path, template: Any, libreoffice: list[str]) -> None:
    sheet = template["Isian RT"]
    places, rows = headers(sheet), invented_rows(regulation(), 3)
    for number, row in enumerate(rows, FIRST_ROW):
        for name, value in row.cells.items():
            sheet.cell(number, places[name]).value = value
    template.save(tmp_path / "isi.xlsx")
    command = [*libreoffice, "--convert-to", "xlsx", "--outdir", str(tmp_path / "baru"), str(tmp_path / "isi.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    again = openpyxl.load_workbook(tmp_path / "baru" / "isi.xlsx", data_only=True)["Isian RT"]
    for number, row in enumerate(rows, FIRST_ROW):
        result = assess(row.facts, regulation())
        assert again.cell(number, places["cek_total_nilai"]).value == result.total
        assert again.cell(number, places["cek_tingkat_kekumuhan"]).value == (result.grade and result.grade.name.id)
        for one in result.criteria:
            percent = again.cell(number, places[f"cek_{one.criterion.id}_persen"]).value
            assert one.percent is not None and percent == pytest.approx(one.percent / 100)
    assert not again.cell(FIRST_ROW + len(rows), places["cek_total_nilai"]).value


def test_the_template_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_template(tmp_path / name, regulation())
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_in_english_only_the_words_for_people_change(tmp_path: Path, template: Any) -> None:
    write_template(tmp_path / "en.xlsx", regulation(), lang="en")
    english = openpyxl.load_workbook(tmp_path / "en.xlsx")
    assert headers(english["Isian RT"]).keys() == headers(template["Isian RT"]).keys()
    texts = [str(cell.value) for sheet in english for row in sheet for cell in row if cell.value is not None]
    assert not [text for text in texts if text.startswith(("writing-", "template-"))]
