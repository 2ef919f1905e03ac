"""Adding places and giving them new editions."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tuntas.city.places.editions import CannotPlace, close_edition, copied, last_edition
from tuntas.city.places.journal import note
from tuntas.city.places.models import Level, Place, PlaceEdition, PlaceKind
from tuntas.city.places.naming import match_name

#: The level that the law gives each kind of place.
LEVEL_OF = {
    PlaceKind.PROVINSI: Level.PROVINCE, PlaceKind.KOTA: Level.CITY, PlaceKind.KABUPATEN: Level.CITY,
    PlaceKind.KECAMATAN: Level.KECAMATAN, PlaceKind.KELURAHAN: Level.KELURAHAN, PlaceKind.DESA: Level.KELURAHAN,
    PlaceKind.RW: Level.RW, PlaceKind.RT: Level.RT,
}  # fmt: skip
ORDER = list(Level)
#: The ancestor column in which places below name a place of that level.
OWN_COLUMN = {Level.CITY: "city_id", Level.KECAMATAN: "kecamatan_id", Level.KELURAHAN: "kelurahan_id"}


@dataclass(frozen=True, slots=True)
class PlaceHead:
    """What a place is called and where it belongs. `code` None: not known by any code list.

    A place known only from a survey stays unconfirmed until it is matched with a code list or confirmed by a person.
    """

    kind: PlaceKind
    name: str
    parent: Place | None = None
    code: str | None = None
    is_confirmed: bool = False

    @property
    def level(self) -> Level:
        """The storey of the kind."""
        return LEVEL_OF[PlaceKind(self.kind)]

    @property
    def parent_id(self) -> int | None:
        """The id of the parent, where there is one."""
        return self.parent.pk if self.parent else None


@transaction.atomic
def add_place(*, head: PlaceHead, source: str, by: Any, at: datetime, from_on: date | None = None) -> Place:
    """Add a place with its first edition. `from_on` None: since before the records begin."""
    place = _new_place(head)
    place.save(force_insert=True)
    PlaceEdition.objects.create(
        place=place, name=head.name, code=head.code, kind=head.kind, parent=head.parent, from_on=from_on, source=source
    )
    note("place.added", about=place, by=by, at=at, level=place.level, code=head.code, source=source)
    return place


@transaction.atomic
def add_places(*, heads: list[PlaceHead], source: str, by: Any, at: datetime, about: Place | None,
               from_on: date | None = None) -> list[Place]:  # fmt: skip
    """Add many places (an import's RT and RW, a code list) at once, with one line in the audit trail of `about`
    (None: of the first of them).

    The parents must be saved already: call once for each level. The places come back saved, in the same order.
    """
    places = Place.objects.bulk_create([_new_place(head) for head in heads])
    PlaceEdition.objects.bulk_create(
        PlaceEdition(place=place, name=head.name, code=head.code, kind=head.kind, parent=head.parent,
                     from_on=from_on, source=source)
        for place, head in zip(places, heads, strict=True)
    )  # fmt: skip
    note("places.added", about=about or places[0], by=by, at=at, count=len(places), source=source)
    return places


@transaction.atomic
def change_place(*, place: Place, head: PlaceHead, source: str, from_on: date, by: Any, at: datetime) -> PlaceEdition:
    """Begin a new edition: the place is called otherwise, has another code or belongs elsewhere from `from_on` on.

    The boundary goes with it until another is loaded. Raises `CannotPlace` where a later edition is known already.
    """
    last = last_edition(place)
    close_edition(place, last, from_on)
    edition = copied(last, name=head.name, code=head.code, kind=head.kind, parent_id=head.parent_id, from_on=from_on)
    edition.source = source
    edition.save(force_insert=True)
    place_below(place, head)
    note("place.changed", about=place, by=by, at=at, from_on=from_on, code=head.code, source=source)
    return edition


@transaction.atomic
def dissolve_place(*, place: Place, on: date, source: str, by: Any, at: datetime) -> None:
    """Close a place that was merged or split away: it is history from `on` on, and its rows stay."""
    PlaceEdition.objects.filter(place=place, until_on=None).update(until_on=on)
    Place.objects.filter(pk=place.pk).update(dissolved_on=on)
    place.dissolved_on = on
    note("place.dissolved", about=place, by=by, at=at, on=on, source=source)


@transaction.atomic
def confirm_place(*, place: Place, head: PlaceHead, source: str, by: Any, at: datetime) -> Place:
    """Say that a place known from a survey is a real one, with the code, kind and parent of the list; its name stays
    ours. A parent that the survey did not name is no change of the world: the edition that holds learns it."""
    if head.code and Place.objects.filter(code=head.code, dissolved_on=None).exclude(pk=place.pk).exists():
        raise CannotPlace("PLACE-CODE-TAKEN", code=head.code, name=place.name)
    known = {"code": head.code, "kind": head.kind}
    PlaceEdition.objects.filter(place=place, until_on=None).update(source=source, **known)
    place.is_confirmed = True
    if head.parent is not None and head.parent_id != place.parent_id:
        PlaceEdition.objects.filter(place=place, until_on=None).update(parent=head.parent)
    place_below(place, replace(head, name=place.name, parent=head.parent or place.parent))
    note("place.confirmed", about=place, by=by, at=at, code=head.code, source=source)
    return place


def _new_place(head: PlaceHead) -> Place:
    _check_parent(head)
    return Place(level=head.level, kind=head.kind, name=head.name, match_name=match_name(head.name), code=head.code,
                 parent=head.parent, is_confirmed=head.is_confirmed, **ancestors(head.parent))  # fmt: skip


def ancestors(parent: Place | None) -> dict[str, int | None]:
    """The ancestor columns of a place below `parent`."""
    if parent is None:
        return {"city_id": None, "kecamatan_id": None, "kelurahan_id": None}
    above = {"city_id": parent.city_id, "kecamatan_id": parent.kecamatan_id, "kelurahan_id": parent.kelurahan_id}
    if column := OWN_COLUMN.get(Level(parent.level)):
        above[column] = parent.pk
    return above


def _check_parent(head: PlaceHead) -> None:
    if head.parent and ORDER.index(head.level) <= ORDER.index(Level(head.parent.level)):
        raise CannotPlace("PLACE-WRONG-PARENT", name=head.name, parent=head.parent.name)
    if head.parent is None and head.level not in (Level.PROVINCE, Level.CITY):  # a city may come before its province
        raise CannotPlace("PLACE-NO-PARENT", name=head.name)


def place_below(place: Place, head: PlaceHead) -> None:
    """Put a place below the parent of `head`, under its name and code, with all that lies in it (editions apart)."""
    _check_parent(head)
    place.name, place.match_name, place.code = head.name, match_name(head.name), head.code
    place.kind, place.parent = head.kind, head.parent
    for column, value in ancestors(head.parent).items():
        setattr(place, column, value)
    place.save()
    _carry_along(place)


def _carry_along(place: Place) -> None:
    """What lies below a moved place moves with it; only the columns above the place itself change."""
    columns = ["city_id", "kecamatan_id", "kelurahan_id"]
    own = OWN_COLUMN.get(Level(place.level))
    below = Place.objects.filter(**{own: place.pk}) if own else Place.objects.filter(parent=place)
    above = columns[: columns.index(own)] if own else columns
    below.update(**{column: getattr(place, column) for column in above})
