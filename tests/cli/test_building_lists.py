"""Building lists through the command line: in one workbook, or as two files."""

import json
from pathlib import Path

import pytest
import xlsxwriter

from tuntas.cli.main import main

MARKS = ("1a", "1c", "3a", "3b", "5a", "5b", "6a", "6b", "7a", "7b")
GIVEN = ("luas_verifikasi_ha", "panjang_jalan_ideal_m", "panjang_drainase_ideal_m", "1b", "2a", "2b", "4a", "4b", "4c")
LIST = [["kecamatan", "kelurahan", "rt_rw", "id_bangunan", "jumlah_kk", *MARKS]] + [
    ["Contoh Utara", "Mawar", "RT001-RW001", f"B{n}", 2, *(1 if mark in ("1a", "6a", "6b") else 0 for mark in MARKS)]
    for n in range(10)
]
TABLE = [
    ["kecamatan", "kelurahan", "rt_rw", *GIVEN],
    ["Contoh Utara", "Mawar", "RT001-RW001", 2, 500, 400, 0, 0, 400, 0, 0, 0],
]


def workbook(path: Path, **sheets: list[list[object]]) -> str:
    book = xlsxwriter.Workbook(path)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return str(path)


def table(path: Path, rows: list[list[object]]) -> str:
    path.write_text("\n".join(",".join(map(str, row)) for row in rows) + "\n", encoding="utf-8")
    return str(path)


def assessed(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    assert main(["explain", *arguments, "--unit", "Mawar/RT001-RW001", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_list_with_its_rt_table_in_one_workbook_is_scored_per_rt(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = assessed([workbook(tmp_path / "a.xlsx", Bangunan=LIST, RT=TABLE)], capsys)
    # 1a, 6a, 6b: all buildings; 2b: 400 of 500 m.
    assert (found["total"], found["complete"], found["class"]) == (20, True, "ringan")
    assert {c["id"]: c["score"] for c in found["criteria"]}["2b"] == 5


def test_two_csv_files_give_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = assessed([workbook(tmp_path / "a.xlsx", Bangunan=LIST, RT=TABLE)], capsys)
    two = assessed([table(tmp_path / "b.csv", LIST), "--rt-table", table(tmp_path / "rt.csv", TABLE)], capsys)
    assert (one["total"], one["criteria"]) == (two["total"], two["criteria"])


def test_a_list_without_an_rt_table_is_incomplete_and_not_zero(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = assessed([workbook(tmp_path / "a.xlsx", Bangunan=LIST)], capsys)
    assert (found["complete"], found["total"], found["total_range"]) == (False, None, [15, 45])
