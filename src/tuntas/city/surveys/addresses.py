"""Where a row of a survey lies: its kecamatan, kelurahan, RW and RT, against the places that the city knows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tuntas.city.people.models import City
from tuntas.city.places.models import Level, Place
from tuntas.city.places.naming import match_name, rt_of_key, rw_of_key
from tuntas.domain.places import similar_names
from tuntas.sheets.survey import SurveyRow

STOREYS = (Level.KECAMATAN, Level.KELURAHAN, Level.RW, Level.RT)
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Address:
    """The names of the places above an RT, and its own; `kecamatan` and `rw` may be empty."""

    kecamatan: str
    kelurahan: str
    rw: str
    rt: str

    def name(self, level: Level) -> str:
        """The name on that storey."""
        return str(getattr(self, level.lower()))

    def above(self, level: Level) -> "Address":
        """The same address down to `level`: equal for all that lie in that place."""
        lower = STOREYS[STOREYS.index(level) + 1 :]
        kept = replace(self, **{storey.lower(): "" for storey in lower})
        return Address(*(match_name(kept.name(storey)) for storey in STOREYS))


def address_of(row: SurveyRow) -> Address:
    """The address that a row gives. An RT that is no plain number keeps its text, below the kelurahan itself."""
    text = {name: " ".join(row.identity.get(name, "").split()) for name in ("kecamatan", "kelurahan", "rt_rw")}
    if row.rt and row.rw:
        return Address(text["kecamatan"], text["kelurahan"], rw_of_key(row.rw), rt_of_key(row.rt))
    return Address(text["kecamatan"], text["kelurahan"], "", text["rt_rw"][:LONGEST_NAME])


class Ambiguous(Exception):
    """Several kelurahan of the city have that name, and the row names no kecamatan."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class PlaceBook:
    """The places of a city, found by exact name only (`match_name`); what is merely alike is suggested."""

    def __init__(self, city: Place, places: Iterable[Place]) -> None:
        self.city = city
        self._below: dict[tuple[int, str, str], Place] = {}
        self._kelurahan: dict[str, list[Place]] = {}
        self.add(places)

    def add(self, places: Iterable[Place]) -> None:
        """Know these too."""
        for place in places:
            self._below[place.parent_id or 0, place.level, place.match_name] = place
            if place.level == Level.KELURAHAN:
                self._kelurahan.setdefault(place.match_name, []).append(place)

    def find(self, address: Address, level: Level) -> Place | None:
        """The place on that storey of an address; None where the city does not know it. Raises `Ambiguous`."""
        if level is Level.KECAMATAN:
            return self._child(self.city, level, address)
        if level is Level.KELURAHAN:
            return self._find_kelurahan(address)
        parent = self.parent(address, level)
        return self._child(parent, level, address) if parent else None

    def parent(self, address: Address, level: Level) -> Place | None:
        """The place that one of this storey hangs below: the next storey that the address names."""
        if level is Level.KECAMATAN:
            return self.city
        if level is Level.KELURAHAN:
            return self.find(address, Level.KECAMATAN) if address.kecamatan else self.city
        if level is Level.RT and address.rw:
            return self.find(address, Level.RW)
        return self.find(address, Level.KELURAHAN)

    def alike(self, name: str, level: Level) -> list[str]:
        """Known names on that storey that are likely the same in another spelling."""
        known = {place.name for (_, storey, _), place in self._below.items() if storey == level}
        return sorted(other for other in known if similar_names((name, other)))

    def elsewhere(self, kelurahan: str) -> list[str]:
        """The kecamatan in which the city knows a kelurahan of that name."""
        found = self._kelurahan.get(match_name(kelurahan), [])
        return sorted(place.kecamatan.name for place in found if place.kecamatan)

    def _find_kelurahan(self, address: Address) -> Place | None:
        named = self._kelurahan.get(match_name(address.kelurahan), [])
        if address.kecamatan:
            above = self.find(address, Level.KECAMATAN)
            named = [place for place in named if above and place.kecamatan_id == above.pk]
        if len(named) > 1:
            raise Ambiguous(address.kelurahan)
        return named[0] if named else None

    def _child(self, parent: Place, level: Level, address: Address) -> Place | None:
        return self._below.get((parent.pk, level.value, match_name(address.name(level))))


def place_book(city: City, on: date) -> PlaceBook:
    """All places of the city that exist on that day (one query)."""
    places = Place.objects.filter(city=city.place_id).existing(on).select_related("kecamatan")
    return PlaceBook(city.place, places)


def missing(addresses: Sequence[Address], book: PlaceBook, level: Level) -> list[Address]:
    """One address for each place of that storey that the book does not know, in order."""
    first: dict[Address, Address] = {}
    for address in addresses:
        if address.name(level):
            first.setdefault(address.above(level), address)
    return [address for address in first.values() if book.find(address, level) is None]
