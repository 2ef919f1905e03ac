"""The hectare ledger of a city on a day, as known then or now."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.city.hectares.facts import city_ledger
from tuntas.city.hectares.models import AdoptedStatement, LedgerEntry, StatedFigure
from tuntas.city.people.access import can
from tuntas.web.city_page.loading import load_city
from tuntas.web.ledger import shown
from tuntas.web.ledger.forms import LedgerFilterForm
from tuntas.web.shared.components import Crumb


@login_required
@require_safe
def ledger_page(request: HttpRequest, code: str) -> HttpResponse:
    """Like a bank statement: what the decree recognises, what moved, what remains, what does not close."""
    city = load_city(request, code)
    form = LedgerFilterForm(request.GET)
    on, known_at = form.wanted_day(timezone.localdate()), form.known_at(city)
    seen = city_ledger(city, on=on, known_at=known_at)
    rows = LedgerEntry.objects.visible_to(request.user).filter(city=city, true_on__lte=on).select_related("paper")
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    figures = StatedFigure.objects.visible_to(request.user).filter(city=city).order_by("printed_on", "pk")
    adopted = AdoptedStatement.objects.visible_to(request.user).filter(city=city).order_by("pk")
    crumbs = [Crumb(city.name, reverse("city_page", args=[city.code])), Crumb(_("Buku luas kumuh"))]
    return render(request, "ledger/ledger.html", {
        "city": city, "breadcrumbs": crumbs, "form": form, "chips": form.chips(request.GET), "seen": seen, "on": on,
        "headline": shown.headline(seen), "tiles": shown.tiles(seen), "lines": shown.lines(seen, form.wanted_place()),
        "trend": shown.trend_points(seen), "differences": shown.differences(seen, list(rows.order_by("seq"))),
        "statements": shown.statements(list(figures), list(adopted)),
        "can_keep": can(request.user, "keep_ledger", city),
    })  # fmt: skip
