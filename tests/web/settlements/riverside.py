"""Puts one drawn slum location into an office's own database; called in a process that works on it."""

import shapely

from tests.web.places.files import square
from tests.world import AT, SOURCE, person
from tuntas.city.people.actions import Appointment, create_city
from tuntas.city.places.actions import PlaceHead, add_place
from tuntas.city.places.drawing import draw_boundary
from tuntas.city.places.models import PlaceKind
from tuntas.city.places.shapes import boundary_of
from tuntas.city.settlements.actions import SettlementHead, found_settlement
from tuntas.city.settlements.drawings import drawing_of


def plant() -> None:
    """A kelurahan a little wider than the settlement in its corner, and who keeps the map."""
    city = create_city(code="99.01", name="Kota Contoh", by=None, at=AT, is_example=True)
    above = add_place(head=PlaceHead(PlaceKind.KECAMATAN, "Taman", city.place, is_confirmed=True), source=SOURCE,
                      by=None, at=AT)  # fmt: skip
    home = add_place(head=PlaceHead(PlaceKind.KELURAHAN, "Melati", above, is_confirmed=True), source=SOURCE,
                     by=None, at=AT)  # fmt: skip
    border = boundary_of(shapely.Polygon(square(0, 0, 1.3)), crs="EPSG:4326", source=SOURCE)
    draw_boundary(place=home, boundary=border, from_on=None, by=None, at=AT)
    drawing = drawing_of(shapely.Polygon(square(0)), crs="EPSG:4326", source=SOURCE)
    found_settlement(city=city, head=SettlementHead(home, "Bantaran"), drawing=drawing, on=None, by=None, at=AT)
    person("gis_operator", Appointment("GIS_OPERATOR", city=city))
