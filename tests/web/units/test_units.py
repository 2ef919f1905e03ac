"""The list of RT, its export, and the page of one."""

import csv
import io
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from tests.city.surveys.workbooks import survey_csv
from tests.world import AT, ON, World
from tuntas.city.assessments.actions import accept_upload
from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.places.models import Place
from tuntas.city.surveys.actions import CampaignHead, open_campaign
from tuntas.city.surveys.models import Campaign, Upload
from tuntas.city.surveys.uploads import preview_upload, receive_upload

Browser = Callable[[str], Client]
LIST, EXPORT = reverse("unit_list", args=["99.01"]), reverse("unit_export", args=["99.01"])


def exported(client: Client, query: str = "") -> list[list[str]]:
    text = client.get(f"{EXPORT}?format=csv{query}").content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_the_list_shows_every_rt_with_its_companions(world: World, accepted: Upload, browser: Browser) -> None:
    response = browser("SECTION_HEAD").get(LIST)
    assert response.context["count"] == 3
    first = response.context["rows"][0]
    assert (first.kelurahan, first.area, first.households, first.buildings) == ("Kenanga", "1,50", "50", "40")


def test_the_filter_lives_in_the_address(world: World, accepted: Upload, browser: Browser) -> None:
    client = browser("SECTION_HEAD")
    narrowed = client.get(f"{LIST}?kelurahan={world.kelurahan.pk}")
    assert [row.kelurahan for row in narrowed.context["rows"]] == ["Melati", "Melati"]
    assert [chip.label for chip in narrowed.context["chips"]] == ["Kelurahan: Melati"]
    assert client.get(f"{LIST}?cari=kenanga").context["count"] == 1
    assert client.get(f"{LIST}?kelas=tidak-ada&kelurahan=x").context["count"] == 3


def test_the_sorting_lives_in_the_address(world: World, accepted: Upload, browser: Browser) -> None:
    client = browser("SECTION_HEAD")
    up = [row.name for row in client.get(f"{LIST}?urut=place").context["rows"]]
    down = [row.name for row in client.get(f"{LIST}?urut=-place").context["rows"]]
    assert up == down[::-1]
    assert client.get(f"{LIST}?urut=password").status_code == 200


def test_a_surveyor_sees_the_own_kelurahan_only(world: World, accepted: Upload, browser: Browser) -> None:
    assert browser("SURVEYOR").get(LIST).context["count"] == 2


def test_the_number_of_queries_does_not_grow(
    world: World, accepted: Upload, browser: Browser, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    client = browser("SECTION_HEAD")
    client.get(LIST)
    with django_assert_max_num_queries(10):
        client.get(LIST)


def test_the_export_holds_exactly_what_is_filtered(world: World, accepted: Upload, browser: Browser) -> None:
    client = browser("SECTION_HEAD")
    assert len(exported(client)) == 4
    head, *rows = exported(client, f"&kelurahan={world.kelurahan.pk}&urut=-place")
    assert [row[head.index("RT")] for row in rows] == ["002", "001"]
    assert {row[head.index("Kelurahan")] for row in rows} == {"Melati"}
    stored = StoredAssessment.objects.get(record__place=world.rts[1])
    assert rows[0][head.index("Nilai terendah")] == str(stored.total_min)


def test_the_workbook_holds_numbers_as_numbers(world: World, accepted: Upload, browser: Browser) -> None:
    content = browser("SECTION_HEAD").get(f"{EXPORT}?format=xlsx").content
    head, *rows = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    assert [row[head.index("Luas (ha)")] for row in rows] == [1.5, 1.5, 1.5]


@pytest.mark.parametrize("kind", ["exe", ""])
def test_other_formats_are_not_there(kind: str, world: World, accepted: Upload, browser: Browser) -> None:
    assert browser("SECTION_HEAD").get(f"{EXPORT}?format={kind}").status_code == 404


def test_the_page_of_an_rt_explains_every_criterion(world: World, accepted: Upload, browser: Browser) -> None:
    response = browser("SECTION_HEAD").get(reverse("unit_page", args=["99.01", world.rts[0].pk]))
    page = response.content.decode()
    assert sum(len(group.bars) for group in response.context["groups"]) == 16
    assert "100 m ÷ 300 m" in page and "survei.csv, survei!G2" in page
    assert "Yang akan mengubah nilainya" in page and response.context["ways_out"]


def test_an_rt_without_data_says_what_to_do(world: World, campaign: Campaign, browser: Browser) -> None:
    page = browser("SECTION_HEAD").get(reverse("unit_page", args=["99.01", world.rts[0].pk])).content.decode()
    assert "Belum ada data untuk RT ini" in page


def test_before_the_first_survey_the_list_invites(world: World, browser: Browser) -> None:
    assert "Belum ada survei" in browser("SECTION_HEAD").get(LIST).content.decode()
    assert browser("SECTION_HEAD").get(EXPORT).status_code == 404


def test_before_and_after_stand_side_by_side(world: World, accepted: Upload, browser: Browser) -> None:
    later = open_campaign(city=world.city, head=CampaignHead(year=2026), on=ON, by=None, at=AT)
    content = survey_csv([("Taman", "Melati", "RT001-RW001")], {(0, "2a"): "30"})
    received = receive_upload(campaign=later, content=content, file_name="lanjutan.csv", by=None, at=AT)
    accept_upload(upload=preview_upload(upload=received, on=ON, at=AT), on=ON, by=None, at=AT)
    context = browser("SECTION_HEAD").get(reverse("unit_page", args=["99.01", world.rts[0].pk])).context
    changed = [(one.label[:2], one.before, one.after) for one in context["changes"] if one.is_changed]
    assert changed == [("2a", "33,33 %", "10,00 %")]
    assert (context["before_label"], context["after_label"]) == ("Pendataan 2025", "Pendataan 2026")


def test_an_exported_name_is_never_run_as_a_formula(world: World, accepted: Upload, browser: Browser) -> None:
    Place.objects.filter(pk=world.kelurahan.pk).update(name="=1+1")
    head, *rows = exported(browser("SECTION_HEAD"))
    assert "'=1+1" in {row[head.index("Kelurahan")] for row in rows}
    book = openpyxl.load_workbook(io.BytesIO(browser("SECTION_HEAD").get(f"{EXPORT}?format=xlsx").content))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value == "=1+1"]
    assert cells and {cell.data_type for cell in cells} == {"s"}
