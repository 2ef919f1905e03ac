"""What an officer records of an account, on a paper."""

from dataclasses import replace
from datetime import date

import pytest

from tests.world import AT, ON, World
from tuntas.city.hectares.accounts import accounts, open_accounts
from tuntas.city.hectares.actions import EntryHead, post_entries
from tuntas.city.hectares.chain import faults
from tuntas.city.hectares.facts import city_ledger
from tuntas.city.hectares.models import LedgerEntry
from tuntas.city.hectares.moving import CannotMove, Happening, MovementHead, correct_line, record_movement
from tuntas.city.records.actions import PaperHead, file_paper
from tuntas.city.records.models import Paper
from tuntas.city.settlements.models import Settlement
from tuntas.ledger.entries import Kind, Reason
from tuntas.ledger.posting import CannotPost
from tuntas.rules.decree_terms import Recognition, decree_terms


def paper(world: World, number: str) -> Paper:
    return file_paper(city=world.city, head=PaperHead("BERITA_ACARA", number=number), by=None, at=AT)


@pytest.fixture
def book(world: World) -> World:
    """A decree of 2 ha in Melati and 1 ha in Kenanga."""
    rows = enumerate([(world.kelurahan, 20_000), (world.other_kelurahan, 10_000)], start=1)
    on = date(2026, 2, 20)
    heads = [EntryHead(Kind.ESTABLISHED, area, home, "SK 1", str(line), on) for line, (home, area) in rows]
    post_entries(paper=paper(world, "SK 1"), heads=heads, by=None, at=AT)
    return world


def move(world: World, number: str, area_m2: int, what: Happening = Happening.HANDLED, **more: object):  # type: ignore[no-untyped-def]
    head = MovementHead((world.kelurahan.pk, None), what, area_m2, ON, **more)  # type: ignore[arg-type]
    return record_movement(city=world.city, head=head, paper=paper(world, number), by=None, at=AT)


def left(world: World) -> dict[int, int]:
    return {one.place.pk: one.remaining_m2 for one in accounts(world.city, on=ON)}


def test_the_same_paper_twice_changes_nothing(book: World) -> None:
    assert len(move(book, "BA 1", 5_000)) == 1
    assert move(book, "BA 1", 5_000) == []
    assert left(book) == {book.kelurahan.pk: 15_000, book.other_kelurahan.pk: 10_000}


@pytest.mark.parametrize(("verified", "kind"), [(19_200, Kind.WITHDRAWN), (20_700, Kind.ADDED)])
def test_a_place_that_is_closed_reaches_zero_whatever_its_verified_area(book: World, verified: int, kind: Kind) -> None:
    move(book, "BA 1", verified, closes=True)
    assert move(book, "BA 1", verified, closes=True) == []
    assert [one.place for one in open_accounts(book.city, on=ON)] == [book.other_kelurahan]
    difference = LedgerEntry.objects.get(line__endswith="-batas")
    assert (difference.kind, difference.area_m2) == (kind, abs(20_000 - verified))
    seen = city_ledger(book.city, on=ON).balance
    assert (seen.handled_m2, seen.remaining_m2) == (verified, 10_000)
    assert faults(book.city) == ([], [])


def test_more_than_there_is_is_refused_and_nothing_stays(book: World) -> None:
    with pytest.raises(CannotPost):
        move(book, "BA 1", 20_001)
    assert left(book)[book.kelurahan.pk] == 20_000


def test_handled_area_can_become_slum_again_but_no_more_than_was_handled(book: World) -> None:
    move(book, "BA 1", 5_000)
    move(book, "BA 2", 4_000, Happening.SLUM_AGAIN)
    with pytest.raises(CannotPost):
        move(book, "BA 3", 1_001, Happening.SLUM_AGAIN)
    assert left(book)[book.kelurahan.pk] == 19_000


def test_a_withdrawal_says_why(book: World) -> None:
    with pytest.raises(CannotPost):
        move(book, "BA 1", 1_000, Happening.WITHDRAWN)
    move(book, "BA 1", 1_000, Happening.WITHDRAWN, reason=Reason.NOT_SLUM)
    assert left(book)[book.kelurahan.pk] == 19_000


def test_a_wrong_line_is_corrected_beside_itself_on_its_day(book: World) -> None:
    line = move(book, "BA 1", 5_000)[0]
    correct_line(line=line, area_m2=4_000, paper=paper(book, "BA 2"), remark="salah ketik", by=None, at=AT)
    correct_line(line=line, area_m2=4_500, paper=paper(book, "BA 3"), remark="ukur ulang", by=None, at=AT)
    assert left(book)[book.kelurahan.pk] == 15_500
    assert list(LedgerEntry.objects.filter(corrects=line).order_by("seq").values_list("area_m2", flat=True)) == [
        -1_000, 500,
    ]  # fmt: skip
    for area in (4_500, -1):
        with pytest.raises(CannotMove, match="MOVE-NOTHING"):
            correct_line(line=line, area_m2=area, paper=paper(book, "BA 4"), remark="x", by=None, at=AT)


def test_there_is_no_account_before_the_decree(book: World) -> None:
    head = MovementHead((book.kelurahan.pk, None), Happening.HANDLED, 1, date(2026, 1, 1))
    with pytest.raises(CannotMove, match="MOVE-NO-ACCOUNT"):
        record_movement(city=book.city, head=head, paper=paper(book, "BA 1"), by=None, at=AT)


def test_the_law_data_say_whether_part_of_a_settlement_counts(book: World) -> None:
    home = book.kelurahan
    row = Settlement.objects.create(city=book.city, place=home, name="Kali", match_name="KALI", recorded_at=AT)
    heads = [EntryHead(Kind.ADDED, 8_000, home, "SK 1", "9", date(2026, 2, 20), settlement=row)]
    post_entries(paper=paper(book, "SK 1"), heads=heads, by=None, at=AT)
    by_settlement = replace(decree_terms(), recognition=Recognition.SETTLEMENT)
    part = MovementHead((home.pk, row.pk), Happening.HANDLED, 3_000, ON)
    with pytest.raises(CannotMove, match="MOVE-WHOLE"):
        record_movement(city=book.city, head=part, paper=paper(book, "BA 1"), by=None, at=AT, terms=by_settlement)
    record_movement(city=book.city, head=part, paper=paper(book, "BA 1"), by=None, at=AT)
    whole = replace(part, area_m2=4_000, closes=True)
    record_movement(city=book.city, head=whole, paper=paper(book, "BA 2"), by=None, at=AT, terms=by_settlement)
    assert row not in [one.settlement for one in open_accounts(book.city, on=ON)]
