"""Filing what a form of this room brings: a scan with its number and day."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from tuntas.city.people.models import City
from tuntas.city.records.actions import PaperDiffers, PaperHead, file_paper
from tuntas.city.records.content_types import RefusedContent
from tuntas.city.records.models import Paper
from tuntas.domain.wording import text
from tuntas.web.shared.formats import language
from tuntas.web.shared.requests import SignedInRequest


class PaperRefused(Exception):
    """The paper cannot be filed; what is wrong stands at its field."""


def filed(request: SignedInRequest, city: City, form: forms.Form, kind: str, on: date | None) -> Paper:
    """The paper that a valid form brings in `content` with `number`. Raises `PaperRefused`."""
    content: Any = form.cleaned_data["content"]
    head = PaperHead(kind, form.cleaned_data["number"].strip(), signed_on=on)
    try:
        return file_paper(city=city, head=head, by=request.user, at=timezone.now(), content=content,
                          filename=content.name)  # fmt: skip
    except RefusedContent as refusal:
        form.add_error("content", text(refusal.code, language(), **refusal.params))
    except PaperDiffers:
        form.add_error("number", _("Dokumen bernomor dan bertanggal ini sudah tersimpan dengan berkas lain."))
    raise PaperRefused
