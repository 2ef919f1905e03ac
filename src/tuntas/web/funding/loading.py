"""From an address to the city, the year and the words that the pages of money share."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tuntas.city.hectares.accounts import accounts
from tuntas.city.people.models import City
from tuntas.city.surveys.rule_sets import law_on_shelf, regulation_of
from tuntas.rules.regulation import Aspect
from tuntas.web.city_page.loading import load_campaigns
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import language

YEAR = "tahun"
#: So many years stand side by side in a grid.
GRID_YEARS = 5


def aspects_of(city: City) -> Sequence[Aspect]:
    """The aspects of the rule set of the newest survey; before the first survey of the current rule set."""
    campaigns = load_campaigns(city)
    rules = regulation_of(campaigns[0]) if campaigns else law_on_shelf().regulation
    return rules.aspects


def aspect_names(city: City) -> Mapping[str, str]:
    """The aspects in words by their ids."""
    return {aspect.id: aspect.name.in_(language()) for aspect in aspects_of(city)}


def decreed_areas(city: City, on: date) -> dict[int, int]:
    """By settlement the area of the decree in force; a settlement outside of it is left out."""
    found: dict[int, int] = {}
    for account in accounts(city, on=on):
        if account.settlement is not None:
            area = account.remaining_m2 + account.handled_m2
            found[account.settlement.pk] = found.get(account.settlement.pk, 0) + area
    return found


def asked_year(request: HttpRequest, name: str = YEAR) -> int | None:
    """The year that the address names; None where it names none, or none that can be."""
    asked = request.GET.get(name, "")
    return int(asked) if asked.isdecimal() and 1945 <= int(asked) <= 2200 else None


def grid_years(request: HttpRequest) -> list[int]:
    """Five years side by side, from the one that the address names, else from this year."""
    first = asked_year(request, "dari") or timezone.localdate().year
    return list(range(first, min(first + GRID_YEARS, 2201)))


def crumbs(city: City, *here: str, financing: bool = False) -> list[Crumb]:
    """The way to a page of money."""
    room = Crumb(_("Pembiayaan"), reverse("financing", args=[city.code])) if financing else Crumb(
        _("Dana"), reverse("funding", args=[city.code]))  # fmt: skip
    way = [Crumb(city.name, reverse("city_page", args=[city.code])), room, *(Crumb(word) for word in here)]
    return [*way[:-1], Crumb(way[-1].label)]
