"""A plan from its draft over the discussion to force, and what is told of it beside the mayor's word and the book."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from tests.city.decrees.cast import PDF
from tests.city.plans.cast import DAY, Drawing, adopted, answered, codes, discussed, drawing, fund, plan_of, say
from tests.city.proposals.cast import YEAR, dpa
from tests.world import AT, ON, World
from tuntas.city.decisions.models import Verdict
from tuntas.city.plans.adopting import Scan, adopt_plan, discuss_plan, reopen
from tuntas.city.plans.against import confirmed, is_indicative
from tuntas.city.plans.checking import findings
from tuntas.city.plans.drafting import add_lines, change_line, draft_plan, remove_line, set_plan_targets
from tuntas.city.plans.facts import compare, in_force, lines_of, state_of
from tuntas.city.plans.heads import Amount, LineHead
from tuntas.city.plans.lining import add_proposals, count_targets
from tuntas.city.plans.models import Plan, PlanAmount, PlanLine, PlanState
from tuntas.city.plans.refusals import CannotPlan
from tuntas.city.proposals.submitting import record_passage
from tuntas.domain.problems import Severity
from tuntas.domain.rupiah import LARGEST_IDR


@pytest.fixture
def made(world: World) -> Drawing:
    return drawing(world)


def fresh(plan: Plan) -> Plan:
    return Plan.objects.get(pk=plan.pk)


def filled(made: Drawing, plan: Plan) -> Plan:
    by = made.world.user("PLANNER")
    add_proposals(plan=plan, proposals=[one.pk for one in made.proposals], seen=plan.changed, by=by, at=AT)
    return fresh(plan)


def refused(code: str):  # type: ignore[no-untyped-def]
    return pytest.raises(CannotPlan, match=code)


def test_a_draft_begins_with_the_targets_of_papers_and_takes_proposals_line_by_line(made: Drawing) -> None:
    plan = plan_of(made)
    assert {one.year: one.area_m2 for one in plan.targets.all()} == {YEAR: 15_000}
    plan = filled(made, plan)
    lines = lines_of(plan)
    assert [line.criterion for line in lines] == ["2b", "4c", "2b", "4c"]
    assert all(line.cost_idr == sum(one.cost_idr for one in line.amounts.all()) > 0 for line in lines)
    assert {one.year for line in lines for one in line.amounts.all()} == {YEAR}
    with refused("RP-OTHER-DRAFT"):
        plan_of(made)


def test_two_editors_lose_nothing_and_money_stays_likely(made: Drawing) -> None:
    plan = filled(made, plan_of(made))
    line, by, source = lines_of(plan)[0], made.world.user("PLANNER"), fund(made, {YEAR: 10**9})
    head = LineHead("Kawasan 1", (Amount(YEAR, source, 5_000_000), Amount(YEAR + 1, source, 7_000_000)),
                    title="Jalan", settlement=line.settlement)  # fmt: skip
    change_line(line=line, head=head, seen=plan.changed, by=by, at=AT)
    assert PlanLine.objects.get(pk=line.pk).cost_idr == 12_000_000
    for act in (lambda: change_line(line=line, head=head, seen=plan.changed, by=by, at=AT),
                lambda: remove_line(line=line, seen=plan.changed, by=by, at=AT),
                lambda: set_plan_targets(plan=plan, targets={YEAR: 1}, seen=plan.changed, by=by, at=AT)):  # fmt: skip
        with refused("RP-CHANGED-MEANWHILE"):
            act()
    wrong = {
        "RP-AMOUNT-TWICE": (Amount(YEAR, source, 1), Amount(YEAR, source, 2)), "RP-AMOUNT": (Amount(YEAR, None, -1),),
        "RP-YEAR-OUTSIDE": (Amount(YEAR + 9, None, 1),),
    }  # fmt: skip
    for code, amounts in (*wrong.items(), ("RP-AMOUNT", (Amount(YEAR, None, LARGEST_IDR + 1),))):
        with refused(code):
            add_lines(plan=plan, heads=[replace(head, amounts=amounts)], seen=fresh(plan).changed, by=by, at=AT)
    with refused("RP-LINE-EMPTY"):
        add_lines(plan=plan, heads=[replace(head, title=" ")], seen=fresh(plan).changed, by=by, at=AT)


def test_the_plan_is_held_against_the_mayor_the_money_the_book_and_completeness(made: Drawing) -> None:
    plan = plan_of(made)
    assert codes(plan, Severity.ERROR) == {"RP-NO-LINES"}
    say(made, Verdict.DECIDED, Verdict.DECLINED)
    fund(made, {YEAR: 1_000_000})
    plan = filled(made, plan)
    source = made.planning.source
    line, by = lines_of(plan)[0], made.world.user("PLANNER")
    head = LineHead(line.location, (Amount(YEAR, source, 2_000_000), Amount(YEAR + 1, source, 3)), line.settlement,
                    line.proposal, line.aspect, line.criterion, line.activity, key=line.key)  # fmt: skip
    change_line(line=line, head=head, seen=plan.changed, by=by, at=AT)
    assert codes(plan, Severity.ERROR) == {"RP-DECLINED"}
    assert codes(plan, Severity.WARNING) >= {
        "RP-OVER-ENVELOPE", "RP-NO-ENVELOPE", "RP-NO-SOURCE", "RP-NOT-COMPLETE", "RP-TARGET-NOT-REACHED",
        "RP-YEAR-WITHOUT-TARGET", "RP-LESS-THAN-REMAINS"}  # fmt: skip
    for line in lines_of(plan):
        if line.proposal_id == made.proposals[0].pk:
            remove_line(line=line, seen=fresh(plan).changed, by=by, at=AT)
    assert "RP-LEFT-OUT" in codes(plan, Severity.WARNING)
    with refused("RP-BLOCKED"):
        discuss_plan(plan=fresh(plan), minutes=Scan("BA", ON, PDF), by=by, at=AT)


def test_a_line_is_indicative_until_its_proposal_stands_in_the_dpa(made: Drawing) -> None:
    plan = filled(made, plan_of(made))
    assert {one.params["count"] for one in findings(plan, on=ON) if one.code == "RP-INDICATIVE"} == {4}
    record_passage(proposal=made.proposals[0], passage=dpa(90_000_000, on=ON), by=made.world.user("PLANNER"), at=AT)
    certain = confirmed(one.pk for one in made.proposals)
    assert certain == {made.proposals[0].pk}
    assert [is_indicative(line, certain) for line in lines_of(plan)] == [False, False, True, True]


def test_no_state_is_skipped_and_an_adopted_plan_stays_as_signed(made: Drawing) -> None:
    plan = filled(made, plan_of(made))
    with refused("RP-NOT-DISCUSSED"):
        adopted(plan, made)
    plan = discussed(plan, made)
    assert state_of(plan) is PlanState.DISCUSSED
    with refused("RP-IS-DISCUSSED"):
        set_plan_targets(plan=plan, targets={YEAR: 1}, seen=plan.changed, by=None, at=AT)
    with refused("RP-OWN-RECORD"):
        adopt_plan(plan=plan, scan=Scan("1", ON, PDF), by=made.world.user("PLANNER"), at=AT)
    for scan, code in ((Scan("1", ON + DAY, PDF), "RP-AHEAD"), (Scan("1", ON - 3 * DAY, PDF), "RP-BEFORE-DISCUSSED"),
                       (Scan(" ", ON, PDF), "RP-NUMBER-EMPTY")):  # fmt: skip
        with refused(code):
            adopt_plan(plan=plan, scan=scan, by=made.world.user("HEAD"), at=AT)
    plan = adopted(plan, made)
    assert (state_of(plan), in_force(made.world.city, on=ON)) == (PlanState.ADOPTED, plan)
    for rows in (Plan.objects.filter(pk=plan.pk), PlanLine.objects.filter(plan=plan),
                 PlanAmount.objects.filter(line__plan=plan), plan.targets.all()):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        PlanLine.objects.filter(plan=plan).update(cost_idr=1)
    with refused("RP-NOT-OPEN"):
        reopen(plan=plan, reason="salah", by=made.world.user("PLANNER"), at=AT)


def test_a_revision_begins_with_the_lines_before_and_says_what_changed(made: Drawing) -> None:
    first = adopted(discussed(filled(made, plan_of(made)), made), made, on=ON - DAY)
    by = made.world.user("PLANNER")
    second = draft_plan(city=made.world.city, title="Perubahan", from_year=YEAR, years=2, by=by, at=AT)
    assert {one.what for one in compare(first, second)} == {("SAME",)}
    kept, moved, gone, _ = lines_of(second)
    amount = moved.amounts.get()
    head = LineHead(moved.location, (Amount(YEAR + 1, amount.source, amount.cost_idr),), moved.settlement,
                    moved.proposal, moved.aspect, moved.criterion, moved.activity, volume_micro=moved.volume_micro,
                    unit=moved.unit, agency=moved.agency)  # fmt: skip
    change_line(line=moved, head=head, seen=fresh(second).changed, by=by, at=AT)
    remove_line(line=gone, seen=fresh(second).changed, by=by, at=AT)
    add_lines(plan=second, heads=[LineHead("Kota", (), title="Pendampingan")], seen=fresh(second).changed, by=by, at=AT)
    assert [one.what for one in compare(first, second)] == [("SAME",), ("YEARS",), ("SAME",), ("ADDED",), ("DROPPED",)]
    second = adopted(discussed(second, made, on=ON), made, "Perwal 9/2026", on=ON)
    assert state_of(fresh(first)) is PlanState.REVISED and in_force(made.world.city, on=ON) == second
    assert len(lines_of(first)) == 4


def test_hectares_are_claimed_only_where_every_deficient_aspect_is_planned(made: Drawing) -> None:
    plan, by = filled(made, plan_of(made)), made.world.user("PLANNER")
    assert count_targets(plan=plan, seen=plan.changed, on=ON, by=by, at=AT) == 0
    settlement = made.planning.town.settlements[0]
    missing = set(settlement.problems.standing().values_list("aspect", flat=True)) - {"jalan", "drainase"}
    heads = [LineHead("Kawasan 1", (Amount(YEAR + 1, None, 10),), settlement, aspect=one, title="x") for one in missing]
    add_lines(plan=plan, heads=heads, seen=fresh(plan).changed, by=by, at=AT)
    assert count_targets(plan=plan, seen=fresh(plan).changed, on=ON, by=by, at=AT) == 1
    claimed = [(line.target_m2, line.finished_year) for line in lines_of(plan) if line.target_m2]
    assert claimed == [(15_000, YEAR + 1)]
    assert "RP-BLOCKED" not in codes(answered(plan, made))
