"""From draft to force, and what it does to the book: no state skipped, nothing back-dated unseen, no hectare lost."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.city.decrees.cast import DAY, PDF, Town, answered, drafted, enacted, settlement, town, verified
from tests.world import AT, ON, World
from tuntas.city.decrees.case_loading import load_case_with_decrees
from tuntas.city.decrees.drafting import drop_draft, explain_drop
from tuntas.city.decrees.enacting import (
    LegacyHead,
    LegacyLine,
    Scan,
    StandsInTheWay,
    enact_decree,
    enter_legacy,
    verify_decree,
)
from tuntas.city.decrees.facts import state_of
from tuntas.city.decrees.models import Decree, DecreeLine, DecreeState, DropReason, VerifierLevel
from tuntas.city.decrees.posting import Enacting, hand_over, opening_heads
from tuntas.city.decrees.refusals import CannotDecree
from tuntas.city.hectares.accounts import OpenAccount, open_accounts
from tuntas.city.hectares.chain import faults
from tuntas.city.hectares.facts import city_ledger
from tuntas.city.hectares.models import LedgerEntry
from tuntas.city.places.models import Place
from tuntas.city.records.models import AuditEntry
from tuntas.city.settlements.models import Settlement, SettlementSuccession, Succession
from tuntas.ledger.case_files import case_named
from tuntas.ledger.entries import Kind


@pytest.fixture
def made(world: World) -> Town:
    return town(world)


def balance(made: Town):  # type: ignore[no-untyped-def]
    return city_ledger(made.world.city, on=ON).balance


def test_an_enacted_decree_opens_its_hectares_and_is_in_the_trail(made: Town) -> None:
    decree = enacted(verified(drafted(made), made), made, "640/1/2026")
    assert state_of(decree) is DecreeState.ENACTED
    assert (balance(made).decreed_m2, balance(made).remaining_m2) == (45_000, 45_000)
    assert {line.printed for line in decree.lines.all()} == {"1,50"}
    assert faults(made.world.city) == ([], [])
    verbs = list(AuditEntry.objects.about(decree).order_by("seq").values_list("verb", flat=True))
    assert verbs[0] == "decree.drafted" and verbs[-2:] == ["decree.verified", "decree.enacted"]


def test_nobody_verifies_or_enacts_their_own_record(made: Town) -> None:
    decree = answered(drafted(made), made)
    world, minutes = made.world, Scan("BA 1", ON - 2 * DAY, PDF, "ba.pdf")
    with pytest.raises(CannotDecree, match="DECREE-OWN-DRAFT"):
        verify_decree(decree=decree, level=VerifierLevel.CITY, minutes=minutes, by=world.user("HOUSING_STAFF"), at=AT)
    verified(decree, made)
    for role in ("HOUSING_STAFF", "SECTION_HEAD"):
        with pytest.raises(CannotDecree, match="DECREE-OWN-RECORD"):
            enact_decree(decree=decree, scan=Scan("SK 1", ON, PDF, "sk.pdf"), by=world.user(role), at=AT)


def test_no_state_is_skipped(made: Town) -> None:
    decree = answered(drafted(made), made)
    with pytest.raises(CannotDecree, match="DECREE-NOT-VERIFIED"):
        enacted(decree, made, "SK 1")
    with pytest.raises(DatabaseError), transaction.atomic():  # nor behind the actions' back
        Decree.objects.filter(pk=decree.pk).update(number="SK 1", signed_on=ON, enacted_at=AT)


def test_findings_block_verification(made: Town) -> None:
    made.settlements[0].delineations.all().delete()
    decree = drafted(made)
    with pytest.raises(StandsInTheWay) as refused:
        verified(decree, made)
    assert "DECREE-NO-MAP" in {one.code for one in refused.value.blocking}


@pytest.mark.parametrize(
    ("on", "code"),
    [(ON + DAY, "DECREE-AHEAD"), (ON - 3 * DAY, "DECREE-BEFORE-VERIFIED")],
)
def test_days_that_cannot_be_are_refused(made: Town, on: date, code: str) -> None:
    decree = verified(drafted(made), made)
    with pytest.raises(CannotDecree, match=code):
        enacted(decree, made, "SK 1", on)


def test_a_late_entry_needs_a_reason_and_is_marked(made: Town) -> None:
    signed = ON - timedelta(days=40)
    decree = verified(drafted(made), made, signed - DAY)
    with pytest.raises(CannotDecree, match="DECREE-LATE"):
        enacted(decree, made, "SK 1", signed)
    enact_decree(decree=decree, scan=Scan("SK 1", signed, PDF, "sk.pdf"), late_reason="arsip baru ditemukan",
                 by=made.world.user("HEAD"), at=AT)  # fmt: skip
    assert AuditEntry.objects.get(verb="decree.enacted").details["late"] is True
    assert set(LedgerEntry.objects.values_list("remark", flat=True)) == {"arsip baru ditemukan"}


def test_an_enacted_decree_is_never_changed(made: Town) -> None:
    decree = enacted(verified(drafted(made), made), made, "SK 1")
    line = decree.lines.earliest("position")
    tries = [
        lambda: Decree.objects.filter(pk=decree.pk).update(title="lain"),
        lambda: Decree.objects.filter(pk=decree.pk).delete(),
        lambda: DecreeLine.objects.filter(pk=line.pk).update(area_m2=1),
        lambda: line.units.all().delete(),
        lambda: decree.answers.all().update(reason="lain"),
        lambda: DecreeLine.objects.create(decree=decree, position=99, place=line.place, name="selundupan", area_m2=1),
    ]
    for attempt in tries:
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    with pytest.raises(CannotDecree, match="DECREE-NOT-OPEN"):
        drop_draft(decree=decree, reason="x", by=None, at=AT)


def test_a_revision_carries_over_and_needs_a_reason_for_what_it_drops(made: Town) -> None:
    first = enacted(verified(drafted(made, only=slice(0, 2)), made, ON - 9 * DAY), made, "SK 1", ON - 8 * DAY)
    later = answered(drafted(made, only=slice(0, 3, 2), revises=first), made)
    with pytest.raises(StandsInTheWay) as refused:
        verified(later, made)
    assert {one.code for one in refused.value.blocking} == {"DECREE-DROP"}
    explain_drop(decree=later, about=made.settlements[1], reason=DropReason.HANDLED, remark="BA 7", by=None, at=AT)
    enacted(verified(later, made), made, "SK 2")
    rows = set(LedgerEntry.objects.filter(paper__number="SK 2").values_list("kind", "decree", "area_m2"))
    assert rows == {(Kind.ESTABLISHED, "SK 2", 15_000), (Kind.ADDED, "SK 2", 15_000),
                    (Kind.SUPERSEDED, "SK 1", 15_000), (Kind.HANDLED, "SK 1", 15_000)}  # fmt: skip
    assert balance(made).remaining_m2 == 30_000
    assert faults(made.world.city) == ([], [])
    first.refresh_from_db()
    assert state_of(first) is DecreeState.REVISED
    assert first.lines.count() == 2  # readable for ever


def test_a_revision_follows_the_decree_in_force(made: Town) -> None:
    enacted(verified(drafted(made, only=slice(0, 1)), made), made, "SK 1")
    with pytest.raises(CannotDecree, match="DECREE-REVISES-LATEST"):
        drafted(made)


def test_a_split_settlement_takes_its_hectares_along(made: Town) -> None:
    first = enacted(verified(drafted(made, only=slice(0, 1)), made, ON - 9 * DAY), made, "SK 1", ON - 8 * DAY)
    world, old = made.world, made.settlements[0]
    part = settlement(world, world.kelurahan, "Kawasan 1 Timur", [world.rts[0]], step=5)
    SettlementSuccession.objects.create(city=world.city, earlier=old, later=part, kind=Succession.SPLIT, on=ON,
                                        by=None, recorded_at=AT)  # fmt: skip
    Settlement.objects.filter(pk=old.pk).update(dissolved_on=ON)
    made.settlements = [part]
    enacted(verified(drafted(made, revises=first), made), made, "SK 2")
    kinds = list(LedgerEntry.objects.filter(paper__number="SK 2").values_list("kind", flat=True))
    assert sorted(kinds) == [Kind.ESTABLISHED, Kind.SUPERSEDED]


def legacy(world: World, number: str, on: date, rows: list[tuple[Place, int]], total_m2: int | None = None) -> Decree:
    head = LegacyHead(title=number, scan=Scan(number, on, PDF, "sk.pdf"), printed_total_m2=total_m2, reason="arsip")
    lines = [LegacyLine(place, place.name, area) for place, area in rows]
    return enter_legacy(city=world.city, head=head, lines=lines, by=world.user("SECTION_HEAD"), at=AT)


def test_an_old_decree_stands_as_printed_and_the_new_one_takes_over(made: Town) -> None:
    world = made.world
    old = legacy(world, "032/2014", date(2014, 12, 31), [(world.kelurahan, 40_000), (world.other_kelurahan, 9_000)])
    assert old == legacy(world, "032/2014", date(2014, 12, 31), [(world.kelurahan, 1)])  # entered once
    draft = answered(drafted(made, revises=old), made)
    explain_drop(decree=draft, about=world.kelurahan, reason=DropReason.DELINEATION, remark="", by=None, at=AT)
    enacted(verified(draft, made), made, "SK 2026")
    # Melati: 40,000 into two lines of 15,000, the rest withdrawn. Kenanga: 9,000 into 15,000, the rest added.
    rows = LedgerEntry.objects.filter(paper__number="SK 2026")
    assert sorted(rows.filter(kind=Kind.SUPERSEDED).values_list("area_m2", flat=True)) == [9_000, 30_000]
    assert list(rows.filter(kind=Kind.WITHDRAWN).values_list("area_m2", "reason")) == [(10_000, "DELINEATION")]
    assert list(rows.filter(kind=Kind.ADDED).values_list("area_m2", flat=True)) == [6_000]
    assert balance(made).remaining_m2 == 45_000
    assert faults(world.city) == ([], [])


def test_the_reports_case_has_its_decrees_with_every_spelling(db: None) -> None:
    case = case_named("surakarta-2019")
    city = load_case_with_decrees(case=case, by=None, at=AT).city
    assert load_case_with_decrees(case=case, by=None, at=AT).entries == 0
    decrees = list(Decree.objects.filter(city=city).order_by("signed_on"))
    assert [decree.printed_total for decree in decrees[:2]] == ["467.62", "359.50"]
    assert any("032/97.C/1/2014" in alias for alias in [*decrees[0].aliases, decrees[0].number])
    assert [state_of(one) for one in decrees[:-1]] == [DecreeState.REVISED] * (len(decrees) - 1)
    seen = city_ledger(city, on=date(2018, 12, 31)).balance
    assert (seen.decreed_m2, seen.handled_m2, seen.remaining_m2) == (3_595_000, 1_537_100, 2_057_900)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(st.tuples(st.integers(1, 3), st.integers(1, 10**6)), min_size=1, max_size=6),
    accounts=st.lists(st.tuples(st.integers(1, 4), st.integers(1, 10**6)), max_size=6, unique_by=lambda one: one[0]),
)
def test_every_hectare_goes_somewhere_once(lines: list[tuple[int, int]], accounts: list[tuple[int, int]]) -> None:
    """Whatever a revision does: what goes over is what comes in, and what is left is dropped by name."""
    places = {number: Place(pk=number, level="KELURAHAN", name=f"K{number}") for number in range(1, 5)}
    rows = [DecreeLine(position=at, place=places[home], name=f"L{at}", area_m2=area)
            for at, (home, area) in enumerate(lines, start=1)]  # fmt: skip
    open_ones = [OpenAccount("SK 1", places[home], None, area) for home, area in accounts]
    plan = hand_over(rows, open_ones, {})
    heads = opening_heads(Enacting("SK 2", ON), rows, open_ones, plan, {})

    def total(kind: Kind, number: str) -> int:
        return sum(head.area_m2 for head in heads if head.kind is kind and head.decree == number)

    assert total(Kind.ESTABLISHED, "SK 2") + total(Kind.ADDED, "SK 2") == sum(area for _, area in lines)
    if open_ones:
        assert total(Kind.ESTABLISHED, "SK 2") == total(Kind.SUPERSEDED, "SK 1")
    assert total(Kind.SUPERSEDED, "SK 1") + total(Kind.WITHDRAWN, "SK 1") == sum(area for _, area in accounts)


def test_accounts_are_read_from_the_book(made: Town) -> None:
    enacted(verified(drafted(made), made), made, "SK 1")
    accounts = open_accounts(made.world.city, on=ON)
    assert {(one.settlement, one.remaining_m2) for one in accounts} == {(row, 15_000) for row in made.settlements}
