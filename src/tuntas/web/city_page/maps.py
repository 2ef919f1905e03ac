"""The map of a city: its kelurahan or its RT in the colour of their class, and the list that leads to the same."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.city.dossiers.city import CitySummary
from tuntas.city.dossiers.maps import MappedPlace, drawn_ids, mapped_places
from tuntas.city.people.models import City
from tuntas.city.places.models import Level, Place
from tuntas.city.surveys.models import Campaign
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.web.city_page.keeping import Drawn, kept_drawing
from tuntas.web.city_page.loading import CAMPAIGN, chosen_campaign, load_campaigns, load_city
from tuntas.web.city_page.shown import RankedArea, interval, ranked, units_address
from tuntas.web.places.shown import full_name
from tuntas.web.shared.components import MapPlace
from tuntas.web.shared.grades import look_of
from tuntas.web.shared.maps import CITY_WIDE, feature, map_answer
from tuntas.web.shared.requests import SignedInRequest

LEVEL = "tingkat"
LEVELS = {"kelurahan": Level.KELURAHAN, "rt": Level.RT}


@login_required
@require_safe
def city_map(request: SignedInRequest, code: str) -> HttpResponse:
    """The drawn kelurahan (`?tingkat=kelurahan`) or RT of the city with the class of the chosen campaign."""
    city = load_city(request, code)
    campaign = chosen_campaign(request, load_campaigns(city))
    level = LEVELS.get(request.GET.get(LEVEL, ""), Level.RT)
    on = timezone.localdate()
    asked = ("city_map", campaign.pk if campaign else 0, level.value, on)
    drawn = kept_drawing(request, city, asked, lambda: _drawn(request, city, campaign, level))
    return map_answer(request, drawn["features"])


def map_context(summary: CitySummary, city: City, asked: str) -> dict[str, object]:
    """The map of the dashboard: its file, the storeys to choose from, the list beside it. Empty: nothing is drawn.

    Kelurahan come first because their list is short; the list of RT has a page of its own.
    """
    drawn = drawn_ids(city)
    levels = [name for name, level in LEVELS.items() if drawn[level.value]]
    if not levels:
        return {}
    chosen = asked if asked in levels else levels[0]
    words, query = {"rt": _("RT"), "kelurahan": _("Kelurahan")}, f"?{CAMPAIGN}={summary.campaign.pk}&{LEVEL}="
    listed = [area for area in ranked(summary) if area.picture.place.pk in drawn[Level.KELURAHAN.value]]
    return {
        "map_url": f"{reverse('city_map', args=[city.code])}{query}{chosen}",
        "map_levels": [(words[name], f"{query}{name}#peta", name == chosen) for name in levels],
        "map_places": [_map_place(area, city, summary.campaign) for area in listed] if chosen == "kelurahan" else [],
    }


def _map_place(area: RankedArea, city: City, campaign: Campaign) -> MapPlace:
    place = area.picture.place
    detail = _("%(area)s ha kumuh") % {"area": area.area} if area.area else ""
    url = f"{units_address(city, campaign)}&kelurahan={place.pk}"
    return MapPlace(str(place.pk), place.name, url, area.grade, detail)


def _drawn(request: SignedInRequest, city: City, campaign: Campaign | None, level: Level) -> Drawn:
    found = mapped_places(request.user, city, campaign, level, timezone.localdate())
    grades = {rule.id: rule.grade.value for rule in regulation_of(campaign).grades} if campaign else {}
    return {"features": [_feature(one, city, campaign, grades) for one in found]}


def _feature(one: MappedPlace, city: City, campaign: Campaign | None, grades: dict[str, str]) -> str:
    grade = grades.get(one.grade or "")
    url, link_word = _address(one.place, city, campaign)
    score = _("nilai %(total)s") % {"total": interval(one.totals)} if one.totals else _("belum ada data")
    return feature(one.geometry, one.place.pk, tolerance=CITY_WIDE, label=_label(one.place), grade=grade,
                   grade_word=str(look_of(grade).word) if grade else "", detail=score, url=url,
                   link_word=link_word)  # fmt: skip


def _address(place: Place, city: City, campaign: Campaign | None) -> tuple[str, str]:
    if place.level == Level.RT:
        query = f"?{CAMPAIGN}={campaign.pk}" if campaign else ""
        return f"{reverse('unit_page', args=[city.code, place.pk])}{query}", _("Buka RT ini")
    if campaign is None:
        return reverse("place_page", args=[city.code, place.pk]), _("Buka wilayah ini")
    return f"{units_address(city, campaign)}&kelurahan={place.pk}", _("Buka daftar RT")


def _label(place: Place) -> str:
    return full_name(place) if place.level == Level.RT else place.name
