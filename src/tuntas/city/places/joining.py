"""A place that a survey spelt otherwise joins the listed place that it is; its RT go along, and nothing is lost."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tuntas.city.places.actions import PlaceHead, dissolve_place, place_below
from tuntas.city.places.drawing import COLUMNS
from tuntas.city.places.editions import CannotPlace, last_edition
from tuntas.city.places.journal import note
from tuntas.city.places.models import Level, Place, PlaceEdition, PlaceKind


@transaction.atomic
def join_place(*, place: Place, into: Place, surveyed: Collection[int], on: date, by: Any, at: datetime) -> None:
    """Let an unconfirmed place be the other one: what lies in it moves there, and it is dissolved.

    `surveyed`: RT that have survey records. Where both places have an RT of one number, the one with records stays and
    takes the outline of the other. Raises `CannotPlace` where both have records: which one holds is no guess of ours.
    """
    if place.is_confirmed or place.level != into.level or place.city_id != into.city_id or place.pk == into.pk:
        raise CannotPlace("PLACE-CANNOT-JOIN", name=place.name, other=into.name)
    joining = _Joining(surveyed, on, {"by": by, "at": at})
    joining.move_parts(place, into)
    joining.dissolve(place)
    note("place.joined", about=into, by=by, at=at, place=place.pk, into=into.pk, on=on)


class _Joining:
    def __init__(self, surveyed: Collection[int], on: date, who_when: dict[str, Any]) -> None:
        self.surveyed, self.on, self.who_when = surveyed, on, who_when

    def move_parts(self, place: Place, into: Place) -> None:
        """Move the parts of a place; an RW that is there already is joined in its turn."""
        there = {one.match_name: one for one in _parts(into)}
        for part in _parts(place):
            twin = there.get(part.match_name)
            if twin is None:
                self.move(part, into)
            elif part.level == Level.RW:
                self.move_parts(part, twin)
                self.dissolve(part)
            else:
                self.settle(part, twin, into)

    def settle(self, part: Place, twin: Place, into: Place) -> None:
        """Two RT of one number: the surveyed one stays."""
        if part.pk in self.surveyed and twin.pk in self.surveyed:
            raise CannotPlace("PLACE-JOIN-TWICE", name=part.name, other=into.name)
        if part.pk not in self.surveyed:
            _lend_outline(part, twin)
            self.dissolve(part)
            return
        _lend_outline(twin, part)
        self.dissolve(twin)
        self.move(part, into)

    def move(self, part: Place, into: Place) -> None:
        """The survey named the wrong home: the edition that holds learns the right one."""
        PlaceEdition.objects.filter(place=part, until_on=None).update(parent=into)
        place_below(part, PlaceHead(PlaceKind(part.kind), part.name, into, part.code))

    def dissolve(self, place: Place) -> None:
        """Close it: it never was a place of its own."""
        dissolve_place(place=place, on=self.on, source=f"joined on {self.on}", **self.who_when)


def _parts(place: Place) -> list[Place]:
    return list(Place.objects.filter(parent=place, dissolved_on=None).order_by("pk"))


def _lend_outline(giver: Place, taker: Place) -> None:
    """Give an outline to an RT that has none."""
    theirs, ours = last_edition(giver), last_edition(taker)
    if ours.geometry is None and theirs.geometry is not None:
        PlaceEdition.objects.filter(pk=ours.pk).update(**{name: getattr(theirs, name) for name in COLUMNS})
