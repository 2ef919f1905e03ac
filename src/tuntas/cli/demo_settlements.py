"""Slum locations of the demo: in each kelurahan the RT that are slum, their outlines together. Invented like them."""

from collections import defaultdict
from datetime import datetime

import shapely

from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.people.models import City, User
from tuntas.city.places.models import Place, PlaceEdition
from tuntas.city.settlements.actions import SettlementHead, found_settlement, set_members
from tuntas.city.settlements.drawings import drawing_of
from tuntas.city.settlements.typologies import typologies
from tuntas.city.surveys.models import Campaign


def found_settlements(city: City, campaign: Campaign, source: str, *, by: User, at: datetime) -> int:
    """Found one settlement in each kelurahan with slum RT; how many."""
    slums = StoredAssessment.objects.filter(record__campaign=campaign, is_slum=True).current()
    places = Place.objects.filter(pk__in=slums.values("record__place")).select_related("kelurahan", "city")
    drawn = PlaceEdition.objects.drawn().filter(until_on=None, place__in=places)
    shapes = {pk: shapely.from_wkb(bytes(geometry or b"")) for pk, geometry in drawn.values_list("place", "geometry")}
    groups: dict[Place, list[Place]] = defaultdict(list)
    for place in places.order_by("kelurahan__name", "pk"):
        if place.kelurahan is not None and place.pk in shapes:
            groups[place.kelurahan].append(place)
    kinds = list(typologies())
    for number, (home, members) in enumerate(groups.items()):
        shape = shapely.union_all([shapes[place.pk] for place in members])
        head = SettlementHead(home, home.name, kinds[number % len(kinds)])
        drawing = drawing_of(shape, crs="EPSG:4326", source=source)
        made = found_settlement(city=city, head=head, drawing=drawing, on=None, by=by, at=at)
        set_members(settlement=made, places=members, on=None, by=by, at=at)
    return len(groups)
