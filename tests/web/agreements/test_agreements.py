"""Agreements and objections through the pages."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.city.surveys.cast import ROAD
from tests.web.agreements.cast import ALL_SIGNED, SCAN, raised, signed
from tests.world import AT, ON, World
from tuntas.city.assessments.actions import edit_record
from tuntas.city.records.models import Paper
from tuntas.city.surveys.actions import announce_objections
from tuntas.city.surveys.agreements import agreed_records
from tuntas.city.surveys.editing import Edit
from tuntas.city.surveys.models import Agreement, Campaign, Objection, Outcome, SurveyRecord, Upload
from tuntas.rules.facts import UnitFacts
from tuntas.web.agreements.words import fact_words

Browser = Callable[[str], Client]


@pytest.fixture
def open_now(campaign: Campaign, accepted: Upload) -> Campaign:
    """Data, and an objection period that runs on the day of the doors' clock."""
    today = timezone.localdate()
    return announce_objections(campaign=campaign, from_on=today, until_on=today + timedelta(days=9), by=None, at=AT)


@pytest.fixture
def over(campaign: Campaign, accepted: Upload) -> Campaign:
    """Data, and an objection period that is over."""
    today = timezone.localdate()
    return announce_objections(campaign=campaign, from_on=today - timedelta(days=9), until_on=today, by=None, at=AT)


def page(client: Client, name: str, *args: object) -> str:
    response = client.get(reverse(name, args=["99.01", *args]))
    assert response.status_code == 200
    return response.content.decode()


def file_minutes(client: Client, world: World, roles: list[str] = ALL_SIGNED, content: bytes = SCAN):  # type: ignore[no-untyped-def]
    sent = {"agreed_on": timezone.localdate().isoformat(), "number": "BA/1", "signatories": roles,
            "content": SimpleUploadedFile("ba.pdf", content)}  # fmt: skip
    return client.post(reverse("agreement_file", args=["99.01", world.kelurahan.pk]), sent)


def objection(client: Client, world: World) -> Objection:
    record = SurveyRecord.objects.get(place=world.rts[0])
    sent = {"record": record.pk, "field": ROAD, "raised_as": "RESIDENT", "statement": "jalan sudah bagus"}
    assert client.post(reverse("objection_add", args=["99.01", world.kelurahan.pk]), sent).status_code == 302
    return Objection.objects.get()


def test_the_list_says_what_each_kelurahan_lacks(world: World, accepted: Upload, browser: Browser) -> None:
    shown = page(browser("PLANNER"), "agreements")
    assert "Melati" in shown and "Kenanga" in shown and "Masa keberatan belum diumumkan" in shown
    assert "Kenanga" not in page(browser("KELURAHAN_HEAD"), "agreements")


def test_a_signed_paper_makes_the_data_agreed(world: World, over: Campaign, browser: Browser) -> None:
    client = browser("KELURAHAN_HEAD")
    assert file_minutes(client, world).status_code == 302
    assert agreed_records(over).count() == 2
    assert page(client, "agreement", world.kelurahan.pk).count("state is-good") == 3
    assert file_minutes(client, world).status_code == 302 and Agreement.objects.count() == 1


def test_a_figure_changed_later_shows_that_the_agreement_no_longer_covers_it(
    world: World, over: Campaign, browser: Browser
) -> None:
    client = browser("KELURAHAN_HEAD")
    file_minutes(client, world)
    record = SurveyRecord.objects.get(place=world.rts[0])
    edit_record(record=record, edit=Edit(1, {ROAD: "1"}, "diukur ulang"), by=world.user("HOUSING_STAFF"), on=ON, at=AT)
    shown = page(client, "agreement", world.kelurahan.pk)
    assert "berubah sejak disepakati" in shown and "diukur ulang" in shown and "berita acara baru" in shown


def test_nothing_is_filed_where_the_paper_is_refused(world: World, over: Campaign, browser: Browser) -> None:
    client = browser("KELURAHAN_HEAD")
    assert "belum ditandatangani BKM" in file_minutes(client, world, ["RT_HEAD", "LURAH"]).content.decode()
    assert "bukan PDF atau foto" in file_minutes(client, world, content=b"a,b\n1,2\n").content.decode()
    assert not Agreement.objects.exists() and not Paper.objects.filter(kind="BERITA_ACARA").exists()


def test_no_paper_while_objections_may_still_come(world: World, open_now: Campaign, browser: Browser) -> None:
    response = file_minutes(browser("KELURAHAN_HEAD"), world)
    assert response.status_code == 200 and "Masa keberatan belum selesai" in response.content.decode()


def test_an_objection_is_filed_and_rejected_with_its_reason(world: World, open_now: Campaign, browser: Browser) -> None:
    raised_one = objection(browser("KELURAHAN_STAFF"), world)
    judge = browser("KELURAHAN_HEAD")
    decide = reverse("objection_decide", args=["99.01", raised_one.pk])
    assert judge.post(decide, {"outcome": "REJECTED", "reason": ""}).status_code == 200
    assert judge.post(decide, {"outcome": "UPHELD", "reason": "x"}).status_code == 200
    assert judge.post(decide, {"outcome": "REJECTED", "reason": "sudah diukur"}).status_code == 302
    assert Objection.objects.get().outcome == Outcome.REJECTED
    assert "sudah diukur" in page(browser("SURVEYOR"), "agreement", world.kelurahan.pk)


