"""The map of a city by year, and the table of its locations."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.city.decrees.facts import in_force
from tuntas.city.dossiers.locations import Location, locations
from tuntas.web.city_page.loading import load_city
from tuntas.web.maps import shown
from tuntas.web.maps.asking import KELURAHAN, LAYERS, SETTLEMENT, MapChoice, read_choice
from tuntas.web.shared.components import Crumb, Filter
from tuntas.web.shared.formats import day
from tuntas.web.shared.listing import query_with
from tuntas.web.shared.requests import SignedInRequest


@login_required
@require_safe
def map_page(request: SignedInRequest, code: str) -> HttpResponse:
    """Locations, kelurahan and RT at the end of a year, coloured by class, priority or handled share."""
    city, today = load_city(request, code), timezone.localdate()
    years = shown.years(city, today)
    choice = read_choice(request.GET, years, today, ("kelurahan", "kawasan"))
    found = locations(request.user, city, choice.on)
    if not found:  # nothing but the RT has a colour
        choice = read_choice(request.GET, years, today, ("kelurahan", "rt"))
    decree = in_force(city, on=choice.on)
    kept = shown.narrowed(found, choice.settlement, choice.kelurahan)
    crumbs = [Crumb(city.name, reverse("city_page", args=[city.code])), Crumb(_("Peta"))]
    return render(request, "maps/map.html", {
        "city": city, "breadcrumbs": crumbs, "choice": choice, "years": years, "this_year": today.year,
        "colours": _colours(), "layers": _layers(), "keys": shown.keys(), "line_keys": shown.line_keys(),
        "headline": shown.headline(decree, found), "state": _state(choice, today.year),
        "rows": shown.rows(kept, city), "in_all": len(found), "chips": _chips(request, choice, kept),
        "holder": shown.Holder("map_tile", city, LAYERS, shown.first_box(city, found, choice.on)),
    })  # fmt: skip


def _colours() -> list[tuple[str, str]]:
    return [("kelas", _("Kelas")), ("prioritas", _("Prioritas")), ("tertangani", _("Bagian tertangani"))]


def _layers() -> list[tuple[str, str]]:
    return [("kelurahan", _("Kelurahan")), ("rt", _("RT")), ("kawasan", _("Kawasan"))]


def _state(choice: MapChoice, this_year: int) -> str:
    return _("Keadaan hari ini") if choice.year == this_year else _("Keadaan %(day)s") % {"day": day(choice.on)}


def _chips(request: SignedInRequest, choice: MapChoice, kept: Sequence[Location]) -> list[Filter]:
    """What the table is narrowed to, with the way back."""
    if not choice.is_narrowed:
        return []
    without = query_with(request.GET, **{SETTLEMENT: None, KELURAHAN: None})
    if choice.settlement is not None:
        return [Filter(kept[0].name if kept else _("Kawasan yang tidak ada pada hari itu"), without)]
    homes = [one.place.kelurahan or one.place for one in kept]
    return [Filter(_("Kelurahan %(name)s") % {"name": homes[0].name} if homes else _("Tanpa lokasi"), without)]
