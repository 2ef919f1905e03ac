"""A city's book in the database: posted once, never changed, the same at any past moment."""

import random
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.world import AT, World
from tuntas.city.guards import AppendOnly
from tuntas.city.hectares.actions import EntryHead, post_entries
from tuntas.city.hectares.case_loading import load_case
from tuntas.city.hectares.chain import breaks
from tuntas.city.hectares.facts import city_ledger
from tuntas.city.hectares.models import LedgerEntry, StatedFigure, YearTarget
from tuntas.city.people.models import City
from tuntas.city.records.actions import PaperHead, file_paper
from tuntas.city.records.models import AuditEntry, Paper
from tuntas.ledger.case_files import case_named
from tuntas.ledger.entries import Kind
from tuntas.ledger.posting import CannotPost

YEAR_2018 = date(2018, 12, 31)
GUARD = AppendOnly("hectares_ledgerentry")


@pytest.fixture
def surakarta(db: None) -> City:
    return load_case(case=case_named("surakarta-2019"), by=None, at=AT).city


def paper(world: World, number: str) -> Paper:
    return file_paper(city=world.city, head=PaperHead("BERITA_ACARA", number=number), by=None, at=AT)


def head(world: World, kind: Kind, area_m2: int, line: str = "1", **more: object) -> EntryHead:
    told = {"decree": "SK 1", "on": date(2026, 2, 1), "remark": "contoh", **more}
    return EntryHead(kind, area_m2, world.kelurahan, line=line, **told)  # type: ignore[arg-type]


def test_the_report_gives_its_figures_on_the_last_day_of_2018(surakarta: City) -> None:
    seen = city_ledger(surakarta, on=YEAR_2018)
    assert (seen.balance.decreed_m2, seen.balance.handled_m2, seen.balance.remaining_m2) == (
        3_595_000, 1_537_100, 2_057_900,
    )  # fmt: skip
    assert seen.difference_m2 == -100


def test_before_the_first_decree_nothing_is_known(surakarta: City) -> None:
    seen = city_ledger(surakarta, on=date(2014, 1, 1))
    assert (seen.decree, seen.difference_m2) == (None, None)


def test_the_old_decree_stays_readable(surakarta: City) -> None:
    assert city_ledger(surakarta, on=date(2015, 6, 1)).balance.remaining_m2 == 4_676_200


def test_loading_a_case_twice_changes_nothing(surakarta: City) -> None:
    before = [LedgerEntry.objects.count(), YearTarget.objects.count(), StatedFigure.objects.count(),
              AuditEntry.objects.count(), Paper.objects.count()]  # fmt: skip
    again = load_case(case=case_named("surakarta-2019"), by=None, at=AT + timedelta(days=1))
    assert (again.entries, again.targets, again.statements) == (0, 0, 0)
    assert before == [LedgerEntry.objects.count(), YearTarget.objects.count(), StatedFigure.objects.count(),
                      AuditEntry.objects.count(), Paper.objects.count()]  # fmt: skip


def test_lines_are_posted_all_or_none(world: World) -> None:
    heads = [head(world, Kind.ESTABLISHED, 1_000), head(world, Kind.HANDLED, 1_001, "2")]
    with pytest.raises(CannotPost):
        post_entries(paper=paper(world, "1"), heads=heads, by=None, at=AT)
    assert not LedgerEntry.objects.exists()


def test_a_correction_is_known_from_the_moment_it_was_recorded(world: World) -> None:
    decree, later = paper(world, "1"), paper(world, "2")
    (first,) = post_entries(paper=decree, heads=[head(world, Kind.ESTABLISHED, 1_000)], by=None, at=AT)
    fixed = head(world, Kind.CORRECTION, -100, corrects=first.seq)
    post_entries(paper=later, heads=[fixed], by=None, at=AT + timedelta(days=3))
    on = date(2026, 2, 1)
    assert city_ledger(world.city, on=on).balance.decreed_m2 == 900
    assert city_ledger(world.city, on=on, known_at=AT).balance.decreed_m2 == 1_000


def test_the_database_refuses_to_change_or_delete_a_line(surakarta: City) -> None:
    for statement in ("UPDATE hectares_ledgerentry SET area_m2 = 1", "DELETE FROM hectares_ledgerentry"):
        with pytest.raises(DatabaseError, match="append only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_database_refuses_a_line_that_is_none(surakarta: City) -> None:
    row = LedgerEntry.objects.get(city=surakarta, kind="HANDLED")
    for change in ({"area_m2": 0}, {"area_m2": -5}, {"kind": "GONE"}, {"kind": "WITHDRAWN"}, {"successor": "SK"}):
        row.pk, row.seq, row.line = None, 99, "other"
        for name, value in {"area_m2": 5, "kind": "HANDLED", "successor": "", **change}.items():
            setattr(row, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


def test_a_thousand_random_tamperings_are_found(surakarta: City) -> None:
    chance = random.Random(5)
    found = [bool(breaks(tampered(surakarta, chance))) for _ in range(1_000)]
    assert found.count(True) == 1_000


def tampered(city: City, chance: random.Random) -> list[LedgerEntry]:
    """The book with one value changed, or a line before the last taken out, or two exchanged."""
    rows = list(LedgerEntry.objects.filter(city=city).order_by("seq"))
    place = chance.randrange(len(rows) - 1)
    match chance.randrange(4):
        case 0:
            del rows[place]
        case 1:
            rows[place], rows[place + 1] = rows[place + 1], rows[place]
        case _:
            name = chance.choice(("area_m2", "decree", "true_on", "recorded_at", "remark", "kind", "line", "seq"))
            setattr(rows[place], name, changed(getattr(rows[place], name), chance))
    return rows


def changed(value: object, chance: random.Random) -> object:
    """Another value of the same type."""
    if isinstance(value, int):
        return value + chance.randint(1, 500)
    if isinstance(value, str):
        return value + "x"
    assert isinstance(value, date)
    return value + timedelta(days=chance.randint(1, 400))


def test_the_book_as_written_holds(surakarta: City) -> None:
    assert breaks(LedgerEntry.objects.filter(city=surakarta).order_by("seq")) == []


def test_only_people_of_the_city_see_its_book(world: World) -> None:
    post_entries(paper=paper(world, "1"), heads=[head(world, Kind.ESTABLISHED, 1_000)], by=None, at=AT)
    assert LedgerEntry.objects.visible_to(world.user("PLANNER")).count() == 1
    assert not LedgerEntry.objects.visible_to(world.user("OUTSIDER")).exists()
