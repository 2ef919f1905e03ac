"""A survey file: brought, looked at while it is read, previewed, accepted or returned."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.city.assessments.actions import accept_upload
from tuntas.city.people.access import need
from tuntas.city.people.models import City
from tuntas.city.records.content_types import RefusedContent
from tuntas.city.records.files import open_file
from tuntas.city.surveys.access import can_accept, can_cancel, can_import, can_return
from tuntas.city.surveys.actions import CannotSurvey
from tuntas.city.surveys.models import Campaign, Upload
from tuntas.city.surveys.tasks import preview
from tuntas.city.surveys.uploads import cancel_upload, receive_upload, return_upload
from tuntas.domain.wording import text
from tuntas.web.city_page.loading import CAMPAIGN, load_campaigns, load_city
from tuntas.web.home.frame import can_see_uploads
from tuntas.web.shared.formats import language
from tuntas.web.shared.requests import SignedInRequest
from tuntas.web.uploads.forms import ReturnForm, UploadForm
from tuntas.web.uploads.shown import crumbs, job_of, shown_preview, upload_events

SHOWN = 50


@login_required
def uploads(request: SignedInRequest, code: str) -> HttpResponse:
    """Bring a file, and see those that came before."""
    city = load_city(request, code)
    need(can_see_uploads(request.user, city))
    open_ones = [one for one in load_campaigns(city) if one.closed_on is None and can_import(request.user, one)]
    form = UploadForm(request.POST or None, request.FILES or None, campaigns=open_ones,
                      initial={"campaign": request.GET.get(CAMPAIGN)})  # fmt: skip
    if request.method == "POST":
        need(bool(open_ones))
        upload = _brought(request, form, open_ones) if form.is_valid() else None
        if upload:
            return redirect("upload", code, upload.pk)
    rows = _uploads(request, city).order_by("-uploaded_at", "-pk")[:SHOWN]
    return render(request, "uploads/list.html", {"city": city, "form": form, "can_bring": bool(open_ones),
                                                 "uploads": rows, "breadcrumbs": crumbs(city)})  # fmt: skip


@login_required
@require_safe
def upload_page(request: SignedInRequest, code: str, upload_id: int) -> HttpResponse:
    """How far the file is: its progress, its preview, or what was decided."""
    city, upload = _load(request, code, upload_id)
    return _upload_page(request, city, upload, ReturnForm())


@login_required
@require_safe
def progress(request: SignedInRequest, code: str, upload_id: int) -> HttpResponse:
    """The progress fragment; reloads the page once the file has been read."""
    _city, upload = _load(request, code, upload_id)
    job = job_of(upload, may_cancel=can_cancel(request.user, upload))
    response = render(request, "shared/_job.html", {"job": job})
    if not job.is_open:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
def accept(request: SignedInRequest, code: str, upload_id: int) -> HttpResponse:
    """Let the file in."""
    _city, upload = _load(request, code, upload_id)
    need(can_accept(request.user, upload))
    at = timezone.now()
    try:
        accept_upload(upload=upload, on=timezone.localdate(at), by=request.user, at=at)
    except CannotSurvey as refusal:
        messages.error(request, text(refusal.code, language(), **refusal.params))
        if refusal.code == "SURVEY-PREVIEW-STALE":
            preview.enqueue(upload.pk)
    else:
        messages.success(request, _("Data diterima dan sudah dinilai."))
    return redirect("upload", code, upload_id)


@login_required
@require_POST
def give_back(request: SignedInRequest, code: str, upload_id: int) -> HttpResponse:
    """Send the file back, saying why."""
    city, upload = _load(request, code, upload_id)
    need(can_return(request.user, upload))
    form = ReturnForm(request.POST)
    if form.is_valid():
        try:
            return_upload(upload=upload, by=request.user, at=timezone.now(), **form.cleaned_data)
        except CannotSurvey as refusal:
            form.add_error(None, text(refusal.code, language(), **refusal.params))
        else:
            messages.success(request, _("Berkas dikembalikan. Pengunggah melihat alasan Anda."))
            return redirect("upload", code, upload_id)
    return _upload_page(request, city, upload, form)


@login_required
@require_POST
def cancel(request: SignedInRequest, code: str, upload_id: int) -> HttpResponse:
    """Stop the reading; nothing of it stays."""
    _city, upload = _load(request, code, upload_id)
    need(can_cancel(request.user, upload))
    try:
        cancel_upload(upload=upload, reason=_("Pemeriksaan dibatalkan."), by=request.user, at=timezone.now())
    except CannotSurvey as refusal:
        messages.error(request, text(refusal.code, language(), **refusal.params))
    else:
        messages.success(request, _("Pemeriksaan dibatalkan. Tidak ada data yang disimpan."))
    return redirect("upload", code, upload_id)


@login_required
@require_safe
def original(request: SignedInRequest, code: str, upload_id: int) -> FileResponse:
    """The file as it came."""
    _city, upload = _load(request, code, upload_id)
    return FileResponse(open_file(upload.file), as_attachment=True, filename=upload.file_name,
                        content_type="application/octet-stream")  # fmt: skip


def _load(request: SignedInRequest, code: str, upload_id: int) -> tuple[City, Upload]:
    city = load_city(request, code)
    upload = get_object_or_404(_uploads(request, city), pk=upload_id)
    return city, upload


def _uploads(request: SignedInRequest, city: City) -> QuerySet[Upload]:
    rows = Upload.objects.visible_to(request.user).filter(campaign__city=city)
    return rows.select_related("campaign__city__place", "file", "uploaded_by", "decided_by")


def _brought(request: SignedInRequest, form: UploadForm, campaigns: list[Campaign]) -> Upload | None:
    said = form.cleaned_data
    campaign = next(one for one in campaigns if one.pk == said["campaign"])
    try:
        with transaction.atomic():  # the file and the job that reads it: both, or neither
            upload = receive_upload(campaign=campaign, content=said["content"], file_name=said["content"].name,
                                    by=request.user, at=timezone.now(), sheet=said["sheet"])  # fmt: skip
            preview.enqueue(upload.pk)
    except (RefusedContent, CannotSurvey) as refusal:
        form.add_error("content", text(refusal.code, language(), **refusal.params))
        return None
    return upload


def _upload_page(request: SignedInRequest, city: City, upload: Upload, form: ReturnForm) -> HttpResponse:
    return render(request, "uploads/upload.html", {
        "city": city, "upload": upload, "form": form, "events": upload_events(upload),
        "job": job_of(upload, may_cancel=can_cancel(request.user, upload)),
        "preview": shown_preview(upload), "can_accept": can_accept(request.user, upload),
        "can_return": can_return(request.user, upload), "breadcrumbs": crumbs(city, upload.file_name),
    })  # fmt: skip
