"""Headers in any sheet, row, language and arrangement."""

from pathlib import Path

import openpyxl
import pytest

from tests.sheets.reading.survey_sheets import FLAT, IDS, WHOLES, codes, flat_row, found, law, read_rows
from tuntas.domain.problems import Severity
from tuntas.sheets.opening.refusal import RefusedFile
from tuntas.sheets.reading.survey_file import read_survey
from tuntas.sheets.survey import Layout, Survey
from tuntas.sheets.writing.template_book import write_template

NAMES = {criterion.id: criterion for criterion in law().criteria}


def facts_of(survey: Survey) -> dict[str, int]:
    """The quantities of the first row."""
    return dict(survey.rows[0].facts.quantities)


def plain_facts(folder: Path) -> dict[str, int]:
    """What the plain template gives for the standard row."""
    return facts_of(read_rows(folder / "plain.xlsx", flat_row()))


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("way", ["name", "field_name"])
def test_the_names_of_the_rule_set_are_headers(tmp_path: Path, lang: str, way: str) -> None:
    wholes = {whole.field: f"{whole.name.in_(lang)} ({whole.unit})" for whole in law().denominators.values()}
    identity = {"id": ("Kecamatan", "Kelurahan/Desa", "RT/RW"), "en": ("District", "Village", "Neighbourhood")}[lang]
    people = {"id": "Jumlah Penduduk (Jiwa)", "en": "Population"}[lang]
    criteria = [getattr(NAMES[one], way).in_(lang) for one in IDS]
    header = [*identity, *(wholes.get(name, people) for name in WHOLES), *criteria]
    survey = read_rows(tmp_path / "a.xlsx", flat_row(), header=header)
    assert facts_of(survey) == plain_facts(tmp_path)
    assert codes(survey) == []


def test_titles_groups_units_and_numbers_around_the_header_are_passed_over(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["REKAP DATA BASELINE"])
    sheet.append([])
    sheet.append([*FLAT[:9], "BANGUNAN GEDUNG", None, None, "JALAN", None, "AIR MINUM", None, "DRAINASE"])
    sheet.append([None] * 9 + [f"{one}. {NAMES[one].name.id}" for one in IDS])
    sheet.append(["", "", "", "(Ha)", "Unit", "Jiwa", "KK", "m", "m", *(NAMES[one].unit for one in IDS)])
    sheet.append(list(range(1, len(FLAT) + 1)))
    sheet.append(flat_row())
    sheet.merge_cells("A1:Y1")
    for letter in "ABCDEFGHI":
        sheet.merge_cells(f"{letter}3:{letter}4")
    sheet.merge_cells("J3:L3")
    book.save(tmp_path / "a.xlsx")
    survey = read_survey(tmp_path / "a.xlsx", law())
    assert facts_of(survey) == plain_facts(tmp_path)
    assert (survey.rows[0].number, codes(survey), codes(survey.rows[0])) == (7, [], [])


def test_volume_percent_and_score_below_each_criterion_are_told_apart(tmp_path: Path) -> None:
    top, middle, below, row = list(FLAT[:9]), [None] * 9, [None] * 9, flat_row()[:9]
    for one, volume in zip(IDS, flat_row()[9:], strict=True):
        top += [f"Aspek {one[0]}" if one.endswith("a") else None, None, None]
        middle += [f"{one} {NAMES[one].name.id}", None, None]
        below += ["Volume", "Prosen (%)", "Nilai"]
        row += [volume, 12.5, 1]
    book = openpyxl.Workbook()
    for line in (top, middle, below, row):
        book.active.append(line)
    book.save(tmp_path / "a.xlsx")
    survey = read_survey(tmp_path / "a.xlsx", law())
    printed = survey.rows[0].printed
    assert facts_of(survey) == plain_facts(tmp_path)
    assert printed is not None
    assert {str(share) for share in printed.shares.values()} == {"0.125"}
    assert len(printed.shares) == len(printed.scores) == len(IDS)


def test_the_sheet_with_most_known_headers_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Catatan"
    book.active.append(["ini bukan tabel"])
    for title, columns in (("Sebagian", 12), ("Lengkap", len(FLAT))):
        sheet = book.create_sheet(title)
        sheet.append(FLAT[:columns])
        sheet.append(flat_row()[:columns])
    book.save(tmp_path / "a.xlsx")
    survey = read_survey(tmp_path / "a.xlsx", law())
    assert survey.sheet == "Lengkap"
    assert found(survey.problems, "R200").params["others"] == "Sebagian"
    assert read_survey(tmp_path / "a.xlsx", law(), sheet="Sebagian").sheet == "Sebagian"


def test_a_hidden_sheet_is_read_only_where_no_visible_one_fits(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["sampul"])
    sheet = book.create_sheet("Data")
    sheet.append(FLAT)
    sheet.append(flat_row())
    sheet.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    survey = read_survey(tmp_path / "a.xlsx", law())
    assert (survey.sheet, codes(survey)) == ("Data", ["R201"])


def test_missing_foreign_double_and_unknown_columns_are_said_once(tmp_path: Path) -> None:
    header = ["4d" if name == "4c" else name for name in FLAT if name != "kecamatan"]
    row = flat_row()[1:]
    survey = read_rows(tmp_path / "a.xlsx", [*row, 5, "x"], [*row, 5, "x"], header=[*header, "Jumlah KK", "Kode Pos"])
    told = {p.code: (p.severity, p.params) for p in survey.problems}
    assert set(told) == {"R202", "R203", "R204", "R205", "R207"}
    assert told["R203"][1]["criterion"] == "4c"
    assert (told["R204"][0], told["R204"][1]["header"]) == (Severity.WARNING, "4d")
    assert told["R205"][1]["header"] == "Jumlah KK"
    assert told["R202"][1]["columns"] == "Kode Pos"
    assert "panjang_drainase_rusak_m" not in survey.rows[0].facts.quantities


def test_a_building_list_goes_its_own_way(tmp_path: Path) -> None:
    header = ["kecamatan", "kelurahan", "rt_rw", "id_bangunan", "jumlah_kk", "1a", "1c", "3a"]
    survey = read_rows(tmp_path / "a.xlsx", ["Barat", "Melati", "RT001-RW001", "1", 2, 1, 0, 1], header=header)
    assert survey.layout is Layout.BUILDINGS


@pytest.mark.parametrize(
    ("header", "code"),
    [(["a", "b", "c"], "FILE-NO-HEADER"), ([n for n in FLAT if n != "kelurahan"], "FILE-HEADER-LACKS")],
)
def test_a_file_without_the_needed_headers_is_refused(tmp_path: Path, header: list[str], code: str) -> None:
    with pytest.raises(RefusedFile) as caught:
        read_rows(tmp_path / "a.csv", [1, 2, 3], header=header)
    assert caught.value.code == code


def test_an_unknown_sheet_is_refused_with_the_names_there_are(tmp_path: Path) -> None:
    read_rows(tmp_path / "a.xlsx", flat_row())
    with pytest.raises(RefusedFile) as caught:
        read_survey(tmp_path / "a.xlsx", law(), sheet="Tidak Ada")
    assert (caught.value.code, caught.value.params["sheets"]) == ("FILE-NO-SUCH-SHEET", "Sheet")


def test_every_column_of_our_own_template_is_known(tmp_path: Path) -> None:
    write_template(tmp_path / "a.xlsx", law())
    told = codes(read_survey(tmp_path / "a.xlsx", law()))
    assert "R208" in told
    assert not {"R202", "R203", "R204", "R205", "R206", "R207"} & set(told)
