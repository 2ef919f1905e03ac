"""Minutes of agreement on a kelurahan's data, and objections to single figures with what came of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from tuntas.city.people.models import User
from tuntas.city.places.models import Level, Place
from tuntas.city.records.actions import PaperDiffers, PaperHead, file_paper, note
from tuntas.city.records.content_types import RefusedContent
from tuntas.city.records.files import open_file, store_file
from tuntas.city.records.models import Paper
from tuntas.city.surveys.actions import CannotSurvey, city_day
from tuntas.city.surveys.models import (
    AgreedVersion,
    Agreement,
    Campaign,
    Objection,
    Outcome,
    SurveyRecord,
    SurveyRecordVersion,
)
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.city.surveys.typed import answer_options, field_units

#: Who has to have signed, each by one of these roles.
NEEDED = (("RT_HEAD", "RW_HEAD"), ("BKM",), ("LURAH",))
#: Who may sign, and in which roles an objection is raised; worded as `ROLE-RT_HEAD` in the catalogue.
SIGNATORIES = ("RT_HEAD", "RW_HEAD", "BKM", "LURAH")
OBJECTORS = ("RT_HEAD", "RW_HEAD", "RESIDENT", "BKM", "LURAH", "OTHER")
#: What a signed paper comes as: a scan or a photo.
PAPER_TYPES = ("application/pdf", "image/jpeg", "image/png", "image/tiff", "image/webp")


@dataclass(frozen=True, slots=True)
class MinutesHead:
    """Minutes of agreement as filed: the paper, the roles that signed it, and the day on it."""

    paper: Paper
    signatories: Sequence[str]
    agreed_on: date


@dataclass(frozen=True, slots=True)
class SignedMinutes:
    """The signed paper as it arrives: its number (empty: none), day and roles, and the scan or photo itself."""

    agreed_on: date
    signatories: Sequence[str]
    content: BinaryIO | bytes
    number: str = ""
    filename: str = ""


@dataclass(frozen=True, slots=True)
class ObjectionHead:
    """An objection as raised: to which fact, what was said, in which role (RT_HEAD, RESIDENT …)."""

    field: str
    statement: str
    raised_as: str


@transaction.atomic
def record_agreement(
    *, campaign: Campaign, place: Place, head: MinutesHead, by: User | None, at: datetime
) -> Agreement:
    """Put on record that a kelurahan agreed to its data as they stand; the same paper twice is recorded once.

    Raises `CannotSurvey` while objections are open or may still be raised, for a day that is yet to come, where a
    needed signature is missing, and where there is nothing to agree to.
    """
    if known := Agreement.objects.filter(campaign=campaign, place=place, paper=head.paper).first():
        return known
    if head.agreed_on > city_day(campaign.city, at):
        raise CannotSurvey("SURVEY-AGREED-AHEAD", on=head.agreed_on)
    _check_agreement(campaign, place, head.signatories, head.agreed_on)
    versions = SurveyRecordVersion.objects.filter(
        record__campaign=campaign, record__place__kelurahan=place, number=F("record__version")
    )
    agreement = Agreement.objects.create(
        campaign=campaign, place=place, paper=head.paper, agreed_on=head.agreed_on,
        signatories=sorted(set(head.signatories)), recorded_by=by, recorded_at=at,
    )  # fmt: skip
    lines = AgreedVersion.objects.bulk_create(AgreedVersion(agreement=agreement, version=one) for one in versions)
    if not lines:
        raise CannotSurvey("SURVEY-NOTHING-TO-AGREE", name=place.name)
    note("agreement.recorded", about=agreement, by=by, at=at, paper_id=head.paper.pk, records=len(lines))
    return agreement


@transaction.atomic
def file_agreement(
    *, campaign: Campaign, place: Place, minutes: SignedMinutes, by: User | None, at: datetime
) -> Agreement:
    """File the signed paper and record what it agrees to: both, or neither. The same scan twice is one agreement.

    The paper holds names and signatures, so only those who may see personal data open it. Raises `CannotSurvey`, and
    `RefusedContent` for what is neither PDF nor picture.
    """
    stored = store_file(minutes.content, at=at)
    if stored.media_type not in PAPER_TYPES:
        raise RefusedContent("PAPER-NO-SCAN")
    if known := Agreement.objects.filter(campaign=campaign, place=place, paper__file=stored).first():
        return known
    head = PaperHead("BERITA_ACARA", minutes.number.strip(), "", minutes.agreed_on, place, is_personal=True)
    try:
        with open_file(stored) as content:
            paper = file_paper(city=campaign.city, head=head, content=content, filename=minutes.filename, by=by, at=at)
    except PaperDiffers as refusal:
        raise CannotSurvey("SURVEY-PAPER-NUMBER-TAKEN", number=head.number) from refusal
    signed = MinutesHead(paper, minutes.signatories, minutes.agreed_on)
    return record_agreement(campaign=campaign, place=place, head=signed, by=by, at=at)


def agreed_records(campaign: Campaign) -> QuerySet[SurveyRecord]:
    """Records whose newest version an agreement covers: only they count for a decree."""
    covering = AgreedVersion.objects.filter(version__record=OuterRef("pk"), version__number=OuterRef("version"))
    return SurveyRecord.objects.filter(Exists(covering), campaign=campaign)


@transaction.atomic
def object_to(*, record: SurveyRecord, head: ObjectionHead, on: date, by: User | None, at: datetime) -> Objection:
    """File an objection to one figure of an RT, within the campaign's objection period. Raises `CannotSurvey`."""
    campaign = record.campaign
    if not campaign.objection_from or not campaign.objection_from <= on < (campaign.objection_until or on):
        raise CannotSurvey("SURVEY-NO-OBJECTION-PERIOD", on=on)
    rule = regulation_of(campaign)
    if head.field not in field_units(rule) and head.field not in answer_options(rule):
        raise CannotSurvey("SURVEY-NO-FIELD", field=head.field)
    if not head.statement.strip():
        raise CannotSurvey("SURVEY-NO-REASON")
    objection = Objection.objects.create(
        record=record, field=head.field, statement=head.statement.strip(), raised_on=on,
        raised_as=head.raised_as, filed_by=by,
        filed_at=at,
    )  # fmt: skip
    note("objection.filed", about=objection, by=by, at=at, record_id=record.pk, field=head.field)
    return objection


