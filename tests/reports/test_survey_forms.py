"""Printed forms: every question, the last figures where chosen, the way to the entry page, many RT in one file."""

import pytest

from tests.reports.conftest import LONG_NAME
from tests.reports.pdfs import is_archival, page_sizes
from tests.world import AT, World
from tuntas.city.places.models import Place
from tuntas.city.surveys.models import Campaign
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.city.surveys.typed import answer_options, field_units
from tuntas.reports.survey_forms import printing
from tuntas.reports.survey_forms.printing import FormChoice, form_places, forms_pdf
from tuntas.reports.survey_forms.questions import form_groups


def address(place: Place) -> str:
    return f"https://tuntas.example/isi/{place.pk}/"


def printed(world: World, campaign: Campaign, choice: FormChoice, area: Place | None = None) -> bytes:
    user = world.user("SECTION_HEAD")
    return forms_pdf(user, campaign, form_places(user, campaign, area), choice, address_of=address, at=AT)


def content_of(monkeypatch: pytest.MonkeyPatch, world: World, campaign: Campaign, choice: FormChoice) -> dict:  # type: ignore[type-arg]
    seen = {}
    monkeypatch.setattr(printing.typesetting, "pdf", lambda _template, content, **_said: seen.update(content) or b"")
    printed(world, campaign, choice)
    return seen


def test_every_fact_and_answer_of_the_rules_is_asked(campaign: Campaign) -> None:
    rule = regulation_of(campaign)
    asked = [one.field for group in form_groups(rule) for one in group.questions]
    assert len(asked) == len(set(asked))
    assert set(asked) == set(field_units(rule)) | set(answer_options(rule))
    figures = [one for group in form_groups(rule) for one in group.questions if not one.options]
    assert all(one.unit and one.words != one.field for one in figures)


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("f4", (609, 935))])
def test_each_rt_has_two_pages_of_the_paper(
    world: World, campaign: Campaign, paper: str, size: tuple[int, int]
) -> None:
    for is_prefilled in (False, True):
        content = printed(world, campaign, FormChoice(paper, is_prefilled))
        assert page_sizes(content) == [size] * 6 and is_archival(content)


def test_long_names_do_not_make_more_pages(world: World, campaign: Campaign) -> None:
    Place.objects.filter(level__in=("KELURAHAN", "KECAMATAN")).update(name=LONG_NAME)
    assert len(page_sizes(printed(world, campaign, FormChoice("a4", True)))) == 6


def test_the_same_data_give_the_same_bytes(world: World, campaign: Campaign) -> None:
    assert printed(world, campaign, FormChoice("f4", True)) == printed(world, campaign, FormChoice("f4", True))


def test_blank_forms_hold_no_figure(world: World, campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    content = content_of(monkeypatch, world, campaign, FormChoice())
    assert [sheet["values"] for sheet in content["sheets"]] == [{}, {}, {}]


def test_prefilled_forms_hold_the_last_figures(
    world: World, campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = content_of(monkeypatch, world, campaign, FormChoice(is_prefilled=True))
    kenanga, first, second = content["sheets"]
    assert (kenanga["kelurahan"], kenanga["values"]["luas_verifikasi_ha"]) == ("Kenanga", "1,5")
    assert first["values"]["jumlah_penduduk"] == "160" and "jumlah_penduduk" not in second["values"]
    assert {sheet["before"] for sheet in content["sheets"]} == {"Data 2025"}


def test_an_older_survey_knows_nothing_of_a_newer_one(
    world: World, before: Campaign, campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = content_of(monkeypatch, world, before, FormChoice(is_prefilled=True))
    assert {sheet["before"] for sheet in content["sheets"]} == {"Data 2024"}


def test_each_form_leads_to_its_own_entry_page(
    world: World, campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets = content_of(monkeypatch, world, campaign, FormChoice())["sheets"]
    assert [sheet["address"] for sheet in sheets] == [address(world.rts[n]) for n in (2, 0, 1)]
    assert len({sheet["qr"] for sheet in sheets}) == 3 and all("<svg" in sheet["qr"] for sheet in sheets)


def test_an_area_gets_the_forms_of_its_rt_and_a_person_those_they_see(world: World, campaign: Campaign) -> None:
    head, surveyor = world.user("SECTION_HEAD"), world.user("SURVEYOR")
    assert form_places(head, campaign, world.kelurahan) == world.rts[:2]
    assert form_places(head, campaign, world.rts[2].parent) == [world.rts[2]]
    assert form_places(head, campaign, world.rts[0]) == [world.rts[0]]
    assert form_places(surveyor, campaign) == world.rts[:2]
    assert form_places(surveyor, campaign, world.other_kelurahan) == []
    assert form_places(world.user("OUTSIDER"), campaign) == []
