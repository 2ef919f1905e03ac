"""`tuntas plan` on files: a plan that others can read, a check that sees a broken one, reasons for each area."""

import json
from pathlib import Path

import pytest

from tests.planning.problems import document
from tuntas.cli.main import main


@pytest.fixture
def stated(tmp_path: Path) -> Path:
    path = tmp_path / "instance.json"
    path.write_text(json.dumps(document(3, areas=10)), encoding="utf-8")
    return path


def test_a_plan_is_written_checked_and_explained(
    stated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "plan.json"
    assert main(["plan", "optimise", str(stated), "-o", str(plan), "--steps", "5", "--seed", "2", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    written = json.loads(plan.read_text(encoding="utf-8"))
    assert written["objective"] <= written["bound"] and written["gap"] >= 0 and told["seed"] == 2
    assert all(len(place) == 2 for packages in written["plan"].values() for place in packages.values())
    assert len(written["data_hash"]) == 64 and written["version"] and written["solver"].startswith("HiGHS")
    assert main(["plan", "check", str(stated), str(plan)]) == 0
    capsys.readouterr()
    assert main(["plan", "explain", str(stated), str(plan), "--json", "--lang", "en"]) == 0
    areas = json.loads(capsys.readouterr().out)["areas"]
    assert len(areas) == 10 and all(one["reasons"] for one in areas)
    assert {one["area"] for one in areas if one["is_in"]} == set(written["plan"])


def test_a_broken_plan_ends_with_one_and_each_breach(
    stated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps({"plan": {"0": {"0": [9, 0]}, "77": {"1": [0, 0]}}}), encoding="utf-8")
    assert main(["plan", "check", str(stated), str(plan), "--json"]) == 1
    assert {one["code"] for one in json.loads(capsys.readouterr().out)["breaches"]} >= {"PLAN-NO-AREA", "PLAN-NO-YEAR"}
    assert main(["plan", "explain", str(stated), str(plan)]) == 1


def test_bad_files_are_refused_by_name(stated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps({**document(3), "B": [[-5, 1, 1]] * 3}), encoding="utf-8")
    assert main(["plan", "optimise", str(bad), "-o", str(tmp_path / "p.json")]) == 2
    assert "-5" in capsys.readouterr().err
    assert not (tmp_path / "p.json").exists()
    for arguments in (["optimise", str(stated)], ["check", str(stated)], ["check", str(stated), str(stated)],
                      ["check", str(tmp_path / "no.json"), "x"],
                      ["optimise", str(stated), "-o", str(tmp_path / "p.json"), "--time-limit", "-1"]):  # fmt: skip
        assert main(["plan", *arguments]) == 2


def test_impossible_targets_name_what_has_to_give(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "hard.json"
    path.write_text(json.dumps(document(3, hard_targets=True, H=[9e3, 0, 0])), encoding="utf-8")
    assert main(["plan", "optimise", str(path), "-o", str(tmp_path / "p.json"), "--steps", "3", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["relaxations"]
    assert not (tmp_path / "p.json").exists()
