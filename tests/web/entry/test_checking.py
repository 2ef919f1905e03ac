"""Checking what others typed: who sees it, accepts it, gives it back, and what happens where the record moved on."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import AT, ON, World
from tuntas.city.assessments.actions import edit_record
from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.surveys.actions import close_campaign
from tuntas.city.surveys.drafts import save_draft, send_draft
from tuntas.city.surveys.editing import Edit
from tuntas.city.surveys.models import Campaign, Draft, SurveyRecord, Upload

Browser = Callable[[str], Client]
LIST = reverse("draft_list", args=["99.01"])


def sent(world: World, campaign: Campaign, texts: dict[str, str], based_on: int | None = None,
         role: str = "SURVEYOR") -> Draft:  # fmt: skip
    draft = save_draft(user=world.user(role), campaign=campaign, place=world.rts[0], texts=texts, based_on=based_on,
                       at=AT)  # fmt: skip
    return send_draft(draft=draft, at=AT)


def at(name: str, draft: Draft) -> str:
    return reverse(name, args=["99.01", draft.pk])


def edited(world: World, changes: dict[str, str]) -> None:
    record = SurveyRecord.objects.get(place=world.rts[0])
    edit_record(record=record, edit=Edit(record.version, changes, "Hitung ulang"), by=world.user("SECTION_HEAD"),
                on=ON, at=AT)  # fmt: skip


def test_a_checker_sees_the_change_and_lets_it_in(world: World, accepted: Upload, browser: Browser) -> None:
    draft = sent(world, accepted.campaign, {"jumlah_kk": "52", "9a": "positif"}, 1)
    client = browser("KELURAHAN_HEAD")
    assert "RT 001 / RW 001, Melati" in client.get(LIST).content.decode()
    page = client.get(at("draft", draft))
    changes = [(one.label, one.before, one.after) for one in page.context["changes"]]
    assert changes[0] == ("Jumlah KK", "50 KK", "52 KK") and changes[1][1] is None
    answer = client.post(at("draft_accept", draft), {"reason": "Sesuai berita acara RT"})
    assert answer["Location"] == LIST and not Draft.objects.exists()
    version = SurveyRecord.objects.get(place=world.rts[0]).versions.get(number=2)
    assert (version.by, version.accepted_by) == (world.user("SURVEYOR"), world.user("KELURAHAN_HEAD"))


def test_the_first_figures_of_an_rt_need_no_reason(world: World, campaign: Campaign, browser: Browser) -> None:
    draft = sent(world, campaign, {"jumlah_bangunan": "40", "unit_tidak_teratur": "12"})
    browser("KELURAHAN_HEAD").post(at("draft_accept", draft))
    stored = StoredAssessment.objects.get()
    assert (stored.total_min, stored.total_max, stored.is_complete) == (1, 76, False)


def test_a_change_without_a_reason_is_refused_in_words(world: World, accepted: Upload, browser: Browser) -> None:
    draft = sent(world, accepted.campaign, {"jumlah_kk": "52"}, 1)
    page = browser("KELURAHAN_HEAD").post(at("draft_accept", draft)).content.decode()
    assert "Alasan harus diisi" in page and Draft.objects.filter(sent_at__isnull=False).exists()


def test_nobody_checks_what_they_typed(world: World, accepted: Upload, browser: Browser) -> None:
    draft = sent(world, accepted.campaign, {"jumlah_kk": "52"}, 1, role="HOUSING_STAFF")
    client = browser("HOUSING_STAFF")
    assert "isian Anda sendiri" in client.get(LIST).content.decode()
    for name, call in (("draft", client.get), ("draft_accept", client.post), ("draft_return", client.post)):
        assert call(at(name, draft)).status_code == 403
    assert Draft.objects.filter(sent_at__isnull=False).exists()


def test_a_draft_goes_back_with_its_reason(world: World, campaign: Campaign, browser: Browser) -> None:
    draft = sent(world, campaign, {"jumlah_kk": "52"})
    client = browser("KELURAHAN_HEAD")
    assert client.post(at("draft_return", draft), {"reason": " "}).context["returning"].errors
    client.post(at("draft_return", draft), {"reason": "Tambahkan panjang jalan"})
    draft.refresh_from_db()
    assert (draft.sent_at, draft.returned_reason) == (None, "Tambahkan panjang jalan")


def test_where_the_record_moved_on_the_maker_chooses(world: World, accepted: Upload, browser: Browser) -> None:
    draft = sent(world, accepted.campaign, {"jumlah_kk": "52", "jumlah_bangunan": "41"}, 1)
    edited(world, {"jumlah_kk": "60"})
    checker, maker = browser("KELURAHAN_HEAD"), browser("SURVEYOR")
    answer = checker.post(at("draft_accept", draft), {"reason": "Cocok"})
    assert answer["Location"] == at("draft", draft)
    [clash] = checker.get(at("draft", draft)).context["contest"].clashes
    assert (clash.before, clash.after, clash.mine) == ("50 KK", "60 KK", "52 KK")
    checker.post(at("draft_return", draft), {"reason": "Sesuaikan dengan data terbaru"})
    here = [accepted.campaign.pk, world.rts[0].pk]
    form = maker.get(reverse("entry", args=["99.01", *here]))
    assert [one.name for one in form.context["contest"].clashes] == ["jumlah_kk"]
    maker.post(reverse("entry_rebase", args=["99.01", *here]), {"pilih-jumlah_kk": "theirs"})
    draft.refresh_from_db()
    assert (draft.texts, draft.based_on) == ({"jumlah_bangunan": "41"}, 2)


def test_a_closed_survey_takes_no_draft_in(world: World, campaign: Campaign, browser: Browser) -> None:
    draft = sent(world, campaign, {"jumlah_kk": "52"})
    close_campaign(campaign=campaign, on=ON, by=world.user("SECTION_HEAD"), at=AT)
    page = browser("KELURAHAN_HEAD").post(at("draft_accept", draft)).content.decode()
    assert "sudah ditutup sejak" in page and not SurveyRecord.objects.exists()


def test_without_drafts_the_list_says_what_comes(world: World, campaign: Campaign, browser: Browser) -> None:
    assert "Tidak ada isian yang menunggu" in browser("KELURAHAN_HEAD").get(LIST).content.decode()


@pytest.mark.parametrize("role", ["SURVEYOR", "PLANNER"])
def test_who_does_not_check_has_no_list(role: str, world: World, campaign: Campaign, browser: Browser) -> None:
    assert browser(role).get(LIST).status_code == 403