@transaction.atomic
def decide_objection(
    *, objection: Objection, reason: str, version: SurveyRecordVersion | None, on: date, by: User, at: datetime
) -> Objection:
    """Uphold an objection by the version that changed the figure, or reject it (`version` None), with the reason.

    Nobody decides an objection that they filed. Raises `CannotSurvey`.
    """
    objection = Objection.objects.select_for_update(of=("self",)).select_related("record").get(pk=objection.pk)
    if objection.outcome != Outcome.OPEN:
        raise CannotSurvey("SURVEY-OBJECTION-DECIDED")
    if objection.filed_by_id == by.pk:
        raise CannotSurvey("SURVEY-OWN-OBJECTION")
    if not reason.strip():
        raise CannotSurvey("SURVEY-NO-REASON")
    if version and not _changes_field(version, objection):
        raise CannotSurvey("SURVEY-VERSION-CHANGES-OTHER", field=objection.field)
    objection.outcome = Outcome.UPHELD if version else Outcome.REJECTED
    objection.version, objection.outcome_reason = version, reason.strip()[:300]
    objection.decided_on, objection.decided_by = on, by
    objection.save(update_fields=["outcome", "version", "outcome_reason", "decided_on", "decided_by"])
    note("objection.decided", about=objection, by=by, at=at, outcome=objection.outcome.value)
    return objection


def upholding_versions(objection: Objection) -> list[SurveyRecordVersion]:
    """The versions by which an objection can be upheld: made after it, and changing its figure; newest first."""
    versions = SurveyRecordVersion.objects.filter(record=objection.record_id, at__gte=objection.filed_at)
    return [one for one in versions.select_related("by").order_by("-number") if _changes_field(one, objection)]


def _check_agreement(campaign: Campaign, place: Place, signatories: Sequence[str], on: date) -> None:
    if place.level != Level.KELURAHAN or place.city_id != campaign.city.place_id:
        raise CannotSurvey("SURVEY-NO-KELURAHAN", name=place.name)
    for roles in NEEDED:
        if not set(roles) & set(signatories):
            raise CannotSurvey("SURVEY-NO-SIGNATURE", role=" / ".join(roles))
    if campaign.objection_until is None or on < campaign.objection_until:
        raise CannotSurvey("SURVEY-OBJECTIONS-NOT-OVER", until_on=campaign.objection_until or "–")
    if Objection.objects.open().filter(record__campaign=campaign, record__place__kelurahan=place).exists():
        raise CannotSurvey("SURVEY-OBJECTIONS-OPEN", name=place.name)


def _changes_field(version: SurveyRecordVersion, objection: Objection) -> bool:
    """Whether a version of that record was made after the objection and touched its field."""
    source = version.sources.get(objection.field, {})
    is_later = version.at >= objection.filed_at
    return version.record_id == objection.record_id and is_later and source.get("at") == version.at.isoformat()
