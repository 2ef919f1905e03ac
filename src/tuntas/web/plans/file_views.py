"""What a plan gives to take along: its memorandum as PDF or workbook, its papers."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from tuntas.city.plans.programme import programme
from tuntas.city.records.content_types import SUFFIXES
from tuntas.city.records.files import open_file
from tuntas.city.records.models import Paper
from tuntas.reports.plan.content import memorandum_of
from tuntas.reports.plan.memorandum import PAPERS, memorandum_pdf
from tuntas.reports.plan.workbook import memorandum_xlsx
from tuntas.web.papers.loading import attachment
from tuntas.web.plans.loading import Chosen, chosen_to

FORM, PAPER = "bentuk", "kertas"
TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@login_required
@require_safe
def memorandum(request: HttpRequest, code: str, plan_id: int) -> HttpResponse:
    """The memorandum of the programme."""
    chosen = chosen_to(request, code, plan_id, "export")
    kind, paper = request.GET.get(FORM, "xlsx"), request.GET.get(PAPER, "F4")
    if kind not in TYPES or paper not in PAPERS:
        raise Http404
    content = memorandum_of(programme(chosen.plan), at=chosen.plan.adopted_at or timezone.now())
    made = memorandum_pdf(content, paper) if kind == "pdf" else memorandum_xlsx(content)
    return attachment(made, TYPES[kind], f"memorandum-program-{_slug(chosen)}.{kind}")


@login_required
@require_safe
def paper(request: HttpRequest, code: str, plan_id: int, minutes_id: int) -> FileResponse:
    """The signed regulation, or the minutes of the discussion."""
    chosen = chosen_to(request, code, plan_id, "see_city")
    own = [pk for pk in (chosen.plan.paper_id, chosen.plan.minutes_id) if pk is not None]
    seen = Paper.objects.visible_to(request.user).filter(pk__in=own, file__isnull=False)
    found = get_object_or_404(seen.select_related("file"), pk=minutes_id)
    if found.file is None:
        raise Http404
    name = f"{slugify(found.number) or found.pk}{SUFFIXES.get(found.file.media_type, '')}"
    return FileResponse(open_file(found.file), as_attachment=True, filename=name, content_type=found.file.media_type)


def _slug(chosen: Chosen) -> str:
    return slugify(chosen.plan.number) or f"rancangan-{chosen.plan.pk}"
