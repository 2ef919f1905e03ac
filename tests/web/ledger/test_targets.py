"""The pages of targets and of statements: what they say, what they keep, what they refuse."""

import re
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.city.hectares.cast import SCAN
from tests.web.conftest import BACKEND
from tests.world import AT, World, person
from tuntas.city.hectares.actions import EntryHead, post_entries
from tuntas.city.hectares.case_loading import load_case
from tuntas.city.hectares.models import AdoptedStatement, StatedFigure, YearTarget
from tuntas.city.people.actions import Appointment
from tuntas.city.people.models import City
from tuntas.city.records.actions import PaperHead, file_paper
from tuntas.city.surveys.models import Upload
from tuntas.ledger.case_files import case_named
from tuntas.ledger.entries import Kind

DECREE = "Keputusan Walikota Surakarta Nomor 413.21/38.1/2016"
TARGET = {"year": 2021, "area": "40,50", "decree": DECREE, "kind": "RKPD", "number": "050/7/2020",
          "signed_on": "2020-06-01"}  # fmt: skip
STATEMENT = {"about": "REMAINING", "printed_on": "2021-06", "area": "135,971", "source": "Koran Contoh, 1 Juli 2021"}


@pytest.fixture
def surakarta(db: None) -> City:
    return load_case(case=case_named("surakarta-2019"), by=None, at=AT).city


@pytest.fixture
def keeper(surakarta: City) -> Client:
    """Who keeps the ledger of Surakarta."""
    client = Client()
    client.force_login(person("kabid", Appointment("SECTION_HEAD", city=surakarta)), backend=BACKEND)
    return client


def words(content: bytes) -> str:
    """A page's words without markup."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content.decode())))


def page(client: Client, name: str, city: City, **query: str) -> str:
    response = client.get(reverse(name, args=[city.code]), query)
    assert response.status_code == 200
    return words(response.content)


def test_the_page_of_targets_says_what_the_report_says(keeper: Client, surakarta: City) -> None:
    said = page(keeper, "targets", surakarta, pada="2018-12-31")
    assert "Tertangani 153,71 ha dari 359,50 ha; tersisa 205,79 ha." in said
    assert "sekitar September 2021" in said and "76,91 ha per tahun" in said
    assert "= -0,01 ha" in said and "sisa 205,79 ha dibulatkan" in said
    assert "sumber hanya menyebut tahun" in said


def test_too_little_is_not_forecast(keeper: Client, surakarta: City) -> None:
    said = page(keeper, "targets", surakarta, pada="2017-06-30")
    assert "belum dapat diperkirakan: SK berlaku kurang dari dua tahun" in said


def test_a_target_is_kept_with_its_paper_and_the_scan_comes_back(keeper: Client, surakarta: City) -> None:
    sent = {**TARGET, "content": SimpleUploadedFile("rkpd.pdf", SCAN)}
    assert keeper.post(reverse("target_set", args=[surakarta.code]), sent).status_code == 302
    target = YearTarget.objects.get(year=2021)
    assert (target.area_m2, target.paper.number, target.by and target.by.username) == (405_000, "050/7/2020", "kabid")
    scan = keeper.get(reverse("target_paper", args=[surakarta.code, target.pk]))
    assert b"".join(scan.streaming_content) == SCAN  # type: ignore[attr-defined]
    assert "40,50 ha" in page(keeper, "targets", surakarta)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"area": "banyak"}, "bukan luas dalam hektare"),
        ({"area": "40.500"}, "dapat dibaca dua cara"),
        ({"signed_on": "2999-01-01"}, "Tanggal ini belum tiba"),
        ({"decree": "SK lain"}, "SK lain"),
        ({"year": "19"}, "1945"),
    ],
)
def test_a_target_that_says_nothing_clear_is_refused(
    keeper: Client, surakarta: City, change: dict[str, str], says: str
) -> None:
    response = keeper.post(reverse("target_set", args=[surakarta.code]), TARGET | change)
    assert response.status_code == 200 and says in words(response.content)
    assert not YearTarget.objects.filter(year=2021).exists()


def test_the_same_paper_does_not_set_two_targets_for_a_year(keeper: Client, surakarta: City) -> None:
    address = reverse("target_set", args=[surakarta.code])
    keeper.post(address, TARGET)
    response = keeper.post(address, TARGET | {"area": "41"})
    assert "sudah tercatat menetapkan target 2021 sebesar 40,50 ha" in words(response.content)
    assert YearTarget.objects.get(year=2021).area_m2 == 405_000


def test_a_statement_stands_beside_the_book_with_its_decimals(keeper: Client, surakarta: City) -> None:
    assert keeper.post(reverse("statement_state", args=[surakarta.code]), STATEMENT).status_code == 302
    assert StatedFigure.objects.get(source=STATEMENT["source"]).area_m2 == 1_359_710
    said = page(keeper, "statements", surakarta)
    assert "135,971 ha" in said and "Koran Contoh" in said and "selisih pembulatan" in said
    refused = keeper.post(reverse("statement_state", args=[surakarta.code]), STATEMENT | {"printed_on": "Juni"})
    assert "tahun empat angka" in words(refused.content)


def test_one_statement_is_adopted_with_a_reason_and_marked_on_the_ledger(keeper: Client, surakarta: City) -> None:
    press = StatedFigure.objects.get(printed="359.55")
    chosen = {"about": "DECREED", "year": 2016, "pick": press.pk, "reason": "dikutip dinas"}
    address = reverse("statement_adopt", args=[surakarta.code])
    refused = keeper.post(address, chosen | {"reason": ""})
    assert refused.status_code == 200 and not AdoptedStatement.objects.exists()
    numbered = chosen | {"number": "BA 4", "signed_on": "2026-01-05"}
    assert keeper.post(address, numbered).status_code == 302
    kept = AdoptedStatement.objects.get()
    assert (kept.figure_id, kept.paper and kept.paper.number) == (press.pk, "BA 4")
    assert "dikutip dinas" in page(keeper, "statements", surakarta)
    assert "dipakai" in page(keeper, "ledger", surakarta)


def test_what_does_not_belong_to_the_question_is_refused(keeper: Client, surakarta: City) -> None:
    other = StatedFigure.objects.get(printed="118")
    address = reverse("statement_adopt", args=[surakarta.code])
    for asked in ({"about": "DECREED", "year": 2016, "pick": other.pk}, {"about": "DECREED", "year": 1999}):
        assert keeper.post(address, asked | {"reason": "x"}).status_code == 200
    assert not AdoptedStatement.objects.exists()


def test_people_and_buildings_of_the_newest_survey_stand_beside_the_remainder(world: World, accepted: Upload) -> None:
    paper = file_paper(city=world.city, head=PaperHead("SK", "SK 1"), by=None, at=AT)
    head = EntryHead(Kind.ESTABLISHED, 50_000, world.kelurahan, "SK 1", "1", date(2026, 2, 1), remark="contoh")
    post_entries(paper=paper, heads=[head], by=None, at=AT)
    client = Client()
    client.force_login(world.user("PLANNER"), backend=BACKEND)
    assert "menurut survei 2025" in page(client, "targets", world.city)
