"""The tree of places with its search, and the page of one."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tuntas.city.people.access import can
from tuntas.city.places.models import Level, Place, PlaceEdition
from tuntas.city.places.naming import match_name
from tuntas.web.city_page.loading import load_city
from tuntas.web.places import lacking, shown
from tuntas.web.places.loading import load_place, visible_places
from tuntas.web.shared.components import Figure
from tuntas.web.shared.formats import count
from tuntas.web.shared.listing import PAGE
from tuntas.web.shared.maps import feature, map_answer
from tuntas.web.shared.requests import SignedInRequest

PAGE_ROWS = 100
ORDER = ("level", "kelurahan__name", "parent__name", "name", "pk")


@login_required
@require_safe
def places(request: SignedInRequest, code: str) -> HttpResponse:
    """The first storey of the city, or what a search finds."""
    city = load_city(request, code)
    asked = request.GET.get("cari", "").strip()[:80]
    seen = visible_places(request, city).existing(timezone.localdate())
    told = {"city": city, "asked": asked, "breadcrumbs": shown.crumbs(city), "known": _known(seen),
            "can_load": can(request.user, "load_places", city)}  # fmt: skip
    lack = request.GET.get("lihat", "")
    if asked or lack in lacking.LISTS:
        found = _found(lacking.narrowed(seen, lack, city), asked)
        page = Paginator(found, PAGE_ROWS).get_page(request.GET.get(PAGE))
        return render(request, "places/search.html", told | {
            "page": page, "rows": shown.rows(page, city), "lack": lacking.words(lack, request.user, city)})  # fmt: skip
    top = seen.filter(parent=city.place_id).order_by("level", "name")
    if not top:  # a post for one area: its own place is the top
        top = seen.filter(pk__in=[duty.area_id for duty in request.user.duties if duty.area_id])
    return render(request, "places/tree.html", told | {"rows": shown.rows(top, city), "province": city.place.parent})


@login_required
@require_safe
def place_page(request: SignedInRequest, code: str, place_id: int) -> HttpResponse:
    """One place: what is known of it, its outline, what lies in it, its history."""
    city, place = load_place(request, code, place_id)
    below = visible_places(request, city).filter(parent=place).existing(timezone.localdate())
    return render(request, "places/place.html", {
        "city": city, "place": place, "breadcrumbs": shown.crumbs(city, place, user=request.user),
        "title": shown.full_name(place), "facts": shown.facts(place), "events": shown.history(place),
        "has_outline": PlaceEdition.objects.drawn().filter(place=place, until_on=None).exists(),
        "rows": shown.rows(below.order_by("level", "name"), city), "is_rt": place.level == Level.RT,
        "can_load": can(request.user, "load_places", city),
        "can_confirm": shown.wants_confirming(place) and can(request.user, "load_places", place),
    })  # fmt: skip


@login_required
@require_safe
def outline(request: SignedInRequest, code: str, place_id: int) -> HttpResponse:
    """The outline of a place as GeoJSON; without one an empty collection."""
    _city, place = load_place(request, code, place_id)
    edition = PlaceEdition.objects.drawn().filter(place=place, until_on=None).first()
    drawn = [feature(bytes(edition.geometry or b""), place.pk, label=shown.full_name(place))] if edition else []
    return map_answer(request, drawn)


def _found(seen: QuerySet[Place], asked: str) -> QuerySet[Place]:
    """Places whose name, code or place above fits each word."""
    for word in asked.replace(",", " ").replace("/", " ").split():
        name = match_name(word)
        fits = Q(code__startswith=word)
        for path in ("", "parent__", "kelurahan__"):
            fits |= Q(**{f"{path}name__icontains": word}) | Q(**{f"{path}match_name__contains": name})
        seen = seen.filter(fits)
    return seen.order_by(*ORDER)


def _known(seen: QuerySet[Place]) -> list[Figure]:
    """How many places of each storey are known (one query); to a post for one area the storeys above it are nothing."""
    counts: dict[str, int] = {}
    for level in seen.order_by().values_list("level", flat=True):
        counts[level] = counts.get(level, 0) + 1
    storeys = [Level.KECAMATAN, Level.KELURAHAN, Level.RW, Level.RT]
    if Level.CITY not in counts:
        while len(storeys) > 1 and storeys[0] not in counts:
            storeys.pop(0)
    return [Figure(str(level.label), count(counts.get(level.value, 0))) for level in storeys]
