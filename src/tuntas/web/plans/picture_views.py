"""Pictures of a plan."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.city.plans.programme import programme
from tuntas.web.plans import list_shown, picture_shown
from tuntas.web.plans.loading import chosen_plan
from tuntas.web.plans.page_shown import crumb
from tuntas.web.plans.views import own_url, told

YEAR = "tahun"


@login_required
@require_safe
def pictures(request: HttpRequest, code: str, plan_id: int) -> HttpResponse:
    """The map by year, settlements and aspects by year, envelopes and what is planned of them."""
    chosen = chosen_plan(request, code, plan_id)
    table = programme(chosen.plan)
    asked = request.GET.get(YEAR, "")
    year = next((one for one in table.years if str(one) == asked), None)
    money, total = picture_shown.envelope_rows(chosen.city, table)
    return render(request, "plans/pictures.html", told(chosen) | {
        "span": table.years, "year": year, "gantt": picture_shown.gantt(chosen.city, table),
        "map": picture_shown.year_map(chosen.city, table, year, on=timezone.localdate()),
        "money": money, "money_total": total, "no_limit_word": _("belum ada pagu"),
        "breadcrumbs": list_shown.crumbs(chosen.city, (crumb(chosen.plan), own_url(chosen)), (_("Gambar"), "")),
    })  # fmt: skip
