"""What a decree gives to take along: annex, workbook, draft, delineations, its papers; and the city's own template."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.city.people.models import City
from tuntas.city.records.actions import PaperHead, file_paper
from tuntas.city.records.content_types import SUFFIXES, RefusedContent
from tuntas.city.records.files import open_file
from tuntas.city.records.models import Paper
from tuntas.domain.wording import text
from tuntas.reports.decree.annex import annex_pdf
from tuntas.reports.decree.document import decree_docx
from tuntas.reports.decree.template import PLACEHOLDERS, NotATemplate, template_placeholders
from tuntas.reports.decree.template_example import example_template
from tuntas.reports.decree.workbook import annex_xlsx
from tuntas.reports.decree_papers import TEMPLATE, annex_of, latest_template, text_of
from tuntas.web.decrees import list_shown
from tuntas.web.decrees.exporting import delineations_geojson
from tuntas.web.decrees.forms import TemplateForm
from tuntas.web.decrees.loading import Chosen, chosen_to, drafters_city
from tuntas.web.decrees.words import PLACEHOLDER_WORDS
from tuntas.web.papers.loading import attachment
from tuntas.web.shared.formats import language
from tuntas.web.shared.requests import SignedInRequest

FORM, PAPER = "bentuk", "kertas"
PAPERS = ("A4", "F4")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": DOCX,
}


@login_required
@require_safe
def annex(request: HttpRequest, code: str, sk_id: int) -> HttpResponse:
    """The annex as PDF or workbook, or the decree's own text as a document."""
    chosen = chosen_to(request, code, sk_id, "export")
    kind, paper = request.GET.get(FORM, "xlsx"), request.GET.get(PAPER, PAPERS[0])
    if kind not in TYPES or paper not in PAPERS:
        raise Http404
    content = _content(chosen, kind, paper)
    name = "naskah-sk" if kind == "docx" else "lampiran-sk"
    return attachment(content, TYPES[kind], f"{name}-{_slug(chosen)}.{kind}")


@login_required
@require_safe
def geojson(request: HttpRequest, code: str, sk_id: int) -> HttpResponse:
    """The delineations of the decree for a GIS."""
    chosen = chosen_to(request, code, sk_id, "export")
    return attachment(delineations_geojson(chosen.decree), "application/geo+json",
                      f"delineasi-sk-{_slug(chosen)}.geojson")  # fmt: skip


@login_required
@require_safe
def paper(request: HttpRequest, code: str, sk_id: int, paper_id: int) -> FileResponse:
    """The signed decree, or the minutes of its verification."""
    chosen = chosen_to(request, code, sk_id, "see_city")
    own = [pk for pk in (chosen.decree.paper_id, chosen.decree.minutes_id) if pk is not None]
    seen = Paper.objects.visible_to(request.user).filter(pk__in=own, file__isnull=False)
    found = get_object_or_404(seen.select_related("file"), pk=paper_id)
    if found.file is None:
        raise Http404
    name = f"{slugify(found.number) or found.pk}{SUFFIXES.get(found.file.media_type, '')}"
    return FileResponse(open_file(found.file), as_attachment=True, filename=name, content_type=found.file.media_type)


@login_required
def template(request: SignedInRequest, code: str) -> HttpResponse:
    """The city's own form of a decree: which placeholders there are, the one in use, and a new one."""
    city = drafters_city(request, code)
    if "contoh" in request.GET:
        return attachment(example_template(), DOCX, "templat-sk-contoh.docx")
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _template_filed(request, city, form):
        messages.success(request, _("Templat tersimpan; naskah SK berikutnya memakainya."))
        return redirect("decree_template", code)
    used = Paper.objects.visible_to(request.user).filter(city=city, kind=TEMPLATE).order_by("-pk").first()
    return render(request, "decrees/template.html", {
        "city": city, "form": form, "used": used,
        "placeholders": [(name, PLACEHOLDER_WORDS.get(name, words)) for name, words in PLACEHOLDERS.items()],
        "breadcrumbs": list_shown.crumbs(city, (_("Templat naskah"), "")),
    })  # fmt: skip


def _content(chosen: Chosen, kind: str, paper: str) -> bytes:
    on = timezone.localdate()
    if kind == "pdf":
        return annex_pdf(annex_of(chosen.decree, on=on), paper)
    if kind == "xlsx":
        return annex_xlsx(annex_of(chosen.decree, on=on))
    return decree_docx(text_of(chosen.decree, on=on), latest_template(chosen.city))


def _template_filed(request: SignedInRequest, city: City, form: TemplateForm) -> bool:
    sent = form.cleaned_data["content"]
    content = sent.read()
    try:
        asked = template_placeholders(content)
    except NotATemplate:
        form.add_error("content", _("Berkas ini bukan dokumen DOCX yang dapat dibuka."))
        return False
    if unknown := [name for name in asked if name not in PLACEHOLDERS]:
        told = {"names": ", ".join(unknown[:10])}
        form.add_error("content", _("Isian ini tidak dikenal: %(names)s. Pakai nama dari tabel di bawah.") % told)
        return False
    try:
        file_paper(city=city, head=PaperHead(TEMPLATE, title=str(sent.name)), by=request.user, at=timezone.now(),
                   content=content, filename=str(sent.name))  # fmt: skip
    except RefusedContent as refusal:
        form.add_error("content", text(refusal.code, language(), **refusal.params))
        return False
    return True


def _slug(chosen: Chosen) -> str:
    return slugify(chosen.decree.number) or f"rancangan-{chosen.decree.pk}"
