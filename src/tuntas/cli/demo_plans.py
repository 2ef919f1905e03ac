"""Scenarios of the demo and a draft plan made of one. Invented."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from tuntas.city.people.models import City, User
from tuntas.city.plans.asking import Options
from tuntas.city.plans.computing import Question, ask_scenario, compute
from tuntas.city.plans.drafting import set_plan_targets, set_targets
from tuntas.city.plans.gathering import mayors_word
from tuntas.city.plans.lining import plan_of_scenario
from tuntas.city.plans.models import Scenario, ScenarioState
from tuntas.city.plans.refusals import CannotPlan
from tuntas.city.proposals.library import PriceHead, keep_prices

YEARS, SECONDS, WINDOW = 4, 1, 1
#: What the proposals of the demo lack: without a price no settlement could be planned to its end.
PRICES = {"akses_pemadam": 2_000_000, "apar": 1_200_000}
TITLE = "Rencana Pencegahan dan Peningkatan Kualitas Permukiman Kumuh (contoh)"


def make_plans(city: City, people: Mapping[str, User], *, on: date, at: datetime) -> None:
    """By ordinary actions; where the example's data do not make a plan, nothing."""
    by, first = people["PLANNER"], on.year + 1
    heads = [PriceHead(code, on.year, cost, "angka contoh") for code, cost in PRICES.items()]
    keep_prices(city=city, heads=heads, by=by, at=at)
    decided, declined = mayors_word(city)
    base = Options(first, YEARS, must={pk: None for pk in sorted(decided)}, never=declined, window=WINDOW,
                   targets=set_targets(city, range(first, first + YEARS)))  # fmt: skip
    free = replace(base, percent=67, must={}, never=frozenset(), free=decided | declined)
    asked = (("Dana turun sepertiga, putusan dilonggarkan (contoh)", free), ("Menurut pagu dan putusan (contoh)", base))
    made = [_computed(city, name, options, by, on, at) for name, options in asked]
    chosen = [one for one in made if one is not None and one.state == ScenarioState.DONE and one.result["plan"]]
    if chosen:
        plan = plan_of_scenario(scenario=chosen[-1], title=TITLE, by=by, at=at)
        remaining = sum(chosen[-1].labels["area_m2"])
        targets = {year: remaining // YEARS for year in plan.span}
        set_plan_targets(plan=plan, targets=targets, seen=plan.changed, by=by, at=at)


def _computed(city: City, name: str, options: Options, by: User, on: date, at: datetime) -> Scenario | None:
    try:
        question = Question(name, options, time_limit=SECONDS)
        scenario = ask_scenario(city=city, question=question, on=on, by=by, at=at)
    except CannotPlan:
        return None
    return compute(scenario_id=scenario.pk, clock=lambda: at)
