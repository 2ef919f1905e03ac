"""A settlement for the slum RT of each RW, with its decree, as the office of the benchmark would have them."""

from datetime import UTC, date, datetime

import shapely

from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.decrees.enacting import LegacyHead, LegacyLine, Scan, enter_legacy
from tuntas.city.dossiers.drawn import extent
from tuntas.city.people.models import City
from tuntas.city.places.models import Place, PlaceEdition
from tuntas.city.settlements.actions import SettlementHead, found_settlement, set_members
from tuntas.city.settlements.drawings import drawing_of
from tuntas.city.settlements.models import Settlement
from tuntas.exchange.example_city import CITY_CODE

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SINCE = date(2024, 7, 1)


def draw_locations() -> dict[str, object]:
    """Draw them where they are not there yet; the box of the city in millionths of a degree, and how many."""
    city, at = City.objects.get(code=CITY_CODE), datetime.now(UTC)
    if not Settlement.objects.filter(city=city).exists():
        lines = [_line(city, rts, at) for rts in _slum_rts(city).values()]
        head = LegacyHead("Contoh", Scan("CONTOH/1", SINCE, PDF, "sk.pdf"), reason="contoh")
        enter_legacy(city=city, head=head, lines=lines, by=None, at=at)
    box = extent(city, at.date())
    assert box is not None
    found = Settlement.objects.filter(city=city).count()
    return {"box": [box.west, box.south, box.east, box.north], "settlements": found}


def _slum_rts(city: City) -> dict[int, list[Place]]:
    campaign = city.campaigns.order_by("year").first()
    rows = StoredAssessment.objects.filter(record__campaign=campaign, is_slum=True).current()
    found: dict[int, list[Place]] = {}
    for row in rows.select_related("record__place__parent", "record__place__kelurahan").order_by("record__place_id"):
        found.setdefault(row.record.place.parent_id, []).append(row.record.place)
    return found


def _line(city: City, rts: list[Place], at: datetime) -> LegacyLine:
    home, name = rts[0].kelurahan, f"{rts[0].kelurahan.name} {rts[0].parent.name}"
    drawn = PlaceEdition.objects.drawn().filter(place__in=rts, until_on=None)
    shape = shapely.union_all([shapely.from_wkb(bytes(one.geometry)) for one in drawn])
    drawing = drawing_of(shape, crs="EPSG:4326", source="contoh")
    settlement = found_settlement(city=city, head=SettlementHead(home, name), drawing=drawing, on=SINCE, by=None, at=at)
    set_members(settlement=settlement, places=rts, on=SINCE, by=None, at=at)
    columns = {"settlement": settlement, "delineation": settlement.delineations.get(), "grade": "ringan"}
    return LegacyLine(home, name, drawing.area_m2, columns=columns)
