"""An invented city and its decree: kelurahan as bent cells of a grid, RT as cells of a finer one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from math import sin
from random import Random

import shapely
from shapely.geometry.base import BaseGeometry

from tuntas.domain.area import printed_hectares, printed_rows
from tuntas.domain.numbers import number
from tuntas.reports.decree.content import (
    AnnexContent,
    AnnexRow,
    DecreeHead,
    DistributionMap,
    DrawnLocation,
    NamedOutline,
    UnitRow,
)
from tuntas.reports.decree.map_frame import utm_of
from tuntas.rules.regulation import Grade

WEST, NORTH, CELL = 110.40, -6.95, 0.0125
ACROSS, DOWN, FINE, EDGE = 7, 8, 8, 12
M2_A_DEGREE2 = 1.22e10
#: The least total of each class, and up to which an invented one goes.
GRADES = ((Grade.SEVERE, 60, 72), (Grade.MODERATE, 38, 59), (Grade.LIGHT, 16, 37))
NAMES = ("Melati", "Kenanga", "Cempaka", "Teratai", "Flamboyan", "Anggrek", "Dahlia", "Bougenvil", "Seruni", "Wijaya",
         "Sekar Jagad", "Gondang", "Beringin", "Jati", "Randu", "Waru", "Sono", "Cendana", "Mahoni",
         "Trembesi")  # fmt: skip
PARTS = ("Lor", "Kidul", "Wetan", "Kulon", "Tengah")
SIDES = ("Barat", "Tengah", "Timur")
AT = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)

Home = tuple[NamedOutline, BaseGeometry]


def invented_annex(units: int, locations: int) -> AnnexContent:
    """An annex of so many RT in so many locations, with a map of a city of 7 by 8 kelurahan."""
    chance = Random(3)
    homes = list(_homes())
    shares = [units // locations + (place < units % locations) for place in range(locations)]
    drawn = [_location(place, share, homes, chance) for place, share in enumerate(shares)]
    areas = [int(shape.area * M2_A_DEGREE2) + chance.randrange(50) for _row, shape in drawn]
    texts = _printed(areas)
    rows = [_with_areas(row, area, text) for (row, _shape), area, text in zip(drawn, areas, texts, strict=True)]
    head = DecreeHead(office="Wali Kota", area="Contoh", city="Kota Contoh", province="Provinsi Contoh", at=AT,
                      number="600.2/17 TAHUN 2026", signed_on=date(2026, 3, 2), place="Contoh",
                      signer="Nama Wali Kota", is_example=True)  # fmt: skip
    return AnnexContent(head=head, rows=rows, printed_total=printed_hectares(sum(areas)),
                        rules="Permen PUPR 14/PRT/M/2018", survey="Pendataan 2025",
                        map=_map(homes, rows, [shape for _row, shape in drawn]))  # fmt: skip


def _map(homes: Sequence[Home], rows: Sequence[AnnexRow], shapes: Sequence[BaseGeometry]) -> DistributionMap:
    return DistributionMap(
        crs=utm_of(WEST, NORTH), kelurahan=[outline for outline, _shape in homes], source="data contoh",
        city=shapely.to_wkb(shapely.union_all([shape for _outline, shape in homes])),
        locations=[DrawnLocation(row.number, shapely.to_wkb(shape), row.grade)
                   for row, shape in zip(rows, shapes, strict=True)],
    )  # fmt: skip


def _homes() -> Iterator[Home]:
    for across in range(ACROSS):
        for down in range(DOWN):
            shape = _bent(WEST + across * CELL, NORTH - down * CELL, CELL)
            name = f"{NAMES[(across * DOWN + down) % len(NAMES)]} {PARTS[(across + down) % len(PARTS)]}"
            yield NamedOutline(name, shapely.to_wkb(shape), f"Contoh {SIDES[across * 3 // ACROSS]}"), shape


def _bent(west: float, north: float, side: float) -> BaseGeometry:
    """A square whose edges bend with the place, so that neighbours still share them."""
    steps = [side * one / EDGE for one in range(EDGE)]
    edge = [(west + s, north) for s in steps] + [(west + side, north - s) for s in steps]
    edge += [(west + side - s, north - side) for s in steps] + [(west, north - side + s) for s in steps]
    return shapely.Polygon([(x + 0.0011 * sin(y * 310), y + 0.0011 * sin(x * 270)) for x, y in edge])


def _location(place: int, share: int, homes: Sequence[Home], chance: Random) -> tuple[AnnexRow, BaseGeometry]:
    home, turn = place % len(homes), place // len(homes)
    first = turn * 11 + chance.randrange(3)
    shape = shapely.union_all([_cell(home, first + one) for one in range(share)])
    centre = shapely.point_on_surface(shape)
    outline, _shape = homes[home]
    grade, low, high = chance.choices(GRADES, (1, 4, 8))[0]
    rw = f"{1 + place % 9:03}"
    units = [UnitRow(f"{one + 1:03}", rw, outline.name, "", chance.randint(low, high), grade) for one in range(share)]
    row = AnnexRow(
        number=place + 1, name=f"Kawasan {outline.name} {1 + turn}", kelurahan=outline.name, kecamatan=outline.group,
        grade=grade, latitude_udeg=round(centre.y * 1e6), longitude_udeg=round(centre.x * 1e6), units=units,
        land_status=chance.choice(("Legal", "Tidak legal", "")), priority=chance.randint(1, 9),
        consideration=chance.choice(("tinggi", "sedang", "rendah")), households=40 * share + chance.randrange(30),
        people=150 * share + chance.randrange(90) if place % 17 else None, buildings=35 * share,
    )  # fmt: skip
    return row, shape


def _cell(home: int, place: int) -> BaseGeometry:
    across, down = divmod(home, DOWN)
    x, y = place % FINE, place // FINE % FINE
    side = CELL / FINE
    return _bent(WEST + across * CELL + x * side, NORTH - down * CELL - y * side, side)


def _with_areas(row: AnnexRow, area: int, text: str) -> AnnexRow:
    count = len(row.units)
    texts = _printed([area // count + (place < area % count) for place in range(count)])
    units = [replace(unit, printed_area=printed) for unit, printed in zip(row.units, texts, strict=True)]
    return replace(row, area_m2=area, printed_area=text, units=units)


def _printed(areas: Sequence[int]) -> list[str]:
    return [number(hectares, "id", 2) for hectares in printed_rows(areas)]