def test_an_objection_is_upheld_by_the_version_that_changed_its_figure(
    world: World, open_now: Campaign, browser: Browser
) -> None:
    raised_one, judge = objection(browser("KELURAHAN_STAFF"), world), browser("KELURAHAN_HEAD")
    assert "Perbaiki data RT" in page(judge, "objection", raised_one.pk)
    later = raised_one.filed_at + timedelta(minutes=1)
    version = edit_record(record=raised_one.record, edit=Edit(1, {ROAD: "1"}, "keberatan"), on=ON, at=later,
                          by=world.user("HOUSING_STAFF"))  # fmt: skip
    sent = {"outcome": "UPHELD", "version": version.pk, "reason": "benar"}
    assert judge.post(reverse("objection_decide", args=["99.01", raised_one.pk]), sent).status_code == 302
    decided = Objection.objects.get()
    assert decided.outcome == Outcome.UPHELD and decided.version == version


def test_who_filed_an_objection_does_not_decide_it(world: World, open_now: Campaign, browser: Browser) -> None:
    client = browser("KELURAHAN_HEAD")
    own = objection(client, world)
    assert "orang lain yang memutuskannya" in page(client, "objection", own.pk)
    response = client.post(reverse("objection_decide", args=["99.01", own.pk]), {"outcome": "REJECTED", "reason": "x"})
    assert response.status_code == 200 and Objection.objects.get().outcome == Outcome.OPEN


def test_a_figure_known_as_a_share_only_is_no_missing_one(world: World, open_now: Campaign) -> None:
    facts = UnitFacts(shares={ROAD: 455 * 10**9})
    assert fact_words(open_now, ROAD, facts) == "45,50 %"
    assert fact_words(open_now, ROAD, UnitFacts()) == "belum ada data"


def test_minutes_of_a_day_to_come_are_refused(world: World, over: Campaign, browser: Browser) -> None:
    ahead = (timezone.localdate() + timedelta(days=2)).isoformat()
    sent = {"agreed_on": ahead, "signatories": ALL_SIGNED, "content": SimpleUploadedFile("ba.pdf", SCAN)}
    url = reverse("agreement_file", args=["99.01", world.kelurahan.pk])
    response = browser("KELURAHAN_HEAD").post(url, sent)
    assert "belum tiba" in response.context["form"].errors["agreed_on"][0] and not Paper.objects.exists()


def test_outside_the_period_no_objection_is_offered_or_taken(world: World, over: Campaign, browser: Browser) -> None:
    client = browser("KELURAHAN_STAFF")
    add = reverse("objection_add", args=["99.01", world.kelurahan.pk])
    assert add not in page(client, "agreement", world.kelurahan.pk)
    record = SurveyRecord.objects.get(place=world.rts[0])
    sent = {"record": record.pk, "field": ROAD, "raised_as": "RESIDENT", "statement": "x"}
    assert client.post(add, sent).status_code == 200 and not Objection.objects.exists()


def test_an_objection_takes_no_rt_of_another_kelurahan(world: World, open_now: Campaign, browser: Browser) -> None:
    record = SurveyRecord.objects.get(place=world.rts[2])
    sent = {"record": record.pk, "field": ROAD, "raised_as": "RESIDENT", "statement": "x"}
    response = browser("KELURAHAN_STAFF").post(reverse("objection_add", args=["99.01", world.kelurahan.pk]), sent)
    assert response.status_code == 200 and not Objection.objects.exists()


def test_the_draft_lists_every_rt_its_totals_and_room_to_sign(world: World, accepted: Upload, browser: Browser) -> None:
    shown = page(browser("KELURAHAN_HEAD"), "agreement_draft", world.kelurahan.pk)
    for words in ("RT 001 / RW 001", "RT 002 / RW 001", "Ketua RW 001", "Koordinator BKM", "Lurah Melati", "100", "14"):
        assert words in shown, words


def test_the_paper_opens_for_those_who_see_names_only(world: World, accepted: Upload, browser: Browser) -> None:
    paper = reverse("agreement_paper", args=["99.01", signed(world).pk])
    response = browser("AUDITOR").get(paper)
    assert b"".join(response.streaming_content) == SCAN and response["Cache-Control"] == "private, no-store"
    assert browser("PLANNER").get(paper).status_code == 403
    assert paper not in page(browser("PLANNER"), "agreement", world.kelurahan.pk)


def test_a_kelurahan_page_costs_the_same_whatever_happened(
    world: World, accepted: Upload, browser: Browser, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    raised(world)
    client = browser("HOUSING_STAFF")
    with django_assert_max_num_queries(28):  # type: ignore[attr-defined]
        page(client, "agreement", world.kelurahan.pk)


def test_an_open_objection_waits_at_home_for_who_decides_it(world: World, accepted: Upload, browser: Browser) -> None:
    one = reverse("objection", args=["99.01", raised(world).pk])
    for role, is_asked in (("KELURAHAN_HEAD", True), ("SECTION_HEAD", True), ("SURVEYOR", False), ("PLANNER", False)):
        assert (one in browser(role).get(reverse("home")).content.decode()) is is_asked, role


def test_what_was_said_is_read_by_those_on_the_case(world: World, accepted: Upload, browser: Browser) -> None:
    one = raised(world)
    for role, reads in (("SURVEYOR", True), ("AUDITOR", True), ("PLANNER", False), ("MINISTRY_VIEWER", False)):
        assert (one.statement in page(browser(role), "objection", one.pk)) is reads, role
