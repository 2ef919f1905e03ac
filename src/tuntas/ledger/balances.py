"""Balances: at any day, as known at any moment, for a row, a kelurahan, a city."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tuntas.ledger.entries import Entry, Kind, Movement, movements

_FIELD = {
    Kind.ESTABLISHED: "established_m2",
    Kind.ADDED: "added_m2",
    Kind.WITHDRAWN: "withdrawn_m2",
    Kind.HANDLED: "handled_in_all_m2",
    Kind.SLUM_AGAIN: "slum_again_m2",
    Kind.SUPERSEDED: "superseded_m2",
}


@dataclass(frozen=True, slots=True)
class Balance:
    """Sums of movements in square metres, corrections included.

    decreed = established + added − withdrawn; handled = handled in all − slum again;
    remaining = decreed − handled − superseded.
    """

    established_m2: int = 0
    added_m2: int = 0
    withdrawn_m2: int = 0
    handled_in_all_m2: int = 0
    slum_again_m2: int = 0
    superseded_m2: int = 0

    @property
    def decreed_m2(self) -> int:
        """What the decree recognises."""
        return self.established_m2 + self.added_m2 - self.withdrawn_m2

    @property
    def handled_m2(self) -> int:
        """What is handled and has not become slum again."""
        return self.handled_in_all_m2 - self.slum_again_m2

    @property
    def remaining_m2(self) -> int:
        """What is still to be handled under this decree."""
        return self.decreed_m2 - self.handled_m2 - self.superseded_m2

    def moved(self, kind: Kind, area_m2: int) -> "Balance":
        """The balance after one more movement."""
        name = _FIELD[kind]
        return replace(self, **{name: getattr(self, name) + area_m2})


@dataclass(frozen=True, slots=True)
class Statement:
    """A period as on a bank statement: opening + movements = closing."""

    opening: Balance
    moved: Balance
    closing: Balance


def balance(entries: Iterable[Entry], *, on: date, known_at: datetime | None = None, place: tuple[str, ...] = (),
            decree: str | None = None) -> Balance:  # fmt: skip
    """The balance at the end of the day `on`, from what was recorded up to `known_at` (None: all).

    `place` takes in everything below that path; `decree` None adds all decrees: what was superseded in one was
    established in the next, so their remainders add, their decreed areas do not (`decree_in_force`).
    """
    return _sum(_in(entries, known_at, place, decree), until=on)


def statement(entries: Iterable[Entry], *, from_on: date, until_on: date, known_at: datetime | None = None,
              place: tuple[str, ...] = (), decree: str | None = None) -> Statement:  # fmt: skip
    """The days `from_on` to `until_on`, both included."""
    chosen = _in(entries, known_at, place, decree)
    day_before = from_on - timedelta(days=1)
    return Statement(
        _sum(chosen, until=day_before),
        _sum([one for one in chosen if one.on > day_before], until=until_on),
        _sum(chosen, until=until_on),
    )


def decree_in_force(entries: Iterable[Entry], *, on: date, known_at: datetime | None = None,
                    place: tuple[str, ...] = ()) -> str | None:  # fmt: skip
    """The decree whose accounts are open on that day: established by then, last among several. None: none is."""
    opened: dict[str, tuple[date, int]] = {}
    for movement in _in(entries, known_at, place, None):
        if movement.kind is Kind.ESTABLISHED and movement.on <= on:
            first = (movement.on, movement.entry.number)
            opened[movement.entry.decree] = min(first, opened.get(movement.entry.decree, first))
    return max(opened, key=lambda decree: opened[decree]) if opened else None


def _in(entries: Iterable[Entry], known_at: datetime | None, place: tuple[str, ...],
        decree: str | None) -> list[Movement]:  # fmt: skip
    known = [entry for entry in entries if known_at is None or entry.at <= known_at]
    return [
        movement
        for movement in movements(known)
        if movement.entry.place[: len(place)] == place and decree in (None, movement.entry.decree)
    ]


def _sum(chosen: Iterable[Movement], until: date) -> Balance:
    sums = dict.fromkeys(_FIELD, 0)
    for movement in chosen:
        if movement.on <= until:
            sums[movement.kind] += movement.area_m2
    return Balance(**{_FIELD[kind]: area for kind, area in sums.items()})
