"""`tuntas assess`: what it writes, what it prints, how it ends."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.sheets import row, write
from tuntas.cli.main import main

SLUM = {"c1a": "100", "c6a": "100", "c6b": "100", "c7b": "80"}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_every_row_is_scored_in_input_order_with_identity_copied_verbatim(tmp_path: Path) -> None:
    sheet = write(tmp_path / "a.csv", row("Mawar", "RT 3 RW 2", **SLUM), row("Melati", "RT001-RW002"))
    assert main(["assess", sheet, "-o", str(tmp_path / "o.csv")]) == 0
    first, second = read(tmp_path / "o.csv")
    assert (first["kecamatan"], first["kelurahan"], first["rt_rw"]) == ("Contoh Utara", "Mawar", "RT 3 RW 2")
    assert (first["rt"], first["rw"]) == ("003", "002")
    assert (first["1a_persen"], first["1a_nilai"], first["7b_persen"], first["7b_nilai"]) == (
        "100.00",
        "5",
        "80.00",
        "5",
    )
    assert (first["total_nilai"], first["tingkat_kekumuhan"], first["lengkap"], first["temuan"]) == (
        "20",
        "ringan",
        "1",
        "",
    )
    assert (second["total_nilai"], second["tingkat_kekumuhan"]) == ("0", "tidak_kumuh")


def test_a_blank_cell_leaves_the_row_incomplete_and_is_not_zero(tmp_path: Path) -> None:
    sheet = write(tmp_path / "a.csv", row("Mawar", "001/002", c3a="", c6a="100", c6b="100", c7b="30"))
    assert main(["assess", sheet, "-o", str(tmp_path / "o.csv")]) == 0
    (found,) = read(tmp_path / "o.csv")
    assert (found["total_nilai"], found["3a_persen"], found["3a_nilai"], found["lengkap"]) == ("", "", "", "0")
    assert (found["total_min"], found["total_max"]) == ("11", "16")
    assert "F101" in found["temuan"].split(";")


def test_an_error_blocks_only_its_row_and_the_exit_code_says_so(tmp_path: Path) -> None:
    sheet = write(tmp_path / "a.csv", row("Mawar", "001/001", jumlah_kk="12O"), row("Mawar", "002/001", **SLUM))
    assert main(["assess", sheet, "-o", str(tmp_path / "o.csv")]) == 1
    blocked, scored = read(tmp_path / "o.csv")
    assert (blocked["total_nilai"], blocked["lengkap"]) == ("", "0")
    assert blocked["temuan"] != ""
    assert scored["total_nilai"] == "20"


def test_a_blank_kecamatan_and_an_unreadable_rt_are_warned_about_and_scored(tmp_path: Path) -> None:
    sheet = write(tmp_path / "a.csv", row("Mawar", "gang buntu", kecamatan="", **SLUM))
    assert main(["assess", sheet, "-o", str(tmp_path / "o.csv")]) == 0
    (found,) = read(tmp_path / "o.csv")
    assert (found["rt_rw"], found["rt"], found["total_nilai"]) == ("gang buntu", "", "20")
    assert found["temuan"] != ""


def test_above_rt_volumes_are_summed_and_scored_anew(tmp_path: Path) -> None:
    bad = row("Mawar", "001/001", jumlah_kk="10", c6a="10")
    sheet = write(tmp_path / "a.csv", bad, row("Mawar", "002/001", jumlah_kk="90"))
    assert main(["assess", sheet, "--by", "kelurahan", "-o", str(tmp_path / "o.csv")]) == 0
    (found,) = read(tmp_path / "o.csv")
    assert (found["kelurahan"], found["6a_persen"], found["total_nilai"]) == ("Mawar", "10.00", "0")


def test_json_output_is_one_object_with_counts_rules_and_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = write(tmp_path / "a.csv", row("Mawar", "001/001", **SLUM), row("Mawar", "002/001", c4a="-1"))
    assert main(["assess", sheet, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["rows"], found["scored"], found["classes"]["ringan"]) == (2, 2, 1)
    assert found["rules"]["id"] == "permen-pupr-14-2018" and len(found["rules"]["hash"]) == 64
    assert "F104" in {finding["code"] for finding in found["findings"]}


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "json", "parquet"])
def test_each_output_format_is_written_whole(suffix: str, tmp_path: Path) -> None:
    sheet = write(tmp_path / "a.csv", row("Mawar", "001/001", **SLUM))
    assert main(["assess", sheet, "-o", str(tmp_path / f"o.{suffix}")]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", f"o.{suffix}"]


@pytest.mark.parametrize(
    "arguments",
    [["-o", "{dir}/o.docx"], ["-o", "{dir}/a.csv"], ["-o", "{dir}/tidak/ada/o.csv"], ["--rules", "permen-2099"],
     ["--on", "2019-01-01"], ["--on", "kemarin"], ["--rules", "legacy"], ["--profile", "999"],
     ["--city-size", "raksasa"], ["--overlay", "perda-mana"], ["--by", "provinsi"], ["--rules", "x", "--on", "y"]],
)  # fmt: skip
def test_a_call_that_cannot_be_done_ends_with_two_and_changes_nothing(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = write(tmp_path / "a.csv", row("Mawar", "001/001"))
    before = Path(sheet).read_bytes()
    filled = [word.format(dir=tmp_path) for word in arguments]
    try:
        code = main(["assess", sheet, *filled])
    except SystemExit as leaving:
        code = leaving.code
    assert code == 2
    assert capsys.readouterr().err.strip()
    assert Path(sheet).read_bytes() == before and [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_a_missing_file_is_said_in_both_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for lang in ("id", "en"):
        assert main(["assess", str(tmp_path / "tidak_ada.xlsx"), "--lang", lang]) == 2
        said.append(capsys.readouterr().err)
    assert said[0] != said[1] and all("tidak_ada.xlsx" in words for words in said)


def test_a_rule_of_2016_scores_what_a_sheet_of_2018_can_answer(tmp_path: Path) -> None:
    sheet = write(tmp_path / "a.csv", row("Mawar", "001/001", **SLUM))
    assert main(["assess", sheet, "--rules", "permen-pupr-02-2016", "-o", str(tmp_path / "o.csv")]) == 0
    (found,) = read(tmp_path / "o.csv")
    assert found["lengkap"] == "0" and found["aturan"] == "permen-pupr-02-2016"
