"""The one policy: which rows a user sees, which acts they may do. Every door asks here.

It decides on `user.duties`, the posts in force on the day that the door named. A user without duties, a visitor and
a foreign city give nothing at all; doors turn that into 404.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from tuntas.city.people.duties import Duty
from tuntas.city.places.models import Place

NOTHING = Q(pk__in=())
#: Columns of a place that hold its ancestors.
ANCESTORS = ("", "__parent", "__city", "__kecamatan", "__kelurahan")


def duties_for(user: Any, verb: str) -> list[Duty]:
    """The duties of a user that carry a right; none for a visitor."""
    if not getattr(user, "is_authenticated", False):
        return []
    return [duty for duty in user.duties if duty.allows(verb)]


def scope(user: Any, verb: str, *, city: str = "city", place: str = "") -> Q:
    """The rows on which a user holds a right, as a filter.

    `city` is the row's path to its `people.City` (empty: the row is a City); `place` its path to the Place it is
    about, where it has one. A row without a place is seen by whoever holds the right anywhere in the city.
    """
    reach = NOTHING
    for duty in duties_for(user, verb):
        reach |= _reach(duty, city, place)
    return reach


def place_scope(user: Any, verb: str) -> Q:
    """As `scope`, for rows of Place itself."""
    reach = NOTHING
    for duty in duties_for(user, verb):
        if duty.scope == "ALL":
            reach |= ~NOTHING
        elif duty.city_id is None:
            reach |= Q(parent=duty.area_id, level="CITY") | Q(city__parent=duty.area_id)
        elif duty.area_id is not None:
            reach |= _within("", duty.area_id)
        else:
            reach |= Q(tenant=duty.city_id) | Q(city__tenant=duty.city_id)
    return reach


def can(user: Any, verb: str, thing: Any = None) -> bool:
    """Whether a user may do `verb` to `thing`: a City, a Place, or a row with `.city` and perhaps `.place`.

    Without a thing: whether they hold the right anywhere.
    """
    duties = duties_for(user, verb)
    if thing is None:
        return bool(duties)
    city, place = _whereabouts(thing)
    return any(_covers(duty, city, place) for duty in duties)


def made_by_other(user: Any, *makers: Any) -> bool:
    """Separation of duties: whether none of those who made or checked a record is the user. Unknown is refused."""
    return bool(makers) and all(maker is not None and maker.pk != user.pk for maker in makers)


def need(allowed: bool) -> None:
    """Go on only where allowed; raises `PermissionDenied` (403)."""
    if not allowed:
        raise PermissionDenied


def _reach(duty: Duty, city: str, place: str) -> Q:
    if duty.scope == "ALL":
        return ~NOTHING
    to_city = f"{city}__" if city else ""
    if duty.city_id is None:
        return Q(**{f"{to_city}place__parent": duty.area_id})
    own = Q(**{city or "pk": duty.city_id})
    if duty.area_id is None or not place:
        return own
    return own & (_within(place, duty.area_id) | Q(**{f"{place}__isnull": True}))


def _within(place: str, area_id: int) -> Q:
    area = Q()
    for column in ANCESTORS:
        area |= Q(**{f"{place}{column}" if place else column.removeprefix("__") or "pk": area_id})
    return area


def _covers(duty: Duty, city: Any, place: Place | None) -> bool:
    if duty.scope == "ALL":
        return True
    if city is None:
        return False
    if duty.city_id is None:
        return bool(city.place.parent_id == duty.area_id)
    inside = duty.area_id is None or place is None or duty.area_id in place.ancestor_ids()
    return bool(city.pk == duty.city_id and inside)


def _whereabouts(thing: Any) -> tuple[Any, Place | None]:
    """The City and the Place of a thing."""
    if isinstance(thing, Place):
        return getattr(thing.city or thing, "tenant", None), thing
    if thing._meta.label == "people.City":  # by name: the models import this module
        return thing, None
    return getattr(thing, "city", None), getattr(thing, "place", None)
