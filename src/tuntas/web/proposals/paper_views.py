"""Papers of a proposal: what shows its readiness, and the scans of budget documents."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.city.proposals.drafting import add_paper
from tuntas.city.proposals.refusals import CannotPropose
from tuntas.city.records.content_types import SUFFIXES
from tuntas.city.records.files import open_file
from tuntas.city.records.models import Paper
from tuntas.web.proposals import list_shown
from tuntas.web.proposals.filing import PaperRefused, filed
from tuntas.web.proposals.forms import ReadinessPaperForm
from tuntas.web.proposals.loading import Chosen, chosen_proposal, writable
from tuntas.web.proposals.words import refusal_text
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.requests import SignedInRequest

KIND = "READINESS"


@login_required
def add(request: SignedInRequest, code: str, proposal_id: int) -> HttpResponse:
    """Show an item of readiness by a paper."""
    held = writable(request, code, proposal_id)
    one = held.proposal
    form = ReadinessPaperForm(request.POST or None, request.FILES or None, initial={"item": request.GET.get("untuk")})
    if request.method == "POST" and form.is_valid() and _added(request, held, form):
        messages.success(request, _("Dokumen disimpan."))
        return redirect("proposal", code, proposal_id)
    label = _("Tambah dokumen kesiapan")
    return render(request, "proposals/paper.html", {
        "city": held.city, "proposal": one, "form": form, "label": label,
        "breadcrumbs": list_shown.crumbs(held.city, Crumb(one.title, list_shown.proposal_url(one)), Crumb(label)),
    })  # fmt: skip


@login_required
@require_safe
def paper(request: HttpRequest, code: str, proposal_id: int, scan_id: int) -> FileResponse:
    """A paper of the proposal; what the person may not see is not there (404)."""
    one = chosen_proposal(request, code, proposal_id).proposal
    own = {row.paper_id for row in one.papers.all()} | {step.paper_id for step in one.steps.all()}
    seen = Paper.objects.visible_to(request.user).filter(pk__in=[pk for pk in own if pk], file__isnull=False)
    found = get_object_or_404(seen.select_related("file"), pk=scan_id)
    if found.file is None:
        raise Http404
    name = f"{slugify(found.number) or found.pk}{SUFFIXES.get(found.file.media_type, '')}"
    return FileResponse(open_file(found.file), as_attachment=True, filename=name, content_type=found.file.media_type)


def _added(request: SignedInRequest, held: Chosen, form: ReadinessPaperForm) -> bool:
    said = form.cleaned_data
    try:
        with transaction.atomic():
            kept = filed(request, held.city, form, KIND, said["signed_on"])
            add_paper(proposal=held.proposal, item=said["item"], paper=kept, by=request.user, at=timezone.now())
    except CannotPropose as refusal:
        form.add_error(None, refusal_text(refusal))
        return False
    except PaperRefused:
        return False
    return True
