"""`tuntas assess` on Parquet: the column path gives what the row path gives."""

import csv
from pathlib import Path

import polars as pl
import pytest

from tests.cli.sheets import row, write
from tuntas.cli.main import main
from tuntas.rules.shelf import open_shelf


def rt_table(path: Path) -> list[dict[str, str]]:
    """An RT table whose columns are the facts by field name, and the same rows for a sheet."""
    rule = open_shelf().current()
    sheet = [row("Mawar", "001/001", c1a="100", c6a="100", c6b="100", c7b="80"), row("Mawar", "002/001", c3a="30")]
    columns: dict[str, list[object]] = {"rt_id": [1, 2], "kota": ["Contoh"] * 2, "kecamatan": ["Contoh Utara"] * 2,
                                        "kelurahan": ["Mawar"] * 2}  # fmt: skip
    for one in rule.denominators.values():
        columns[one.field] = [float(r[one.field]) for r in sheet]
    for criterion in rule.criteria:
        columns[criterion.field] = [float(r[criterion.id]) for r in sheet]
    pl.DataFrame(columns).write_parquet(path)
    return sheet


@pytest.mark.parametrize("level", ["rt", "kelurahan"])
def test_a_parquet_table_is_scored_as_the_sheet_is(level: str, tmp_path: Path) -> None:
    sheet = write(tmp_path / "a.csv", *rt_table(tmp_path / "a.parquet"))
    assert main(["assess", str(tmp_path / "a.parquet"), "--by", level, "-o", str(tmp_path / "t.parquet")]) == 0
    assert main(["assess", sheet, "--by", level, "-o", str(tmp_path / "s.csv")]) == 0
    table = pl.read_parquet(tmp_path / "t.parquet").to_dicts()
    with (tmp_path / "s.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert len(table) == len(rows)
    for found, expected in zip(table, rows, strict=True):
        assert str(found["total_nilai"]) == expected["total_nilai"]
        assert found["tingkat_kekumuhan"] == expected["tingkat_kekumuhan"]
        assert found["3a_persen"] == float(expected["3a_persen"])
        assert found["rata_rata_sektoral_persen"] == float(expected["rata_rata_sektoral_persen"])


def test_a_table_needs_a_place_for_its_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rt_table(tmp_path / "a.parquet")
    assert main(["assess", str(tmp_path / "a.parquet")]) == 2
    assert "-o" in capsys.readouterr().err


def test_a_table_that_cannot_be_scored_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pl.DataFrame({"rt_id": [1], "warna": ["biru"]}).write_parquet(tmp_path / "a.parquet")
    assert main(["assess", str(tmp_path / "a.parquet"), "-o", str(tmp_path / "t.parquet")]) == 2
    said = capsys.readouterr().err
    assert "jumlah_kk" in said and not (tmp_path / "t.parquet").exists()
