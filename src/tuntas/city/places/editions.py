"""The next edition of a place: the one before is closed, never overwritten."""

from datetime import date
from typing import Any

from tuntas.city.places.models import Place, PlaceEdition


class CannotPlace(Exception):
    """A place that does not fit: `code` is a code of the wording catalogue."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def last_edition(place: Place) -> PlaceEdition:
    """The newest edition of a place."""
    editions = sorted(place.editions.all(), key=lambda edition: edition.from_on or date.min)
    return editions[-1]


def close_edition(place: Place, last: PlaceEdition, on: date) -> None:
    """Let an edition end. Raises `CannotPlace` where it has ended already, or had not begun by that day."""
    if last.until_on is not None or (last.from_on is not None and last.from_on >= on):
        raise CannotPlace("PLACE-LATER-EDITION", name=place.name, on=last.until_on or last.from_on)
    PlaceEdition.objects.filter(pk=last.pk).update(until_on=on)


def copied(edition: PlaceEdition, **changed: Any) -> PlaceEdition:
    """An edition like this one, not saved, without its end."""
    names = [field.attname for field in PlaceEdition._meta.concrete_fields if field.name != "id"]
    return PlaceEdition(**{name: getattr(edition, name) for name in names if name not in ("until_on",)} | changed)
