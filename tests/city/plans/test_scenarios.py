"""A scenario from the city's data to a checked plan and to a draft; what is missing is asked for by name."""

from datetime import timedelta

import pytest

from tests.city.plans.cast import Drawing, drawing, fund, say
from tests.city.proposals.cast import ROAD, YEAR
from tests.world import AT, ON, World
from tuntas.city.decisions.models import Verdict
from tuntas.city.plans.asking import Area, Executor, Options, Package, Payer, Stored, Work, read_options
from tuntas.city.plans.computing import Question, ask_scenario, compute, stop_scenario
from tuntas.city.plans.facts import finished_m2, lines_of
from tuntas.city.plans.gathering import gather, mayors_word
from tuntas.city.plans.instance_making import NothingToPlan, cheapest_sets, make_instance
from tuntas.city.plans.lining import plan_of_scenario
from tuntas.city.plans.models import Scenario, ScenarioState
from tuntas.city.plans.refusals import CannotPlan
from tuntas.city.proposals.models import UnitCost
from tuntas.planning.checking import check
from tuntas.planning.instance import read
from tuntas.planning.statement import plan_of as read_plan

RICH = 10_000_000_000
OPTIONS = Options(YEAR, 2, targets={YEAR: 15_000})


@pytest.fixture
def made(world: World) -> Drawing:
    return drawing(world)


def work(cost_idr: int) -> Work:
    return Work("2b", ROAD, 1, "m", 1, cost_idr)


def area(number: int, costs: dict[str, int], **more: object) -> Area:
    packages = {aspect: Package(aspect, [work(cost)]) for aspect, cost in costs.items()}
    told: dict[str, object] = {"grade": "LIGHT", "is_legal": False, "packages": packages} | more
    return Area(number, f"Kawasan {number}", 25_000, **told)  # type: ignore[arg-type]


def stored(*areas: Area, **more: object) -> Stored:
    payer = Payer(7, "APBD_KOTA", "APBD Kota", (), {YEAR: 5_999_999, YEAR + 1: 9_000_000})
    told: dict[str, object] = {"payers": [payer], "executors": {"jalan": Executor(3, "PU", {YEAR: 4_500_000})},
                               "aspects": ["jalan", "drainase"], "before": [("drainase", "jalan")],
                               "slum_from": 16} | more  # fmt: skip
    return Stored(areas, **told)  # type: ignore[arg-type]


def test_the_document_rounds_costs_up_and_money_down_and_reads_back() -> None:
    made = make_instance(stored(area(1, {"jalan": 1_000_001, "drainase": 10}, is_legal=True, grade="SEVERE")),
                         Options(YEAR, 2, percent=150, must={1: YEAR + 1}, targets={YEAR: 12_345}))  # fmt: skip
    document = made.document
    assert document["C"] == [{"0": 2, "1": 1}] and document["B"] == [[8, 13]]
    assert document["Q"][0] == [4, 3], "told for one year; no limit where nobody told"
    assert document["w"] == [6.0] and document["H"] == [1.2345, 0.0] and document["before"] == [[1, 0]]
    assert made.labels["settlements"] == [1] and made.labels["sources"] == [7]
    instance = read(document)
    assert instance.must == {0: 1} and instance.labels.areas == ("1",)


def test_a_package_too_large_for_one_source_and_year_is_cut_into_parts_that_add_up() -> None:
    houses = Work("1c", "rehab_rtlh", 7_000_000, "unit", 2_000_000, 14_000_000)
    big = Area(1, "Kawasan 1", 25_000, "LIGHT", False, {"jalan": Package("jalan", [houses])})
    made = make_instance(stored(big), OPTIONS)
    parts = [work for works in made.labels["works"][0].values() for work in works]
    assert len(parts) > 2 and sum(work["cost_idr"] for work in parts) == 14_000_000
    assert sum(work["volume_micro"] for work in parts) == 7_000_000
    assert all(work["volume_micro"] % 1_000_000 == 0 for work in parts), "nobody repairs a third of a house"
    assert all(cost <= 4 for cost in made.document["C"][0].values())
    assert read(made.document).executes[0] == read(made.document).executes[1]
    poor = stored(big, payers=[Payer(7, "X", "X", (), {YEAR: 1_000_000})])
    assert len(make_instance(poor, OPTIONS).document["C"][0]) <= 16


def test_a_source_that_may_only_pay_in_part_is_left_out_rather_than_wrongly_in() -> None:
    cells = (("jalan", "CITY"), ("drainase", "PROVINCE"))
    payer = Payer(7, "X", "X", cells, {YEAR: 1_000_000})
    both, one = area(1, {"jalan": 1, "drainase": 1}, authority="CITY"), area(2, {"jalan": 1}, authority="CITY")
    document = make_instance(stored(both, one, payers=[payer]), OPTIONS).document
    assert document["el"] == [[1, 1]] and document["ea"] == [[0, 1]]


