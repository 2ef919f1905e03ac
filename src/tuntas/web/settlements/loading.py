"""From an address to a settlement; what the person may not see is not there (404)."""

from django.shortcuts import get_object_or_404

from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.city.settlements.models import Settlement
from tuntas.web.city_page.loading import load_city
from tuntas.web.shared.requests import SignedInRequest

KEEPS = "keep_settlements"


def load_settlement(request: SignedInRequest, code: str, settlement_id: int) -> tuple[City, Settlement]:
    """The city and the settlement of an address."""
    city = load_city(request, code)
    seen = Settlement.objects.visible_to(request.user).filter(city=city)
    return city, get_object_or_404(seen.select_related("city__place", "place__kelurahan"), pk=settlement_id)


def load_kept(request: SignedInRequest, code: str, settlement_id: int) -> tuple[City, Settlement]:
    """As `load_settlement`, for whoever may change it (else 403)."""
    city, settlement = load_settlement(request, code, settlement_id)
    need(can(request.user, KEEPS, settlement))
    return city, settlement
