"""What each agency can carry through in a year, beside what is committed to it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tuntas.city.funding.facts import capacities, money_accounts
from tuntas.city.funding.sources import set_capacity
from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.web.city_page.loading import load_city
from tuntas.web.funding.grids import Key, Typed, cell, read_grid, years_line
from tuntas.web.funding.loading import GRID_YEARS, crumbs, grid_years
from tuntas.web.shared.formats import rupiah
from tuntas.web.shared.requests import SignedInRequest

BASIS_LENGTH = 300


@login_required
def capacities_page(request: SignedInRequest, code: str) -> HttpResponse:
    """A grid of agencies by years; a commitment above it asks for a reason, and the optimiser keeps to it."""
    city = load_city(request, code)
    years = grid_years(request)
    agencies = list(city.agencies.order_by("code"))
    now = capacities(city, years)
    typed_in = None
    if request.method == "POST":
        need(can(request.user, "keep_funds", city))
        typed_in = read_grid(request.POST, now, [(one.pk, year) for one in agencies for year in years])
        if typed_in.is_right:
            _keep(request, city, typed_in)
            return redirect(request.get_full_path())
    carried = _carried(city)
    rows = [
        (agency, [
            cell((agency.pk, year), now.get((agency.pk, year)), typed_in,
                 beside=rupiah(carried[agency.pk, year]) if (agency.pk, year) in carried else "")
            for year in years
        ])
        for agency in agencies
    ]  # fmt: skip
    return render(request, "funding/capacities.html", {
        "city": city, "breadcrumbs": crumbs(city, _("Kapasitas perangkat daerah")), "rows": rows, "years": years,
        "line": years_line(years), "earlier": years[0] - GRID_YEARS, "later": years[-1] + 1,
        "can_keep": can(request.user, "keep_funds", city),
    })  # fmt: skip


@transaction.atomic
def _keep(request: SignedInRequest, city: City, typed_in: Typed) -> None:
    agencies = {one.pk: one for one in city.agencies.all()}
    basis = request.POST.get("dasar", "").strip()[:BASIS_LENGTH]
    for (agency, year), amount in typed_in.amounts.items():
        set_capacity(agency=agencies[agency], year=year, capacity_idr=amount, basis=basis, by=request.user,
                     at=timezone.now())  # fmt: skip
    messages.success(request, _("%(n)d kapasitas disimpan.") % {"n": len(typed_in.amounts)})


def _carried(city: City) -> dict[Key, int]:
    """By agency and year what is committed."""
    found: dict[Key, int] = {}
    for one in money_accounts(city):
        if one.agency is not None:
            key = (one.agency.pk, one.envelope.year)
            found[key] = found.get(key, 0) + one.sums.committed_idr
    return found
