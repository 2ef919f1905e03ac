"""From an address to the city and the campaign it speaks of; what the person may not see is not there (404)."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from tuntas.city.people.models import City
from tuntas.city.surveys.models import Campaign

CAMPAIGN = "survei"


def load_city(request: HttpRequest, code: str) -> City:
    """The city of an address, remembered for the frame of the page."""
    cities = City.objects.visible_to(request.user).select_related("place")
    request.city = get_object_or_404(cities, code=code)  # type: ignore[attr-defined]
    return request.city  # type: ignore[attr-defined, no-any-return]


def load_campaigns(city: City) -> list[Campaign]:
    """The city's campaigns, newest first."""
    campaigns = Campaign.objects.filter(city=city).select_related("rule_set", "city__place")
    return list(campaigns.order_by("-year", "-opened_on", "-pk"))


def chosen_campaign(request: HttpRequest, campaigns: list[Campaign]) -> Campaign | None:
    """The campaign that the address names, else the newest; None where there is none yet. Unknown: 404."""
    asked = request.GET.get(CAMPAIGN, "")
    if not asked:
        return campaigns[0] if campaigns else None
    found = [campaign for campaign in campaigns if str(campaign.pk) == asked]
    if not found:
        raise Http404
    return found[0]
