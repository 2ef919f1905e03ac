"""A proposal from problems to the budget and on to another year."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from tests.city.proposals.cast import (
    DRAIN,
    READY,
    ROAD,
    YEAR,
    Planning,
    dpa,
    drafted,
    planning,
    price,
    problem,
    submitted,
    told,
    work_on,
)
from tests.world import AT, ON, World
from tuntas.city.proposals.calendar import DeadlineHead, calendar, coming, missed, set_deadline
from tuntas.city.proposals.catalogue import activities, documents, law, work_order, works
from tuntas.city.proposals.clashes import clashes, too_early
from tuntas.city.proposals.drafting import Work, change_proposal, reprice
from tuntas.city.proposals.facts import cost_of, history, money_of, open_proposals, unfunded, unpriced, whole
from tuntas.city.proposals.library import asked_for, keep_rise
from tuntas.city.proposals.models import BudgetStep, Proposal, ProposalState
from tuntas.city.proposals.refusals import CannotPropose
from tuntas.city.proposals.rolling import preview, roll_over
from tuntas.city.proposals.screening import Screening, screen
from tuntas.city.proposals.submitting import record_passage, submit_proposal, take_back, withdraw_proposal
from tuntas.domain.quantity import MICRO
from tuntas.rules.regulation import Criterion


@pytest.fixture
def made(world: World) -> Planning:
    return planning(world)


def fresh(one: Proposal) -> Proposal:
    return whole(Proposal.objects.filter(pk=one.pk)).get()


def codes(screening: Screening) -> set[str]:
    return {gap.code for gap in screening.gaps}


def serving(criterion: Criterion) -> str:
    return next(one.code for one in activities().values() if criterion.id in one.criteria)


def test_every_criterion_has_an_activity_in_its_own_unit_and_every_order_is_known() -> None:
    units = {one.id: one.unit for one in law().criteria}
    served = {criterion for one in activities().values() for criterion in one.criteria}
    assert served == set(units)
    assert all(units[criterion] == one.unit for one in activities().values() for criterion in one.criteria)
    assert {one.work for one in activities().values()} - {""} == set(works())
    assert not {(then, first) for first, then in work_order()} & work_order()


def test_the_cost_is_whole_rupiah_of_the_library_and_a_work_along_costs_nothing(made: Planning) -> None:
    one = drafted(made, work_on(made, "2a", ROAD), Work("akses_pemadam", 3 * MICRO, "7a", along=1))
    main, along = one.lines.order_by("position")
    assert main.cost_idr == (main.volume_micro * 350_000 + MICRO // 2) // MICRO
    assert (along.cost_idr, along.unit_cost_idr, along.aspect) == (0, None, "kebakaran")
    assert cost_of(one) == main.cost_idr


def test_a_price_that_nobody_told_is_asked_for_by_name_and_never_zero(made: Planning) -> None:
    one = drafted(made, work_on(made, "5a", "jamban"))
    assert [line.activity for line in unpriced(one)] == ["jamban"] and asked_for(made.world.city) == [("jamban", YEAR)]
    assert "PROPOSAL-GAP-PRICE" in codes(screen(one, on=ON))
    price(made.world, "jamban", 4_000_000, YEAR - 1)
    assert reprice(proposal=one, seen=1, by=None, at=AT) == 0  # without the rise of the year, no price
    keep_rise(city=made.world.city, year=YEAR, rate_ppm=25_000, source="BPS contoh", by=None, at=AT)
    assert reprice(proposal=one, seen=1, by=None, at=AT) == 1
    assert one.lines.get().unit_cost_idr == 4_100_000


def test_mending_all_deficits_finishes_the_settlement_and_leaves_no_score(made: Planning) -> None:
    row = made.town.settlements[0]
    criteria = [one for one in law().criteria if row.problems.filter(criterion=one.id).exists()]
    part = drafted(made, work_on(made, "2a", ROAD))
    found = screen(part, on=ON)
    assert found.alone and found.alone.before and found.alone.after
    assert found.alone.after.total_max < found.alone.before.total_max
    assert not found.would_finish and {one.deficit.criterion.id for one in found.unserved} == {
        one.id for one in criteria if one.id != "2a"
    }
    rest = drafted(made, *[work_on(made, one.id, serving(one)) for one in criteria if one.id != "2a"])
    found = screen(rest, on=ON)
    assert found.would_finish and found.together and found.together.after
    assert (found.together.after.total_max, found.together.freed_units, found.together.freed_m2) == (0, 1, 15_000)
    assert found.alone and found.alone.after and found.alone.after.total_max > 0


def test_a_screening_names_what_is_missing_of_readiness_money_and_code(made: Planning) -> None:
    bare = drafted(made, work_on(made, "2a", ROAD))
    assert {"PROPOSAL-GAP-READINESS", "PROPOSAL-GAP-SOURCE", "PROPOSAL-GAP-CODE"} <= codes(screen(bare, on=ON))
    shares = [(made.source, cost_of(bare))]
    ready = told(made, work_on(made, "2a", ROAD), readiness=READY, budget_code="1.04.03.2.03", shares=shares)
    bare = change_proposal(proposal=bare, told=ready, seen=1, by=None, at=AT)
    assert codes(screen(bare, on=ON)) == {"PROPOSAL-GAP-ENVELOPE"} and screen(bare, on=ON).is_complete
    made.source.closed_year = YEAR - 1
    made.source.save()
    change_proposal(proposal=bare, told=replace(ready, shares=[(made.source, 5)]), seen=2, by=None, at=AT)
    assert codes(screen(bare, on=ON)) == {"PROPOSAL-GAP-CLOSED", "PROPOSAL-GAP-SHARES"}


def test_two_who_edit_one_proposal_overwrite_nothing(made: Planning) -> None:
    one = drafted(made, work_on(made, "2a", ROAD))
    change_proposal(proposal=one, told=told(made, work_on(made, "2a", ROAD), title="Pertama"), seen=1, by=None, at=AT)
    with pytest.raises(CannotPropose, match="PROPOSAL-CHANGED-MEANWHILE"):
        change_proposal(proposal=one, told=told(made, title="Kedua"), seen=1, by=None, at=AT)
    assert fresh(one).title == "Pertama" and fresh(one).lines.count() == 1


REFUSED: list[tuple[dict[str, object], str]] = [
    ({"works": [Work(ROAD, 0, "2a")]}, "PROPOSAL-VOLUME"),
    ({"works": [Work(ROAD, -MICRO, "2a")]}, "PROPOSAL-VOLUME"),
    ({"works": [Work("jamban", MICRO, "2a")]}, "PROPOSAL-ACTIVITY"),
    ({"works": [Work(ROAD, MICRO, "2a", own_idr=-5, own_reason="x")]}, "PROPOSAL-OWN-PRICE"),
    ({"works": [Work(ROAD, MICRO, "2a", own_idr=5)]}, "PROPOSAL-OWN-PRICE"),
    ({"works": [Work(ROAD, 10**15, "2a")]}, "PROPOSAL-COST"),
    ({"works": [Work(ROAD, MICRO, "2a", along=1)]}, "PROPOSAL-ALONG"),
    ({"year": 20277}, "PROPOSAL-YEAR"),
    ({"readiness": {"lahan": "PERHAPS"}}, "PROPOSAL-UNKNOWN-CODE"),
    ({"title": " "}, "PROPOSAL-NO-TITLE"),
]


def test_what_cannot_be_right_is_refused(made: Planning) -> None:
    for change, code in REFUSED:
        with pytest.raises(CannotPropose, match=code):
            drafted(made, **change)
    assert not Proposal.objects.exists()


def test_the_way_through_the_budget_is_only_added_to_and_says_what_was_cut_by_whom(made: Planning) -> None:
    one = submitted(made, work_on(made, "2a", ROAD))
    cost = cost_of(one)
    record_passage(proposal=one, passage=dpa(cost, "RKPD", date(2026, 6, 30)), by=None, at=AT)
    cut = replace(dpa(cost - 1_000_000, "KUA_PPAS", date(2026, 8, 31)), cut_idr=1_000_000)
    with pytest.raises(CannotPropose, match="PROPOSAL-CUT-BY"):
        record_passage(proposal=one, passage=cut, by=None, at=AT)
    wrong = record_passage(proposal=one, passage=replace(cut, cut_by="Banggar"), by=None, at=AT)
    right = replace(cut, cut_by="TAPD", cut_idr=500_000, ceiling_idr=cost - 500_000, corrects=wrong)
    record_passage(proposal=one, passage=right, by=None, at=AT)
    money = money_of(fresh(one))
    assert (money.ceiling_idr, money.cut_idr, money.is_funded) == (cost - 500_000, 500_000, False)
    with pytest.raises(CannotPropose, match="PROPOSAL-CORRECTS"):
        record_passage(proposal=one, passage=right, by=None, at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        BudgetStep.objects.update(cut_idr=0)
    record_passage(proposal=one, passage=dpa(cost - 500_000), by=None, at=AT)
    assert money_of(fresh(one)).is_funded and unfunded(made.world.city, YEAR) == []


def test_what_has_no_money_goes_on_next_year_with_its_history_and_new_prices(made: Planning) -> None:
    kept = submitted(made, work_on(made, "2a", ROAD), Work("akses_pemadam", MICRO, "7a", along=1), readiness=READY,
                     shares=[(made.source, 7)])  # fmt: skip
    paid = submitted(made, work_on(made, "4b", DRAIN), title="Saluran")
    record_passage(proposal=paid, passage=dpa(cost_of(paid)), by=None, at=AT)
    price(made.world, ROAD, 400_000, YEAR + 1)
    rows = unfunded(made.world.city, YEAR)
    assert rows == [kept]
    shown = preview(rows, to_year=YEAR + 1)[0]
    (later,) = roll_over(city=made.world.city, proposals=[kept.pk], to_year=YEAR + 1, by=None, at=AT)
    assert cost_of(fresh(later)) == shown.after_idr == problem(made, "2a").needed_micro * 400_000 // MICRO  # type: ignore[operator]
    assert history(fresh(later)) == [kept, later] and fresh(kept).state == ProposalState.ROLLED
    assert (later.state, later.readiness, later.sources.get().share_idr) == ("SUBMITTED", READY, shown.after_idr)
    assert list(open_proposals(made.world.city, [YEAR, YEAR + 1])) == [paid, later]
    for other, code in ((kept.pk, "PROPOSAL-ENDED"), (paid.pk, "PROPOSAL-HAS-MONEY")):
        with pytest.raises(CannotPropose, match=code):
            roll_over(city=made.world.city, proposals=[other], to_year=YEAR + 1, by=None, at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        Proposal.objects.filter(pk=kept.pk).update(title="lain")


def test_a_proposal_is_withdrawn_or_taken_back_with_a_reason_and_submitted_with_work(made: Planning) -> None:
    empty = drafted(made)
    with pytest.raises(CannotPropose, match="PROPOSAL-NO-WORKS"):
        submit_proposal(proposal=empty, seen=1, by=None, at=AT)
    one = submitted(made, work_on(made, "2a", ROAD))
    with pytest.raises(CannotPropose, match="PROPOSAL-REASON-EMPTY"):
        take_back(proposal=one, reason=" ", by=None, at=AT)
    assert take_back(proposal=one, reason="Volume keliru.", by=None, at=AT).state == ProposalState.DRAFT
    withdraw_proposal(proposal=one, reason="Sudah dikerjakan provinsi.", by=None, at=AT)
    with pytest.raises(CannotPropose, match="PROPOSAL-ENDED"):
        record_passage(proposal=one, passage=dpa(1), by=None, at=AT)


def test_two_agencies_in_one_street_are_shown_with_the_order_of_their_works(made: Planning) -> None:
    paving = submitted(made, work_on(made, "2a", ROAD), location="Gang Mawar")
    drain = submitted(made, work_on(made, "4b", DRAIN), agency=made.waste, location="gang mawar", title="Saluran")
    submitted(made, work_on(made, "4b", DRAIN, 1), agency=made.waste, number=1)
    (clash,) = clashes(open_proposals(made.world.city, [YEAR]).order_by("pk"))
    assert (clash.settlement_id, clash.street) == (made.town.settlements[0].pk, "gang mawar")
    (order,) = clash.orders
    assert (order.first, order.first_work, order.then, order.then_work) == (drain, "DRAIN", paving, "PAVING")
    late = submitted(made, work_on(made, "4c", DRAIN), year=YEAR + 1)
    assert (late, paving) in {
        (one.first, one.then) for one in too_early(open_proposals(made.world.city, [YEAR, YEAR + 1]))
    }


def test_the_calendar_starts_with_default_months_and_keeps_the_citys_own_days(made: Planning) -> None:
    city = made.world.city
    assert len(calendar(city, YEAR)) == len([one for one in documents().values() if one.due])
    set_deadline(city=city, head=DeadlineHead(YEAR, "RKPD", date(2026, 3, 1), "Surat edaran contoh"), by=None, at=AT)
    own = next(due for due in calendar(city, YEAR) if due.document.code == "RKPD")
    assert own.row and own.is_late(ON) and own not in coming(city, on=ON)
    one = submitted(made, work_on(made, "2a", ROAD))
    assert [due.document.code for due in missed(one, on=ON)] == ["RKPD"]
    record_passage(proposal=one, passage=dpa(5, "RKPD", ON), by=None, at=AT)
    assert missed(one, on=ON) == []
