"""The report's own figures as a book, and what a bank statement shows of it."""

from datetime import date, timedelta

import pytest

from tests.ledger.book import FIRST_MOMENT, Book
from tuntas.domain.area import printed_hectares
from tuntas.ledger.balances import balance, decree_in_force, statement
from tuntas.ledger.checking import check
from tuntas.ledger.entries import Kind, Reason
from tuntas.ledger.posting import CannotPost

SALA = ("33.72",)
OLD, NEW = "032/97-C/1/2014", "413.21/38.1/2016"


@pytest.fixture
def surakarta() -> Book:
    book = Book()
    book.write(Kind.ESTABLISHED, 4_676_200, date(2014, 12, 12), place=SALA, decree=OLD)
    book.write(Kind.WITHDRAWN, 1_081_200, date(2016, 12, 31), place=SALA, decree=OLD, reason=Reason.NOT_BROKEN_DOWN)
    book.revise(date(2016, 12, 31), OLD, NEW, {SALA: 3_595_000}, {SALA: 3_595_000})
    book.write(Kind.HANDLED, 312_300, date(2017, 12, 31), place=SALA, decree=NEW)
    book.write(Kind.HANDLED, 1_224_800, date(2018, 12, 31), place=SALA, decree=NEW)
    return book


def test_the_figures_of_the_report_stand_since_the_decree_of_2016(surakarta: Book) -> None:
    seen = balance(surakarta.entries, on=date(2018, 12, 31), place=SALA, decree=NEW)
    printed = [printed_hectares(area) for area in (seen.decreed_m2, seen.handled_m2, seen.remaining_m2)]
    assert printed == ["359,50", "153,71", "205,79"]
    assert check(surakarta.entries) == []


def test_what_was_superseded_remains_only_once(surakarta: Book) -> None:
    assert balance(surakarta.entries, on=date(2016, 12, 31)).remaining_m2 == 3_595_000
    assert balance(surakarta.entries, on=date(2016, 12, 31), decree=OLD).remaining_m2 == 0


def test_the_decree_in_force_follows_the_day(surakarta: Book) -> None:
    days = (date(2014, 1, 1), date(2016, 12, 30), date(2016, 12, 31))
    assert [decree_in_force(surakarta.entries, on=on) for on in days] == [None, OLD, NEW]


def test_opening_and_movements_give_the_closing_balance(surakarta: Book) -> None:
    year = statement(surakarta.entries, from_on=date(2018, 1, 1), until_on=date(2018, 12, 31), decree=NEW)
    assert (year.opening.remaining_m2, year.moved.handled_m2, year.closing.remaining_m2) == (
        3_282_700,
        1_224_800,
        2_057_900,
    )


def test_a_correction_changes_the_past_as_known_now_and_not_as_known_then(surakarta: Book) -> None:
    last = surakarta.entries[-1]
    surakarta.write(Kind.CORRECTION, -24_800, last.on, place=SALA, decree=NEW, corrects=last.number)
    now = balance(surakarta.entries, on=date(2018, 12, 31), decree=NEW)
    then = balance(surakarta.entries, on=date(2018, 12, 31), decree=NEW, known_at=last.at)
    assert (now.handled_m2, then.handled_m2) == (1_512_300, 1_537_100)


def test_a_correction_and_its_reversal_leave_nothing(surakarta: Book) -> None:
    last = surakarta.entries[-1]
    before = balance(surakarta.entries, on=last.on)
    for area in (-500, 500):
        surakarta.write(Kind.CORRECTION, area, last.on, place=SALA, decree=NEW, corrects=last.number)
    assert balance(surakarta.entries, on=last.on) == before


def test_slum_again_gives_the_area_back_to_what_remains(surakarta: Book) -> None:
    surakarta.write(Kind.SLUM_AGAIN, 10_000, date(2019, 6, 1), place=SALA, decree=NEW)
    assert balance(surakarta.entries, on=date(2019, 6, 1)).remaining_m2 == 2_067_900


def refused(book: Book, kind: Kind, area_m2: int, on: date = date(2019, 1, 1), **more: object) -> set[str]:
    """The codes that refuse an entry, which then is not in the book."""
    before = list(book.entries)
    with pytest.raises(CannotPost) as found:
        book.write(kind, area_m2, on, **{"place": SALA, "decree": NEW, **more})
    assert book.entries == before
    return {problem.code for problem in found.value.problems}


def test_what_would_break_the_book_is_refused(surakarta: Book) -> None:
    assert refused(surakarta, Kind.HANDLED, 2_057_901) == {"L122"}
    assert refused(surakarta, Kind.HANDLED, 400_000, date(2016, 1, 1), decree=OLD) == {"L122"}
    assert refused(surakarta, Kind.SLUM_AGAIN, 1_537_101) == {"L121"}
    assert refused(surakarta, Kind.HANDLED, 1, place=("33.72", "elsewhere")) == {"L120"}
    assert refused(surakarta, Kind.HANDLED, 0) == {"L101"}
    assert refused(surakarta, Kind.HANDLED, -5) == {"L101"}
    assert refused(surakarta, Kind.HANDLED, 5, place=()) == {"L102"}
    assert refused(surakarta, Kind.HANDLED, 5, by="") == {"L103"}
    assert refused(surakarta, Kind.HANDLED, 5, (FIRST_MOMENT + timedelta(days=2)).date()) == {"L104"}
    assert refused(surakarta, Kind.CORRECTION, 5, corrects=999) == {"L105"}
    assert refused(surakarta, Kind.WITHDRAWN, 5) == {"L106"}
    assert refused(surakarta, Kind.SUPERSEDED, 5) == {"L107"}
    assert refused(surakarta, Kind.HANDLED, 5, remark=" ") == {"L108"}
    assert refused(surakarta, Kind.HANDLED, 5, number=1) == {"L110"}
    assert refused(surakarta, Kind.ADDED, 100, reason=Reason.MOVED) == {"L131"}
    assert refused(surakarta, Kind.SUPERSEDED, 5, successor="SK 3") == {"L123", "L130"}
    last = surakarta.entries[-1]
    assert "L124" in refused(surakarta, Kind.CORRECTION, -1_224_801, last.on, corrects=last.number)


def test_an_added_and_a_withdrawn_area_that_moved_between_rows_balance(surakarta: Book) -> None:
    west = (*SALA, "barat")
    batch = [
        surakarta.draft(Kind.WITHDRAWN, 700, date(2019, 1, 1), place=SALA, decree=NEW, reason=Reason.MOVED),
        surakarta.draft(Kind.ADDED, 700, date(2019, 1, 1), place=west, decree=NEW, reason=Reason.MOVED, ahead=1),
    ]
    paper = batch[0].paper
    posted = surakarta.post(batch[0], surakarta.draft(
        Kind.ADDED, 700, date(2019, 1, 1), place=west, decree=NEW, reason=Reason.MOVED, ahead=1, paper=paper, line="2"
    ))  # fmt: skip
    assert len(posted) == 2
    assert balance(surakarta.entries, on=date(2019, 1, 1), place=SALA).remaining_m2 == 2_057_900


def test_the_same_paper_twice_changes_nothing(surakarta: Book) -> None:
    again = [entry for entry in surakarta.entries if entry.kind is Kind.HANDLED]
    assert surakarta.post(*again) == []


def test_the_same_line_with_other_content_is_refused(surakarta: Book) -> None:
    last = surakarta.entries[-1]
    assert refused(surakarta, Kind.HANDLED, 7, paper=last.paper, line=last.line) == {"L112"}
