"""`tuntas survey`: the same result as on files, and out again as it came in."""

import csv
import json
from pathlib import Path

import pytest

from tests.city.surveys.workbooks import many_places, survey_csv
from tests.world import AT, World
from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.people.actions import create_city
from tuntas.city.surveys.models import SurveyRecord, Upload
from tuntas.cli.main import main


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """Thirty RT, one figure of them missing, one below zero, one with awkward decimals, one row blocked."""
    changed = {(1, "2a"): "", (2, "4a"): "-0.35", (3, "luas_verifikasi_ha"): "1.2345", (4, "1b"): "0.123456",
               (5, "jumlah_kk"): "12O"}  # fmt: skip
    path = tmp_path / "survei.csv"
    path.write_bytes(survey_csv(many_places(30), changed))
    return path


def survey(*arguments: object, year: int = 2025) -> int:
    action, *others = (str(argument) for argument in arguments)
    return main(["survey", action, *others, "--city", "99.01", "--year", str(year), "--json"])


def test_import_previews_and_accept_lets_in(world: World, sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert survey("import", sheet) == 1
    first = json.loads(capsys.readouterr().out)
    assert first["state"] == "READY" and first["counts"]["new"] == 29 and not SurveyRecord.objects.exists()
    assert survey("import", sheet, "--accept") == 1
    again = json.loads(capsys.readouterr().out)
    assert again["state"] == "ACCEPTED" and again["upload"] == first["upload"] and again["was_known"]
    assert again["assessments"] == StoredAssessment.objects.count() == 29
    blocked = [found for found in again["findings"] if found["severity"] == "ERROR"]
    assert [(found["row"], found["value"]) for found in blocked] == [(7, "12O")]


def test_importing_twice_changes_nothing(world: World, sheet: Path) -> None:
    survey("import", sheet, "--accept")
    before = list(SurveyRecord.objects.order_by("pk").values())
    assert survey("import", sheet, "--accept") == 1
    assert list(SurveyRecord.objects.order_by("pk").values()) == before and Upload.objects.count() == 1


@pytest.mark.parametrize("name", ["keluar.csv", "keluar.xlsx"])
def test_export_and_import_again_change_nothing(world: World, sheet: Path, tmp_path: Path, name: str) -> None:
    survey("import", sheet, "--accept")
    out = tmp_path / name
    assert survey("export", "-o", out) == 0
    assert survey("import", out, "--accept") == 0
    came_back = Upload.objects.latest("pk")
    assert came_back.preview["counts"] == {"new": 0, "changed": 0, "unchanged": 29, "blocked": 0}
    assert survey("import", out, "--accept", year=2026) == 0
    kept = [list(SurveyRecord.objects.filter(campaign__year=year).order_by("position")
                 .values_list("place", "facts", "identity", "rt", "rw")) for year in (2025, 2026)]  # fmt: skip
    assert kept[0] == kept[1]


def test_the_results_are_those_of_assess(world: World, sheet: Path, tmp_path: Path) -> None:
    survey("import", sheet, "--accept")
    assert survey("export", "--results", "-o", tmp_path / "kota.csv") == 0
    main(["assess", str(sheet), "-o", str(tmp_path / "berkas.csv"), "--json"])
    of_city, of_file = (read(tmp_path / name) for name in ("kota.csv", "berkas.csv"))
    assert of_city == [row for row in of_file if "12O" not in row and row[row_of("total_min", of_file)] != ""]


def test_what_cannot_be_done_is_refused_with_2(
    world: World, sheet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert survey("import", tmp_path / "tidak-ada.xlsx") == 2
    assert survey("export", "-o", tmp_path / "x.csv") == 2
    assert survey("export") == 2
    assert main(["survey", "import", str(sheet), "--city", "12.34", "--year", "2025"]) == 2
    bad = tmp_path / "bukan.csv"
    bad.write_text("a,b\n1,2\n")
    capsys.readouterr()
    assert survey("import", bad) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "FILE-NO-HEADER"


def test_pekalongan_equals_the_files_own_result(
    db: None, shared_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    create_city(code="33.75", name="Kota Pekalongan", by=None, at=AT)
    file = shared_data / "pekalongan" / "baseline_2019.xlsx"
    where = ["--city", "33.75", "--year", "2019"]
    assert main(["survey", "import", str(file), *where, "--accept", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["assessments"] == 432
    assert main(["survey", "export", *where, "--results", "-o", str(tmp_path / "kota.csv")]) == 0
    main(["assess", str(file), "-o", str(tmp_path / "berkas.csv")])
    assert (tmp_path / "kota.csv").read_bytes() == (tmp_path / "berkas.csv").read_bytes()


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def row_of(name: str, table: list[list[str]]) -> int:
    return table[0].index(name)
