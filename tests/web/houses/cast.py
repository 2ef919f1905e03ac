"""Invented houses for the tests of the register's pages."""

from tests.world import AT, World
from tuntas.city.records.files import store_file
from tuntas.city.surveys.houses import AidHead, HouseHead, list_house, record_aid
from tuntas.city.surveys.models import HouseAid, UnfitHouse

#: Invented, in an area code that there is not.
NIK = "9901015203850011"
PHOTO = b"\x89PNG\r\n\x1a\n" + b"\0" * 32


def listed(world: World, name: str = "Contoh Suryani", nik: str = NIK, rt: int = 0) -> UnfitHouse:
    head = HouseHead(world.rts[rt], f"Gang Contoh {rt + 1}", name, nik, "OWNED")
    return list_house(city=world.city, head=head, by=None, at=AT, before=store_file(PHOTO, at=AT))


def aided(world: World, house: UnfitHouse | None = None, source: str = "DAK", year: int = 2024) -> HouseAid:
    head = AidHead(source, year, "BSPS", 20_000_000)
    return record_aid(house=house or listed(world), head=head, by=None, at=AT, after=store_file(PHOTO, at=AT))
