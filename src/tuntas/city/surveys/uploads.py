"""A file comes, is previewed, and goes back with a reason. Its acceptance is `assessments.actions.accept_upload`."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import PurePath
from typing import BinaryIO

from django.db import transaction

from tuntas.city.people.models import User
from tuntas.city.records.actions import note
from tuntas.city.records.files import store_file
from tuntas.city.surveys.actions import CannotSurvey, city_day, need_open
from tuntas.city.surveys.facts import Json
from tuntas.city.surveys.models import Campaign, Upload, UploadState
from tuntas.city.surveys.plans import plan_of
from tuntas.city.surveys.previewing import preview_json
from tuntas.sheets.opening.refusal import RefusedFile

#: Stands alone in the preview while the file is being read.
PROGRESS = "progress"


@transaction.atomic
def receive_upload(*, campaign: Campaign, content: BinaryIO | bytes, file_name: str, by: User | None, at: datetime,
                   sheet: str = "") -> Upload:  # fmt: skip
    """Keep a survey file as it came. The same bytes give the same upload again, unless they had been returned.

    Raises `RefusedContent` (records) for what is no table at all, and `CannotSurvey` for a closed campaign.
    """
    need_open(campaign, city_day(campaign.city, at))
    stored = store_file(content, at=at)
    Campaign.objects.select_for_update().get(pk=campaign.pk)  # two deliveries of one file wait for each other
    known = Upload.objects.filter(campaign=campaign, file=stored).exclude(state=UploadState.RETURNED).first()
    if known:
        return known
    name = PurePath(file_name.replace("\\", "/")).name[:200] or "berkas"
    upload = Upload.objects.create(
        campaign=campaign, file=stored, file_name=name, sheet=sheet[:80], uploaded_by=by, uploaded_at=at
    )
    note("upload.received", about=upload, by=by, at=at, sha256=stored.pk, bytes=stored.size_bytes)
    return upload


def preview_upload(*, upload: Upload, on: date, at: datetime) -> Upload:
    """Work out what accepting would do and keep it as the preview; nothing else is touched, twice is as once.

    A file that cannot be read becomes FAILED, its refusal the preview: {"refusal": {"code", "params"}}.
    """
    upload = Upload.objects.select_related("campaign__city__place").get(pk=upload.pk)
    if upload.state in (UploadState.ACCEPTED, UploadState.RETURNED):
        return upload
    # Reading takes a while: it must not hold the lock of the whole embedded database.
    try:
        state, preview = _outcome(upload, on)
    except _Stopped:
        upload.refresh_from_db()
        return upload
    return _keep_preview(upload, state, preview, at)


@transaction.atomic
def cancel_upload(*, upload: Upload, reason: str, by: User | None, at: datetime) -> Upload:
    """Stop the reading of a file; of what was read nothing stays. The file may come again.

    Raises `CannotSurvey` once it has been read: then it is returned or accepted.
    """
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.state != UploadState.RECEIVED:
        raise CannotSurvey("SURVEY-READ-ALREADY", name=upload.file_name)
    upload.state, upload.reason, upload.decided_by, upload.decided_at = UploadState.RETURNED, reason, by, at
    upload.preview = None
    upload.save(update_fields=["state", "reason", "decided_by", "decided_at", "preview"])
    note("upload.cancelled", about=upload, by=by, at=at)
    return upload


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading of a file is, and how many rows (RT) it has found."""

    percent: int
    rows: int


def progress_of(upload: Upload) -> Progress | None:
    """How far the reading is; None before it begins and once it is over."""
    kept = (upload.preview or {}).get(PROGRESS)
    return Progress(**kept) if kept and upload.state == UploadState.RECEIVED else None


@transaction.atomic
def return_upload(*, upload: Upload, reason: str, by: User | None, at: datetime) -> Upload:
    """Send a file back to who brought it, saying why; it may then come again."""
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.state == UploadState.ACCEPTED:
        raise CannotSurvey("SURVEY-ACCEPTED-ALREADY", name=upload.file_name)
    if not reason.strip():
        raise CannotSurvey("SURVEY-NO-REASON")
    upload.state, upload.reason, upload.decided_by, upload.decided_at = UploadState.RETURNED, reason.strip(), by, at
    upload.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    note("upload.returned", about=upload, by=by, at=at)
    return upload


class _Stopped(Exception):
    """Somebody decided about the file while it was being read."""


def _tell(upload: Upload, percent: int, rows: int) -> None:
    """Leave word of how far it is, for whoever looks; stop where the file was taken back meanwhile."""
    here = Upload.objects.filter(pk=upload.pk)
    told = {PROGRESS: {"percent": percent, "rows": rows}}
    if upload.state == UploadState.RECEIVED and not here.filter(state=UploadState.RECEIVED).update(preview=told):
        raise _Stopped


def _outcome(upload: Upload, on: date) -> tuple[UploadState, Json]:
    try:
        return UploadState.READY, preview_json(plan_of(upload, on=on, step=partial(_tell, upload)))
    except RefusedFile as refusal:
        return UploadState.FAILED, {"refusal": {"code": refusal.code, "params": refusal.params}}


@transaction.atomic
def _keep_preview(upload: Upload, state: UploadState, preview: Json, at: datetime) -> Upload:
    waiting = Upload.objects.filter(pk=upload.pk).exclude(state__in=[UploadState.ACCEPTED, UploadState.RETURNED])
    if waiting.update(state=state, preview=preview):
        note("upload.previewed", about=upload, by=None, at=at, state=state.value)
    upload.refresh_from_db(fields=["state", "preview"])
    return upload
