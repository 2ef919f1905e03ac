"""The audit trail: its entries, their export, and the proof that it is whole."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.city.records.models import AuditEntry
from tuntas.city.records.verification import Break, verify_all
from tuntas.domain.wording import text
from tuntas.web.audit import shown
from tuntas.web.audit.filtering import AuditFilterForm
from tuntas.web.city_page.loading import load_city
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import language
from tuntas.web.shared.listing import PAGE
from tuntas.web.shared.requests import SignedInRequest
from tuntas.web.shared.table_files import FILES, SHEET_ROWS

PAGE_ENTRIES, MOST_BREAKS, CHUNK = 50, 20, 2000


@login_required
@require_safe
def audit(request: SignedInRequest, code: str) -> HttpResponse:
    """The entries, newest first, as the address narrows them."""
    city = _load(request, code)
    form = AuditFilterForm(request.GET, city)
    page = Paginator(form.narrow(_entries(request, city)), PAGE_ENTRIES).get_page(request.GET.get(PAGE))
    return render(request, "audit/trail.html", {
        "city": city, "form": form, "chips": form.chips(request.GET), "page": page,
        "rows": shown.shown_entries(list(page), city, request.user), "breadcrumbs": _crumbs(city),
    })  # fmt: skip


@login_required
@require_safe
def export(request: SignedInRequest, code: str) -> HttpResponse:
    """Exactly what is filtered, as XLSX or CSV."""
    city, kind = _load(request, code), request.GET.get("format", "xlsx")
    if kind not in FILES:
        raise Http404
    entries = AuditFilterForm(request.GET, city).narrow(_entries(request, city))
    if kind == "xlsx" and entries.count() > SHEET_ROWS:
        messages.error(request, _("Terlalu banyak catatan untuk satu lembar. Persempit tanggalnya, atau unduh CSV."))
        return redirect("audit", code)
    write, content_type = FILES[kind]
    body = write(_("Jejak audit"), shown.head(), shown.lines(entries.iterator(chunk_size=CHUNK)))
    response = HttpResponse(body, content_type=content_type)
    name = f"jejak-audit-{slugify(city.name)}-{timezone.localdate():%Y%m%d}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
@require_POST
def verify(request: SignedInRequest, code: str) -> HttpResponse:
    """Read the whole trail of the city and say whether it is as it was written."""
    city = _load(request, code)
    [(head, breaks)] = verify_all([city.code])
    return render(request, "audit/verified.html", {
        "city": city, "head": head, "breaks": [_worded(fault) for fault in breaks[:MOST_BREAKS]],
        "break_count": len(breaks), "at": timezone.now(), "breadcrumbs": _crumbs(city, _("Periksa keutuhan")),
    })  # fmt: skip


def _load(request: SignedInRequest, code: str) -> City:
    city = load_city(request, code)
    need(can(request.user, "see_audit", city))
    return city


def _entries(request: SignedInRequest, city: City) -> "QuerySet[AuditEntry]":
    entries = AuditEntry.objects.visible_to(request.user).filter(chain=city.code)
    return entries.select_related("by").order_by("-seq")


def _worded(fault: Break) -> str:
    return text(fault.code, language(), chain=fault.chain, seq=fault.seq)


def _crumbs(city: City, step: str = "") -> list[Crumb]:
    here = Crumb(_("Jejak audit"), reverse("audit", args=[city.code]) if step else "")
    return [Crumb(city.name, reverse("city_page", args=[city.code])), here, *([Crumb(step)] if step else [])]
