"""The signed scan beside the data: what it prints otherwise. It is listed and blocks nothing; a picture is typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from tuntas.city.decrees.models import Decree
from tuntas.city.records.files import open_file
from tuntas.domain.area import printed_hectares
from tuntas.reports.decree.content import AnnexContent
from tuntas.reports.decree.scans import (
    Difference,
    ScanFlaw,
    UnreadableScan,
    compare_scan,
    compare_typed,
    has_text,
    scan_text,
)
from tuntas.reports.decree_papers import annex_of
from tuntas.web.decrees import list_shown
from tuntas.web.decrees.forms import TotalForm
from tuntas.web.decrees.loading import chosen_decree
from tuntas.web.decrees.page_shown import crumb
from tuntas.web.decrees.views import own_url, told
from tuntas.web.shared.requests import SignedInRequest

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """What the paper says otherwise, in words."""

    what: str
    expected: str
    found: str


@login_required
def compare(request: SignedInRequest, code: str, sk_id: int) -> HttpResponse:
    """The comparison; where the scan holds no text, its total is typed and compared."""
    chosen = chosen_decree(request, code, sk_id)
    content = annex_of(chosen.decree, on=timezone.localdate())
    text = _text_of(chosen.decree)
    form = TotalForm(request.POST or None)
    found: Sequence[Difference] | None = compare_scan(text, content) if text else None
    if not text and request.method == "POST" and form.is_valid():
        found = _typed(content, form.cleaned_data["total"])
    return render(request, "decrees/scan.html", told(chosen) | {
        "has_file": chosen.decree.paper is not None and chosen.decree.paper.file_id is not None, "has_text": bool(text),
        "form": form, "differences": None if found is None else [_shown(one) for one in found],
        "rows": len(content.rows), "total": content.printed_total,
        "breadcrumbs": list_shown.crumbs(chosen.city, (crumb(chosen.decree), own_url(chosen)),
                                         (_("Pindaian dan data"), "")),
    })  # fmt: skip


def _text_of(decree: Decree) -> str:
    """The text of the signed scan; empty: there is none, or it is only a picture."""
    stored = decree.paper.file if decree.paper else None
    if stored is None or stored.media_type != PDF:
        return ""
    with open_file(stored) as content:
        try:
            text = scan_text(content.read())
        except UnreadableScan:
            return ""
    return text if has_text(text) else ""


def _typed(content: AnnexContent, total_m2: int) -> Sequence[Difference]:
    """Only the total is typed: the rows count as agreeing."""
    rows = {row.number: row.printed_area for row in content.rows}
    return compare_typed(rows, printed_hectares(total_m2), content)


def _shown(one: Difference) -> ShownDifference:
    what = _("Jumlah") if one.number is None else f"{one.number}. {one.what}"
    found = _("tidak ditemukan dalam pindaian") if one.flaw is ScanFlaw.NOT_FOUND else f"{one.found} ha"
    return ShownDifference(what, f"{one.expected} ha", found)
