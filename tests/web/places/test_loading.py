"""Codes and maps in the browser: looked at first, asked where unclear, then taken in whole or not at all."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.exchange.regions.test_packed_maps import KML, packed, shapefile
from tests.web.places.files import geojson, square
from tests.world import World
from tuntas.city.places.models import Place, PlaceEdition
from tuntas.city.records.models import Paper

Browser = Callable[[str], Client]
LOADS = reverse("place_loads", args=["99.01"])


def brought(client: Client, name: str, content: bytes | str) -> str:
    data = content if isinstance(content, bytes) else content.encode()
    response = client.post(LOADS, {"content": SimpleUploadedFile(name, data)})
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def look(client: Client, url: str, **said: Any) -> HttpResponse:
    return client.post(url, said) if said else client.get(url)


def accept(client: Client, url: str, **said: Any) -> HttpResponse:
    seen = look(client, url, **said).context["look"]
    return client.post(url, {"do": "terima", "dilihat": seen.fingerprint, **said})


def test_a_map_is_looked_at_then_taken_in(world: World, browser: Browser) -> None:
    client = browser("GIS_OPERATOR")
    url = brought(client, "batas.geojson", geojson((square(0), {"kode": "99.01.01.1001"})))
    seen = look(client, url)
    assert dict(seen.context["counts"]) == {"batas digambar": 1} and not PlaceEdition.objects.drawn().exists()
    assert accept(client, url).status_code == 302
    assert world.kelurahan.editions.get().boundary_source.startswith("batas.geojson sha256:")
    assert client.get(LOADS).context["files"][0].used == 1


def test_nothing_is_taken_in_while_a_question_is_open(world: World, browser: Browser) -> None:
    client = browser("GIS_OPERATOR")
    outlines = [
        (square(n), {"kelurahan": name, "rt_rw": "RT001-RW001"}) for n, name in enumerate(("Melatti", "Kenanga"))
    ]
    url = brought(client, "rt.geojson", geojson(*outlines))
    seen = look(client, url)
    [question] = seen.context["questions"]
    assert question.likely[0] == (str(world.kelurahan.pk), "Melati (Taman)") and question.rows == "1"
    assert accept(client, url).status_code == 200 and not PlaceEdition.objects.drawn().exists()
    assert accept(client, url, **{question.name: str(world.kelurahan.pk)}).status_code == 302
    assert PlaceEdition.objects.drawn().count() == 2


def test_new_rt_are_added_only_as_answered(world: World, browser: Browser) -> None:
    client = browser("GIS_OPERATOR")
    outlines = [(square(n), {"kelurahan": "Melati", "rt_rw": f"RT00{n}-RW001"}) for n in (1, 3, 4)]
    url = brought(client, "rt.geojson", geojson(*outlines))
    asked = look(client, url).context["rt_questions"]
    assert [one.title for one in asked] == ["Melati RT003-RW001", "Melati RT004-RW001"]
    assert accept(client, url, **{"jawab-rt:2": "ADD", "everything": "LEAVE"}).status_code == 302
    assert Place.objects.filter(kelurahan=world.kelurahan, name="RT 003").exists()
    assert not Place.objects.filter(kelurahan=world.kelurahan, name="RT 004").exists()


def test_what_changed_since_the_look_is_shown_again(world: World, browser: Browser) -> None:
    client = browser("GIS_OPERATOR")
    url = brought(client, "batas.geojson", geojson((square(0), {"kode": "99.01.01.1001"})))
    response = client.post(url, {"do": "terima", "dilihat": "lain"})
    assert response.status_code == 200 and not PlaceEdition.objects.drawn().exists()


def test_an_officer_loads_no_place_of_another_city(world: World, browser: Browser) -> None:
    client = browser("GIS_OPERATOR")
    url = brought(client, "kode.csv", "kode,nama,kecamatan\n99.02.01.1009,Anggrek,Taman\n99.01.01.1009,Anggrek,Taman\n")
    seen = look(client, url)
    assert seen.context["look"].file.elsewhere == 2 and dict(seen.context["counts"])["wilayah ditambahkan"] == 1
    assert not Place.objects.filter(name="Anggrek").exists()
    assert accept(client, url).status_code == 302
    assert [place.code for place in Place.objects.filter(name="Anggrek")] == ["99.01.01.1009"]
    stranger = brought(client, "lain.geojson", geojson((square(0), {"kode": "99.02.01.1001"})))
    assert look(client, stranger).context["questions"][0].title == "99.02.01.1001"


def test_a_listed_name_like_a_survey_name_is_asked(world: World, browser: Browser) -> None:
    Place.objects.filter(pk=world.kelurahan.pk).update(is_confirmed=False, code=None, name="Melatti",
                                                       match_name="MELATTI")  # fmt: skip
    client = browser("SECTION_HEAD")
    url = brought(client, "kode.csv", "kode,nama\n99.01.01.1001,Melati\n")
    [question] = look(client, url).context["questions"]
    assert question.likely[0] == (str(world.kelurahan.pk), "wilayah yang sama: Melatti")
    assert accept(client, url, **{question.name: str(world.kelurahan.pk)}).status_code == 302
    world.kelurahan.refresh_from_db()
    assert (world.kelurahan.name, world.kelurahan.code) == ("Melatti", "99.01.01.1001") and world.kelurahan.is_confirmed


def test_a_survey_place_below_the_city_moves_below_its_kecamatan(world: World, browser: Browser) -> None:
    Place.objects.filter(pk=world.kelurahan.pk).update(
        is_confirmed=False, code=None, parent=world.city.place, kecamatan=None
    )
    client = browser("SECTION_HEAD")
    assert accept(client, brought(client, "kode.csv", "kode,nama\n99.01.01.1001,Melati\n")).status_code == 302
    world.kelurahan.refresh_from_db()
    world.rts[0].refresh_from_db()
    assert world.kelurahan.parent == world.rts[0].kecamatan == world.kecamatan and world.kelurahan.code


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_a_zipped_shapefile_without_a_system_waits_for_the_officer(
    world: World, browser: Browser, tmp_path: Any
) -> None:
    client = browser("GIS_OPERATOR")
    url = brought(client, "batas.zip", packed(tmp_path, shapefile(tmp_path, None)).read_bytes())
    assert look(client, url).context["refusal_code"] == "PLACE-CRS-MISSING"
    assert look(client, url, crs="EPSG:32749").context["refusal_code"] == "SHAPE-ALL-OUTSIDE"
    assert accept(client, url, crs="EPSG:4326").status_code == 302
    assert world.kelurahan.editions.get().crs == "EPSG:4326"


def test_a_kml_is_kept_packed_and_filed_once(world: World, browser: Browser) -> None:
    client = browser("GIS_OPERATOR")
    urls = {brought(client, "batas.kml", KML.format(doctype="")) for _ in range(2)}
    assert len(urls) == 1 and Paper.objects.get(kind="BOUNDARY").filename == "batas.kmz"
    assert dict(look(client, urls.pop()).context["counts"]) == {"batas digambar": 1}


@pytest.mark.parametrize(("name", "content", "words"), [
    ("batas.geojson", geojson(([[y, x] for x, y in square(0)], {"kelurahan": "Melati"})), "tertukar"),
    ("batas.geojson", geojson(([[x - 60, y] for x, y in square(0)], {"kelurahan": "Melati"})), "Indonesia"),
    ("batas.geojson", b"bukan peta", "tidak dapat dibaca"),
    ("kode.csv", b"a,b\n1,2\n", "kolom kode dan nama"),
])  # fmt: skip
def test_a_file_that_is_wrong_as_a_whole_says_so(
    world: World, browser: Browser, name: str, content: bytes, words: str
) -> None:
    client = browser("GIS_OPERATOR")
    response = look(client, brought(client, name, content))
    assert words in response.content.decode() and not PlaceEdition.objects.drawn().exists()


def test_shapes_that_cross_overlap_or_leave_the_city_are_told_in_square_metres(world: World, browser: Browser) -> None:
    client = browser("GIS_OPERATOR")
    accept(client, brought(client, "kel.geojson", geojson((square(0, width=4), {"kelurahan": "Melati"}))))
    bow = [square(0)[0], square(0)[2], square(0)[1], square(0)[3], square(0)[0]]
    url = brought(client, "rt.geojson", geojson(
        (bow, {"kelurahan": "Melati", "rt_rw": "RT001-RW001"}),
        (square(1), {"kelurahan": "Melati", "rt_rw": "RT002-RW001"}),
        (square(1, width=1.5), {"kelurahan": "Melati", "rt_rw": "RT003-RW001"}),
        (square(70), {"kelurahan": "Kenanga", "rt_rw": "RT001-RW001"})))  # fmt: skip
    page = look(client, url, everything="ADD").content.decode()
    assert "memotong dirinya" in page and "bertumpang tindih" in page and "seluruhnya" in page and "m²" in page


def test_markup_is_no_map(world: World, browser: Browser) -> None:
    client = browser("GIS_OPERATOR")
    response = client.post(LOADS, {"content": SimpleUploadedFile("a.geojson", b"<html><script>x</script></html>")})
    assert response.status_code == 200 and response.context["form"].errors["content"]
