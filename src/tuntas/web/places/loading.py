"""From an address to a place of the city; what the person may not see is not there (404)."""

from django.shortcuts import get_object_or_404

from tuntas.city.people.access import place_scope
from tuntas.city.people.models import City
from tuntas.city.places.models import Place, PlaceQuerySet
from tuntas.web.city_page.loading import load_city
from tuntas.web.shared.requests import SignedInRequest


def visible_places(request: SignedInRequest, city: City) -> PlaceQuerySet:
    """The places of the city that the person sees, those that were dissolved too."""
    seen = Place.objects.filter(place_scope(request.user, "see_city"))
    return seen.within(city.place).select_related("parent__parent", "kelurahan", "kecamatan", "city__tenant__place")


def load_place(request: SignedInRequest, code: str, place_id: int) -> tuple[City, Place]:
    """The city and the place of an address."""
    city = load_city(request, code)
    return city, get_object_or_404(visible_places(request, city), pk=place_id)
