"""The book by year: what each year opened with, what moved, what it closed with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tuntas.ledger.balances import Balance, statement
from tuntas.ledger.entries import Entry, movements


class Step(StrEnum):
    """What changes the remaining area in a year."""

    ESTABLISHED = "ESTABLISHED"  # by a decree, without what came over from the decree before
    ADDED = "ADDED"
    SLUM_AGAIN = "SLUM_AGAIN"
    HANDLED = "HANDLED"
    WITHDRAWN = "WITHDRAWN"


@dataclass(frozen=True, slots=True)
class YearMoves:
    """One year of the book: opening + steps = closing, in square metres.

    Of a year with a new decree, established − superseded is what this decree recognises beyond what came over.
    """

    year: int
    opening_m2: int
    moved: Balance
    closing_m2: int

    @property
    def steps(self) -> tuple[tuple[Step, int], ...]:
        """The signed effect of each kind on the remaining area; kinds without effect are left out."""
        moved = self.moved
        signed = {
            Step.ESTABLISHED: moved.established_m2 - moved.superseded_m2,
            Step.ADDED: moved.added_m2,
            Step.SLUM_AGAIN: moved.slum_again_m2,
            Step.HANDLED: -moved.handled_in_all_m2,
            Step.WITHDRAWN: -moved.withdrawn_m2,
        }
        return tuple((step, area) for step, area in signed.items() if area)

    @property
    def handled_m2(self) -> int | None:
        """Handled in the year without what became slum again; None: no line says so."""
        moved = self.moved
        return moved.handled_m2 if moved.handled_in_all_m2 or moved.slum_again_m2 else None


def yearly(entries: Sequence[Entry], *, until: date, known_at: datetime | None = None,
           place: tuple[str, ...] = ()) -> tuple[YearMoves, ...]:  # fmt: skip
    """Every year from the first movement to `until` (its year up to that day), over all decrees."""
    known = [entry for entry in entries if known_at is None or entry.at <= known_at]
    days = [one.on for one in movements(known) if one.on <= until and one.entry.place[: len(place)] == place]
    if not days:
        return ()
    return tuple(_year(known, year, until, place) for year in range(min(days).year, until.year + 1))


def _year(known: Sequence[Entry], year: int, until: date, place: tuple[str, ...]) -> YearMoves:
    last = min(date(year, 12, 31), until)
    said = statement(known, from_on=date(year, 1, 1), until_on=last, place=place)
    return YearMoves(year, said.opening.remaining_m2, said.moved, said.closing.remaining_m2)
