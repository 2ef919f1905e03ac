"""The register of unfit houses through the pages."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.web.houses.cast import NIK, PHOTO, aided, listed
from tests.world import AT, ON, World, person
from tuntas.city.people.actions import Appointment, appoint
from tuntas.city.records.models import AuditEntry
from tuntas.city.surveys.houses import house_state, nik_of, strike_off
from tuntas.city.surveys.models import HouseAid, UnfitHouse, Upload

Browser = Callable[[str], Client]


def page(client: Client, name: str, *args: object, query: str = "") -> str:
    response = client.get(reverse(name, args=["99.01", *args]) + query)
    assert response.status_code == 200 and response["Cache-Control"] == "private, no-store"
    return response.content.decode()


def filled(world: World, **changed: object) -> dict[str, object]:
    return {"place": world.rts[0].pk, "address": "Gang Baru 1", "head_name": "Contoh Budi", "nik": NIK,
            "land_status": "OWNED", **changed}  # fmt: skip


def test_a_house_is_listed_with_its_photo_and_no_nik_is_shown(world: World, browser: Browser) -> None:
    client = browser("KELURAHAN_STAFF")
    sent = filled(world, before=SimpleUploadedFile("rumah.png", PHOTO))
    response = client.post(reverse("house_add", args=["99.01"]), sent)
    house = UnfitHouse.objects.get()
    assert response["Location"] == reverse("house", args=["99.01", house.pk]) and nik_of(house) == NIK
    for shown in (page(client, "house", house.pk), page(client, "houses"), page(client, "house_edit", house.pk)):
        assert "Contoh Budi" in shown and NIK not in shown


def test_the_nik_is_shown_to_who_asks_and_the_trail_says_so(world: World, browser: Browser) -> None:
    house = listed(world)
    response = browser("AUDITOR").post(reverse("house_nik", args=["99.01", house.pk]))
    assert NIK in response.content.decode() and response["Cache-Control"] == "private, no-store"
    entry = AuditEntry.objects.get(verb="house.nik_shown")
    assert entry.by == world.user("AUDITOR") and NIK not in str(entry.details)
    assert browser("AGENCY_HEAD").post(reverse("house_nik", args=["99.01", house.pk])).status_code == 403


def test_a_wrong_nik_and_a_file_that_is_no_photo_are_refused(world: World, browser: Browser) -> None:
    client, url = browser("HOUSING_STAFF"), reverse("house_add", args=["99.01"])
    assert "tidak mungkin benar" in client.post(url, filled(world, nik="123")).content.decode()
    pdf = SimpleUploadedFile("rumah.png", b"%PDF-1.4")
    assert "bukan foto" in client.post(url, filled(world, before=pdf)).content.decode()
    assert not UnfitHouse.objects.exists()


def test_an_area_ends_at_its_border(world: World, browser: Browser) -> None:
    here, other = listed(world), listed(world, "Contoh Wati", "", rt=2)
    client = browser("KELURAHAN_STAFF")
    shown = page(client, "houses")
    assert here.head_name in shown and other.head_name not in shown
    assert client.get(reverse("house", args=["99.01", other.pk])).status_code == 404
    assert client.get(reverse("house_photo", args=["99.01", other.pk])).status_code == 404
    response = client.post(reverse("house_add", args=["99.01"]), filled(world, place=world.rts[2].pk))
    assert response.status_code == 200 and UnfitHouse.objects.count() == 2


def test_two_editors_do_not_overwrite_each_other(world: World, browser: Browser) -> None:
    house = listed(world)
    url, seen = reverse("house_edit", args=["99.01", house.pk]), house_state(house)
    assert browser("HOUSING_STAFF").post(url, filled(world, nik="", expected=seen)).status_code == 302
    late = browser("KELURAHAN_HEAD").post(url, filled(world, address="Lain 9", nik="", expected=seen))
    assert late.status_code == 200 and "Orang lain mengubah" in late.content.decode()
    house.refresh_from_db()
    assert house.address == "Gang Baru 1" and nik_of(house) == NIK


def test_a_nik_is_replaced_or_taken_away(world: World, browser: Browser) -> None:
    house, client = listed(world), browser("HOUSING_STAFF")
    sent = filled(world, nik="", drop_nik="on", expected=house_state(house))
    assert client.post(reverse("house_edit", args=["99.01", house.pk]), sent).status_code == 302
    house.refresh_from_db()
    assert nik_of(house) == "" and house.nik_hash is None
    assert AuditEntry.objects.get(verb="house.changed").details["fields"] == ["address", "head_name", "nik_hash"]


def test_aid_from_two_sources_is_flagged_on_both_houses(world: World, browser: Browser) -> None:
    one, moved = listed(world), listed(world, rt=1)
    client = browser("HOUSING_STAFF")
    for house, source in ((one, "DAK"), (moved, "CSR")):
        sent = {"source": source, "programme": "BSPS", "year": "2024", "value_idr": "Rp 20.000.000"}
        assert client.post(reverse("house_aid", args=["99.01", house.pk]), sent).status_code == 302
    assert set(HouseAid.objects.values_list("value_idr", flat=True)) == {20_000_000}
    for house in (one, moved):
        assert "lebih dari sekali" in page(client, "house", house.pk)
    listed(world, "Contoh Tunggal", "")
    shown = page(client, "houses", query="?bantuan=dobel")
    assert shown.count("Contoh Suryani") == 2 and "Contoh Tunggal" not in shown


def test_an_amount_with_a_fraction_is_asked_again(world: World, browser: Browser) -> None:
    house = listed(world)
    sent = {"source": "DAK", "year": "2024", "value_idr": "20,5 juta"}
    response = browser("HOUSING_STAFF").post(reverse("house_aid", args=["99.01", house.pk]), sent)
    assert response.status_code == 200 and not HouseAid.objects.exists()


def test_a_house_that_is_listed_already_is_said_to_be(world: World, browser: Browser) -> None:
    house = listed(world)
    again = filled(world, address=house.address, head_name=house.head_name)
    said = browser("HOUSING_STAFF").post(reverse("house_add", args=["99.01"]), again, follow=True).content.decode()
    assert "isian Anda tidak disimpan" in said and "Rumah tercatat" not in said


def test_a_household_of_a_struck_off_house_counts_as_in_the_list(world: World, browser: Browser) -> None:
    old = aided(world).house
    aided(world, listed(world, rt=1), "CSR", 2025)
    strike_off(house=old, reason="dibongkar", by=world.user("HOUSING_STAFF"), at=AT)
    shown = page(browser("HOUSING_STAFF"), "houses", query="?bantuan=dobel")
    assert "1 keluarga lebih dari sekali" in shown and shown.count("row-link") == 1


def test_striking_off_needs_a_reason_and_leaves_the_row(world: World, browser: Browser) -> None:
    house, client = listed(world), browser("HOUSING_STAFF")
    url = reverse("house_strike", args=["99.01", house.pk])
    assert client.post(url, {"reason": " "}).status_code == 200
    assert client.post(url, {"reason": "sudah layak huni"}).status_code == 302
    assert "sudah layak huni" in page(client, "house", house.pk)
    assert house.head_name not in page(client, "houses")
    assert house.head_name in page(client, "houses", query="?keadaan=dicoret")


def test_the_filters_live_in_the_address(world: World, browser: Browser) -> None:
    listed(world, "Contoh Satu", "")
    aided(world, listed(world, "Contoh Dua", "", rt=2))
    client = browser("HOUSING_STAFF")
    cases = {f"?rt={world.rts[0].pk}": "Satu", f"?kelurahan={world.other_kelurahan.pk}": "Dua", "?bantuan=ya": "Dua",
             "?bantuan=tidak": "Satu"}  # fmt: skip
    for query, name in cases.items():
        shown = page(client, "houses", query=query)
        assert f"Contoh {name}" in shown and shown.count("Contoh Satu") + shown.count("Contoh Dua") == 1, query
    assert "Contoh Satu" in page(client, "houses", query="?rt=x&lahan=tidak-ada&halaman=99")


def test_a_search_is_posted_and_finds_by_name_or_address(world: World, browser: Browser) -> None:
    listed(world)
    url = reverse("house_search", args=["99.01"])
    assert "Contoh Suryani" in browser("AUDITOR").post(url, {"cari": "surya gang"}).content.decode()
    assert "Contoh Suryani" not in browser("AUDITOR").post(url, {"cari": "wati"}).content.decode()
    assert browser("AUDITOR").get(url).status_code == 405


def test_each_rt_shows_counted_beside_listed(world: World, accepted: Upload, browser: Browser) -> None:
    listed(world)
    shown = page(browser("HOUSING_STAFF"), "houses_by_rt")
    assert ">7<" in shown and "-6" in shown
    assert page(browser("KELURAHAN_STAFF"), "houses_by_rt").count("row-link") == 2


def test_the_register_costs_the_same_for_one_house_and_for_twenty(
    world: World, accepted: Upload, browser: Browser, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = browser("HOUSING_STAFF")
    for number in range(20):
        aided(world, listed(world, f"Contoh {number}", ""))
    with django_assert_max_num_queries(28):  # type: ignore[attr-defined]
        page(client, "houses")


def test_the_export_is_marked_counted_and_without_nik(world: World, browser: Browser) -> None:
    aided(world)
    client, url = browser("SECTION_HEAD"), reverse("house_export", args=["99.01"])
    rows = list(openpyxl.load_workbook(io.BytesIO(client.post(url).content)).active.values)
    text = str(rows)
    assert "Pejabat section_head" in rows[0][0] and "Contoh Suryani" in text and NIK not in text
    assert AuditEntry.objects.get(verb="houses.exported").details == {"houses": 1, "with_nik": False}
    asked = list(openpyxl.load_workbook(io.BytesIO(client.post(url, {"nik": "ya"}).content)).active.values)
    assert NIK in str(asked) and AuditEntry.objects.filter(details__with_nik=True).count() == 1


def test_two_posts_do_not_lend_each_other_their_reach(world: World, browser: Browser) -> None:
    near, far = listed(world), listed(world, "Contoh Wati", "", rt=2)
    both = person("both", Appointment("AUDITOR", city=world.city))
    appoint(user=both, to=Appointment("SECTION_HEAD", city=world.city, area=world.kelurahan), on=ON, by=None, at=AT)
    world.people["BOTH"] = both
    sent = browser("BOTH").post(reverse("house_export", args=["99.01"]))
    text = str(list(openpyxl.load_workbook(io.BytesIO(sent.content)).active.values))
    assert near.head_name in text and far.head_name not in text


@pytest.mark.parametrize("role", ["AGENCY_HEAD", "HOUSING_STAFF", "AUDITOR"])
def test_who_may_only_look_takes_nothing_out(world: World, browser: Browser, role: str) -> None:
    assert browser(role).post(reverse("house_export", args=["99.01"])).status_code == 403


def test_photos_come_as_pictures_that_nobody_keeps(world: World, browser: Browser) -> None:
    aid = aided(world)
    for name, pk in (("house_photo", aid.house_id), ("house_aid_photo", aid.pk)):
        response = browser("AUDITOR").get(reverse(name, args=["99.01", pk]))
        assert b"".join(response.streaming_content) == PHOTO and response["Content-Type"] == "image/png"
        assert response["Cache-Control"] == "private, no-store" and response["X-Content-Type-Options"] == "nosniff"


def test_the_navigation_offers_the_register_to_those_who_see_it(world: World, browser: Browser) -> None:
    register = reverse("houses", args=["99.01"])
    assert register in browser("AUDITOR").get(reverse("city_page", args=["99.01"])).content.decode()
    assert register not in browser("PLANNER").get(reverse("city_page", args=["99.01"])).content.decode()


def test_the_register_of_fields_names_every_table(world: World, browser: Browser) -> None:
    shown = browser("ADMINISTRATOR").get(reverse("personal_fields", args=["99.01"])).content.decode()
    assert "surveys.UnfitHouse" in shown and "nik_sealed" in shown and "value_idr" in shown
