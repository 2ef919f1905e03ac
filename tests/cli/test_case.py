"""`tuntas case`: the report's own city, shown without a database."""

import json

import pytest

from tuntas.cli.main import main


def test_the_case_of_the_report_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["case", "list", "--json"]) == 0
    assert [case["id"] for case in json.loads(capsys.readouterr().out)["cases"]] == ["surakarta-2019"]


def test_the_case_of_the_report_remains_at_205_79_and_lacks_one_hundredth(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["case", "show", "surakarta-2019", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["states"][-1]["remaining_m2"] == 2_057_900
    assert shown["sum"] == {
        "basis": "Keputusan Walikota Surakarta Nomor 413.21/38.1/2016",
        "decreed_m2": 3_595_000,
        "handled_m2": 1_537_100,
        "targets_m2": 2_058_000,
        "difference_m2": -100,
    }
    assert [one["code"] for one in shown["findings"]] == ["L304", "L310"]


def test_figures_that_others_print_stand_beside_with_their_source(capsys: pytest.CaptureFixture[str]) -> None:
    main(["case", "show", "surakarta-2019", "--json"])
    told = json.loads(capsys.readouterr().out)["statements"]
    handled = [one for one in told if one["about"] == "HANDLED" and one["printed_on"] in ("2017", "2018")]
    assert sum(one["area_m2"] for one in handled) == 1_537_100
    assert all(one["source"] and one["note"] for one in told)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_case_reads_in_both_languages(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    assert main(["case", "show", "surakarta-2019", "--lang", lang]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert {"id": "Tersisa 205,79 ha dari 359,50 ha", "en": "205.79 ha of 359.50 ha remain"}[lang] in shown


def test_an_unknown_case_is_refused_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["case", "show", "solo"]) == 2
    assert "surakarta-2019" in capsys.readouterr().err
