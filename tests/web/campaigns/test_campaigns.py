"""A city's surveys: opened, followed, announced for objections, closed; each refusal in words."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.world import AT, ON, World
from tuntas.city.places.actions import dissolve_place
from tuntas.city.records.models import AuditEntry
from tuntas.city.surveys.drafts import save_draft, send_draft
from tuntas.city.surveys.models import Campaign, Upload
from tuntas.web.campaigns.rule_choices import rule_choices

Browser = Callable[[str], Client]
LIST, NEW = reverse("campaigns", args=["99.01"]), reverse("campaign_new", args=["99.01"])
HEAD = {"year": "2026", "name": "Pendataan", "rule": "permen-pupr-14-2018", "city_size": "sedang", "profile": ""}


def act(name: str, campaign: Campaign) -> str:
    return reverse(name, args=["99.01", campaign.pk])


def test_a_city_without_a_survey_is_told_the_first_step(world: World, browser: Browser) -> None:
    assert NEW in browser("SECTION_HEAD").get(LIST).content.decode()
    page = browser("SURVEYOR").get(LIST).content.decode()
    assert NEW not in page and "dibuka oleh dinas perumahan" in page


def test_the_list_says_how_far_each_survey_is(world: World, accepted: Upload, browser: Browser) -> None:
    draft = save_draft(user=world.user("SURVEYOR"), campaign=accepted.campaign, place=world.rts[0],
                       texts={"jumlah_kk": "52"}, based_on=1, at=AT)  # fmt: skip
    send_draft(draft=draft, at=AT)
    [row] = browser("SECTION_HEAD").get(LIST).context["rows"]
    assert (row.done, row.existing, row.drafts, row.uploads) == (3, 3, 1, 0)
    assert row.objections == "belum diumumkan" and "14/PRT/M/2018" in row.rules
    [own] = browser("SURVEYOR").get(LIST).context["rows"]
    assert (own.done, own.existing, own.drafts, own.uploads) == (2, 2, None, None)
    dissolve_place(place=world.rts[0], on=ON, source="contoh", by=None, at=AT)
    [later] = browser("SECTION_HEAD").get(LIST).context["rows"]
    assert (later.done, later.existing, later.left) == (2, 2, 0)


def test_the_current_rule_set_stands_first_and_explains_itself() -> None:
    choices = rule_choices()
    assert choices[0].is_current and choices[0].rule_id == "permen-pupr-14-2018"
    assert "16 kriteria" in choices[0].explained[0] and "kumuh mulai nilai 16" in choices[0].explained[0]
    local = [choice for choice in choices if choice.overlays]
    assert [(one.rule_id, one.overlays) for one in local] == [
        ("permen-pupr-14-2018", ("perda-kota-madiun-45-2018",))]  # fmt: skip


def test_a_survey_is_opened_under_the_chosen_rules(world: World, browser: Browser) -> None:
    client = browser("SECTION_HEAD")
    assert client.get(NEW).context["choices"]
    answer = client.post(NEW, HEAD)
    campaign = Campaign.objects.get()
    assert answer["Location"] == act("campaign", campaign)
    assert (campaign.year, campaign.rule_set.rule_id, campaign.city_size) == (2026, "permen-pupr-14-2018", "sedang")
    assert "Kota sedang" in client.get(act("campaign", campaign)).content.decode()
    assert AuditEntry.objects.filter(verb="campaign.opened").count() == 1


def test_a_local_rule_comes_with_its_base(world: World, browser: Browser) -> None:
    browser("SECTION_HEAD").post(NEW, HEAD | {"rule": "permen-pupr-14-2018+perda-kota-madiun-45-2018"})
    assert Campaign.objects.get().rule_set.overlays == ["perda-kota-madiun-45-2018"]


def test_the_same_name_under_other_rules_is_refused_in_words(
    world: World, campaign: Campaign, browser: Browser
) -> None:
    page = browser("SECTION_HEAD").post(NEW, HEAD | {"year": "2025", "rule": "permen-pupr-02-2016"}).content.decode()
    assert "sudah ada dengan aturan atau pilihan lain" in page and "nama lain" in page
    assert Campaign.objects.count() == 1


def test_a_rule_set_that_there_is_not_is_refused(world: World, browser: Browser) -> None:
    assert browser("SECTION_HEAD").post(NEW, HEAD | {"rule": "x"}).context["form"].errors["rule"]
    assert browser("SECTION_HEAD").post(NEW, HEAD | {"city_size": "x"}).context["form"].errors["city_size"]
    assert not Campaign.objects.exists()


def test_the_offices_broken_law_is_told(world: World, browser: Browser, settings, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    settings.TUNTAS_HOME = tmp_path
    folder = tmp_path / "rules" / "salinan"
    folder.mkdir(parents=True)
    (folder / "instrument.toml").write_text('[instrument]\nid = "permen-pupr-14-2018"\n', encoding="utf-8")
    assert "tidak dapat dibaca" in browser("SECTION_HEAD").get(NEW).content.decode()


def test_a_survey_is_closed_once(world: World, campaign: Campaign, browser: Browser) -> None:
    client, today = browser("SECTION_HEAD"), timezone.localdate()
    early = client.post(act("campaign_close", campaign), {"on": "2020-01-01"})
    assert "tidak dapat ditutup" in early.content.decode()
    client.post(act("campaign_close", campaign), {"on": today.isoformat()})
    campaign.refresh_from_db()
    assert campaign.closed_on == today
    page = client.get(act("campaign", campaign)).content.decode()
    assert "ditutup sejak" in page and act("campaign_close", campaign) not in page


def test_the_last_day_of_objections_still_counts(world: World, campaign: Campaign, browser: Browser) -> None:
    client = browser("SECTION_HEAD")
    upside_down = client.post(act("campaign_objections", campaign), {"from_on": "2026-05-14", "last_on": "2026-05-01"})
    assert upside_down.context["announcing"].errors["last_on"]
    endless = client.post(act("campaign_objections", campaign), {"from_on": "2026-05-01", "last_on": "9999-12-31"})
    assert endless.context["announcing"].errors["last_on"]
    client.post(act("campaign_objections", campaign), {"from_on": "2026-05-01", "last_on": "2026-05-14"})
    campaign.refresh_from_db()
    assert (campaign.objection_from, campaign.objection_until) == (date(2026, 5, 1), date(2026, 5, 15))


@pytest.mark.parametrize(("shift", "words"), [(-3, "selesai pada"), (0, "berlangsung sampai"), (3, "akan berlangsung")])
def test_the_objection_period_is_told_in_words(
    shift: int, words: str, world: World, campaign: Campaign, browser: Browser
) -> None:
    first = timezone.localdate() + timedelta(days=shift)
    browser("SECTION_HEAD").post(act("campaign_objections", campaign), {
        "from_on": first.isoformat(), "last_on": (first + timedelta(days=1)).isoformat()})  # fmt: skip
    assert words in browser("PLANNER").get(LIST).content.decode()


def test_the_number_of_queries_does_not_grow_with_the_surveys(
    world: World, accepted: Upload, browser: Browser, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    client = browser("SECTION_HEAD")
    for year in ("2023", "2024", "2026"):
        client.post(NEW, HEAD | {"year": year})
    with django_assert_max_num_queries(12):
        client.get(LIST)
