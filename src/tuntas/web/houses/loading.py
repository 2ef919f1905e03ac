"""From an address to the register: who may not see personal data gets 403, what they may not know of is not there."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from tuntas.city.people.access import can, need
from tuntas.city.people.models import City, User
from tuntas.city.surveys.models import UnfitHouse
from tuntas.web.city_page.loading import load_city

#: Neither a proxy nor the browser keeps a page with names, addresses or photos of homes.
NOT_KEPT = "private, no-store"


View = Callable[..., HttpResponseBase]


def personal(view: View) -> View:
    """A view for signed-in persons whose answer nobody keeps."""

    @wraps(view)
    @login_required
    def shown(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = NOT_KEPT
        return response

    return shown


def person(request: HttpRequest) -> User:
    """Who is signed in; every view of the room asks for that first."""
    return cast(User, request.user)


def register_of(request: HttpRequest, code: str) -> City:
    """The city whose register the person may see."""
    city = load_city(request, code)
    need(can(request.user, "see_personal", city))
    return city


def house_of(request: HttpRequest, code: str, house_id: int) -> tuple[City, UnfitHouse]:
    """A house of the city's register in the person's area."""
    city = register_of(request, code)
    houses = UnfitHouse.objects.visible_to(request.user).filter(city=city)
    related = houses.select_related("city__place", "place__parent", "place__kelurahan", "listed_by")
    return city, get_object_or_404(related, pk=house_id)
