"""The accounts of the decree in force: the rows of the book that area can still move in."""

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from tuntas.city.hectares.facts import book_of
from tuntas.city.hectares.models import LedgerEntry
from tuntas.city.people.models import City
from tuntas.city.places.models import Place
from tuntas.city.settlements.models import Settlement
from tuntas.ledger.balances import Balance, decree_in_force
from tuntas.ledger.entries import movements

AccountKey: TypeAlias = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class OpenAccount:
    """An account of the decree in force with what it still has; `settlement` None: the place's own row."""

    decree: str
    place: Place
    settlement: Settlement | None
    remaining_m2: int
    handled_m2: int = 0

    @property
    def key(self) -> AccountKey:
        """Tells accounts apart."""
        return self.place.pk, self.settlement.pk if self.settlement else None

    @property
    def name(self) -> str:
        """Names the account in a line of the paper."""
        return f"s{self.settlement.pk}" if self.settlement else f"p{self.place.pk}"

    @property
    def where(self) -> dict[str, Any]:
        """The columns of an entry that name the account."""
        return {"place": self.place, "settlement": self.settlement, "decree": self.decree}


def accounts(city: City, *, on: date) -> list[OpenAccount]:
    """The accounts of the decree in force on a day, those that are empty too (two queries)."""
    rows = {row.seq: row for row in
            city.ledger.select_related("place", "settlement__place").order_by("seq")}  # fmt: skip
    book = book_of(city, rows.values())
    decree = decree_in_force(book, on=on)
    states: dict[tuple[str, ...], Balance] = {}
    first: dict[tuple[str, ...], LedgerEntry] = {}
    for movement in movements(book):
        if movement.entry.decree == decree and movement.on <= on:
            path = movement.entry.place
            first.setdefault(path, rows[movement.entry.number])
            states[path] = states.get(path, Balance()).moved(movement.kind, movement.area_m2)
    return [
        OpenAccount(decree, first[path].place, first[path].settlement, state.remaining_m2, state.handled_m2)
        for path, state in states.items()
        if decree is not None
    ]


def open_accounts(city: City, *, on: date) -> list[OpenAccount]:
    """The accounts that still have area."""
    return [account for account in accounts(city, on=on) if account.remaining_m2 > 0]
