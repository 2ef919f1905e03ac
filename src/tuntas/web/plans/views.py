"""Plans of a city: their list, one plan with its programme, what a revision changed."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.city.people.access import can
from tuntas.city.plans.checking import findings
from tuntas.city.plans.models import Plan, PlanState
from tuntas.city.plans.programme import programme
from tuntas.city.records.models import AuditEntry
from tuntas.domain.findings import Finding
from tuntas.web.city_page.loading import load_city
from tuntas.web.plans import change_shown, finding_shown, list_shown, page_shown
from tuntas.web.plans.loading import KEEP, Chosen, chosen_plan
from tuntas.web.plans.page_shown import crumb


@login_required
@require_safe
def plans(request: HttpRequest, code: str) -> HttpResponse:
    """The list: what is worked on first, then the plans, the latest first."""
    city = load_city(request, code)
    shown = list_shown.shown_plans(Plan.objects.visible_to(request.user).filter(city=city), city)
    return render(request, "plans/list.html", {
        "city": city, "breadcrumbs": list_shown.crumbs(city), "plans": shown, "can_keep": can(request.user, KEEP, city),
        "has_draft": any(one.is_open for one in shown),
    })  # fmt: skip


@login_required
@require_safe
def plan(request: HttpRequest, code: str, plan_id: int) -> HttpResponse:
    """One plan: its sentence, its years, its programme, what stands in its way, its papers and its history."""
    chosen = chosen_plan(request, code, plan_id)
    table = programme(chosen.plan)
    found = open_findings(chosen)
    blocking = sum(one.blocks for one in found)
    lines = [row.line for row in table.rows]
    return render(request, "plans/plan.html", told(chosen) | {
        "headline": page_shown.headline(chosen, table, blocking), "steps": page_shown.steps(chosen, blocking),
        "tiles": page_shown.tiles(chosen, table), "years": page_shown.years(table), "trend": page_shown.trend(table),
        "groups": page_shown.groups(chosen, table), "span": table.years,
        "parts": finding_shown.parts(chosen, found, lines), "papers": page_shown.papers(chosen.plan),
        "events": page_shown.events(chosen, _entries(request, chosen)),
        "can_export": can(request.user, "export", chosen.city), "scenario": chosen.plan.scenarios.first(),
        "lead": chosen.plan.title if chosen.plan.number else "", "follower": chosen.plan.revisions.adopted().first(),
        "breadcrumbs": list_shown.crumbs(chosen.city, (crumb(chosen.plan), "")),
    })  # fmt: skip


@login_required
@require_safe
def changes(request: HttpRequest, code: str, plan_id: int) -> HttpResponse:
    """What a revision changed, line by line and target by target."""
    chosen = chosen_plan(request, code, plan_id)
    return render(request, "plans/changes.html", told(chosen) | change_shown.context(chosen) | {
        "breadcrumbs": list_shown.crumbs(chosen.city, (crumb(chosen.plan), own_url(chosen)),
                                         (_("Apa yang berubah"), "")),
    })  # fmt: skip


def told(chosen: Chosen) -> dict[str, object]:
    """What every page of a plan knows of it."""
    return {"city": chosen.city, "plan": chosen.plan, "chosen": chosen,
            "state": list_shown.shown_state(chosen.state)}  # fmt: skip


def own_url(chosen: Chosen) -> str:
    """The page of the plan."""
    return page_shown.plan_url(chosen)


def open_findings(chosen: Chosen) -> Sequence[Finding]:
    """What is to be said of a draft; nothing of a plan that was adopted or given up."""
    return findings(chosen.plan, on=timezone.localdate()) if chosen.state is PlanState.DRAFT else []


def _entries(request: HttpRequest, chosen: Chosen) -> Sequence[AuditEntry] | None:
    if not can(request.user, "see_audit", chosen.city):
        return None
    entries = AuditEntry.objects.visible_to(request.user).about(chosen.plan)
    return list(entries.select_related("by").order_by("-seq"))
