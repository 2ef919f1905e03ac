"""`tuntas report`: the same papers from the command line."""

import json
from pathlib import Path

import pytest

from tests.reports.pdfs import page_sizes
from tests.world import World
from tuntas.city.people.models import User
from tuntas.city.surveys.models import Campaign
from tuntas.cli.main import main
from tuntas.reports.brief.area import area_brief
from tuntas.reports.brief.pages import page_pdf


def report(*arguments: object) -> int:
    action, *others = (str(argument) for argument in arguments)
    return main(["report", action, "--city", "99.01", "--json", *others])


def test_a_brief_is_the_one_of_the_pages(world: World, campaign: Campaign, tmp_path: Path) -> None:
    assert report("brief", "-o", tmp_path / "kota.pdf") == 0
    head: User = world.user("SECTION_HEAD")
    brief = area_brief(head, campaign)
    assert brief is not None and (tmp_path / "kota.pdf").read_bytes() == page_pdf(brief)


@pytest.mark.parametrize("wanted", ["melati", "99.01.01.1001"])
def test_a_kelurahan_is_found_by_name_or_code(
    wanted: str, campaign: Campaign, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report("brief", "--kelurahan", wanted, "--year", 2024, "-o", tmp_path / "melati.pptx") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["place"], told["year"]) == ("Kelurahan Melati", 2024)


def test_forms_of_a_kelurahan_come_on_f4(campaign: Campaign, tmp_path: Path) -> None:
    out = tmp_path / "formulir.pdf"
    assert report("forms", "--kelurahan", "Melati", "--paper", "f4", "--prefilled", "--address",
                  "https://tuntas.example/", "-o", out) == 0  # fmt: skip
    assert page_sizes(out.read_bytes()) == [(609, 935)] * 4


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["brief", "--kelurahan", "Tiada", "-o", "x.pdf"], "CLI-REPORT-KELURAHAN"),
        (["brief", "--year", "1990", "-o", "x.pdf"], "CLI-REPORT-NO-CAMPAIGN"),
        (["brief", "-o", "x.docx"], "CLI-UNKNOWN-FORMAT"),
        (["forms", "-o", "x.pdf"], "CLI-REPORT-NO-ADDRESS"),
    ],
)
def test_what_cannot_be_is_refused(
    arguments: list[str], code: str, campaign: Campaign, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert report(*arguments) == 2
    assert code in "".join(capsys.readouterr()) and not list(tmp_path.iterdir())
