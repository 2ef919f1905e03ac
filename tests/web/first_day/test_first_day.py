"""The first day's path: progress counted from the data, each lack with its remedy."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.web.places.files import geojson, square, unsure_place
from tests.web.places.test_loading import accept, brought
from tests.world import World
from tuntas.city.records.models import Paper
from tuntas.city.surveys.models import Campaign, Upload

Browser = Callable[[str], Client]
PAGE = reverse("first_day", args=["99.01"])


def done(client: Client) -> list[bool]:
    return [step.is_done for step in client.get(PAGE).context["steps"]]


def lacks(client: Client) -> dict[str, int]:
    return {lack.title: lack.number for lack in client.get(PAGE).context["lacks"]}


def test_the_empty_dashboard_invites_those_who_may(world: World, browser: Browser) -> None:
    city = reverse("city_page", args=["99.01"])
    assert PAGE in browser("SECTION_HEAD").get(city).content.decode()
    assert PAGE not in browser("HEAD").get(city).content.decode()


def test_progress_is_counted_from_the_data(world: World, accepted: Upload, browser: Browser) -> None:
    client = browser("SECTION_HEAD")
    assert done(client) == [True, False, True, False, True]
    accept(client, brought(client, "rt.geojson", geojson((square(0), {"kelurahan": "Melati", "rt_rw": "1/1"}))))
    assert done(client) == [True, True, True, False, True]
    assert lacks(client) == {"RT tanpa batas": 2}


def test_each_lack_leads_to_where_it_is_mended(world: World, accepted: Upload, browser: Browser) -> None:
    unsure_place(world)
    client = browser("SECTION_HEAD")
    page = client.get(PAGE)
    for lack in page.context["lacks"]:
        answer = client.get(lack.url)
        assert answer.status_code == 200 and len(answer.context["rows"]) == lack.number, lack.title
    assert lacks(client) == {"Wilayah belum dipastikan": 1, "RT tanpa batas": 3, "Kelurahan tanpa data": 1}


def test_an_empty_city_is_told_of_no_lack_of_data(world: World, browser: Browser) -> None:
    assert lacks(browser("SECTION_HEAD")) == {"RT tanpa batas": 3}


def test_the_year_of_the_old_sheet_opens_its_survey(world: World, browser: Browser) -> None:
    client = browser("HOUSING_STAFF")
    response = client.post(reverse("first_day_campaign", args=["99.01"]), {"year": "2019"})
    campaign = Campaign.objects.get(city=world.city)
    assert campaign.year == 2019 and response["Location"].endswith(f"?survei={campaign.pk}")
    again = client.post(reverse("first_day_campaign", args=["99.01"]), {"year": "2999"})
    assert again.status_code == 200 and again.context["campaign_form"].errors


def test_a_decree_is_kept_as_a_paper_with_its_scan(world: World, browser: Browser) -> None:
    client, url = browser("SECTION_HEAD"), reverse("first_day_decree", args=["99.01"])

    def sent(content: bytes) -> Any:
        said = {"number": "430/1131", "signed_on": "2020-10-20", "content": SimpleUploadedFile("sk.pdf", content)}
        return client.post(url, said)

    assert sent(b"%PDF-1.4 a").status_code == 302 and sent(b"%PDF-1.4 a").status_code == 302
    paper = Paper.objects.get(kind="SK")
    assert (paper.number, str(paper.signed_on)) == ("430/1131", "2020-10-20")
    assert sent(b"%PDF-1.4 b").context["decree_form"].errors["number"]
    assert sent(b"<html>").context["decree_form"].errors["content"]
    kept = client.get(reverse("first_day_paper", args=["99.01", paper.pk]))
    assert b"".join(kept.streaming_content) == b"%PDF-1.4 a"


def test_what_is_not_theirs_is_said_so(world: World, browser: Browser) -> None:
    steps = browser("GIS_OPERATOR").get(PAGE).context["steps"]
    assert steps[0].url and not steps[2].url
