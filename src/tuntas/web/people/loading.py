"""From an address to the city, the person and who asks; and the core's refusals in words."""

from datetime import date

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.city.people.access import can, need
from tuntas.city.people.actions import CannotGovern
from tuntas.city.people.models import City, User
from tuntas.city.people.role_words import ROLE_WORDS, role_word
from tuntas.domain.wording import text
from tuntas.web.city_page.loading import load_city
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import day, language
from tuntas.web.shared.requests import SignedInRequest

MANAGE = "manage_people"


def load_managed(request: SignedInRequest, code: str) -> City:
    """The city, for who manages its people; 404 for a foreign one, 403 without the right."""
    city = load_city(request, code)
    need(can(request.user, MANAGE, city))
    return city


def load_person(city: City, user_id: int) -> User:
    """A person who holds or held a post in the city; others are not there."""
    found: User = get_object_or_404(User.objects.filter(posts__city=city).distinct(), pk=user_id)
    return found


def refusal_text(refusal: CannotGovern) -> str:
    """The refusal as a sentence, with days and roles in words."""
    return text(refusal.code, language(), **{name: _shown(value) for name, value in refusal.params.items()})


def crumbs(city: City, *steps: Crumb) -> list[Crumb]:
    """The way to the list of people and beyond."""
    home = Crumb(city.name, reverse("city_page", args=[city.code]))
    return [home, Crumb(_("Orang dan jabatan"), reverse("people", args=[city.code]) if steps else ""), *steps]


def _shown(value: object) -> object:
    if isinstance(value, date):
        return day(value)
    return role_word(value) if isinstance(value, str) and value in ROLE_WORDS else value
