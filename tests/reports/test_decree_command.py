"""`tuntas decree`: the decrees of the report's own city, and the annex as a file."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.world import AT
from tuntas.city.decrees.case_loading import load_case_with_decrees
from tuntas.cli.main import main
from tuntas.ledger.case_files import case_named

FIRST = "Keputusan Walikota Surakarta Nomor 032/97-C/1/2014"
LATEST = "Keputusan Walikota Surakarta Nomor 413.21/38.1/2016"


@pytest.fixture(autouse=True)
def surakarta(db: None) -> None:
    """The case that ships with the product."""
    load_case_with_decrees(case=case_named("surakarta-2019"), by=None, at=AT)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(["decree", arguments[0], "--city", "33.72", "--json", *arguments[1:]]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_decrees_are_listed_with_their_spellings(capsys: pytest.CaptureFixture[str]) -> None:
    listed = told(capsys, "list")["decrees"]
    shown = [(one["number"], one["area_m2"], one["state"]) for one in listed[:2]]
    assert shown == [(FIRST, 4_676_200, "REVISED"), (LATEST, 3_595_000, "ENACTED")]
    assert FIRST not in listed[0]["aliases"] and listed[0]["aliases"]


def test_a_decree_is_found_by_any_spelling_and_without_one_it_is_that_in_force(
    capsys: pytest.CaptureFixture[str],
) -> None:
    alias = told(capsys, "list")["decrees"][0]["aliases"][0]
    shown = told(capsys, "show", "--number", alias)
    assert shown["number"] == FIRST and [one["area_m2"] for one in shown["lines"]] == [4_676_200]
    assert told(capsys, "show")["number"] == LATEST
    assert main(["decree", "show", "--city", "33.72", "--number", "1/2099"]) == 2
    assert "tuntas decree list --city 33.72" in capsys.readouterr().err


def test_the_annex_becomes_a_file_of_the_named_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "annex", "-o", str(tmp_path / "l.xlsx"))
    assert (tmp_path / "l.xlsx").read_bytes()[:2] == b"PK"
    told(capsys, "annex", "--paper", "F4", "-o", str(tmp_path / "l.pdf"))
    assert (tmp_path / "l.pdf").read_bytes()[:4] == b"%PDF"
    assert main(["decree", "annex", "--city", "33.72"]) == 2
