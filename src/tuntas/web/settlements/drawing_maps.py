"""What lies around a delineation that is being drawn: exact enough to snap to, unlike the maps that are only seen."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.city.places.models import Level, Place, PlaceEdition
from tuntas.city.places.shapes import UDEG
from tuntas.city.settlements.models import Delineation
from tuntas.web.city_page.loading import load_city
from tuntas.web.places.shown import full_name
from tuntas.web.settlements.loading import KEEPS
from tuntas.web.shared.formats import hectares
from tuntas.web.shared.maps import exact_feature, map_answer
from tuntas.web.shared.requests import SignedInRequest

BOX, OWN = "kotak", "kawasan"
#: What the browser can snap to without faltering; nearer in there are fewer.
MOST_UNITS = 1_000
Box = tuple[float, float, float, float]


@login_required
@require_safe
def surroundings(request: SignedInRequest, code: str) -> HttpResponse:
    """The kelurahan and the other delineations in force, within `?kotak=west,south,east,north` where it is given."""
    city, box = _asked(request, code)
    places = _within(_editions(request, city, Level.KELURAHAN), box)
    drawn = Delineation.objects.visible_to(request.user).in_force(timezone.localdate()).filter(settlement__city=city)
    others = _within(drawn, box).select_related("settlement")
    own = request.GET.get(OWN, "")
    if own.isdecimal():
        others = others.exclude(settlement=int(own))
    features = [_place_feature(one, "kelurahan", _("Kelurahan")) for one in places.order_by("place")]
    return map_answer(request, features + [_settlement_feature(one, city) for one in others.order_by("pk")])


@login_required
@require_safe
def units(request: SignedInRequest, code: str) -> HttpResponse:
    """The RT within the box, at most so many."""
    city, box = _asked(request, code)
    rows = _within(_editions(request, city, Level.RT), box).order_by("place")[:MOST_UNITS]
    return map_answer(request, [_place_feature(one, "rt", "RT") for one in rows])


def _asked(request: SignedInRequest, code: str) -> tuple[City, Box | None]:
    city = load_city(request, code)
    need(can(request.user, KEEPS, city))
    return city, _box(request.GET.get(BOX, ""))


def _box(words: str) -> Box | None:
    """A box that cannot be read is none: then everything is shown."""
    try:
        west, south, east, north = (float(word) for word in words.split(","))
    except ValueError:
        return None
    in_range = -180 <= west <= east <= 180 and -90 <= south <= north <= 90
    return (west, south, east, north) if in_range else None


def _editions(request: SignedInRequest, city: City, level: Level) -> QuerySet[PlaceEdition]:
    drawn = PlaceEdition.objects.drawn().filter(until_on=None, place__level=level, place__dissolved_on=None)
    within = drawn.filter(place__in=Place.objects.within(city.place))
    return within.select_related("place__kelurahan", "place__parent")


def _within(rows: QuerySet[Any], box: Box | None) -> QuerySet[Any]:
    if box is None:
        return rows
    west, south, east, north = (round(edge * UDEG) for edge in box)
    return rows.filter(west_udeg__lte=east, east_udeg__gte=west, south_udeg__lte=north, north_udeg__gte=south)


def _place_feature(edition: PlaceEdition, kind: str, word: str) -> str:
    place = edition.place
    label = full_name(place) if place.level == Level.RT else place.name
    return exact_feature(bytes(edition.geometry or b""), place.pk, kind=kind, label=label, detail=word)


def _settlement_feature(one: Delineation, city: City) -> str:
    return exact_feature(bytes(one.geometry), one.settlement_id, kind="kawasan", label=one.settlement.name,
                         detail=hectares(one.area_m2), link_word=_("Buka kawasan ini"),
                         url=reverse("settlement", args=[city.code, one.settlement_id]))  # fmt: skip
