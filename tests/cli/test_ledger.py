"""`tuntas ledger check`: the report's figures, and lists with faults."""

import json
from pathlib import Path

import openpyxl
import pytest

from tuntas.cli.main import main

HEADER = "tanggal;jenis;luas_ha;lokasi;dasar;sumber"
REPORT = (
    "2014-12-12;penetapan;467,62;;SK Wali Kota 032/97-C/1/2014;laporan 2019",
    "2016;revisi;359,50;;Keputusan Wali Kota 413.21/38.1/2016;laporan 2019",
    "31 Desember 2018;penanganan;153,71;;;laporan 2019",
    "31/12/2019;target;124;;;laporan 2019",
    "2020;target;81,80;;;laporan 2019",
)


def listed(folder: Path, *lines: str) -> str:
    """A CSV file with these lines."""
    path = folder / "luas.csv"
    path.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
    return str(path)


def checked(path: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict]:
    """The exit code and the JSON of a check."""
    code = main(["ledger", "check", path, "--json"])
    return code, json.loads(capsys.readouterr().out)


def codes(result: dict) -> list[str]:
    """The findings that are more than notes."""
    return [one["code"] for one in result["findings"] if one["severity"] != "INFO"]


def test_the_figures_of_the_report_lack_one_hundredth_of_a_hectare(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ledger", "check", listed(tmp_path, *REPORT)]) == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert "Tersisa 205,79 ha dari 359,50 ha sejak Keputusan Wali Kota 413.21/38.1/2016" in shown
    assert "359,50 ha − tertangani 153,71 ha − target 205,80 ha = -0,01 ha" in shown


def test_the_likely_cause_of_a_rounding_difference_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, result = checked(listed(tmp_path, *REPORT), capsys)
    assert (code, codes(result), result["sum"]["difference_m2"]) == (1, ["L304", "L310"], -100)
    assert "205,79 ha dibulatkan" in result["findings"][1]["advice"]


def test_a_list_that_closes_ends_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = listed(tmp_path, "2014-12-12;penetapan;10;;SK 1;", "2015-06-01;penanganan;4;;;", "2016;target;6;;;")
    code, result = checked(path, capsys)
    assert (code, codes(result)) == (0, [])
    assert [state["remaining_m2"] for state in result["states"]] == [100_000, 60_000]


@pytest.mark.parametrize(("lines", "expected"), [
    (["2014;penanganan;4;;;"], ["L302"]),
    (["2014;penetapan;4;;A;", "2015;penanganan;5;;;"], ["L303"]),
    (["2014;penetapan;4;;A;", "2015;kumuh_kembali;1;;;"], ["L307"]),
    (["2014;revisi;4;;A;"], ["L305"]),
    (["2014;penetapan;4;;A;", "2014;penetapan;1;Barat;A;", "2014;penetapan;2;Timur;A;"], ["L306"]),
    (["2014;penetapan;4;;A;", "2015;penanganan;1;;;", "2015;penanganan;1;;;"], ["L308"]),
    (["2014;penetapan;9;;A;", "2016;target;4;;;"], ["L301"]),
    (["2014;penetapan;4,03;;A;", "2016;target;3,99;;;"], ["L309"]),
    (["kemarin;penetapan;4;;A;"], ["L321"]),
    (["2014;usulan;4;;A;"], ["L322"]),
    (["2014;penetapan;4o;;A;"], ["L323"]),
    (["2014;penetapan;-4;;A;"], ["L323"]),
    (["2014;penetapan;135.971;;A;"], ["L324"]),
])  # fmt: skip
def test_every_discrepancy_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lines: list[str], expected: list[str]
) -> None:
    code, result = checked(listed(tmp_path, *lines), capsys)
    assert (code, codes(result)) == (1, expected)


def test_a_dropped_area_that_is_broken_down_is_no_discrepancy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ("2014;penetapan;467,62;;A;", "2015;penanganan;100;;;", "2016-01-01;pengurangan;8,12;;;",
             "2016-01-02;revisi;359,50;;B;")  # fmt: skip
    code, result = checked(listed(tmp_path, *lines), capsys)
    assert (code, codes(result)) == (0, [])


def test_a_decree_by_location_adds_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ("2014;penetapan;1,50;Barat;A;", "2014;penetapan;2,25;Timur;A;", "2014;koreksi;-0,25;;;")
    code, result = checked(listed(tmp_path, *lines), capsys)
    assert (code, result["states"][-1]["decreed_m2"]) == (0, 35_000)


def test_numbers_and_dates_of_a_workbook_are_read_with_their_cells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Buku luas"])
    sheet.append(HEADER.split(";"))
    sheet.append([2014, "penetapan", 135.971, "", "A", ""])
    sheet.append([2015, "Kumuh kembali", "dua", "", "", ""])
    book.save(tmp_path / "luas.xlsx")
    code, result = checked(str(tmp_path / "luas.xlsx"), capsys)
    assert (code, result["states"][0]["decreed_m2"]) == (1, 1_359_710)
    assert [(one["code"], one["cell"]) for one in result["findings"] if one["severity"] == "ERROR"] == [("L323", "C4")]


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lain.csv"
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    assert main(["ledger", "check", str(path)]) == 2
