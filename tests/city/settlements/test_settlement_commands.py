"""`tuntas settlements`: what a map would do, the answers to its questions, and the list."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.web.places.files import geojson, square
from tests.world import World
from tuntas.city.settlements.models import Settlement
from tuntas.cli.main import main


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Any:
    """What a call prints, with its exit code."""

    def run(*arguments: object) -> tuple[int, dict[str, Any]]:
        code = main(["settlements", *(str(one) for one in arguments), "--city", "99.01", "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


def test_a_map_is_answered_and_taken_in_all_or_nothing(world: World, tmp_path: Path, said: Any) -> None:
    path, answers = tmp_path / "kumuh.geojson", tmp_path / "jawaban.json"
    path.write_bytes(geojson((square(3), {"kelurahan": "Melati"}), (square(5), {"kelurahan": "Mellati"})))
    code, first = said("load", path, "--accept")
    assert code == 1 and not first["accepted"] and not Settlement.objects.exists()
    keys = {one["key"]: one["choices"][0][0] for one in first["questions"] if one["is_open"]}
    assert len(keys) == 2 and keys["tanpa-nama"] == "NUMBER"
    answers.write_text(json.dumps(keys), encoding="utf-8")
    code, second = said("load", path, "--answers", answers)
    assert code == 0 and second["founded"] == 2 and not Settlement.objects.exists()
    code, done = said("load", path, "--answers", answers, "--accept")
    assert code == 0 and done["accepted"] and done["founded"] == 2
    _, listed = said("list")
    assert [one["name"] for one in listed["settlements"]] == ["Melati 1", "Melati 2"]
    assert listed["settlements"][0]["drawn_m2"] and listed["settlements"][0]["decree_m2"] is None


def test_shapes_of_one_kelurahan_are_grouped_on_demand(world: World, tmp_path: Path, said: Any) -> None:
    path = tmp_path / "kumuh.geojson"
    path.write_bytes(geojson((square(3), {"kelurahan": "Melati"}), (square(5), {"kelurahan": "Melati"})))
    code, done = said("load", path, "--group", "kelurahan", "--accept")
    assert code == 0 and done["founded"] == 1 and Settlement.objects.get().name == "Melati"


def test_answers_that_are_none_are_refused(world: World, tmp_path: Path) -> None:
    path, answers = tmp_path / "kumuh.geojson", tmp_path / "jawaban.json"
    path.write_bytes(geojson((square(3), {"kelurahan": "Melati"})))
    answers.write_text("[1]", encoding="utf-8")
    assert main(["settlements", "load", str(path), "--city", "99.01", "--answers", str(answers)]) == 2
