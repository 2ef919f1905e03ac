"""From an address to a plan or a scenario; what the person may not see is not there (404)."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from tuntas.city.people.access import can, made_by_other, need
from tuntas.city.people.models import City
from tuntas.city.plans.facts import state_of
from tuntas.city.plans.models import Plan, PlanLine, PlanState, Scenario
from tuntas.web.city_page.loading import load_city
from tuntas.web.shared.requests import SignedInRequest

RELATED = ("city__place", "revises", "drafted_by", "discussed_by", "adopted_by", "dropped_by", "minutes__file",
           "paper__file")  # fmt: skip
KEEP, ADOPT = "keep_plan", "adopt_plan"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A plan with its state, and what the person may do with it now."""

    city: City
    plan: Plan
    state: PlanState
    can_keep: bool
    can_adopt: bool

    @property
    def is_open(self) -> bool:
        """Whether it is still worked on."""
        return self.state in (PlanState.DRAFT, PlanState.DISCUSSED)

    @property
    def can_edit(self) -> bool:
        """Whether the person may change it: nobody changes what was discussed."""
        return self.can_keep and self.state is PlanState.DRAFT


def chosen_plan(request: HttpRequest, code: str, plan_id: int) -> Chosen:
    """The plan that the address names."""
    city = load_city(request, code)
    plan = get_object_or_404(Plan.objects.visible_to(request.user).filter(city=city).select_related(*RELATED),
                             pk=plan_id)  # fmt: skip
    return Chosen(city, plan, state_of(plan), can(request.user, KEEP, city), can(request.user, ADOPT, city))


def chosen_to(request: HttpRequest, code: str, plan_id: int, verb: str) -> Chosen:
    """The plan, for who holds that right in its city."""
    chosen = chosen_plan(request, code, plan_id)
    need(can(request.user, verb, chosen.city))
    return chosen


def keepers_city(request: HttpRequest, code: str) -> City:
    """The city, for who keeps its plan."""
    city = load_city(request, code)
    need(can(request.user, KEEP, city))
    return city


def line_of(chosen: Chosen, row_id: int) -> PlanLine:
    """One line of the plan; another's is not there (404)."""
    rows = PlanLine.objects.filter(plan=chosen.plan).select_related("settlement__place", "agency", "proposal")
    return get_object_or_404(rows.prefetch_related("amounts__source"), pk=row_id)


def chosen_scenario(request: HttpRequest, code: str, scenario_id: int) -> tuple[City, Scenario]:
    """The scenario that the address names."""
    city = load_city(request, code)
    rows = Scenario.objects.visible_to(request.user).filter(city=city).select_related("by", "plan")
    return city, get_object_or_404(rows, pk=scenario_id)


def seen_of(request: HttpRequest) -> int:
    """The count of changes that the page showed; one that is missing fits none."""
    said = request.POST.get("seen", "")
    return int(said) if said.isdecimal() and len(said) < 9 else 0


def is_own_record(request: SignedInRequest, plan: Plan) -> bool:
    """Whether somebody else has to adopt it."""
    return not made_by_other(request.user, plan.drafted_by, plan.discussed_by)
