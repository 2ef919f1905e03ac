"""What waits for a person, and what changed since they were last here; each list one or two queries."""

from datetime import datetime
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.city.people.access import can, place_scope
from tuntas.city.people.models import User
from tuntas.city.places.models import Place
from tuntas.city.surveys.access import can_accept, can_check, can_decide
from tuntas.city.surveys.models import Draft, Objection, SurveyRecordVersion, Upload, UploadState
from tuntas.web.home.waiting_decisions import decision_tasks
from tuntas.web.home.waiting_decrees import decree_tasks
from tuntas.web.home.waiting_problems import problem_tasks
from tuntas.web.home.waiting_proposals import proposal_tasks
from tuntas.web.shared.components import Task
from tuntas.web.shared.formats import age

MOST, LATE_DAYS = 20, 7


def waiting_tasks(user: User, at: datetime) -> list[Task]:
    """Files to decide, own files that came back or could not be read, drafts to check; the oldest first."""
    uploads = Upload.objects.visible_to(user).select_related("campaign__city__place", "uploaded_by", "decided_by")
    to_decide = uploads.filter(state=UploadState.READY).order_by("uploaded_at")[:MOST]
    own = uploads.filter(uploaded_by=user.pk, state__in=[UploadState.RETURNED, UploadState.FAILED])
    return [
        *(_decide(upload, at) for upload in to_decide if can_accept(user, upload)),
        *(_came_back(upload, at) for upload in own.order_by("-uploaded_at")[:MOST] if _is_fresh(upload, at)),
        *_draft_tasks(user, at),
        *_returned_tasks(user, at),
        *_objection_tasks(user, at),
        *decree_tasks(user, at),
        *problem_tasks(user, at),
        *proposal_tasks(user, at),
        *decision_tasks(user, at),
        *_place_tasks(user),
    ]


def changed_tasks(user: User, since: datetime | None) -> list[Task]:
    """How many RT each campaign took in or corrected since then; nothing on the first visit."""
    if since is None:
        return []
    versions = SurveyRecordVersion.objects.visible_to(user).filter(at__gt=since).exclude(by=user.pk)
    campaign = "record__campaign__"
    groups = versions.values(f"{campaign}pk", f"{campaign}name", f"{campaign}year", f"{campaign}city__code",
                             f"{campaign}city__name").annotate(units=Count("record", distinct=True))  # fmt: skip
    return [_changed({name.removeprefix(campaign): value for name, value in group.items()})
            for group in groups.order_by(f"-{campaign}year")[:MOST]]  # fmt: skip


def _decide(upload: Upload, at: datetime) -> Task:
    counts = (upload.preview or {}).get("counts", {})
    told = {name: counts.get(name, 0) for name in ("new", "changed", "blocked")}
    detail = _("%(new)s RT baru, %(changed)s berubah, %(blocked)s tidak dapat masuk") % told
    return _task(_("Putuskan berkas %(name)s") % {"name": upload.file_name}, _address(upload), detail,
                 _days(upload.uploaded_at, at))  # fmt: skip


def _came_back(upload: Upload, at: datetime) -> Task:
    is_returned = upload.state == UploadState.RETURNED
    title = _("Perbaiki berkas %(name)s") % {"name": upload.file_name}
    detail = upload.reason if is_returned else _("Berkas tidak dapat dibaca.")
    return _task(title, _address(upload), detail, _days(upload.decided_at or upload.uploaded_at, at))


def _draft_tasks(user: User, at: datetime) -> list[Task]:
    drafts = Draft.objects.visible_to(user).filter(sent_at__isnull=False)
    rows = drafts.select_related("campaign__city__place", "place", "user").order_by("sent_at")[:MOST]
    return [
        _task(_("Periksa isian %(place)s") % {"place": draft.place.name},
              reverse("draft", args=[draft.city.code, draft.pk]), draft.user.name,
              _days(draft.sent_at or at, at))
        for draft in rows if can_check(user, draft)
    ]  # fmt: skip


def _returned_tasks(user: User, at: datetime) -> list[Task]:
    """Own drafts that a checker gave back, with what is asked for."""
    drafts = Draft.objects.visible_to(user).filter(user=user.pk, sent_at=None).exclude(returned_reason="")
    rows = drafts.select_related("campaign__city__place", "place").order_by("saved_at")[:MOST]
    return [
        _task(_("Perbaiki isian %(place)s") % {"place": draft.place.name},
              reverse("entry", args=[draft.city.code, draft.campaign_id, draft.place_id]), draft.returned_reason,
              _days(draft.saved_at, at))
        for draft in rows
    ]  # fmt: skip


def _objection_tasks(user: User, at: datetime) -> list[Task]:
    """Objections that the person decides."""
    if not can(user, "agree_survey"):
        return []
    rows = Objection.objects.visible_to(user).open().order_by("filed_at", "pk")
    related = rows.select_related("record__campaign__city__place", "record__place__kelurahan", "filed_by")
    return [
        _task(_("Putuskan keberatan %(place)s") % {"place": one.place.name},
              reverse("objection", args=[one.city.code, one.pk]),
              one.place.kelurahan.name if one.place.kelurahan else "", _days(one.filed_at, at))
        for one in related[:MOST] if can_decide(user, one)
    ]  # fmt: skip


def _place_tasks(user: User) -> list[Task]:
    """Kecamatan and kelurahan that only a survey sheet knows, for who loads places; one line for each city."""
    if not can(user, "load_places"):
        return []
    unsure = Place.objects.unconfirmed().filter(place_scope(user, "load_places"))
    groups = unsure.values("city__tenant__code", "city__tenant__name").annotate(places=Count("pk"))
    return [
        Task(ngettext("Pastikan %(n)d wilayah", "Pastikan %(n)d wilayah", group["places"]) % {"n": group["places"]},
             reverse("places_unconfirmed", args=[group["city__tenant__code"]]), group["city__tenant__name"])
        for group in groups.exclude(city__tenant=None).order_by("city__tenant__code")[:MOST]
    ]  # fmt: skip


def _changed(group: dict[str, Any]) -> Task:
    title = _("%(n)s RT diperbarui") % {"n": group["units"]}
    address = f"{reverse('unit_list', args=[group['city__code']])}?survei={group['pk']}"
    return Task(title, address, f"{group['name']} {group['year']}, {group['city__name']}")


def _task(title: str, url: str, detail: str, days: int) -> Task:
    return Task(title, url, detail, age(days), days >= LATE_DAYS)


def _address(upload: Upload) -> str:
    return reverse("upload", args=[upload.city.code, upload.pk])


def _days(began: datetime, at: datetime) -> int:
    return max(0, (at - began).days)


def _is_fresh(upload: Upload, at: datetime) -> bool:
    """A file that came back long ago was dealt with elsewhere."""
    return _days(upload.decided_at or upload.uploaded_at, at) <= 30
