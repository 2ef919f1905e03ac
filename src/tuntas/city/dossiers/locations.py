"""The slum locations of a city on a day: what the decree in force says, what is drawn, what the book calls handled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tuntas.city.decrees.facts import in_force
from tuntas.city.decrees.models import Decree, DecreeLine
from tuntas.city.dossiers.drawn import Frame
from tuntas.city.hectares.facts import SETTLEMENT, book_of
from tuntas.city.people.access import place_scope
from tuntas.city.people.models import City
from tuntas.city.places.models import Place
from tuntas.city.settlements.models import Delineation, Settlement
from tuntas.city.surveys.rule_sets import law_on_shelf, regulation_of
from tuntas.ledger.balances import Balance, decree_in_force
from tuntas.ledger.entries import Entry, movements

WHOLE = 1000


@dataclass(frozen=True, slots=True)
class Location:
    """One location. Areas in square metres, `handled_permille` of its account; None: nobody has said.

    `settlement` None: a line of a legacy decree that names a place only. `grade` is a code of the domain, empty: the
    decree gives no class.
    """

    name: str
    place: Place
    settlement: int | None = None
    grade: str = ""
    priority: int | None = None
    priority_code: str = ""
    decree_m2: int | None = None
    drawn_m2: int | None = None
    handled_permille: int | None = None
    frame: Frame | None = None
    shape: int | None = None

    @property
    def kelurahan_id(self) -> int | None:
        """The kelurahan that it lies in; None: it is wider."""
        return self.place.pk if self.place.level == "KELURAHAN" else self.place.kelurahan_id

    @property
    def is_handled(self) -> bool:
        """Whether all of it is handled."""
        return self.handled_permille is not None and self.handled_permille >= WHOLE


def locations(user: Any, city: City, on: date) -> list[Location]:
    """What the user sees of them, by kelurahan and name (six queries)."""
    seen = Settlement.objects.visible_to(user).filter(city=city).existing(on).select_related("place__kelurahan")
    shapes = {one.settlement_id: one for one in _drawn(city, on)}
    decree = in_force(city, on=on)
    lines = _lines(decree)
    own = {line.settlement_id: line for line in lines if line.settlement_id is not None}
    grades, handled = _grades(decree), handled_shares(city, on)
    found = [_location(one, own.get(one.pk), shapes.get(one.pk), grades, handled.get(one.pk))
             for one in seen if one.pk in own or one.pk in shapes]  # fmt: skip
    found += _without_settlement(user, lines, grades)
    return sorted(found, key=_order)


def decreed_locations(decree: Decree) -> list[Location]:
    """The locations of an enacted decree as it has them, for everybody: no book, no survey, nothing drawn since."""
    grades = _grades(decree)
    return sorted((_as_decreed(line, grades) for line in _lines(decree, with_shape=True)), key=_order)


def handled_shares(city: City, on: date) -> dict[int, int]:
    """By settlement how much of what the decree in force gives it is handled that day, in thousandths (one query)."""
    entries = book_of(city)
    decree = decree_in_force(entries, on=on)
    balances: dict[int, Balance] = {}
    for movement in movements(entries):
        settlement = _settlement_of(movement.entry)
        if settlement is not None and movement.entry.decree == decree and movement.on <= on:
            before = balances.get(settlement, Balance())
            balances[settlement] = before.moved(movement.kind, movement.area_m2)
    return {
        settlement: max(0, min(WHOLE, WHOLE * state.handled_m2 // state.decreed_m2))
        for settlement, state in balances.items()
        if state.decreed_m2 > 0
    }


def _drawn(city: City, on: date) -> Iterable[Delineation]:
    return Delineation.objects.in_force(on).filter(settlement__city=city).defer("geometry", "stated")


def _lines(decree: Decree | None, *, with_shape: bool = False) -> list[DecreeLine]:
    if decree is None:
        return []
    rows = decree.lines.select_related("place__kelurahan", *(["delineation"] if with_shape else []))
    return list(rows.defer("delineation__geometry", "delineation__stated") if with_shape else rows)


def _grades(decree: Decree | None) -> Mapping[str, str]:
    """Class ids of the decree's rule set as codes; a legacy decree's words are read by the current one."""
    if decree is None:
        return {}
    regulation = regulation_of(decree.campaign) if decree.campaign else law_on_shelf().regulation
    return {rule.id: rule.grade.value for rule in regulation.grades}


def _settlement_of(entry: Entry) -> int | None:
    last = entry.place[-1] if entry.place else ""
    return int(last.removeprefix(SETTLEMENT)) if last.startswith(SETTLEMENT) else None


def _location(one: Settlement, line: DecreeLine | None, shape: Delineation | None, grades: Mapping[str, str],
              handled: int | None) -> Location:  # fmt: skip
    drawn: dict[str, Any] = {"settlement": one.pk, "handled_permille": handled}
    if shape is not None:
        drawn |= {"drawn_m2": shape.area_m2, "frame": _frame(shape), "shape": shape.pk}
    said = _said(line, grades) if line is not None else {}
    return Location(name=one.name, place=one.place, **drawn, **said)


def _as_decreed(line: DecreeLine, grades: Mapping[str, str]) -> Location:
    shape = line.delineation
    drawn: dict[str, Any] = {"settlement": line.settlement_id}
    if shape is not None:
        drawn |= {"drawn_m2": line.drawn_m2, "frame": _frame(shape), "shape": shape.pk}
    return Location(name=line.name, place=line.place, **drawn, **_said(line, grades))


def _said(line: DecreeLine, grades: Mapping[str, str]) -> dict[str, Any]:
    return {"grade": grades.get(line.grade, ""), "priority": line.priority, "priority_code": line.priority_code,
            "decree_m2": line.area_m2}  # fmt: skip


def _without_settlement(user: Any, lines: Iterable[DecreeLine], grades: Mapping[str, str]) -> list[Location]:
    """Lines that name a place only, where the place is the user's to see (one query)."""
    bare = [line for line in lines if line.settlement_id is None]
    if not bare:
        return []
    places = Place.objects.filter(place_scope(user, "see_city"), pk__in={line.place_id for line in bare})
    seen = set(places.values_list("pk", flat=True))
    return [Location(name=line.name, place=line.place, **_said(line, grades)) for line in bare if line.place_id in seen]


def _frame(shape: Delineation) -> Frame:
    return Frame(shape.west_udeg, shape.south_udeg, shape.east_udeg, shape.north_udeg)


def _order(one: Location) -> tuple[str, str]:
    home = one.place.kelurahan or one.place
    return home.name, one.name
