"""What stands in the book: entries that are added and never changed.

An account is one row of one decree: the location (or the city as a whole, where an old decree prints only a total)
with the area that this decree recognises. A later decree closes the accounts of the one before and opens its own;
figures are therefore always "since decree X".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """What an entry says of its account."""

    ESTABLISHED = "ESTABLISHED"  # the decree recognises the area
    ADDED = "ADDED"  # found slum beside what stood before
    WITHDRAWN = "WITHDRAWN"  # no longer recognised, without having been handled; its reason says why
    HANDLED = "HANDLED"  # verified below the threshold
    SLUM_AGAIN = "SLUM_AGAIN"  # handled before, slum again
    SUPERSEDED = "SUPERSEDED"  # what remained went over to a later decree
    CORRECTION = "CORRECTION"  # a signed difference to the entry that it names


class Reason(StrEnum):
    """Why area was added or withdrawn."""

    NONE = ""
    DELINEATION = "DELINEATION"  # the delineation was corrected
    NOT_SLUM = "NOT_SLUM"  # assessed again: it is not slum
    MOVED = "MOVED"  # to another row by split, merge or re-coding: what leaves one row enters another
    NOT_BROKEN_DOWN = "NOT_BROKEN_DOWN"  # the paper gives a total and no reason


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the book.

    `area_m2` is positive; only a correction is signed: what the entry `corrects` names should have had more or less.
    `place` is the path from the city down. `on`: the day it is true. `at`: the moment it was recorded. `paper` and
    `line` together name the entry for ever: the same line of the same paper is posted once. `successor` is the decree
    that a SUPERSEDED area goes over to. `printed` keeps the decimals of the paper.
    """

    number: int
    kind: Kind
    area_m2: int
    place: tuple[str, ...]
    decree: str
    paper: str
    line: str
    on: date
    at: datetime
    by: str
    reason: Reason = Reason.NONE
    corrects: int | None = None
    successor: str = ""
    remark: str = ""
    printed: str = ""

    @property
    def account(self) -> tuple[str, tuple[str, ...]]:
        """The decree and the row that the entry belongs to."""
        return self.decree, self.place

    @property
    def content(self) -> tuple[object, ...]:
        """What the paper says, without when and by whom it was typed in."""
        return (self.kind, self.area_m2, self.place, self.decree, self.on, self.reason, self.corrects, self.successor)


@dataclass(frozen=True, slots=True)
class Movement:
    """The effect of an entry: a correction moves what the entry that it corrects moves, on that entry's day."""

    entry: Entry
    kind: Kind
    reason: Reason
    area_m2: int
    on: date


def movements(entries: Iterable[Entry]) -> list[Movement]:
    """Every entry with its effect, in the order given. A correction of an unknown entry has none."""
    known: dict[int, Entry] = {}
    moved = []
    for entry in entries:
        known[entry.number] = entry
        root = known.get(entry.corrects) if entry.corrects is not None else entry
        if root is not None and root.kind is not Kind.CORRECTION:
            moved.append(Movement(entry, root.kind, root.reason, entry.area_m2, root.on))
    return moved
