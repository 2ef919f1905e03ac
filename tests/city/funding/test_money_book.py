"""The money book: what is refused, what is asked, and that random books agree with plain SQL."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.city.funding.cast import DAY, YEAR, envelope_of, paper_of, post, settlement_of, source_of
from tests.world import AT, World
from tuntas.city.funding.actions import correct_money, post_money, return_money, set_ceilings
from tuntas.city.funding.authority import authority_of_area
from tuntas.city.funding.chain import faults
from tuntas.city.funding.facts import headroom, statement, use, who_pays
from tuntas.city.funding.heads import CeilingHead, MoneyHead, ReturnHead
from tuntas.city.funding.models import Envelope, MoneyEntry, MoneyKind
from tuntas.city.funding.refusals import CannotFund, NeedsAnswer
from tuntas.city.funding.sources import set_capacity, set_eligibility
from tuntas.city.people.agencies import add_agency

COMMITTED, CONTRACTED, PAID = MoneyKind.COMMITTED, MoneyKind.CONTRACTED, MoneyKind.PAID
#: What the whole book comes to by column, said in SQL and without any code of ours.
ORACLE = """
SELECT coalesce(r.kind, n.kind, e.kind) AS column_of,
       sum(CASE WHEN e.kind = 'RETURNED' OR n.kind = 'RETURNED' THEN -e.amount_idr ELSE e.amount_idr END)
