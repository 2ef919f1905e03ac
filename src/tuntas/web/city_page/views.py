"""A city and one of its campaigns at a glance."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from tuntas.city.dossiers.city import CitySummary, city_summary
from tuntas.city.people.access import can
from tuntas.city.people.models import City
from tuntas.city.surveys.access import can_import
from tuntas.web.city_page import shown
from tuntas.web.city_page.keeping import Drawn, kept_drawing
from tuntas.web.city_page.loading import CAMPAIGN, chosen_campaign, load_campaigns, load_city
from tuntas.web.city_page.maps import LEVEL, map_context
from tuntas.web.city_page.remaining import remaining_words
from tuntas.web.first_day.access import can_begin
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import day, language

IN_THE_FRAME = ("rules_label", "data_as_of")


@login_required
@require_safe
def city_page(request: HttpRequest, code: str) -> HttpResponse:
    """The dashboard; before the first survey, or before its first data, the first step instead."""
    city = load_city(request, code)
    asked = ("city_page", request.GET.get(CAMPAIGN, ""), request.GET.get(LEVEL, ""), timezone.localdate())
    drawn = kept_drawing(request, city, asked, lambda: _drawn(request, city))
    return render(request, "city_page/city.html", {"city": city, **drawn})


def _drawn(request: HttpRequest, city: City) -> Drawn:
    """The content, and what the frame of the page says of it."""
    campaigns = load_campaigns(city)
    campaign = chosen_campaign(request, campaigns)
    told = {"city": city, "campaigns": campaigns, "campaign": campaign, "breadcrumbs": [Crumb(city.name)],
            "can_bring": campaign is not None and can_import(request.user, campaign),
            "can_export": can(request.user, "export", city)}  # fmt: skip
    pictures = _pictures(city, city_summary(request.user, campaign), request.GET.get(LEVEL, "")) if campaign else {}
    told["remaining"] = remaining_words(city, timezone.localdate())
    told["can_begin"] = not pictures and can_begin(request.user, city)
    content = render_to_string("city_page/_content.html", told | pictures)
    return {"content": content, **{name: pictures.get(name, "") for name in IN_THE_FRAME}}


def _pictures(city: City, summary: CitySummary, level: str) -> dict[str, object]:
    picture, campaign = shown.widest(summary), summary.campaign
    if picture is None or not picture.units:
        return {}
    aspects, year_before = shown.aspect_bars(picture, summary)
    return {
        "picture": picture,
        "headline": shown.headline(picture, campaign),
        "tiles": shown.tiles(picture, summary, city),
        "class_parts": shown.class_parts(picture, summary, city),
        "aspects": aspects,
        "year_before": year_before,
        "trend": shown.trend_points(summary),
        "areas": shown.ranked(summary),
        **map_context(summary, city, level),
        "units_url": shown.units_address(city, campaign),
        "rules_label": summary.regulation.short.in_(language()),
        "data_as_of": day(campaign.closed_on) if campaign.closed_on else "",
    }
