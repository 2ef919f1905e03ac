"""`check`, `explain`, `compare`, `template`, `rules`, `demo`, and the door itself."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.sheets import row, write
from tuntas import __version__
from tuntas.cli.main import main
from tuntas.cli.program import COMMANDS

SLUM = {"c1a": "100", "c6a": "100", "c6b": "100", "c7b": "80"}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TUNTAS_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("TUNTAS_LANG", raising=False)
    return tmp_path / "home"


def test_check_ends_with_one_where_there_are_errors_and_names_the_cell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = write(tmp_path / "a.csv", row("Mawar", "001/001", jumlah_kk="12O"))
    assert main(["check", sheet]) == 1
    said = capsys.readouterr().out
    assert "G2" in said and "12O" in said and "120" in said


def test_check_ends_with_zero_on_a_clean_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", write(tmp_path / "a.csv", row("Mawar", "001/001", **SLUM))]) == 0
    assert "0 kesalahan" in capsys.readouterr().out


def test_explain_finds_the_unit_however_its_rt_is_spelt(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = write(tmp_path / "a.csv", row("Mawar", "RT003-RW002", **SLUM), row("Mawar", "RT004-RW002"))
    for unit in ("Mawar/RT003-RW002", "mawar/RT 3 RW 2", "Mawar/003/002"):
        assert main(["explain", sheet, "--unit", unit, "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert (found["total"], found["class"]) == (20, "ringan")
        assert found["ways_below"][0]["total_after"] < 16
        assert all(c["formula"] and c["verdict"] and c["source"] for c in found["criteria"])


def test_explain_prints_formula_band_source_and_way_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["explain", write(tmp_path / "a.csv", row("Mawar", "003/002", c2b="800")), "--unit", "Mawar/003/002"]) == 0
    )
    said = " ".join(capsys.readouterr().out.split())
    assert "80,00 %" in said and "41 m" in said and "belum" in said and "Tidak Kumuh" in said


def test_an_unknown_unit_is_answered_with_units_there_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = write(tmp_path / "a.csv", row("Mawar", "003/002"))
    assert main(["explain", sheet, "--unit", "Mawar/RT009-RW009"]) == 2
    assert "Mawar/003/002" in capsys.readouterr().err


def test_compare_counts_the_hectares_that_cross_the_threshold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = write(tmp_path / "a.csv", row("Mawar", "001/001", **SLUM), row("Mawar", "002/001"))
    after = write(tmp_path / "b.csv", row("MAWAR", "RT001-RW001", c6a="100"), row("Mawar", "002/001", **SLUM))
    assert main(["compare", before, after, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["handled_ha"], found["relapsed_ha"], found["only_before"]) == ("2", "2", [])
    assert [unit["handled_m2"] for unit in found["units"]] == [20_000, 0]
    assert found["units"][0]["contribution_percent"] > 0 and found["units"][1]["contribution_percent"] is None


def test_compare_names_units_that_stand_in_one_file_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = write(tmp_path / "a.csv", row("Mawar", "001/001"), row("Mawar", "002/001"))
    after = write(tmp_path / "b.csv", row("Mawar", "001/001"), row("Melati", "002/001"))
    assert main(["compare", before, after]) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "Mawar/002/001" in said and "Melati/002/001" in said


def test_the_template_can_be_filled_in_checked_and_scored(tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "t.xlsx"
    assert main(["template", "-o", str(path)]) == 0
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    header = next(cells for cells in sheet.iter_rows() if any(cell.value == "rt_rw" for cell in cells))
    first = next(r for r in range(header[0].row + 1, header[0].row + 9)
                 if all(not sheet.cell(r, c.column).value for c in header[:9]))  # fmt: skip
    given = row("Mawar", "001/001", **SLUM)
    for cell in header:
        if cell.value in given:
            text = given[cell.value]
            sheet.cell(first, cell.column).value = float(text) if text.replace(".", "").isdigit() else text
    book.save(path)
    assert main(["assess", str(path), "-o", str(tmp_path / "o.json")]) == 0
    assert "ringan" in (tmp_path / "o.json").read_text(encoding="utf-8")


def test_rules_are_listed_shown_and_fit(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "list"]) == 0
    assert "permen-pupr-14-2018" in capsys.readouterr().out
    assert main(["rules", "show", "permen-pupr-14-2018"]) == 0
    assert "belum dicocokkan dengan lampiran asli" in capsys.readouterr().out
    assert main(["rules", "check"]) == 0


def test_a_comparison_with_the_annex_is_recorded_and_shown(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    call = ["rules", "verify", "permen-pupr-14-2018", "--value", "bands", "--by", "Rina", "--document", "Lampiran II"]
    assert main(call[:3]) == 2
    assert main(call) == 0
    assert (home / "rules" / "verifications.jsonl").is_file()
    capsys.readouterr()
    assert main(["rules", "show", "permen-pupr-14-2018", "--lang", "en"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "1 of" in said and "Rina" in said


def test_a_rule_set_of_the_office_stands_on_the_shelf(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import shutil

    from tuntas.rules.loading import shipped_law

    shutil.copytree(str(shipped_law() / "permen_pupr_14_2018"), home / "rules" / "contoh")
    head = home / "rules" / "contoh" / "instrument.toml"
    words = head.read_text(encoding="utf-8").replace('id = "permen-pupr-14-2018"', 'id = "contoh-2030"')
    head.write_text(words.replace("permen-pupr-02-2016", "permen-pupr-14-2018"), encoding="utf-8")
    assert main(["rules", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["current"] == "contoh-2030"


def demo(home: Path, *arguments: str) -> str:
    """What `tuntas demo` prints in a process of its own: it starts the web application on the demo's own home."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")}
    command = [sys.executable, "-m", "tuntas.cli.main", "demo", "--no-serve", *arguments]
    done = subprocess.run(command, env={**kept, "TUNTAS_HOME": str(home)}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_demo_does_the_main_job_and_makes_its_city_once(home: Path) -> None:
    said = demo(home)
    assert "Kota Contoh" in said and "contoh.housing_staff" in said
    assert (home / "demo" / "contoh-hasil.xlsx").stat().st_size > 10_000
    with sqlite3.connect(home / "demo" / "tuntas.sqlite3") as memory:
        (assessed,) = memory.execute("SELECT count(*) FROM assessments_storedassessment").fetchone()
        (drawn,) = memory.execute("SELECT count(*) FROM places_placeedition WHERE geometry IS NOT NULL").fetchone()
        used = [memory.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in ("surveys_unfithouse", "surveys_houseaid", "surveys_draft", "people_agency")]  # fmt: skip
    assert (assessed, drawn, used) == (120, 64, [5, 3, 1, 3])
    assert "Kepala bidang" in said, "people read roles in words"
    assert "contoh.housing_staff" not in demo(home)


def test_version_and_help_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"tuntas {__version__}\n"
    for lang, word in (("id", "Perintah"), ("en", "Commands")):
        with pytest.raises(SystemExit) as leaving:
            main(["--lang", lang, "--help"])
        assert leaving.value.code == 0
        assert word in capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_in_both_languages(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for lang in ("id", "en"):
        with pytest.raises(SystemExit):
            main([command, "--lang", lang, "--help"])
        said.append(capsys.readouterr().out)
    assert said[0] != said[1]


def test_a_wrong_call_ends_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    for arguments in (["hitung"], ["assess"], ["rules", "hapus"]):
        with pytest.raises(SystemExit) as leaving:
            main(arguments)
        assert leaving.value.code == 2
        assert "Perintah tidak dapat dijalankan" in capsys.readouterr().err


def test_compare_says_so_where_nothing_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = write(tmp_path / "a.csv", row("Mawar", "001/001", **SLUM))
    assert main(["compare", sheet, sheet]) == 0
    assert "Tidak ada satuan yang nilainya berubah" in capsys.readouterr().out
