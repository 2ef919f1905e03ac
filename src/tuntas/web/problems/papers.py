"""Papers of problems and target areas: filing what a form brings, and handing out what the person may see."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tuntas.city.people.models import City
from tuntas.city.places.models import Place
from tuntas.city.records.actions import PaperDiffers, PaperHead, file_paper
from tuntas.city.records.content_types import SUFFIXES, RefusedContent
from tuntas.city.records.files import open_file
from tuntas.city.records.models import Paper
from tuntas.domain.wording import text
from tuntas.web.problems.forms import PaperFields
from tuntas.web.shared.formats import language
from tuntas.web.shared.requests import SignedInRequest


class PaperRefused(Exception):
    """The paper cannot be filed; what is wrong stands at its field."""


def filed(request: SignedInRequest, city: City, form: PaperFields, at: datetime,
          place: Place | None = None) -> Paper | None:  # fmt: skip
    """The paper that a valid form brings; None where it brings none. Raises `PaperRefused`."""
    if not form.has_paper():
        return None
    said = form.cleaned_data
    head = PaperHead(said["paper_kind"], said["paper_number"].strip(), "", said["paper_on"], place,
                     is_personal=said["is_personal"])  # fmt: skip
    return _file(request, form, (city, head, at), "content")


def filed_quote(request: SignedInRequest, city: City, form: forms.Form, at: datetime, place: Place) -> Paper | None:
    """The paper of what residents said; None where none was given. It may name people, so few see it."""
    if not form.cleaned_data.get("quote_content"):
        return None
    return _file(request, form, (city, PaperHead("OTHER", place=place, is_personal=True), at), "quote_content")


def handed_out(request: HttpRequest, paper_ids: set[int | None], paper_id: int) -> FileResponse:
    """The file of one of these papers; what the person may not see is not there (404)."""
    seen = Paper.objects.visible_to(request.user).filter(pk__in=[one for one in paper_ids if one], file__isnull=False)
    found = get_object_or_404(seen.select_related("file"), pk=paper_id)
    if found.file is None:
        raise Http404
    name = f"{slugify(found.number) or found.pk}{SUFFIXES.get(found.file.media_type, '')}"
    return FileResponse(open_file(found.file), as_attachment=True, filename=name, content_type=found.file.media_type)


def paper_words(paper: Paper, kinds: dict[str, Any]) -> str:
    """What a paper is called: its kind and number."""
    return f"{kinds.get(paper.kind, paper.kind)} {paper.number}".strip()


def _file(request: SignedInRequest, form: forms.Form, what: tuple[City, PaperHead, datetime], field: str) -> Paper:
    city, head, at = what
    content = form.cleaned_data.get(field)
    try:
        return file_paper(city=city, head=head, by=request.user, at=at, content=content,
                          filename=content.name if content else "")  # fmt: skip
    except RefusedContent as refusal:
        form.add_error(field, text(refusal.code, language(), **refusal.params))
    except PaperDiffers:
        form.add_error("paper_number", _("Dokumen bernomor dan bertanggal ini sudah tersimpan dengan berkas lain."))
    raise PaperRefused
