"""Minutes of agreement, and objections that change a figure or are rejected with a reason."""

from datetime import date, timedelta

import pytest

from tests.city.surveys.cast import ROAD, campaign_of, take_in
from tests.world import AT, ON, World
from tuntas.city.assessments.actions import edit_record
from tuntas.city.records.actions import PaperHead, file_paper
from tuntas.city.surveys.actions import CannotSurvey, announce_objections
from tuntas.city.surveys.agreements import (
    MinutesHead,
    ObjectionHead,
    agreed_records,
    decide_objection,
    object_to,
    record_agreement,
)
from tuntas.city.surveys.editing import Edit
from tuntas.city.surveys.models import Agreement, Campaign, Objection, Outcome, SurveyRecord

OVER = ON + timedelta(days=14)
ALL = ["RT_HEAD", "RW_HEAD", "BKM", "LURAH"]


@pytest.fixture
def campaign(world: World) -> Campaign:
    made = campaign_of(world)
    take_in(made)
    return announce_objections(campaign=made, from_on=ON, until_on=OVER, by=None, at=AT)


def agree(world: World, campaign: Campaign, signed: list[str] = ALL, on: date = OVER) -> Agreement:
    head = PaperHead(kind="BERITA_ACARA", number="BA/7/2026", signed_on=OVER, place=world.kelurahan)
    paper = file_paper(city=world.city, head=head, by=None, at=AT)
    return record_agreement(
        campaign=campaign,
        place=world.kelurahan,
        head=MinutesHead(paper, signed, on),
        by=world.user("KELURAHAN_HEAD"),
        at=AT + timedelta(days=14),
    )


def objection(world: World, record: SurveyRecord) -> Objection:
    return object_to(record=record, head=ObjectionHead(ROAD, "jalan sudah diperbaiki", "RT_HEAD"), on=ON,
                     by=world.user("KELURAHAN_STAFF"), at=AT)  # fmt: skip


def test_agreement_covers_the_kelurahans_records_as_they_stand(world: World, campaign: Campaign) -> None:
    made = agree(world, campaign)
    assert made == agree(world, campaign) and made.lines.count() == 2
    assert set(agreed_records(campaign).values_list("place", flat=True)) == {place.pk for place in world.rts[:2]}


def test_a_figure_changed_later_has_to_be_agreed_anew(world: World, campaign: Campaign) -> None:
    agree(world, campaign)
    record = SurveyRecord.objects.get(place=world.rts[0])
    edit_record(record=record, edit=Edit(1, {ROAD: "1"}, "x"), by=world.user("HOUSING_STAFF"), on=ON, at=AT)
    assert record not in agreed_records(campaign)


def test_no_agreement_without_signatures_or_before_the_period_is_over(world: World, campaign: Campaign) -> None:
    with pytest.raises(CannotSurvey, match="SURVEY-NO-SIGNATURE"):
        agree(world, campaign, ["RT_HEAD", "LURAH"])
    with pytest.raises(CannotSurvey, match="SURVEY-OBJECTIONS-NOT-OVER"):
        agree(world, campaign, on=OVER - timedelta(days=1))
    with pytest.raises(CannotSurvey, match="SURVEY-AGREED-AHEAD"):
        agree(world, campaign, on=OVER + timedelta(days=1))


def test_an_open_objection_holds_the_agreement_up(world: World, campaign: Campaign) -> None:
    raised = objection(world, SurveyRecord.objects.get(place=world.rts[0]))
    with pytest.raises(CannotSurvey, match="SURVEY-OBJECTIONS-OPEN"):
        agree(world, campaign)
    decide_objection(objection=raised, reason="sudah diukur ulang, tetap", version=None, on=OVER,
                     by=world.user("KELURAHAN_HEAD"), at=AT)  # fmt: skip
    assert agree(world, campaign).lines.count() == 2


def test_an_upheld_objection_names_the_version_that_changed_its_figure(world: World, campaign: Campaign) -> None:
    record = SurveyRecord.objects.get(place=world.rts[0])
    raised, judge = objection(world, record), world.user("KELURAHAN_HEAD")
    with pytest.raises(CannotSurvey, match="SURVEY-VERSION-CHANGES-OTHER"):
        decide_objection(objection=raised, reason="ya", version=record.versions.get(), on=OVER, by=judge, at=AT)
    later = AT + timedelta(days=1)
    version = edit_record(
        record=record, edit=Edit(1, {ROAD: "20"}, "keberatan RT 001"), by=world.user("HOUSING_STAFF"), on=ON, at=later
    )
    decided = decide_objection(objection=raised, reason="ya", version=version, on=OVER, by=judge, at=later)
    assert decided.outcome == Outcome.UPHELD and decided.version.reason == "keberatan RT 001"
    with pytest.raises(CannotSurvey, match="SURVEY-OBJECTION-DECIDED"):
        decide_objection(objection=raised, reason="ya", version=None, on=OVER, by=judge, at=later)


def test_objections_have_their_period_their_field_and_another_judge(world: World, campaign: Campaign) -> None:
    record = SurveyRecord.objects.get(place=world.rts[0])
    asked = {"record": record, "by": None, "at": AT}
    with pytest.raises(CannotSurvey, match="SURVEY-NO-OBJECTION-PERIOD"):
        object_to(head=ObjectionHead(ROAD, "x", "RESIDENT"), on=OVER, **asked)
    with pytest.raises(CannotSurvey, match="SURVEY-NO-FIELD"):
        object_to(head=ObjectionHead("panjang_sungai", "x", "RESIDENT"), on=ON, **asked)
    with pytest.raises(CannotSurvey, match="SURVEY-OWN-OBJECTION"):
        decide_objection(objection=objection(world, record), reason="tidak", version=None, on=ON,
                         by=world.user("KELURAHAN_STAFF"), at=AT)  # fmt: skip
