"""Random books: the rules hold after every step, a plain SQL oracle agrees, and published figures never change."""

import os
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.ledger.book import CITY, DAY, REASONS, Book
from tests.ledger.oracle import Oracle
from tuntas.ledger.balances import balance, decree_in_force
from tuntas.ledger.checking import check
from tuntas.ledger.entries import Entry, Kind
from tuntas.ledger.posting import CannotPost

STEPS = 50
#: A tenth of the long count in every run; all of it in the soak.
EXAMPLES = 2_000 if os.environ.get("TUNTAS_SOAK") else 200
ROWS = [(*CITY, kelurahan, location) for kelurahan in ("a", "b") for location in ("1", "2")]
PLACES = [(), CITY, (*CITY, "a"), *ROWS]
areas = st.integers(1, 60_000)
dates = st.integers(0, 120).map(lambda offset: DAY + timedelta(days=offset))


class Ledger(RuleBasedStateMachine):
    """A book, its oracle, and the figures that were published on the way."""

    def __init__(self) -> None:
        super().__init__()
        self.book, self.oracle = Book(), Oracle()
        self.decree = "SK 1"
        self.last_day = DAY
        self.published: list[tuple[date, datetime, tuple[int, int, int]]] = []

    @initialize(rows=st.dictionaries(st.sampled_from(ROWS), areas, min_size=1))
    def first_decree(self, rows: dict[tuple[str, ...], int]) -> None:
        for place, area in rows.items():
            self._post(self.book.draft(Kind.ESTABLISHED, area, DAY, place=place))

    @rule(
        kind=st.sampled_from([Kind.ADDED, Kind.HANDLED, Kind.SLUM_AGAIN]),
        place=st.sampled_from(ROWS),
        area=areas,
        on=dates,
    )
    def move(self, kind: Kind, place: tuple[str, ...], area: int, on: date) -> None:
        self._post(self.book.draft(kind, area, on, place=place, decree=self.decree))

    @rule(place=st.sampled_from(ROWS), area=areas, on=dates, reason=st.sampled_from(REASONS))
    def withdraw(self, place: tuple[str, ...], area: int, on: date, reason: object) -> None:
        self._post(self.book.draft(Kind.WITHDRAWN, area, on, place=place, decree=self.decree, reason=reason))

    @rule(data=st.data(), area=st.integers(-60_000, 60_000).filter(bool))
    def correct(self, data: st.DataObject, area: int) -> None:
        root = data.draw(st.sampled_from(self.book.entries))
        self._post(self.book.draft(
            Kind.CORRECTION, area, root.on, place=root.place, decree=root.decree, corrects=root.number
        ))  # fmt: skip

    @precondition(lambda self: self.decree < "SK 6")
    @rule(offset=st.integers(0, 10))
    def revise(self, offset: int) -> None:
        on = max(self.last_day, max(entry.on for entry in self.book.entries)) + timedelta(days=offset)
        left = {row: balance(self.book.entries, on=on, place=row, decree=self.decree).remaining_m2 for row in ROWS}
        rows = {row: area for row, area in left.items() if area}
        new = f"SK {int(self.decree[3:]) + 1}"
        if rows:
            # The new decree draws one row for the whole city: the detail changes, the sum does not.
            self.oracle.add(self.book.revise(on, self.decree, new, rows, {ROWS[0]: sum(rows.values())}))
            self.decree, self.last_day = new, on

    @rule(data=st.data())
    def repeat_a_paper(self, data: st.DataObject) -> None:
        assert self.book.post(data.draw(st.sampled_from(self.book.entries))) == []

    @rule(on=dates)
    def publish(self, on: date) -> None:
        moment = self.book.entries[-1].at
        self.published.append((on, moment, self._figures(on, moment)))

    @rule(data=st.data(), on=dates, place=st.sampled_from(PLACES))
    def ask_the_oracle(self, data: st.DataObject, on: date, place: tuple[str, ...]) -> None:
        known_at = data.draw(st.sampled_from([None, *(entry.at for entry in self.book.entries)]))
        decree = data.draw(st.sampled_from([None, *{entry.decree for entry in self.book.entries}]))
        seen = balance(self.book.entries, on=on, known_at=known_at, place=place, decree=decree)
        expected = self.oracle.figures(on, known_at, place, decree)
        assert (seen.decreed_m2, seen.handled_m2, seen.remaining_m2) == expected

    @invariant()
    def the_book_is_right(self) -> None:
        assert check(self.book.entries) == []

    @invariant()
    def the_oracle_agrees_row_by_row_and_nothing_is_below_zero(self) -> None:
        on = DAY + timedelta(days=400)
        for row in ROWS:
            seen = balance(self.book.entries, on=on, place=row, decree=self.decree)
            assert (seen.decreed_m2, seen.handled_m2, seen.remaining_m2) == self.oracle.figures(
                on, None, row, self.decree
            )
            assert min(seen.decreed_m2, seen.handled_m2, seen.remaining_m2) >= 0

    @invariant()
    def what_was_published_never_changes(self) -> None:
        for on, moment, figures in self.published[-5:]:
            assert self._figures(on, moment) == figures

    @invariant()
    def rows_add_to_the_city(self) -> None:
        if self.book.entries:
            on = self.last_day + timedelta(days=200)
            decree = decree_in_force(self.book.entries, on=on)
            parts = [balance(self.book.entries, on=on, place=row, decree=decree).remaining_m2 for row in ROWS]
            assert sum(parts) == balance(self.book.entries, on=on).remaining_m2

    def _post(self, entry: Entry) -> None:
        """Post it, or see that the refusal was right: with it the whole book would not be."""
        try:
            self.oracle.add(self.book.post(entry))
        except CannotPost:
            assert check([*self.book.entries, entry]) != []

    def _figures(self, on: date, moment: datetime) -> tuple[int, int, int]:
        seen = balance(self.book.entries, on=on, known_at=moment)
        return seen.decreed_m2, seen.handled_m2, seen.remaining_m2


TestLedger = Ledger.TestCase
TestLedger.settings = settings(
    max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, derandomize=not os.environ.get("TUNTAS_SOAK"),
    phases=[Phase.explicit, Phase.generate, Phase.shrink], suppress_health_check=list(HealthCheck), database=None,
)  # fmt: skip
