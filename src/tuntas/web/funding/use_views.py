"""How the money of a year is used, by source; and who pays for what."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.city.financing.facts import schemes_of
from tuntas.city.funding.facts import use, who_pays, without_cofunding
from tuntas.city.people.access import can
from tuntas.city.people.models import City
from tuntas.web.city_page.loading import load_city
from tuntas.web.funding import use_shown
from tuntas.web.funding.loading import asked_year, aspect_names, crumbs, decreed_areas
from tuntas.web.shared.requests import SignedInRequest


@login_required
@require_safe
def funding_page(request: SignedInRequest, code: str) -> HttpResponse:
    """Ceiling, commitments, contracts and payments of a year, source by source."""
    city = load_city(request, code)
    years, today = _years(city), timezone.localdate()
    year = asked_year(request) or today.year
    found = use(city, [year])
    lacking = without_cofunding(city, on=today, areas=decreed_areas(city, today))
    return render(request, "funding/funding.html", {
        "city": city, "breadcrumbs": crumbs(city), "year": year, "years": sorted({*years, today.year, year}),
        "tiles": use_shown.tiles(found), "rows": use_shown.rows(found), "keys": use_shown.keys(),
        "lacking": use_shown.lacking(lacking), "has_sources": city.sources.exists(),
        "can_keep": can(request.user, "keep_funds", city), "can_record": can(request.user, "record_spending", city),
        "can_export": can(request.user, "export", city),
    })  # fmt: skip


@login_required
@require_safe
def who_pays_page(request: SignedInRequest, code: str) -> HttpResponse:
    """Settlement by settlement: which source pays which aspect, beside the scheme that was agreed."""
    city = load_city(request, code)
    year = asked_year(request)
    found = who_pays(city, [year] if year else None)
    return render(request, "funding/who_pays.html", {
        "city": city, "breadcrumbs": crumbs(city, _("Siapa membayar apa")), "year": year, "years": _years(city),
        "settlements": use_shown.payers(city, found, aspect_names(city), schemes_of(city),
                                         request.user),
        "can_record": can(request.user, "record_spending", city), "can_export": can(request.user, "export", city),
    })  # fmt: skip


def _years(city: City) -> list[int]:
    """The years that have an envelope."""
    return sorted(set(city.envelopes.values_list("year", flat=True)))
