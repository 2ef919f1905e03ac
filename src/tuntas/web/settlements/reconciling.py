"""Where the three areas differ, and why: the report, its file, and the page on which a reason is told."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.city.dossiers.settlements import SettlementRow, settlement_list
from tuntas.city.people.access import can, need
from tuntas.city.settlements.models import AreaCause
from tuntas.city.settlements.reasons import Explanation, explain_difference
from tuntas.web.city_page.loading import load_city
from tuntas.web.settlements import exporting, shown
from tuntas.web.settlements.forms import ReasonForm
from tuntas.web.settlements.loading import KEEPS, load_kept
from tuntas.web.settlements.views import table_answer
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import hectares, square_metres
from tuntas.web.shared.requests import SignedInRequest


@login_required
@require_safe
def reconciliation(request: SignedInRequest, code: str) -> HttpResponse:
    """Every difference with its named reason, or the words that nobody has told one."""
    city = load_city(request, code)
    found = settlement_list(request.user, city, timezone.localdate())
    rows = [row for row in found.rows if row.differences]
    lines = [(row, one) for row in rows for one in shown.differences(row, city)]
    return render(request, "settlements/reconciliation.html", {
        "city": city, "lines": lines, "found": found, "known": len(found.rows), "equal": len(found.rows) - len(rows),
        "open_count": sum(row.unexplained for row in rows), "totals": _totals(found.rows),
        "breadcrumbs": shown.crumbs(city, Crumb(_("Rekonsiliasi luas"))),
        "can_keep": can(request.user, KEEPS, city), "can_export": can(request.user, "export", city),
    })  # fmt: skip


@login_required
@require_safe
def export(request: SignedInRequest, code: str) -> HttpResponse:
    """The report as XLSX or CSV."""
    city = load_city(request, code)
    need(can(request.user, "export", city))
    rows = settlement_list(request.user, city, timezone.localdate()).rows
    return table_answer(request, city, "rekonsiliasi", exporting.difference_head(), exporting.difference_lines(rows))


@login_required
def explain(request: SignedInRequest, code: str, settlement_id: int, pair: str) -> HttpResponse:
    """Tell why two areas of a settlement differ; only for a difference that there is."""
    city, settlement = load_kept(request, code, settlement_id)
    row = settlement_list(request.user, city, timezone.localdate(), only=settlement.pk).rows[0]
    one = next((one for one in row.differences if one.pair.value == pair), None)
    if one is None:
        raise Http404
    known = one.reason
    form = ReasonForm(request.POST or None, initial={"cause": known.cause, "remark": known.remark} if known else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        told = Explanation(one.pair, one.difference_m2, AreaCause(said["cause"]), said["remark"])
        explain_difference(settlement=settlement, explanation=told, by=request.user, at=timezone.now())
        messages.success(request, _("Sebab selisih dicatat."))
        return redirect("settlement_reconciliation", code)
    difference = shown.differences(row, city)[row.differences.index(one)]
    return render(request, "settlements/explain.html", {
        "city": city, "settlement": settlement, "form": form, "difference": difference,
        "exact": square_metres(abs(one.difference_m2)),
        "breadcrumbs": shown.crumbs_of(city, settlement, _("Sebab selisih")),
    })  # fmt: skip


def _totals(rows: Sequence[SettlementRow]) -> list[tuple[str, str, int]]:
    """The three sums, each with how many settlements have that area: sums of different rows are not compared."""
    words = {"decree_m2": _("Luas SK"), "drawn_m2": _("Luas delineasi"), "verified_m2": _("Luas terverifikasi")}
    totals = []
    for name, word in words.items():
        known = [area for row in rows if (area := _area(row, name)) is not None]
        totals.append((word, hectares(sum(known) if known else None), len(known)))
    return totals


def _area(row: SettlementRow, name: str) -> int | None:
    area: int | None = getattr(row, name)
    return area
