"""What a meeting gives to take along: the list of decisions, or of tasks."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from tuntas.city.people.access import can, need
from tuntas.reports.decisions.content import meeting_paper
from tuntas.reports.decisions.printing import meeting_pdf
from tuntas.reports.decisions.workbook import meeting_xlsx
from tuntas.web.decisions.loading import chosen_meeting
from tuntas.web.papers.loading import attachment

FORM = "bentuk"
MAKERS = {
    "pdf": ("application/pdf", meeting_pdf),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", meeting_xlsx),
}


@login_required
@require_safe
def decision_list(request: HttpRequest, code: str, meeting_id: int) -> HttpResponse:
    """The meeting on paper or as a workbook."""
    chosen = chosen_meeting(request, code, meeting_id)
    need(can(request.user, "export", chosen.city))
    form = request.GET.get(FORM, "pdf")
    if form not in MAKERS:
        raise Http404
    media_type, maker = MAKERS[form]
    content = maker(meeting_paper(chosen.meeting, at=timezone.now()))
    name = slugify(chosen.meeting.title)[:60] or "rapat"
    return attachment(content, media_type, f"{'daftar-tugas' if chosen.is_control else 'daftar-putusan'}-{name}.{form}")
