"""Movements and corrections through the pages."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.city.hectares.cast import SCAN, booked
from tests.world import ON, World
from tuntas.city.hectares.facts import city_ledger
from tuntas.city.hectares.models import LedgerEntry
from tuntas.city.records.models import Paper

Browser = Callable[[str], Client]


def sent(world: World, **changed: object) -> dict[str, object]:
    told = {"account": f"p{world.kelurahan.pk}", "what": "HANDLED", "area": "1,25", "number": "BA 7", "reason": "",
            "remark": "arsip",
            "signed_on": ON.isoformat(), "content": SimpleUploadedFile("ba.pdf", SCAN, "application/pdf")}  # fmt: skip
    return told | changed


def remaining(world: World) -> int:
    return city_ledger(world.city, on=ON).balance.remaining_m2


def test_a_place_handled_by_minutes_leaves_the_remainder(browser: Browser, world: World) -> None:
    booked(world)
    client, url = browser("HOUSING_STAFF"), reverse("movement_record", args=[world.city.code])
    page = client.get(url).content.decode()
    assert "Melati: sisa 2,00 ha" in page
    assert client.post(url, sent(world)).status_code == 302
    assert remaining(world) == 7_500
    client.post(url, sent(world))  # the same paper again
    assert remaining(world) == 7_500
    client.post(url, sent(world, number="BA 8", area="0,70", closes="on"))
    assert remaining(world) == 0
    assert list(LedgerEntry.objects.order_by("seq").values_list("kind", "area_m2"))[1:] == [
        ("HANDLED", 12_500), ("WITHDRAWN", 500), ("HANDLED", 7_000),
    ]  # fmt: skip


def test_what_is_refused_posts_nothing_and_files_nothing(browser: Browser, world: World) -> None:
    booked(world)
    client, url = browser("HOUSING_STAFF"), reverse("movement_record", args=[world.city.code])
    page_as_scan = SimpleUploadedFile("ba.html", b"<html></html>", "text/html")
    for changed in ({"area": "2,01"}, {"what": "WITHDRAWN"}, {"area": "luas"}, {"signed_on": "2999-01-01"},
                    {"remark": ""}, {"content": page_as_scan}):  # fmt: skip
        page = client.post(url, sent(world, **changed))
        assert page.status_code == 200 and b"field-error" in page.content
    assert remaining(world) == 20_000
    assert not Paper.objects.filter(number="BA 7").exists()


def test_a_wrong_line_is_corrected_beside_itself(browser: Browser, world: World) -> None:
    line = booked(world)
    client = browser("SECTION_HEAD")
    url = reverse("movement_correct", args=[world.city.code, line.seq])
    assert "tercatat 2,00 ha" in client.get(url).content.decode()
    told = {"area": "1,90", "number": "BA 9", "signed_on": ON.isoformat(), "remark": "salah ketik"}
    assert client.post(url, told).status_code == 302
    assert remaining(world) == 19_000
    assert b"field-error" in client.post(url, told | {"number": "BA 10"}).content  # nothing to change
    correction = LedgerEntry.objects.get(kind="CORRECTION")
    assert client.get(reverse("movement_correct", args=[world.city.code, correction.seq])).status_code == 404


def test_without_a_decree_the_page_says_what_comes_first(browser: Browser, world: World) -> None:
    page = browser("HOUSING_STAFF").get(reverse("movement_record", args=[world.city.code])).content.decode()
    assert "Belum ada SK yang dibukukan" in page
