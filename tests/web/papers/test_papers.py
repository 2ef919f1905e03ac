"""Bahan paparan and printed forms, as pages give them."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.reports.pdfs import page_sizes
from tests.world import World
from tuntas.city.surveys.models import Campaign, Upload
from tuntas.web.papers import survey_forms

Browser = Callable[[str], Client]
BRIEF, FORMS = reverse("brief_file", args=["99.01"]), reverse("survey_forms", args=["99.01"])
FORMS_FILE = reverse("survey_forms_file", args=["99.01"])


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("pptx", b"PK"), ("png", b"\x89PNG")])
def test_each_form_of_a_brief_is_a_file(
    kind: str, begins: bytes, world: World, accepted: Upload, browser: Browser
) -> None:
    unit = reverse("unit_brief_file", args=["99.01", world.rts[0].pk])
    for url in (
        f"{BRIEF}?bentuk={kind}",
        f"{BRIEF}?bentuk={kind}&kelurahan={world.kelurahan.pk}",
        f"{unit}?bentuk={kind}",
    ):
        response = browser("SECTION_HEAD").get(url)
        assert response.content.startswith(begins)
        assert response["Content-Disposition"].endswith(f'-2025.{kind}"')


def test_a_brief_speaks_the_language_of_the_reader(world: World, accepted: Upload, browser: Browser) -> None:
    client = browser("SECTION_HEAD")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert client.get(f"{BRIEF}?bentuk=png").content != browser("SECTION_HEAD").get(f"{BRIEF}?bentuk=png").content


@pytest.mark.parametrize("query", ["bentuk=exe", "kelurahan=999999", "kelurahan=x", "survei=999999"])
def test_what_is_not_there_is_not_found(query: str, world: World, accepted: Upload, browser: Browser) -> None:
    assert browser("SECTION_HEAD").get(f"{BRIEF}?{query}").status_code == 404


def test_a_lurah_has_no_brief_of_another_kelurahan(world: World, accepted: Upload, browser: Browser) -> None:
    client = browser("KELURAHAN_HEAD")
    assert client.get(BRIEF).status_code == 200
    assert client.get(f"{BRIEF}?kelurahan={world.other_kelurahan.pk}").status_code == 404
    assert client.get(reverse("unit_brief_file", args=["99.01", world.rts[2].pk])).status_code == 404


def test_before_the_first_data_there_is_no_brief(world: World, campaign: Campaign, browser: Browser) -> None:
    assert browser("SECTION_HEAD").get(BRIEF).status_code == 404
    assert "Bahan paparan" not in browser("SECTION_HEAD").get(reverse("city_page", args=["99.01"])).content.decode()


def test_pages_offer_the_brief_to_those_who_may_export(world: World, accepted: Upload, browser: Browser) -> None:
    pages = [reverse("city_page", args=["99.01"]), reverse("unit_list", args=["99.01"]),
             reverse("unit_page", args=["99.01", world.rts[0].pk])]  # fmt: skip
    for page in pages:
        assert "Bahan paparan" in browser("SECTION_HEAD").get(page).content.decode()
        assert "Bahan paparan" not in browser("SURVEYOR").get(page).content.decode()
    narrowed = browser("SECTION_HEAD").get(f"{pages[1]}?kelurahan={world.kelurahan.pk}").content.decode()
    assert f"bentuk=pptx&amp;survei={accepted.campaign_id}&amp;kelurahan={world.kelurahan.pk}" in narrowed


def test_the_forms_page_offers_what_the_person_sees(world: World, accepted: Upload, browser: Browser) -> None:
    areas = browser("SECTION_HEAD").get(FORMS).context["form"].fields["wilayah"].choices
    assert [words for _key, words in areas] == ["Semua RT (3)", "Kelurahan Kenanga (1 RT)", "Kenanga, RW 001 (1 RT)",
                                                "Kelurahan Melati (2 RT)", "Melati, RW 001 (2 RT)"]  # fmt: skip
    own = browser("SURVEYOR").get(f"{FORMS}?wilayah={world.rts[0].pk}").context["form"]
    assert [words for _key, words in own.fields["wilayah"].choices] == [
        "Semua RT (2)", "Melati, RT 001 / RW 001", "Kelurahan Melati (2 RT)", "Melati, RW 001 (2 RT)"]  # fmt: skip
    assert own["wilayah"].value() == str(world.rts[0].pk)


def test_the_forms_come_as_one_file(world: World, accepted: Upload, browser: Browser) -> None:
    query = f"wilayah={world.kelurahan.pk}&isi=terisi&kertas=f4&survei={accepted.campaign_id}"
    response = browser("SURVEYOR").get(f"{FORMS_FILE}?{query}")
    assert page_sizes(response.content) == [(609, 935)] * 4
    assert response["Content-Disposition"] == 'attachment; filename="formulir-kelurahan-melati-2025-terisi-f4.pdf"'


def test_too_many_forms_are_refused_with_what_to_do(
    world: World, accepted: Upload, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey_forms, "MOST_FORMS", 2)
    page = browser("SECTION_HEAD").get(FORMS_FILE, follow=True).content.decode()
    assert "paling banyak 2 RT" in page and "Pilih satu kelurahan" in page


def test_before_the_first_survey_the_forms_page_says_what_to_do(world: World, browser: Browser) -> None:
    assert "Belum ada survei" in browser("SECTION_HEAD").get(FORMS).content.decode()
    assert browser("SECTION_HEAD").get(FORMS_FILE).status_code == 404


def test_a_surveyor_gets_no_form_of_another_kelurahan(world: World, accepted: Upload, browser: Browser) -> None:
    assert browser("SURVEYOR").get(f"{FORMS_FILE}?wilayah={world.other_kelurahan.pk}").status_code == 404
