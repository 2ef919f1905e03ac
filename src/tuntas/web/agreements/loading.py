"""From an address to a kelurahan and its campaign; what the person may not see is not there (404)."""

from dataclasses import dataclass
from typing import cast

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from tuntas.city.people.access import place_scope
from tuntas.city.people.models import City, User
from tuntas.city.places.models import Level, Place
from tuntas.city.surveys.models import Campaign
from tuntas.web.city_page.loading import CAMPAIGN, chosen_campaign, load_campaigns, load_city


@dataclass(frozen=True, slots=True)
class Chosen:
    """A kelurahan of the city in the campaign that the address names; `query` keeps the campaign in links."""

    city: City
    place: Place
    campaign: Campaign
    query: str


def person(request: HttpRequest) -> User:
    """Who is signed in; every view of the room asks for that first."""
    return cast(User, request.user)


def chosen_kelurahan(request: HttpRequest, code: str, kelurahan_id: int) -> Chosen:
    """The kelurahan and the campaign. Raises `Http404`, also where there is no campaign yet."""
    city = load_city(request, code)
    seen = Place.objects.filter(place_scope(request.user, "see_city"), level=Level.KELURAHAN, city=city.place_id)
    place = get_object_or_404(seen.select_related("kecamatan", "city__tenant__place"), pk=kelurahan_id)
    campaign = chosen_campaign(request, load_campaigns(city))
    if campaign is None:
        raise Http404
    return Chosen(city, place, campaign, f"?{CAMPAIGN}={campaign.pk}")
