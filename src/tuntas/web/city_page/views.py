"""A city and one of its campaigns at a glance."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tuntas.city.dossiers.city import CitySummary, city_summary
from tuntas.city.people.models import City
from tuntas.city.surveys.access import can_import
from tuntas.web.city_page import shown
from tuntas.web.city_page.loading import chosen_campaign, load_campaigns, load_city
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import day, language


@login_required
@require_safe
def city_page(request: HttpRequest, code: str) -> HttpResponse:
    """The dashboard; before the first survey, or before its first data, the first step instead."""
    city = load_city(request, code)
    campaigns = load_campaigns(city)
    campaign = chosen_campaign(request, campaigns)
    told = {"city": city, "campaigns": campaigns, "campaign": campaign, "breadcrumbs": [Crumb(city.name)],
            "can_bring": campaign is not None and can_import(request.user, campaign)}  # fmt: skip
    pictures = _pictures(city, city_summary(request.user, campaign)) if campaign else {}
    return render(request, "city_page/city.html", told | pictures)


def _pictures(city: City, summary: CitySummary) -> dict[str, object]:
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
        "units_url": shown.units_address(city, campaign),
        "rules_label": summary.regulation.short.in_(language()),
        "data_as_of": day(campaign.closed_on) if campaign.closed_on else "",
    }
