"""CSV, JSON and Parquet: one record a row, in order, the same in every locale."""

import csv
import json
from pathlib import Path

import polars as pl

from tests.sheets.writing.surveys import FORMULAS, hostile_survey, regulation
from tuntas.sheets.assessed import AssessedRow, Level, assess_survey, sum_rows
from tuntas.sheets.survey import Survey
from tuntas.sheets.writing.parquet import write_parquet
from tuntas.sheets.writing.plain import write_csv, write_json
from tuntas.sheets.writing.records import result_record

Assessed = tuple[Survey, tuple[AssessedRow, ...]]


def read(path: Path) -> list[dict[str, str]]:
    """The CSV as a spreadsheet-free program reads it."""
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def test_the_columns_stand_in_the_order_of_the_interface(tmp_path: Path, assessed: Assessed) -> None:
    write_csv(tmp_path / "a.csv", assessed[1], regulation())
    header = (tmp_path / "a.csv").read_text(encoding="utf-8").split("\n")[0].split(",")
    criteria = [f"{c.id}_{kind}" for c in regulation().criteria for kind in ("persen", "nilai")]
    assert header[:5] == ["kecamatan", "kelurahan", "rt_rw", "rt", "rw"]
    assert header[5 : 5 + len(criteria)] == criteria
    assert header[5 + len(criteria) :][:5] == [
        "total_nilai", "tingkat_kekumuhan", "rata_rata_sektoral_persen", "lengkap", "temuan",
    ]  # fmt: skip


def test_one_line_a_row_with_decimal_points_and_unix_line_ends(tmp_path: Path, assessed: Assessed) -> None:
    write_csv(tmp_path / "a.csv", assessed[1], regulation())
    raw = (tmp_path / "a.csv").read_bytes()
    assert raw.count(b"\n") == len(assessed[1]) + 1 and b"\r" not in raw and not raw.startswith(b"\xef\xbb\xbf")
    first = assessed[1][0].assessment
    assert first and first.criteria[0].percent is not None
    line = read(tmp_path / "a.csv")[0]
    assert line["1a_persen"] == f"{first.criteria[0].percent / 100:.2f}"
    assert len(line["rata_rata_sektoral_persen"].split(".")[1]) == 4
    assert line["tingkat_kekumuhan"] == (first.grade.id if first.grade else "")


def test_missing_is_blank_and_blocked_rows_stay_in_place(tmp_path: Path, assessed: Assessed) -> None:
    write_csv(tmp_path / "a.csv", assessed[1], regulation())
    lines = read(tmp_path / "a.csv")
    assert [line["rt_rw"] for line in lines] == [row.row.identity["rt_rw"] for row in assessed[1]]
    gap, blocked = lines[2], lines[6]
    assert (gap["4a_persen"], gap["4a_nilai"], gap["total_nilai"], gap["lengkap"]) == ("", "", "", "0")
    assert gap["temuan"] == "F101" and int(gap["total_max"]) == int(gap["total_min"]) + 5
    assert (blocked["1a_persen"], blocked["total_min"], blocked["lengkap"], blocked["temuan"]) == ("", "", "0", "R299")


def test_identity_is_verbatim_even_where_it_looks_like_a_formula(tmp_path: Path) -> None:
    made = hostile_survey()
    write_csv(tmp_path / "a.csv", assess_survey(made, regulation()), regulation())
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        assert [line["kelurahan"] for line in csv.DictReader(file)] == list(FORMULAS)


def test_an_input_column_with_our_name_is_kept_apart(assessed: Assessed) -> None:
    row = assessed[1][0]
    row.row.identity["total_nilai"] = "17"  # type: ignore[index]
    try:
        record = result_record(row, regulation())
    finally:
        del row.row.identity["total_nilai"]  # type: ignore[attr-defined]
    assert record["total_nilai_asal"] == "17" and isinstance(record["total_nilai"], int)


def test_json_has_numbers_and_nulls(tmp_path: Path, assessed: Assessed) -> None:
    write_json(tmp_path / "a.json", assessed[1], regulation())
    rows = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert len(rows) == len(assessed[1])
    assert isinstance(rows[0]["1a_persen"], float) and rows[2]["4a_persen"] is None


def test_parquet_has_types_and_the_same_figures(tmp_path: Path, assessed: Assessed) -> None:
    write_parquet(tmp_path / "a.parquet", assessed[1], regulation())
    write_csv(tmp_path / "a.csv", assessed[1], regulation())
    frame = pl.read_parquet(tmp_path / "a.parquet")
    assert frame.schema["1a_persen"] == pl.Float64 and frame.schema["total_nilai"] == pl.Int64
    assert frame.schema["rt_rw"] == pl.String
    totals = [int(line["total_nilai"]) if line["total_nilai"] else None for line in read(tmp_path / "a.csv")]
    assert frame["total_nilai"].to_list() == totals


def test_areas_have_hectares_by_class(tmp_path: Path, assessed: Assessed) -> None:
    areas = sum_rows(assessed[1], Level.KELURAHAN, regulation())
    write_csv(tmp_path / "a.csv", areas, regulation())
    lines = read(tmp_path / "a.csv")
    assert list(lines[0])[:8] == [
        "kecamatan", "kelurahan", "jumlah_rt", "luas_verifikasi_ha", "luas_berat_ha", "luas_sedang_ha",
        "luas_ringan_ha", "luas_tidak_kumuh_ha",
    ]  # fmt: skip
    assert [line["jumlah_rt"] for line in lines] == ["4", "4", "4"]
    certain = [row for row in areas[0].members if row.assessment and row.assessment.grade]
    classes = [float(lines[0][f"luas_{rule.id}_ha"]) for rule in regulation().grades]
    assert sum(classes) == 2 * len(certain)


def test_no_rows_still_give_the_header(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", (), regulation())
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").startswith("1a_persen,1a_nilai,")
