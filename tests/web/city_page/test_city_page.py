"""The dashboard of a city."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from tests.world import World
from tuntas.city.surveys.models import Campaign, Upload

Browser = Callable[[str], Client]
CITY = reverse("city_page", args=["99.01"])


def test_the_figures_stand_with_what_belongs_to_them(world: World, accepted: Upload, browser: Browser) -> None:
    response = browser("HEAD").get(CITY)
    slum, whole = response.context["tiles"][:2]
    assert whole.value == "4,50" and [one.value for one in whole.companions] == ["3", "150", "480", "120", "21"]
    assert slum.source_url.endswith("&kumuh=ya")
    assert sum(part[1] for part in response.context["class_parts"]) == 4_500_000


def test_every_figure_leads_to_its_rows(world: World, accepted: Upload, browser: Browser) -> None:
    client = browser("HEAD")
    response = client.get(CITY)
    slum = response.context["tiles"][0]
    assert client.get(slum.source_url).context["count"] == int(slum.companions[0].value)
    for _grade, _amount, words, url in response.context["class_parts"]:
        assert f"({client.get(url).context['count']} RT)" in words


def test_the_seven_aspects_are_shown(world: World, accepted: Upload, browser: Browser) -> None:
    aspects = browser("HEAD").get(CITY).context["aspects"]
    assert [aspect.number for aspect in aspects] == [1, 2, 3, 4, 5, 6, 7]
    assert all(aspect.now is not None for aspect in aspects)


def test_a_kelurahan_sees_its_own_figures(world: World, accepted: Upload, browser: Browser) -> None:
    response = browser("KELURAHAN_HEAD").get(CITY)
    assert response.context["picture"].place == world.kelurahan and response.context["picture"].units == 2


def test_at_most_twelve_queries(
    world: World, accepted: Upload, browser: Browser, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    client = browser("HEAD")
    client.get(CITY)
    with django_assert_max_num_queries(12):
        client.get(CITY)


def test_before_any_data_the_page_says_what_comes_next(world: World, campaign: Campaign, browser: Browser) -> None:
    assert "Unggah berkas survei" in browser("HOUSING_STAFF").get(CITY).content.decode()
    assert "Belum ada data survei" in browser("HEAD").get(CITY).content.decode()


def test_an_unknown_campaign_is_not_there(world: World, campaign: Campaign, browser: Browser) -> None:
    assert browser("HEAD").get(f"{CITY}?survei=999999").status_code == 404
    assert browser("HEAD").get(f"{CITY}?survei=abc").status_code == 404
