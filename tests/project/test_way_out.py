"""The commands for the way out and for the proof: in processes of their own, as an operator runs them."""

import json
import zipfile
from pathlib import Path

from tests.city.surveys.workbooks import many_places, survey_csv
from tests.project.office import Office


def test_a_city_leaves_in_one_file_or_not_at_all(office: Office, tmp_path: Path) -> None:
    target = tmp_path / "kota.zip"
    said = office.tell("export-all", "--city", "33.75", "-o", str(target))
    with zipfile.ZipFile(target) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["city"] == "33.75" and said["rows"]["people.City"] == 1 and said["personal"] is False
    before = target.read_bytes()
    refused = office.tell("export-all", "--city", "33.75", "-o", str(target), "--personal", expected=2)
    assert refused["error"]["code"] == "EXPORT-PERSONAL-NEEDS-PERSON" and target.read_bytes() == before
    assert office.tell("export-all", "--city", "99.99", "-o", str(target), expected=2)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["kota.zip"], "a draft was left behind"


def test_every_stored_result_comes_out_again_or_the_command_says_which(office: Office, tmp_path: Path) -> None:
    survey = tmp_path / "survei.csv"
    survey.write_bytes(survey_csv(many_places(5)))
    office.tell("survey", "import", str(survey), "--city", "33.75", "--year", "2025", "--accept")
    said = office.tell("assessments", "recompute", "--city", "33.75")
    assert said["assessments"] == 5 and said["areas"] > 1 and said["unequal"] == []
    assert office.tell("assessments", "recompute", expected=2)["error"]["code"] == "CLI-RECOMPUTE-WHICH"
    office.ask("UPDATE assessments_areafigure SET units = 77")
    said = office.tell("assessments", "recompute", "--all", expected=1)
    assert {column for one in said["unequal"] for column in one["columns"]} == {"units"}
