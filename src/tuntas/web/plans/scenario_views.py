"""Scenarios: their list, a new one, one with its answer, up to four side by side, and a draft made of one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.city.people.access import can, need
from tuntas.city.plans.asking import Options
from tuntas.city.plans.computing import ask_scenario, stop_scenario
from tuntas.city.plans.drafting import set_targets
from tuntas.city.plans.gathering import gather
from tuntas.city.plans.lining import plan_of_scenario
from tuntas.city.plans.models import Plan, Scenario, ScenarioState
from tuntas.city.plans.refusals import CannotPlan
from tuntas.city.plans.tasks import compute_scenario
from tuntas.web.city_page.loading import load_city
from tuntas.web.plans import comparing_shown, scenario_shown
from tuntas.web.plans.forms import DraftForm
from tuntas.web.plans.gap_shown import shown_gaps
from tuntas.web.plans.loading import KEEP, chosen_scenario, keepers_city
from tuntas.web.plans.scenario_forms import ScenarioForm
from tuntas.web.plans.words import refusal_text
from tuntas.web.shared.requests import SignedInRequest

CHOSEN, MOST_BESIDE = "s", 4


@login_required
@require_safe
def scenarios(request: HttpRequest, code: str) -> HttpResponse:
    """The list, the newest first; up to four are ticked and compared."""
    city = load_city(request, code)
    rows = (
        Scenario.objects.visible_to(request.user).filter(city=city).select_related("by", "plan").order_by("-at", "-pk")
    )
    return render(request, "plans/scenarios.html", {
        "city": city, "breadcrumbs": scenario_shown.crumbs(city), "can_keep": can(request.user, KEEP, city),
        "scenarios": [scenario_shown.listed(one) for one in rows], "most": MOST_BESIDE,
    })  # fmt: skip


@login_required
def new(request: SignedInRequest, code: str) -> HttpResponse:
    """A new scenario: what it asks, and what the city's data still lack."""
    city = keepers_city(request, code)
    first = timezone.localdate().year + 1
    form = ScenarioForm(request.POST or None, city=city, initial={"from_year": first} | _copied(request, code))
    if request.method == "POST" and form.is_valid():
        try:
            made = ask_scenario(city=city, question=form.question(), on=timezone.localdate(), by=request.user,
                                at=timezone.now())  # fmt: skip
        except CannotPlan as refusal:
            form.add_error("name" if "NAME" in refusal.code else None, refusal_text(refusal))
        else:
            compute_scenario.enqueue(made.pk)
            return redirect("scenario", code, made.pk)
    told = gather(city, Options(first, targets=set_targets(city, range(first, first + 5))), on=timezone.localdate())
    return render(request, "plans/scenario_new.html", {
        "city": city, "form": form, "areas": len(told.areas),
        "gaps": shown_gaps(city, [(gap.code, gap.kind, gap.params) for gap in told.gaps]),
        "breadcrumbs": scenario_shown.crumbs(city, (_("Skenario baru"), "")),
    })  # fmt: skip


@login_required
@require_safe
def scenario(request: HttpRequest, code: str, scenario_id: int) -> HttpResponse:
    """One scenario: its answer in plain words, settlement by settlement; while it is computed its progress."""
    city, one = chosen_scenario(request, code, scenario_id)
    may_keep = can(request.user, KEEP, city)
    return render(request, "plans/scenario.html", scenario_shown.context(one, timezone.now()) | {
        "city": city, "can_keep": may_keep, "draft_form": DraftForm(initial={"from_year": one.options["from_year"]}),
        "has_draft": Plan.objects.filter(city=city).open().exists(),
        "breadcrumbs": scenario_shown.crumbs(city, (one.name, "")),
    })  # fmt: skip


@login_required
@require_safe
def progress(request: HttpRequest, code: str, scenario_id: int) -> HttpResponse:
    """How far the computation is; once it is over the page is loaded anew."""
    _city, one = chosen_scenario(request, code, scenario_id)
    job = scenario_shown.job_of(one, timezone.now())
    response = render(request, "shared/_job.html", {"job": job})
    if not job.is_open:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
def stop(request: SignedInRequest, code: str, scenario_id: int) -> HttpResponse:
    """Ask it to end with the best plan that it has."""
    city, one = chosen_scenario(request, code, scenario_id)
    need(can(request.user, KEEP, city))
    stop_scenario(scenario=one, by=request.user, at=timezone.now())
    messages.success(request, _("Perhitungan diminta berhenti; rencana terbaik sejauh ini dipakai."))
    return redirect("scenario", code, scenario_id)


@login_required
@require_POST
def make_plan(request: SignedInRequest, code: str, scenario_id: int) -> HttpResponse:
    """Make a draft plan of it."""
    city, one = chosen_scenario(request, code, scenario_id)
    need(can(request.user, KEEP, city))
    title = request.POST.get("title", "").strip()[:300] or str(DraftForm.base_fields["title"].initial)
    try:
        made = plan_of_scenario(scenario=one, title=title, by=request.user, at=timezone.now())
    except CannotPlan as refusal:
        messages.error(request, refusal_text(refusal))
        return redirect("scenario", code, scenario_id)
    messages.success(request, _("Rancangan rencana dibuat dari skenario ini."))
    return redirect("plan", code, made.pk)


@login_required
@require_safe
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """Up to four scenarios as columns, with the chart of hectares against money."""
    city = load_city(request, code)
    asked = [int(one) for one in request.GET.getlist(CHOSEN) if one.isdecimal() and len(one) < 12]
    rows = Scenario.objects.visible_to(request.user).filter(city=city, state=ScenarioState.DONE)
    found = {one.pk: one for one in rows.filter(pk__in=asked)}
    chosen = [found[pk] for pk in dict.fromkeys(asked) if pk in found][:MOST_BESIDE]
    if not chosen:
        chosen = list(rows.order_by("-at", "-pk")[:MOST_BESIDE])
    return render(request, "plans/compare.html", comparing_shown.context(city, chosen) | {
        "city": city, "others": [(one, one in chosen) for one in rows.order_by("-at", "-pk")[:20]],
        "breadcrumbs": scenario_shown.crumbs(city, (_("Bandingkan"), "")),
    })  # fmt: skip


def _copied(request: HttpRequest, code: str) -> dict[str, object]:
    """What an earlier scenario asked, where a new one begins with it."""
    asked = request.GET.get("dari", "")
    if not asked.isdecimal() or len(asked) > 12:
        return {}
    _city, one = chosen_scenario(request, code, int(asked))
    return scenario_shown.initial_of(one)
