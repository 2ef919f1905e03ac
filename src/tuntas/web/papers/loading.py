"""From an address to the place that a paper is about; what the person may not see is not there (404)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from tuntas.city.people.access import can
from tuntas.city.people.models import City
from tuntas.city.places.models import Level, Place
from tuntas.city.surveys.models import Campaign
from tuntas.web.city_page.loading import chosen_campaign, load_campaigns
from tuntas.web.shared.requests import SignedInRequest


def place_of(user: Any, city: City, key: str, levels: tuple[Level, ...]) -> Place:
    """The place of that number, in the city and seen by the user."""
    places = Place.objects.filter(city=city.place_id, level__in=levels, dissolved_on=None)
    related = places.select_related("parent", "kelurahan", "kecamatan", "city__tenant__place")
    place = get_object_or_404(related, pk=int(key) if key.isdecimal() and len(key) < 12 else None)
    if not can(user, "see_city", place):
        raise Http404
    return place


def campaign_of(request: SignedInRequest, city: City) -> Campaign:
    """The campaign that the address names, else the newest; without any there is no paper."""
    campaign = chosen_campaign(request, load_campaigns(city))
    if campaign is None:
        raise Http404
    return campaign


def attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file to keep."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
