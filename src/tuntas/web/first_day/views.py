"""The first day's page, and the two things that only it asks for: the year of the old sheet, the last decree."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.city.dossiers.first_day import DECREE, decrees, first_day
from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.city.records.actions import PaperDiffers, PaperHead, file_paper
from tuntas.city.records.content_types import RefusedContent
from tuntas.city.records.files import open_file
from tuntas.city.surveys.actions import CampaignHead, CannotSurvey, open_campaign
from tuntas.domain.wording import text
from tuntas.web.city_page.loading import CAMPAIGN, load_city
from tuntas.web.first_day import shown
from tuntas.web.first_day.access import can_begin
from tuntas.web.first_day.forms import CampaignForm, DecreeForm
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import language
from tuntas.web.shared.requests import SignedInRequest


@login_required
@require_safe
def first_day_page(request: SignedInRequest, code: str) -> HttpResponse:
    """The path, how far the city has come, and what is missing."""
    return _page(request, _city(request, code))


@login_required
@require_POST
def begin_campaign(request: SignedInRequest, code: str) -> HttpResponse:
    """Open the survey that the old sheet belongs to, and go on to its upload."""
    city = _city(request, code)
    need(can(request.user, "plan_survey", city))
    form = CampaignForm(request.POST, this_year=timezone.localdate().year)
    if form.is_valid():
        at = timezone.now()
        head = CampaignHead(year=form.cleaned_data["year"])
        try:
            campaign = open_campaign(city=city, head=head, on=timezone.localdate(at), by=request.user, at=at)
        except CannotSurvey as refusal:
            form.add_error("year", text(refusal.code, language(), **refusal.params))
        else:
            return redirect(f"{reverse('uploads', args=[code])}?{CAMPAIGN}={campaign.pk}")
    return _page(request, city, campaign_form=form)


@login_required
@require_POST
def file_decree(request: SignedInRequest, code: str) -> HttpResponse:
    """Keep the last decree as a paper. Its hectares are not booked here: that is the ledger's business."""
    city = _city(request, code)
    need(can(request.user, "plan_survey", city))
    form = DecreeForm(request.POST, request.FILES, today=timezone.localdate())
    if form.is_valid() and _filed(request, city, form):
        messages.success(request, _("SK tersimpan."))
        return redirect("first_day", code)
    return _page(request, city, decree_form=form)


@login_required
@require_safe
def decree(request: SignedInRequest, code: str, decree_id: int) -> FileResponse:
    """The decree as it was filed."""
    city = _city(request, code)
    kept = decrees(request.user, city).filter(file__isnull=False)
    paper = get_object_or_404(kept.select_related("file"), pk=decree_id)
    if paper.file is None:
        raise Http404
    return FileResponse(open_file(paper.file), as_attachment=True, filename=paper.filename,
                        content_type="application/octet-stream")  # fmt: skip


def _city(request: SignedInRequest, code: str) -> City:
    city = load_city(request, code)
    need(can_begin(request.user, city))
    return city


def _page(request: SignedInRequest, city: City, **forms: Any) -> HttpResponse:
    on = timezone.localdate()
    day = first_day(request.user, city, on)
    steps = shown.steps(day, city, request.user)
    return render(request, "first_day/path.html", {
        "city": city, "steps": steps, "labels": shown.labels(), "current": shown.path_state(steps),
        "lacks": shown.lacks(day, city, request.user), "decrees": decrees(request.user, city)[:20],
        "is_empty": not (day.kelurahan or day.records), "can_plan": can(request.user, "plan_survey", city),
        "campaign_form": CampaignForm(this_year=on.year), "decree_form": DecreeForm(today=on),
        "breadcrumbs": [Crumb(city.name, reverse("city_page", args=[city.code])), Crumb(_("Hari pertama"))],
    } | forms)  # fmt: skip


def _filed(request: SignedInRequest, city: City, form: DecreeForm) -> bool:
    said = form.cleaned_data
    head = PaperHead(DECREE, said["number"], said["title"], said["signed_on"])
    try:
        file_paper(city=city, head=head, by=request.user, at=timezone.now(), content=said["content"],
                   filename=said["content"].name)  # fmt: skip
    except RefusedContent as refusal:
        form.add_error("content", text(refusal.code, language(), **refusal.params))
    except PaperDiffers:
        form.add_error("number", _("SK bernomor dan bertanggal ini sudah tersimpan dengan berkas lain."))
    return not form.errors