def test_the_cheapest_sets_bring_a_settlement_below_the_threshold() -> None:
    one = area(
        1, {"jalan": 1, "drainase": 1, "bangunan": 1}, total=24, scores={"jalan": 9, "drainase": 5, "bangunan": 5}
    )
    assert cheapest_sets(one, 16) == [["jalan"], ["bangunan", "drainase"]]
    assert cheapest_sets(area(1, {"jalan": 1}), 16) == [], "a score that nobody knows is no score"


def test_options_come_back_as_they_were_stored_and_nothing_is_planned_of_nothing() -> None:
    options = Options(YEAR, 3, "DECIDED", "RANKING", "threshold", 80, {7: 120}, {1: None, 2: YEAR}, frozenset({3}),
                      frozenset({4}), {YEAR: 5}, hard_targets=True, with_readiness=False)  # fmt: skip
    assert read_options(options.to_json()) == options
    for nothing, code in ((stored(), "SCEN-NO-AREAS"), (stored(area(1, {"jalan": 1}), payers=[]), "SCEN-NO-MONEY")):
        with pytest.raises(NothingToPlan, match=code):
            make_instance(nothing, OPTIONS)


def test_what_is_missing_is_asked_for_by_name(made: Drawing) -> None:
    fund(made, {YEAR: RICH})
    UnitCost.objects.filter(city=made.world.city, activity="apar").delete()
    gaps = {gap.code: gap for gap in gather(made.world.city, OPTIONS, on=ON).gaps}
    assert gaps["SCEN-NO-ENVELOPE"].params["years"] == str(YEAR + 1)
    assert gaps["SCEN-NO-CAPACITY"].params["agency"] == "Dinas PU"
    if "SCEN-NO-PRICE" in gaps:  # only where the survey shows that deficit
        assert gaps["SCEN-NO-PRICE"].params["activity"] == "apar"
    with pytest.raises(CannotPlan, match="SCEN-NO-ENVELOPES"):
        ask(made, options=Options(2040, 1))


def ask(made: Drawing, name: str = "Dasar", options: Options = OPTIONS) -> Scenario:
    return ask_scenario(city=made.world.city, question=Question(name, options, time_limit=5), on=ON,
                        by=made.world.user("PLANNER"), at=AT)  # fmt: skip


def computed(scenario: Scenario) -> Scenario:
    return compute(scenario_id=scenario.pk, clock=lambda: AT + timedelta(seconds=1))


def test_a_scenario_is_computed_once_checked_and_made_a_draft(made: Drawing) -> None:
    fund(made, {YEAR: RICH, YEAR + 1: RICH})
    scenario = computed(ask(made))
    assert scenario.state == ScenarioState.DONE, scenario.problem
    assert len(scenario.data_hash) == 64 and "HiGHS" in scenario.version
    instance = read(scenario.instance)
    plan = read_plan(scenario.result["plan"])
    assert check(instance, plan) == [] and len(plan) == 3
    assert sum(scenario.result["done"]) == pytest.approx(4.5)
    assert scenario.bound_micro is not None and scenario.objective_micro is not None
    assert scenario.bound_micro >= scenario.objective_micro
    assert computed(scenario).finished_at == scenario.finished_at, "a second run leaves it as it is"
    draft = plan_of_scenario(scenario=scenario, title="Rencana", by=made.world.user("PLANNER"), at=AT)
    lines = lines_of(draft)
    assert sum(finished_m2(lines).values()) == 45_000
    assert {line.proposal_id for line in lines} >= {one.pk for one in made.proposals}
    assert all(amount.source_id for line in lines for amount in line.amounts.all())
    with pytest.raises(CannotPlan, match="SCEN-HAS-PLAN"):
        plan_of_scenario(scenario=scenario, title="Lagi", by=None, at=AT)


def test_the_mayors_word_binds_and_may_be_relaxed_and_musts_beyond_the_money_are_told(made: Drawing) -> None:
    say(made, Verdict.DECIDED, Verdict.DECLINED)
    first, second = (one.pk for one in made.planning.town.settlements[:2])
    decided, declined = mayors_word(made.world.city)
    assert (decided, declined) == ({first}, {second})
    fund(made, {YEAR: RICH, YEAR + 1: RICH})
    bound = Options(YEAR, 2, must={first: None}, never=frozenset({second}))
    scenario = computed(ask(made, options=bound))
    settlements = scenario.labels["settlements"]
    chosen = {settlements[int(area)] for area in scenario.result["plan"]}
    assert first in chosen and second not in chosen
    poor = computed(ask(made, "Miskin", Options(YEAR, 2, percent=0, must={first: None})))
    assert (poor.state, poor.problem["code"]) == (ScenarioState.FAILED, "SCEN-UNFEASIBLE")
    assert poor.result == {}


def test_one_that_waits_can_be_stopped_and_names_are_one(made: Drawing) -> None:
    fund(made, {YEAR: RICH})
    scenario = ask(made)
    stop_scenario(scenario=scenario, by=None, at=AT)
    assert computed(scenario).state == ScenarioState.STOPPED
    with pytest.raises(CannotPlan, match="SCEN-NAME-TAKEN"):
        ask(made)
    with pytest.raises(CannotPlan, match="SCEN-NOT-DONE"):
        plan_of_scenario(scenario=scenario, title="x", by=None, at=AT)
