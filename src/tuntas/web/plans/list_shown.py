"""The plans of a city as their list shows them."""

from dataclasses import dataclass

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tuntas.city.people.models import City
from tuntas.city.plans.facts import state_of
from tuntas.city.plans.models import Plan, PlanQuerySet, PlanState
from tuntas.web.plans.words import STATES, crumbs_of
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import day, rupiah, rupiah_short

OPEN = (PlanState.DRAFT, PlanState.DISCUSSED)


@dataclass(frozen=True, slots=True)
class ShownState:
    """A state as a coloured word."""

    word: str | Promise
    css: str
    icon: str


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """One plan of the list."""

    name: str
    title: str
    url: str
    state: ShownState
    years: str
    lines: int
    cost: str
    cost_exact: str
    on: str
    revises: tuple[str, str] | None
    revised_by: tuple[str, str] | None
    is_open: bool


def shown_state(state: PlanState) -> ShownState:
    """The state in words and colour."""
    return ShownState(*STATES[state])


def shown_plans(plans: PlanQuerySet, city: City) -> list[ShownPlan]:
    """Open ones first, then the latest (one query)."""
    rows = list(plans.select_related("revises").annotate(line_count=Count("lines"), cost=Sum("lines__cost_idr")))
    rows.sort(key=lambda one: (one.dropped_at is not None, one.adopted_at is not None, _backwards(one)))
    followers = {one.revises_id: one for one in rows if one.revises_id and one.adopted_at}
    return [_shown(one, followers.get(one.pk), city) for one in rows]


def crumbs(city: City, *last: tuple[str, str]) -> list[Crumb]:
    """The way to the list, or to a page below it."""
    way = [Crumb(city.name, reverse("city_page", args=[city.code]))]
    if not last:
        return [*way, Crumb(_("Rencana"))]
    return crumbs_of([*way, Crumb(_("Rencana"), reverse("plans", args=[city.code]))], *last)


def years_words(plan: Plan) -> str:
    """`2027–2031`, or the one year."""
    return f"{plan.span[0]}–{plan.span[-1]}" if plan.years > 1 else str(plan.from_year)


def _shown(one: Plan, follower: Plan | None, city: City) -> ShownPlan:
    state = state_of(one, is_revised=follower is not None)
    cost = getattr(one, "cost", None)
    return ShownPlan(
        name=one.name, title="" if one.title == one.name else one.title, url=_url(city, one), state=shown_state(state),
        years=years_words(one), lines=getattr(one, "line_count", 0), cost=rupiah_short(cost), cost_exact=rupiah(cost),
        on=day(one.signed_on) if one.signed_on else _("belum ditetapkan"),
        revises=(one.revises.name, _url(city, one.revises)) if one.revises else None,
        revised_by=(follower.name, _url(city, follower)) if follower else None, is_open=state in OPEN,
    )  # fmt: skip


def _url(city: City, plan: Plan) -> str:
    return reverse("plan", args=[city.code, plan.pk])


def _backwards(one: Plan) -> tuple[int, int]:
    newest = one.signed_on or one.drafted_at.date()
    return -newest.toordinal(), -one.pk
