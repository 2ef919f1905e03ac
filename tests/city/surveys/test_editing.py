"""Two people on one record: nothing is lost, and every change has its reason."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests.city.surveys.cast import HOUSEHOLDS, ROAD, campaign_of, take_in
from tests.world import AT, ON, World
from tuntas.city.assessments.actions import accept_draft, edit_record
from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.surveys.actions import CannotSurvey, close_campaign
from tuntas.city.surveys.drafts import return_draft, save_draft, send_draft
from tuntas.city.surveys.editing import Difference, Edit, StaleRecord, UnreadableFacts
from tuntas.city.surveys.models import Draft, SurveyRecord, SurveyRecordVersion

LATER = AT + timedelta(hours=2)


@pytest.fixture
def record(world: World) -> SurveyRecord:
    take_in(campaign_of(world))
    return SurveyRecord.objects.get(place=world.rts[0])


def edit(
    world: World, record: SurveyRecord, changes: dict[str, str | None], version: int = 1, reason: str = "salah ukur"
) -> SurveyRecordVersion:
    return edit_record(
        record=record, edit=Edit(version, changes, reason), by=world.user("HOUSING_STAFF"), on=ON, at=LATER
    )


def test_an_edit_is_a_new_version_with_its_person_and_a_new_assessment(world: World, record: SurveyRecord) -> None:
    version = edit(world, record, {ROAD: "0"})
    assert (version.number, version.reason, version.by) == (2, "salah ukur", world.user("HOUSING_STAFF"))
    assert version.sources[ROAD] == {"person": version.by.pk, "at": LATER.isoformat()}
    assert version.sources[HOUSEHOLDS]["cell"] == "G2"
    before, after = StoredAssessment.objects.filter(record=record).order_by("record_version")
    assert before.total > after.total
    assert StoredAssessment.objects.current().filter(record=record).get() == after


def test_an_emptied_figure_is_unknown_and_not_zero(world: World, record: SurveyRecord) -> None:
    version = edit(world, record, {ROAD: None})
    assert ROAD not in version.facts["quantities"]
    assert not StoredAssessment.objects.get(version=version).is_complete


def test_the_second_of_two_sees_the_difference(world: World, record: SurveyRecord) -> None:
    edit(world, record, {ROAD: "50"})
    with pytest.raises(StaleRecord) as same:
        edit(world, record, {ROAD: "60"})
    assert same.value.differences == {ROAD: Difference(100_000_000, 50_000_000, 60_000_000)}
    assert not same.value.can_merge and same.value.current_version == 2
    with pytest.raises(StaleRecord) as other:
        edit(world, record, {HOUSEHOLDS: "55"})
    assert other.value.can_merge and set(other.value.differences) == {ROAD, HOUSEHOLDS}
    assert SurveyRecord.objects.get(pk=record.pk).version == 2


@pytest.mark.parametrize(("text", "code"), [
    ("12O", "S420"), ("1.234", "S421"), ("1,234", "S421"), ("5 ha", "S420"), ("999999999999", "S424"),
])  # fmt: skip
def test_what_is_no_plain_figure_is_asked_and_never_guessed(
    world: World, record: SurveyRecord, text: str, code: str
) -> None:
    with pytest.raises(UnreadableFacts) as refusal:
        edit(world, record, {ROAD: text})
    assert [problem.code for problem in refusal.value.problems] == [code]
    assert SurveyRecord.objects.get(pk=record.pk).version == 1


def test_figures_are_read_as_offices_write_them(world: World, record: SurveyRecord) -> None:
    assert edit(world, record, {ROAD: "1.234,56"}).facts["quantities"][ROAD] == 1_234_560_000


def test_an_edit_needs_a_reason_and_a_change(world: World, record: SurveyRecord) -> None:
    with pytest.raises(CannotSurvey, match="SURVEY-NO-REASON"):
        edit(world, record, {ROAD: "1"}, reason=" ")
    with pytest.raises(CannotSurvey, match="SURVEY-NO-CHANGE"):
        edit(world, record, {ROAD: "100"})


def test_the_database_lets_no_version_be_changed(record: SurveyRecord) -> None:
    for table in ("surveys_surveyrecordversion", "assessments_storedassessment", "surveys_ruleset"):
        with pytest.raises(DatabaseError, match="append only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")


def draft_of(world: World, texts: dict[str, str], based_on: int | None) -> Draft:
    draft = save_draft(user=world.user("SURVEYOR"), campaign=SurveyRecord.objects.first().campaign,
                       place=world.rts[0], texts=texts, based_on=based_on, at=AT)  # fmt: skip
    return send_draft(draft=draft, at=AT)


def test_what_one_types_another_accepts(world: World, record: SurveyRecord) -> None:
    draft = draft_of(world, {ROAD: "0"}, 1)
    with pytest.raises(CannotSurvey, match="SURVEY-OWN-DRAFT"):
        accept_draft(draft=draft, reason="x", on=ON, by=world.user("SURVEYOR"), at=LATER)
    version = accept_draft(draft=draft, reason="survei ulang", on=ON, by=world.user("KELURAHAN_HEAD"), at=LATER)
    assert (version.by, version.accepted_by) == (world.user("SURVEYOR"), world.user("KELURAHAN_HEAD"))
    assert not Draft.objects.exists()


def test_a_draft_is_not_accepted_once_the_survey_is_closed(world: World, record: SurveyRecord) -> None:
    draft = draft_of(world, {ROAD: "0"}, 1)
    close_campaign(campaign=record.campaign, on=ON, by=world.user("SECTION_HEAD"), at=LATER)
    with pytest.raises(CannotSurvey, match="SURVEY-CLOSED"):
        accept_draft(draft=draft, reason="x", on=ON, by=world.user("KELURAHAN_HEAD"), at=LATER)
    assert Draft.objects.exists()


def test_an_accepted_draft_never_covers_a_later_change(world: World, record: SurveyRecord) -> None:
    draft = draft_of(world, {ROAD: "0"}, 1)
    edit(world, record, {ROAD: "50"})
    with pytest.raises(StaleRecord):
        accept_draft(draft=draft, reason="x", on=ON, by=world.user("KELURAHAN_HEAD"), at=LATER)
    assert Draft.objects.exists()


def test_a_first_record_can_be_typed(world: World) -> None:
    campaign = campaign_of(world)
    draft = save_draft(user=world.user("SURVEYOR"), campaign=campaign, place=world.rts[0],
                       texts={ROAD: "12", "panjang_jalan_ideal_m": "300"}, based_on=None, at=AT)  # fmt: skip
    with pytest.raises(CannotSurvey, match="SURVEY-DRAFT-NOT-SENT"):
        accept_draft(draft=draft, reason="", on=ON, by=world.user("KELURAHAN_HEAD"), at=AT)
    version = accept_draft(
        draft=send_draft(draft=draft, at=AT), reason="", on=ON, by=world.user("KELURAHAN_HEAD"), at=AT
    )
    assert (version.record.rt, version.record.rw) == ("001", "001")
    assert StoredAssessment.objects.get().total_max > StoredAssessment.objects.get().total_min


def test_a_draft_given_back_says_what_is_asked(world: World, record: SurveyRecord) -> None:
    draft = return_draft(
        draft=draft_of(world, {ROAD: "0"}, 1), reason="ukur lagi", by=world.user("KELURAHAN_HEAD"), at=AT
    )
    assert draft.sent_at is None and draft.returned_reason == "ukur lagi"
    assert Draft.objects.visible_to(world.user("SURVEYOR")).exists()
    assert not Draft.objects.visible_to(world.user("KELURAHAN_HEAD")).exists()


def test_a_draft_holds_figures_of_an_own_rt_only(world: World) -> None:
    campaign, surveyor = campaign_of(world), world.user("SURVEYOR")
    with pytest.raises(CannotSurvey, match="SURVEY-NO-RT"):
        save_draft(user=surveyor, campaign=campaign, place=world.foreign_rt, texts={}, based_on=None, at=AT)
    with pytest.raises(CannotSurvey, match="SURVEY-NO-FORM"):
        save_draft(user=surveyor, campaign=campaign, place=world.rts[0], texts={ROAD: "9" * 41}, based_on=None, at=AT)
