"""Entering one RT: the list, the form with its preview, keeping, sending, and what waits."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import AT, ON, World
from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.surveys.actions import close_campaign
from tuntas.city.surveys.drafts import return_draft, save_draft, send_draft
from tuntas.city.surveys.models import Campaign, Draft, Upload
from tuntas.web.entry.texts import typed_text

Browser = Callable[[str], Client]
LIST = reverse("entry_list", args=["99.01"])
TYPED = {"f-jumlah_bangunan": "40", "f-unit_tidak_teratur": "12"}


def form_of(world: World, campaign: Campaign, name: str = "entry", rt: int = 0) -> str:
    return reverse(name, args=["99.01", campaign.pk, world.rts[rt].pk])


def states(client: Client) -> list[tuple[str, str]]:
    return [(row.name, str(row.word)) for row in client.get(LIST).context["rows"]]


def test_the_list_holds_the_rt_of_the_own_area_with_their_state(
    world: World, campaign: Campaign, browser: Browser
) -> None:
    client, surveyor = browser("SURVEYOR"), world.user("SURVEYOR")
    assert states(client) == [("RT 001 / RW 001", "belum didata"), ("RT 002 / RW 001", "belum didata")]
    draft = save_draft(user=surveyor, campaign=campaign, place=world.rts[0], texts={}, based_on=None, at=AT)
    assert states(client)[0][1] == "draf"
    send_draft(draft=draft, at=AT)
    assert states(client)[0][1] == "dikirim"
    return_draft(draft=draft, reason="Hitung ulang KK", by=world.user("KELURAHAN_HEAD"), at=AT)
    assert states(client)[0][1] == "dikembalikan" and "Hitung ulang KK" in client.get(LIST).content.decode()


def test_the_list_shows_what_was_accepted_and_narrows_by_the_address(
    world: World, accepted: Upload, browser: Browser
) -> None:
    client = browser("HOUSING_STAFF")
    assert [str(row.word) for row in client.get(LIST).context["rows"]] == ["diterima"] * 3
    narrowed = client.get(f"{LIST}?kelurahan={world.other_kelurahan.pk}&keadaan=diterima")
    assert [row.area for row in narrowed.context["rows"]] == ["Kenanga"]
    assert "Tidak ada RT yang cocok" in client.get(f"{LIST}?keadaan=draf").content.decode()
    assert client.get(f"{LIST}?kelurahan=x&rw=y").context["page"].paginator.count == 3


def test_before_the_first_survey_the_list_says_what_comes(world: World, browser: Browser) -> None:
    assert "Belum ada survei" in browser("SURVEYOR").get(LIST).content.decode()


def test_the_form_asks_every_fact_under_its_aspect(world: World, campaign: Campaign, browser: Browser) -> None:
    response = browser("SURVEYOR").get(form_of(world, campaign))
    groups = [group for group, _fields in response.context["groups"]]
    assert [group.icon for group in groups if group.icon.startswith("aspect")] == [f"aspect-{n}" for n in range(1, 8)]
    names = [one.name for group in groups for one in group.fields]
    assert len(names) == len(set(names)) == 16 + 6 + 2 + 2
    assert response.context["outlook"].total == "0–80" and response.context["outlook"].grade is None
    assert "belum ada data" in response.content.decode()


def test_the_form_is_filled_from_the_record(world: World, accepted: Upload, browser: Browser) -> None:
    response = browser("SURVEYOR").get(form_of(world, accepted.campaign))
    filled = {one.name: one.text for group, _fields in response.context["groups"] for one in group.fields}
    assert (filled["jumlah_bangunan"], filled["luas_verifikasi_ha"]) == ("40", "1,5")
    stored = StoredAssessment.objects.get(record__place=world.rts[0])
    assert response.context["outlook"].total == str(stored.total_min)


def test_the_preview_gives_percent_and_score_and_keeps_nothing(
    world: World, campaign: Campaign, browser: Browser
) -> None:
    url = form_of(world, campaign, "entry_preview")
    page = browser("SURVEYOR").post(url, TYPED | {"versi": "", "f-jumlah_kk": "5O"})
    line = page.context["outlook"].lines["unit_tidak_teratur"]
    assert (line.percent, line.score, page.context["outlook"].total) == ("30,00 %", "1", "1–76")
    [note] = page.context["outlook"].notes["jumlah_kk"]
    assert "Jumlah KK" in note.wording and note.is_error and page.context["outlook"].errors == 1
    assert page.content.decode().count("hx-swap-oob") == 26
    assert not Draft.objects.exists()


def test_a_volume_above_its_whole_is_said_beside_its_field(world: World, campaign: Campaign, browser: Browser) -> None:
    page = browser("SURVEYOR").post(form_of(world, campaign, "entry_preview"), TYPED | {"f-unit_tidak_teratur": "50"})
    assert page.context["outlook"].notes["unit_tidak_teratur"]
    assert "jumlah_kk" not in page.context["outlook"].notes


def test_a_draft_keeps_only_what_was_changed(world: World, accepted: Upload, browser: Browser) -> None:
    client, url = browser("SURVEYOR"), form_of(world, accepted.campaign, "entry_save")
    answer = client.post(url, {"f-jumlah_bangunan": "40", "f-jumlah_kk": "52", "versi": "1", "simpanan": ""},
                         headers={"accept": "application/json"})  # fmt: skip
    draft = Draft.objects.get()
    assert answer.json() == {"seen": draft.saved_at.isoformat()}
    assert (draft.texts, draft.based_on, draft.user) == ({"jumlah_kk": "52"}, 1, world.user("SURVEYOR"))


def test_a_form_without_a_change_leaves_no_draft(world: World, campaign: Campaign, browser: Browser) -> None:
    assert browser("SURVEYOR").post(form_of(world, campaign, "entry_save"), {"f-jumlah_kk": " "}).status_code == 302
    assert not Draft.objects.exists()


def test_an_older_phone_never_overwrites_a_newer_draft(world: World, campaign: Campaign, browser: Browser) -> None:
    client, url = browser("SURVEYOR"), form_of(world, campaign, "entry_save")
    json = {"accept": "application/json"}
    client.post(url, {"f-jumlah_kk": "50", "simpanan": ""}, headers=json)
    stale = client.post(url, {"f-jumlah_kk": "49", "simpanan": ""}, headers=json)
    assert stale.status_code == 409 and stale.json()["texts"] == {"jumlah_kk": "50"}
    assert Draft.objects.get().texts == {"jumlah_kk": "50"}
    assert client.post(url, {"f-jumlah_kk": "49", "simpanan": stale.json()["seen"]}, headers=json).status_code == 200


def test_a_sent_draft_is_changed_only_after_it_is_taken_back(
    world: World, campaign: Campaign, browser: Browser
) -> None:
    client = browser("SURVEYOR")
    answer = client.post(form_of(world, campaign, "entry_send"), TYPED)
    assert answer["Location"].startswith(LIST)
    draft = Draft.objects.get()
    assert draft.sent_at is not None
    seen = {"simpanan": draft.saved_at.isoformat()}
    client.post(form_of(world, campaign, "entry_save"), TYPED | seen | {"f-jumlah_bangunan": "41"})
    assert Draft.objects.get().texts["jumlah_bangunan"] == "40"
    assert "disabled" in client.get(form_of(world, campaign)).content.decode()
    client.post(form_of(world, campaign, "entry_recall"))
    assert Draft.objects.get().sent_at is None


@pytest.mark.parametrize("typed", [{}, {"f-jumlah_kk": "5O"}], ids=["nothing", "no number"])
def test_what_cannot_be_checked_is_kept_but_not_sent(
    typed: dict[str, str], world: World, campaign: Campaign, browser: Browser
) -> None:
    client = browser("SURVEYOR")
    page = client.post(form_of(world, campaign, "entry_send"), typed, follow=True).content.decode()
    assert "Tidak ada angka yang berubah" in page or "bukan angka" in page
    assert [draft.sent_at for draft in Draft.objects.all()] == [None] * len(typed)


def test_a_closed_survey_takes_nothing_in(world: World, campaign: Campaign, browser: Browser) -> None:
    close_campaign(campaign=campaign, on=ON, by=world.user("SECTION_HEAD"), at=AT)
    client = browser("SURVEYOR")
    page = client.post(form_of(world, campaign, "entry_save"), TYPED, follow=True).content.decode()
    assert "sudah ditutup" in page and not Draft.objects.exists()
    answer = client.post(form_of(world, campaign, "entry_save"), TYPED, headers={"accept": "application/json"})
    assert answer.status_code == 422 and "ditutup" in answer.json()["refusal"]


def test_a_surveyor_enters_no_rt_of_another_kelurahan(world: World, campaign: Campaign, browser: Browser) -> None:
    assert browser("SURVEYOR").get(form_of(world, campaign, rt=2)).status_code == 404
    assert browser("SURVEYOR").post(form_of(world, campaign, "entry_save", rt=2), TYPED).status_code == 404


def test_what_came_back_waits_at_home(world: World, campaign: Campaign, browser: Browser) -> None:
    draft = save_draft(user=world.user("SURVEYOR"), campaign=campaign, place=world.rts[0], texts={"jumlah_kk": "50"},
                       based_on=None, at=AT)  # fmt: skip
    send_draft(draft=draft, at=AT)
    tasks = browser("KELURAHAN_HEAD").get(reverse("home")).context["waiting"]
    assert [task.url for task in tasks] == [reverse("draft", args=["99.01", draft.pk])]
    return_draft(draft=draft, reason="Hitung ulang", by=world.user("KELURAHAN_HEAD"), at=AT)
    home = browser("SURVEYOR").get(reverse("home"))
    assert [(task.detail, task.url) for task in home.context["waiting"]] == [
        ("Hitung ulang", form_of(world, campaign))]  # fmt: skip
    assert home.context["number"].links[0].url.startswith(LIST)


@pytest.mark.parametrize(("micro", "text"), [(40_000_000, "40"), (250_000, "0,25"), (1_234_000, "1,2340"),
                                             (1_234_000_000, "1234"), (848_808, "0,848808"), (0, "0")])  # fmt: skip
def test_a_figure_is_written_so_that_it_is_read_back_the_same(micro: int, text: str) -> None:
    assert typed_text(micro) == text
