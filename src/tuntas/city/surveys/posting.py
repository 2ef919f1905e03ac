"""Putting a file's rows into the record: all of them in the caller's transaction, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from tuntas.city.people.models import User
from tuntas.city.places.actions import PlaceHead, add_places
from tuntas.city.places.models import Level, Place, PlaceKind
from tuntas.city.records.actions import note
from tuntas.city.surveys.actions import CannotSurvey, need_open
from tuntas.city.surveys.addresses import STOREYS, Address, PlaceBook, missing
from tuntas.city.surveys.facts import row_json
from tuntas.city.surveys.models import Campaign, SurveyRecord, SurveyRecordVersion, Upload, UploadState
from tuntas.city.surveys.plans import Deed, Line, plan_of
from tuntas.rules.scoring import Assessment

BATCH = 200
CHANGING = ("version", "identity", "rt", "rw", "facts", "upload", "accepted_by", "accepted_at")


@dataclass(frozen=True, slots=True)
class Posted:
    """A version that was made, and the assessment of its facts."""

    version: SurveyRecordVersion
    assessment: Assessment


@transaction.atomic
def post_upload(*, upload: Upload, on: date, by: User | None, at: datetime) -> list[Posted]:
    """Accept a previewed file: places that were unknown, records, versions. Call inside the transaction that assesses.

    Nobody accepts what they brought themselves. The system (`by` None, the operator's command line) accepts only what
    it received itself. Raises `CannotSurvey`, also where the campaign has moved on since the preview.
    """
    upload = Upload.objects.select_for_update(of=("self",)).select_related("campaign__city__place").get(pk=upload.pk)
    Campaign.objects.select_for_update().get(pk=upload.campaign_id)
    _check(upload, on, by)
    plan = plan_of(upload, on=on)
    if plan.fingerprint != (upload.preview or {}).get("fingerprint"):
        raise CannotSurvey("SURVEY-PREVIEW-STALE", name=upload.file_name)
    lines = plan.posted
    _create_places([line.address for line in lines], plan.book, upload, (by, at))
    versions = _save(lines, _Act(upload, plan.book, by, at))
    upload.state, upload.decided_by, upload.decided_at = UploadState.ACCEPTED, by, at
    upload.save(update_fields=["state", "decided_by", "decided_at"])
    counts = {deed.value: sum(line.deed is deed for line in plan.lines) for deed in Deed}
    note("upload.accepted", about=upload, by=by, at=at, rows=counts)
    return [Posted(version, line.row.assessment) for version, line in zip(versions, lines, strict=True)
            if line.row.assessment]  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Act:
    upload: Upload
    book: PlaceBook
    by: User | None
    at: datetime


def _check(upload: Upload, on: date, by: User | None) -> None:
    campaign = upload.campaign
    if upload.state != UploadState.READY:
        raise CannotSurvey("SURVEY-NOT-READY", name=upload.file_name, state=upload.state)
    need_open(campaign, on)
    maker = upload.uploaded_by_id
    if maker is not None and (by is None or by.pk == maker):
        raise CannotSurvey("SURVEY-OWN-UPLOAD", name=upload.file_name)


def _create_places(addresses: Sequence[Address], book: PlaceBook, upload: Upload, act: tuple[Any, datetime]) -> None:
    """Storey by storey, those whose kecamatan is named first: a row without one then finds what they made."""
    city = upload.campaign.city
    source = f"survey {upload.campaign.year}, upload {upload.pk}, sha256 {upload.file_id}"
    for level in STOREYS:
        for is_named in (True, False):
            some = [address for address in addresses if bool(address.kecamatan) is is_named]
            heads = [_head(address, level, book) for address in missing(some, book, level)]
            if heads:
                book.add(add_places(heads=heads, source=source, by=act[0], at=act[1], about=city.place))


def _head(address: Address, level: Level, book: PlaceBook) -> PlaceHead:
    kind = PlaceKind(level.value) if level is not Level.KELURAHAN else _kind_of_kelurahan(address, book.city)
    return PlaceHead(kind=kind, name=address.name(level)[:120], parent=book.parent(address, level))


def _kind_of_kelurahan(address: Address, city: Place) -> PlaceKind:
    """A kota has kelurahan; in a kabupaten most are desa, and a person confirms which."""
    is_desa = city.kind == PlaceKind.KABUPATEN and not address.kelurahan.upper().startswith("KEL")
    return PlaceKind.DESA if is_desa else PlaceKind.KELURAHAN


def _save(lines: Sequence[Line], act: _Act) -> list[SurveyRecordVersion]:
    campaign = act.upload.campaign
    last = SurveyRecord.objects.filter(campaign=campaign).aggregate(last=Max("position"))["last"] or 0
    records = [_record(line, last + number, act) for number, line in enumerate(lines, 1)]
    if len({record.place_id for record in records}) < len(records):
        raise CannotSurvey("SURVEY-DOUBLE-RT", name=act.upload.file_name)
    SurveyRecord.objects.bulk_create([record for record in records if record.pk is None], batch_size=BATCH)
    SurveyRecord.objects.bulk_create(
        [record for record in records if record.version > 1], batch_size=BATCH, update_conflicts=True,
        unique_fields=["id"], update_fields=list(CHANGING),
    )  # fmt: skip
    versions = [_version(line, record, act) for line, record in zip(lines, records, strict=True)]
    return SurveyRecordVersion.objects.bulk_create(versions, batch_size=BATCH)


def _record(line: Line, position: int, act: _Act) -> SurveyRecord:
    row = line.row.row
    record = line.record
    if record is None:
        place = act.book.find(line.address, Level.RT)
        record = SurveyRecord(campaign=act.upload.campaign, place=place, version=0, position=position)
    content = row_json(row, act.upload.pk)
    record.version += 1
    record.identity, record.rt, record.rw, record.facts = content["identity"], row.rt, row.rw, content["facts"]
    record.upload, record.accepted_by, record.accepted_at = act.upload, act.by, act.at
    return record


def _version(line: Line, record: SurveyRecord, act: _Act) -> SurveyRecordVersion:
    return SurveyRecordVersion(
        record=record, number=record.version, upload=act.upload, by=act.upload.uploaded_by, accepted_by=act.by,
        at=act.at, **row_json(line.row.row, act.upload.pk),
    )  # fmt: skip