FROM funding_moneyentry e
LEFT JOIN funding_moneyentry n ON n.id = e.corrects_id
LEFT JOIN funding_moneyentry r ON r.id = n.corrects_id
WHERE e.envelope_id = %s GROUP BY 1
"""


def test_no_more_is_committed_contracted_or_paid_than_there_is(world: World) -> None:
    envelope = envelope_of(world, 1_000)
    for kind, amount, code in ((CONTRACTED, 1, "FUND-OVER-COMMITMENT"), (COMMITTED, 1_001, "FUND-OVER-CEILING"),
                               (PAID, 1, "FUND-OVER-CONTRACT")):  # fmt: skip
        with pytest.raises(CannotFund) as refused:
            post(envelope, kind, amount)
        assert refused.value.code == code
    post(envelope, COMMITTED, 1_000, work="a")
    with pytest.raises(CannotFund):
        post(envelope, CONTRACTED, 1, work="b")  # the money of work a
    with pytest.raises(CannotFund) as refused:
        set_ceilings(paper=paper_of(world.city, "DPPA"), head=CeilingHead(YEAR, {envelope.source: 999}, DAY),
                     by=None, at=AT)  # fmt: skip
    assert "lebih Rp 1." in refused.value.wording()
    assert headroom(world.city, [YEAR]) == {(envelope.source_id, YEAR): 0}


def test_a_contract_before_its_commitment_is_refused_on_that_day(world: World) -> None:
    envelope = envelope_of(world)
    post(envelope, COMMITTED, 500, on=DAY + timedelta(days=3))
    with pytest.raises(CannotFund):
        post(envelope, CONTRACTED, 500, on=DAY + timedelta(days=2))
    post(envelope, CONTRACTED, 500, on=DAY + timedelta(days=3))


def test_the_same_paper_twice_changes_nothing_and_another_content_is_refused(world: World) -> None:
    envelope = envelope_of(world)
    [commitment] = post(envelope, COMMITTED, 500, "K1")
    assert post(envelope, COMMITTED, 500, "K1") == []
    with pytest.raises(CannotFund):
        post(envelope, COMMITTED, 501, "K1")
    give_back, paper = ReturnHead(500, DAY), paper_of(world.city, "R1")
    assert len(return_money(entry=commitment, head=give_back, paper=paper, by=None, at=AT)) == 1
    assert return_money(entry=commitment, head=give_back, paper=paper, by=None, at=AT) == []
    ceilings = CeilingHead(YEAR, {envelope.source: 1_000_000_000}, DAY)
    assert set_ceilings(paper=paper_of(world.city, "DPA APBD_KOTA"), head=ceilings, by=None, at=AT) == []
    assert MoneyEntry.objects.count() == 3


def test_a_correction_stands_beside_its_line_on_its_day(world: World) -> None:
    envelope = envelope_of(world)
    [line] = post(envelope, COMMITTED, 500)
    [fixed] = correct_money(entry=line, amount_idr=450, paper=paper_of(world.city, "N1"), remark="salah ketik", by=None,
                            at=AT)  # fmt: skip
    assert (fixed.amount_idr, fixed.on, fixed.corrects_id) == (-50, line.on, line.pk)
    assert use(world.city)[0].sums.committed_idr == 450
    with pytest.raises(CannotFund):
        correct_money(entry=fixed, amount_idr=1, paper=paper_of(world.city, "N2"), remark="lagi", by=None, at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        MoneyEntry.objects.filter(pk=line.pk).update(amount_idr=450)
    assert faults(world.city) == ([], [])


def test_money_of_another_level_is_asked_for_its_paper_and_never_banned(world: World) -> None:
    envelope, settlement = envelope_of(world), settlement_of(world)
    assert [authority_of_area(area) for area in (99_999, 100_000, 149_999, 150_000)] == [
        "CITY", "PROVINCE", "PROVINCE", "CENTRE",
    ]  # fmt: skip
    paper = paper_of(world.city, "K1")

    def commit(areas: dict[int, int], **answer: object) -> list[MoneyEntry]:
        head = MoneyHead(COMMITTED, envelope, 500, DAY, "1", settlement=settlement, aspect="jalan", **answer)  # type: ignore[arg-type]
        return post_money(paper=paper, heads=[head], by=None, at=AT, areas=areas)

    with pytest.raises(NeedsAnswer) as asked:
        commit({settlement.pk: 120_000})
    assert [(one.code, one.asks_paper) for one in asked.value.warnings] == [("FUND-COFUNDING", True)]
    assert len(commit({settlement.pk: 120_000}, cofunding=paper_of(world.city, "Kesepakatan 1", "LETTER"))) == 1
    assert who_pays(world.city)[settlement.pk, "jalan", envelope.source_id].committed_idr == 500


def test_what_the_list_or_the_capacity_does_not_allow_needs_a_reason(world: World) -> None:
    envelope = envelope_of(world)
    agency = add_agency(city=world.city, code="PU", name="Dinas PU", by=None, at=AT)
    set_capacity(agency=agency, year=YEAR, capacity_idr=400, basis="", by=None, at=AT)
    set_eligibility(source=envelope.source, cells=[("bangunan", "")], seen=[], by=None, at=AT)
    with pytest.raises(NeedsAnswer) as asked:
        post(envelope, COMMITTED, 500, aspect="jalan", agency=agency)
    assert {one.code for one in asked.value.warnings} == {"FUND-NOT-ELIGIBLE", "FUND-CAPACITY"}
    post(envelope, COMMITTED, 500, aspect="jalan", agency=agency, reason="keputusan rapat")


def test_a_source_holds_money_in_its_own_years_and_below_its_group(world: World) -> None:
    group, source = source_of(world, "APBN"), source_of(world, "BSPS")
    type(source).objects.filter(pk=source.pk).update(closed_year=YEAR - 1)
    source.refresh_from_db()
    for one, code in ((group, "FUND-GROUP"), (source, "FUND-CLOSED")):
        with pytest.raises(CannotFund) as refused:
            set_ceilings(paper=paper_of(world.city, "D"), head=CeilingHead(YEAR, {one: 1}, DAY), by=None, at=AT)
        assert refused.value.code == code
    with pytest.raises(CannotFund) as refused:
        set_ceilings(paper=paper_of(world.city, "D"), head=CeilingHead(YEAR, {source_of(world): -1}, DAY), by=None,
                     at=AT)  # fmt: skip
    assert refused.value.code == "RUPIAH-NEGATIVE"


steps = st.tuples(
    st.sampled_from(["CEILING", "COMMITTED", "CONTRACTED", "PAID", "RETURNED", "CORRECTION"]),
    st.integers(0, 60), st.sampled_from(["", "a", "b"]), st.integers(0, 20), st.integers(0, 30),
)  # fmt: skip


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.lists(steps, min_size=8, max_size=16))
def test_random_books_never_overdraw_and_agree_with_plain_sql(
    world: World, told: list[tuple[str, int, str, int, int]]
) -> None:
    with transaction.atomic():
        envelope = envelope_of(world, 100)
        for number, step in enumerate(told):
            _try(envelope, number, step)
            _look(envelope)
        assert faults(world.city) == ([], [])
        transaction.set_rollback(True)


def _try(envelope: Envelope, number: int, step: tuple[str, int, str, int, int]) -> None:
    """One act of an office; a refusal leaves the book as it was."""
    kind, amount, work, offset, pick = step
    paper, on = paper_of(envelope.city, f"P{number}"), DAY + timedelta(days=offset)
    entries = list(MoneyEntry.objects.filter(envelope=envelope).order_by("seq"))
    entry = entries[pick % len(entries)]
    before = len(entries)
    try:
        if kind == "CEILING":
            set_ceilings(paper=paper, head=CeilingHead(YEAR, {envelope.source: amount}, on), by=None, at=AT)
        elif kind == "RETURNED":
            return_money(entry=entry, head=ReturnHead(amount, on), paper=paper, by=None, at=AT)
        elif kind == "CORRECTION":
            correct_money(entry=entry, amount_idr=amount, paper=paper, remark="r", by=None, at=AT)
        else:
            head = MoneyHead(MoneyKind(kind), envelope, amount, on, "1", work=work)
            post_money(paper=paper, heads=[head], by=None, at=AT)
    except CannotFund:
        assert MoneyEntry.objects.filter(envelope=envelope).count() == before


def _look(envelope: Envelope) -> None:
    """Every day's balance is right, and the last one is what SQL says."""
    rows = list(MoneyEntry.objects.filter(envelope=envelope).order_by("seq"))
    lines = statement(rows)
    by_day: dict[date, int] = {line.row.on: place for place, line in enumerate(lines)}
    for place in by_day.values():
        state = lines[place].after
        assert (state.headroom_idr or 0) >= 0 and state.uncontracted_idr >= 0 and state.unpaid_idr >= 0
        assert state.ceiling_idr == state.headroom_idr + state.uncontracted_idr + state.unpaid_idr + state.paid_idr
    with connection.cursor() as cursor:
        cursor.execute(ORACLE, [envelope.pk])
        oracle = {column: int(total) for column, total in cursor.fetchall()}
    last = lines[-1].after
    said = {"CEILING": last.ceiling_idr, "COMMITTED": last.committed_idr, "CONTRACTED": last.contracted_idr,
            "PAID": last.paid_idr}  # fmt: skip
    assert {name: total for name, total in said.items() if name in oracle} == oracle
