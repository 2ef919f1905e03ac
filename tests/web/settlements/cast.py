"""A settlement in Melati, and a map of slum locations on its way in, each made once in a world."""

import shapely

from tests.web.places.files import geojson, square
from tests.world import AT, World
from tuntas.city.records.actions import PaperHead, file_paper
from tuntas.city.records.models import Paper
from tuntas.city.settlements.actions import SettlementHead, found_settlement, set_members
from tuntas.city.settlements.drawings import drawing_of
from tuntas.city.settlements.models import Settlement


def slum(world: World, name: str = "Melati Utara") -> Settlement:
    """A settlement of about 1.2 ha to which RT 001 belongs."""
    if known := Settlement.objects.filter(city=world.city, name=name).first():
        return known
    drawing = drawing_of(shapely.Polygon(square(0)), crs="EPSG:4326", source="contoh")
    made = found_settlement(city=world.city, head=SettlementHead(world.kelurahan, name), drawing=drawing, on=None,
                            by=None, at=AT)  # fmt: skip
    set_members(settlement=made, places=world.rts[:1], on=None, by=None, at=AT)
    return made


def filed_delineations(world: World) -> int:
    """A map of two locations, filed in the city; one prints ten times its area."""
    content = geojson((square(3), {"kelurahan": "Melati", "kawasan": "Bantaran", "LUAS_HA": "12,20"}),
                      (square(5), {"kelurahan": "Kenanga", "kawasan": "Pinggir Rel", "LUAS_HA": "1,22"}))  # fmt: skip
    known = Paper.objects.filter(city=world.city, kind="DELINEATION").first()
    return (known or file_paper(city=world.city, head=PaperHead("DELINEATION", title="kumuh.geojson"), by=None, at=AT,
                                content=content, filename="kumuh.geojson")).pk  # fmt: skip
