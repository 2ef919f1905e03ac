"""What changes scored facts: the record and its assessment move together, or not at all."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from tuntas.city.assessments.areas import rebuild_areas
from tuntas.city.assessments.facts import stored_row
from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.people.models import User
from tuntas.city.records.actions import note
from tuntas.city.surveys.actions import CannotSurvey, need_open
from tuntas.city.surveys.editing import Edit, Hand, enter_record, revise_record
from tuntas.city.surveys.facts import unit_facts
from tuntas.city.surveys.models import Draft, SurveyRecord, SurveyRecordVersion, Upload
from tuntas.city.surveys.posting import post_upload
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.rules.scoring import assess

BATCH = 200


@transaction.atomic
def accept_upload(*, upload: Upload, on: date, by: User | None, at: datetime) -> Upload:
    """Let a previewed file in: places, records, versions, assessments and area figures in one transaction.

    Rows that an error blocks stay out, all others come in. Raises `CannotSurvey` (see `surveys.posting.post_upload`).
    """
    posted = post_upload(upload=upload, on=on, by=by, at=at)
    rows = [stored_row(one.version, one.assessment, assessed_on=on, at=at) for one in posted]
    StoredAssessment.objects.bulk_create(rows, batch_size=BATCH)
    rebuild_areas(upload.campaign, at=at)
    note("assessments.recorded", about=upload, by=by, at=at, count=len(rows), rule_hash=upload.campaign.rule_set_id)
    return Upload.objects.select_related("campaign").get(pk=upload.pk)


@transaction.atomic
def edit_record(*, record: SurveyRecord, edit: Edit, by: User, on: date, at: datetime) -> SurveyRecordVersion:
    """Correct figures of a record, with the reason, and score it anew.

    The version has no second pair of eyes yet (`accepted_by` is empty): it counts for a decree only when an agreement
    covers it. Raises `StaleRecord`, `UnreadableFacts`, `CannotSurvey`.
    """
    hand = Hand(by=by, at=at, reason=edit.reason)
    version = revise_record(record=record, expected_version=edit.expected_version, changes=edit.changes, hand=hand)
    _record_assessment(version, on=on, by=by, at=at)
    return version


@transaction.atomic
def accept_draft(*, draft: Draft, reason: str, on: date, by: User, at: datetime) -> SurveyRecordVersion:
    """Let in what another person typed for an RT, and score it; the draft is then gone.

    Raises `StaleRecord` where the record moved on after the draft was begun, `UnreadableFacts`, and `CannotSurvey` for
    one's own draft, one that was not sent, or a closed campaign.
    """
    draft = Draft.objects.select_for_update(of=("self",)).select_related("campaign", "place", "user").get(pk=draft.pk)
    if draft.sent_at is None:
        raise CannotSurvey("SURVEY-DRAFT-NOT-SENT")
    if draft.user_id == by.pk:
        raise CannotSurvey("SURVEY-OWN-DRAFT")
    need_open(draft.campaign, on)
    hand = Hand(by=draft.user, at=at, reason=reason, accepted_by=by)
    version = _take_in(draft, hand)
    draft.delete()
    _record_assessment(version, on=on, by=by, at=at)
    return version


def _take_in(draft: Draft, hand: Hand) -> SurveyRecordVersion:
    record = SurveyRecord.objects.filter(campaign=draft.campaign_id, place=draft.place_id).first()
    if record is None:
        return enter_record(campaign=draft.campaign, place=draft.place, texts=draft.texts, hand=hand)
    return revise_record(record=record, expected_version=draft.based_on or 0, changes=draft.texts, hand=hand)


def _record_assessment(version: SurveyRecordVersion, *, on: date, by: User, at: datetime) -> None:
    campaign = version.record.campaign
    assessment = assess(unit_facts(version.facts), regulation_of(campaign), profile=campaign.profile or None)
    stored = stored_row(version, assessment, assessed_on=on, at=at)
    stored.save(force_insert=True)
    rebuild_areas(campaign, places=_areas_of(version), at=at)
    note("assessment.recorded", about=stored, city=campaign.city, by=by, at=at, rule_hash=campaign.rule_set_id,
         total_min=stored.total_min, total_max=stored.total_max)  # fmt: skip


def _areas_of(version: SurveyRecordVersion) -> Iterable[int]:
    place = version.record.place
    return [area for area in (place.kelurahan_id, place.kecamatan_id, place.city_id) if area is not None]
