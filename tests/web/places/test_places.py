"""The tree of places, its search, and the page of one."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.city.surveys.workbooks import survey_csv
from tests.web.places.files import square, unsure_place
from tests.world import AT, ON, SOURCE, World
from tuntas.city.assessments.actions import accept_upload
from tuntas.city.assessments.models import AreaFigure
from tuntas.city.places.actions import PlaceHead, change_place
from tuntas.city.places.drawing import draw_boundary
from tuntas.city.places.models import Place, PlaceKind
from tuntas.city.places.shapes import boundary_of
from tuntas.city.surveys.models import Campaign, SurveyRecord, Upload
from tuntas.city.surveys.uploads import preview_upload, receive_upload

Browser = Callable[[str], Client]
TREE = reverse("places", args=["99.01"])


def names(response: Any) -> list[str]:
    return [row.place.name for row in response.context["rows"]]


def drawn(world: World) -> None:
    import shapely

    for number, place in enumerate((world.kelurahan, world.rts[0])):
        boundary = boundary_of(shapely.Polygon(square(number)), crs="EPSG:4326", source="contoh")
        draw_boundary(place=place, boundary=boundary, from_on=None, by=None, at=AT)


def test_a_citys_page_does_not_say_city_twice_in_english(world: World, browser: Browser) -> None:
    client = browser("PLANNER")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    titles = [client.get(reverse("place_page", args=["99.01", place.pk])).context["title"]
              for place in (world.city.place, world.kelurahan, world.rts[0])]  # fmt: skip
    assert titles == ["Kota Contoh", "Kelurahan Melati", "RT 001 / RW 001, Melati"]


def test_the_tree_begins_with_the_kecamatan(world: World, browser: Browser) -> None:
    response = browser("PLANNER").get(TREE)
    [row] = response.context["rows"]
    assert (row.place.name, row.parts, row.area) == ("Taman", "2 kelurahan, 3 RT", None)
    assert [tile.value for tile in response.context["known"]] == ["1", "2", "2", "3"]


def test_a_post_for_one_kelurahan_begins_there_and_sees_no_other(world: World, browser: Browser) -> None:
    client = browser("SURVEYOR")
    assert names(client.get(TREE)) == ["Melati"]
    assert names(client.get(TREE, {"cari": "RT"})) == ["RT 001", "RT 002"]
    other = reverse("place_page", args=["99.01", world.other_kelurahan.pk])
    assert client.get(other).status_code == 404


def test_the_search_takes_names_numbers_and_codes(world: World, browser: Browser) -> None:
    client = browser("PLANNER")
    assert names(client.get(TREE, {"cari": "99.01.01.1002"})) == ["Kenanga"]
    assert names(client.get(TREE, {"cari": "kenanga RT"})) == ["RT 001"]
    assert names(client.get(TREE, {"cari": "tidak ada"})) == []


def test_a_place_shows_its_outline_its_parts_and_its_history(world: World, browser: Browser) -> None:
    drawn(world)
    head = PlaceHead(PlaceKind.KELURAHAN, "Melati Baru", world.kecamatan, "99.01.01.1001")
    change_place(place=world.kelurahan, head=head, source="Perda contoh", from_on=date(2026, 1, 1), by=None, at=AT)
    response = browser("PLANNER").get(reverse("place_page", args=["99.01", world.kelurahan.pk]))
    assert [event.title for event in response.context["events"]] == ["nama berubah", "Edisi pertama"]
    assert response.context["has_outline"] and names(response) == ["RW 001"]
    assert [crumb.label for crumb in response.context["breadcrumbs"]][-2:] == ["Taman", "Melati Baru"]


def test_an_outline_is_small_and_asked_for_once(world: World, browser: Browser) -> None:
    drawn(world)
    client, url = browser("PLANNER"), reverse("place_outline", args=["99.01", world.kelurahan.pk])
    first = client.get(url)
    assert first.json()["features"][0]["geometry"]["coordinates"][0][0] == [109.6, -6.8]
    again = client.get(url, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304 and not again.content
    bare = client.get(reverse("place_outline", args=["99.01", world.other_kelurahan.pk]))
    assert bare.json()["features"] == []


def test_the_lists_of_the_first_day_hold_what_is_missing(world: World, accepted: Upload, browser: Browser) -> None:
    drawn(world)
    client = browser("SECTION_HEAD")
    assert len(names(client.get(TREE, {"lihat": "tanpa-batas"}))) == 2
    assert names(client.get(TREE, {"lihat": "tanpa-data"})) == []
    unsure_place(world)
    assert names(client.get(TREE, {"lihat": "kelurahan-tanpa-data"})) == ["Dahlia"]


def test_the_number_of_queries_does_not_grow(
    world: World, browser: Browser, django_assert_max_num_queries: Any
) -> None:
    client = browser("PLANNER")
    with django_assert_max_num_queries(20):
        client.get(TREE, {"cari": "RT"})


def test_a_survey_place_is_confirmed_with_its_code(world: World, browser: Browser) -> None:
    pk = unsure_place(world)
    client, page = browser("GIS_OPERATOR"), reverse("place_confirm", args=["99.01", pk])
    assert names(client.get(reverse("places_unconfirmed", args=["99.01"]))) == ["Dahlia"]
    said = {"code": "99.01.01.1001", "kind": "KELURAHAN", "kecamatan": world.kecamatan.pk}
    assert "sudah dipakai" in client.post(page, said).content.decode()
    assert "bukan milik" in client.post(page, said | {"code": "99.01.02.1003"}).content.decode()
    assert client.post(page, said | {"code": "99.01.01.1003"}).status_code == 302
    world.kelurahan.refresh_from_db()
    assert names(client.get(reverse("places_unconfirmed", args=["99.01"]))) == []


def test_a_survey_place_joins_the_listed_one_it_misspells(world: World, browser: Browser, campaign: Campaign) -> None:
    sheet = survey_csv([("Taman", "Melatti", "RT001-RW001"), ("Taman", "Melatti", "RT009-RW001")])
    received = receive_upload(campaign=campaign, content=sheet, file_name="a.csv", by=None, at=AT)
    accept_upload(upload=preview_upload(upload=received, on=ON, at=AT), on=ON, by=None, at=AT)
    drawn(world)
    stray = Place.objects.get(name="Melatti")
    client = browser("GIS_OPERATOR")
    page = client.get(reverse("place_confirm", args=["99.01", stray.pk]))
    assert page.context["alike"] == [world.kelurahan]
    client.post(reverse("place_join", args=["99.01", stray.pk]), {"ke": world.kelurahan.pk})
    homes = {record.place.name: record.place for record in SurveyRecord.objects.select_related("place__kelurahan")}
    assert {place.kelurahan for place in homes.values()} == {world.kelurahan} and set(homes) == {"RT 001", "RT 009"}
    outline = homes["RT 001"].editions.get()
    assert outline.geometry is not None, "the outline of the RT without data goes to the one with data"
    stray.refresh_from_db()
    assert stray.dissolved_on and Place.objects.within(stray).existing(ON + timedelta(days=9999)).count() == 0
    figure = AreaFigure.objects.get(place=world.kelurahan)
    assert figure.units == 2 and not AreaFigure.objects.filter(place=stray).exists()


def test_two_surveyed_rt_of_one_number_are_never_joined(world: World, browser: Browser, accepted: Upload) -> None:
    sheet = survey_csv([("Taman", "Melatti", "RT001-RW001")])
    received = receive_upload(campaign=accepted.campaign, content=sheet, file_name="a.csv", by=None, at=AT)
    accept_upload(upload=preview_upload(upload=received, on=ON, at=AT), on=ON, by=None, at=AT)
    stray, client = Place.objects.get(name="Melatti"), browser("GIS_OPERATOR")
    response = client.post(reverse("place_join", args=["99.01", stray.pk]), {"ke": world.kelurahan.pk}, follow=True)
    assert "kedua tempat" in response.content.decode()
    stray.refresh_from_db()
    assert stray.dissolved_on is None and Place.objects.filter(parent=stray).exists()


def test_source_is_told(world: World, browser: Browser) -> None:
    facts = dict(browser("PLANNER").get(reverse("place_page", args=["99.01", world.rts[0].pk])).context["facts"])
    assert facts["Sumber nama"] == SOURCE and facts["Luas menurut gambar"] == "belum ada data"
