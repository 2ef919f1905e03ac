"""The book by year, and when it would be done."""

import random
from datetime import date, timedelta

from tests.ledger.book import Book
from tuntas.ledger.balances import balance
from tuntas.ledger.entries import Kind, Reason
from tuntas.ledger.forecasting import Outlook, forecast
from tuntas.ledger.yearly import Step, yearly

DECREED, DAY = date(2016, 12, 31), date(2018, 12, 31)


def scattered(seed: int) -> Book:
    """A decree, then movements on random days of eight years."""
    chance, book = random.Random(seed), Book()
    book.write(Kind.ESTABLISHED, 5_000_000, date(2015, 3, 1))
    for _ in range(25):
        on = date(2015, 3, 1) + timedelta(days=chance.randrange(8 * 365))
        kind = chance.choice((Kind.HANDLED, Kind.ADDED, Kind.WITHDRAWN))
        book.write(kind, chance.randint(1, 90_000), on,
                   reason=Reason.NOT_SLUM if kind is Kind.WITHDRAWN else Reason.NONE)  # fmt: skip
    return book


def test_every_year_closes_and_the_next_opens_with_it() -> None:
    for seed in range(5):
        book, until = scattered(seed), date(2023, 6, 30)
        years = yearly(book.entries, until=until)
        assert [one.year for one in years] == list(range(2015, 2024))
        assert all(one.opening_m2 + sum(area for _, area in one.steps) == one.closing_m2 for one in years)
        assert all(before.closing_m2 == after.opening_m2 for before, after in zip(years, years[1:], strict=False))
        assert years[-1].closing_m2 == balance(book.entries, on=until).remaining_m2


def test_a_revision_shows_only_what_it_changes() -> None:
    book = Book()
    book.write(Kind.ESTABLISHED, 4_676_200, date(2014, 12, 31))
    book.write(Kind.WITHDRAWN, 1_081_200, DECREED, reason=Reason.NOT_BROKEN_DOWN)
    book.revise(DECREED, "SK 1", "SK 2", {("99.01",): 3_595_000}, {("99.01",): 3_595_000})
    by_year = {one.year: one for one in yearly(book.entries, until=date(2017, 12, 31))}
    assert by_year[2016].steps == ((Step.WITHDRAWN, -1_081_200),)
    assert (by_year[2017].steps, by_year[2017].closing_m2, by_year[2017].handled_m2) == ((), 3_595_000, None)


def test_an_empty_book_has_no_years() -> None:
    assert yearly([], until=DAY) == ()


def test_the_forecast_goes_on_as_fast_as_since_the_decree() -> None:
    """153.71 ha in 730 days, so 205.79 ha take ⌈205.79 · 730 / 153.71⌉ = 978 days."""
    seen = forecast(handled_m2=1_537_100, remaining_m2=2_057_900, since=DECREED, on=DAY)
    assert (seen.outlook, seen.finish_on, seen.per_year_m2) == (Outlook.EXPECTED, DAY + timedelta(978), 769_076)


def test_nothing_is_forecast_from_too_little() -> None:
    assert forecast(handled_m2=9, remaining_m2=1, since=DECREED, on=DAY - timedelta(1)).outlook is Outlook.YOUNG
    assert forecast(handled_m2=0, remaining_m2=1, since=DECREED, on=DAY).outlook is Outlook.IDLE
    assert forecast(handled_m2=1, remaining_m2=10**6, since=DECREED, on=DAY).outlook is Outlook.FAR
    assert forecast(handled_m2=0, remaining_m2=0, since=DECREED, on=DECREED).outlook is Outlook.DONE
