"""Problems of a city: their list with its export, the board of agencies, and one problem."""

from collections.abc import Mapping, Sequence

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.city.people.access import can, need
from tuntas.city.people.models import Agency, City
from tuntas.city.problems.answering import answers_for, can_direct
from tuntas.city.problems.models import Problem, ProblemState, ProblemUnit, TargetAreaSettlement
from tuntas.city.problems.routing import routes
from tuntas.city.records.models import Paper
from tuntas.city.settlements.models import Settlement
from tuntas.rules.regulation import Aspect
from tuntas.web.city_page.loading import load_city
from tuntas.web.problems import exporting, list_shown, page_shown
from tuntas.web.problems.filtering import ProblemFilterForm, ordered
from tuntas.web.problems.forms import AcceptForm, AskForm, CloseForm, CompleteForm, HandOnForm, ReasonForm, StepForm
from tuntas.web.problems.loading import Chosen, chosen_problem
from tuntas.web.problems.papers import handed_out
from tuntas.web.problems.words import ORIGINS, aspect_word, called, rules_of, state_look, where
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.listing import PAGE
from tuntas.web.shared.requests import SignedInRequest
from tuntas.web.shared.table_files import FILES

PAGE_ROWS = 100
ROW = ("city", "settlement", "place__kelurahan", "campaign__rule_set", "agency")


@login_required
@require_safe
def problems(request: SignedInRequest, code: str) -> HttpResponse:
    """The list, as the address narrows and sorts it."""
    city, at = load_city(request, code), timezone.now()
    aspects = aspects_of(city)
    seen = Problem.objects.visible_to(request.user).filter(city=city)
    form = _filter(request, city, aspects)
    rows, sorting = ordered(form.narrowed(seen).select_related(*ROW), request.GET)
    page = Paginator(rows, PAGE_ROWS).get_page(request.GET.get(PAGE))
    ticks = _takeable(request, city, list(page))
    return render(request, "problems/list.html", {
        "city": city, "form": form, "chips": form.chips(request.GET), "sorting": sorting, "page": page,
        "rows": list_shown.shown(page, aspects, at, ticks), "can_accept": bool(ticks), "known": seen.exists(),
        "tiles": list_shown.tiles(seen, city), "breadcrumbs": list_shown.crumbs(city),
        "can_bring": can(request.user, "bring_problem", city), "can_direct": can_direct(request.user, city),
        "can_export": can(request.user, "export", city),
    })  # fmt: skip


@login_required
@require_safe
def board(request: SignedInRequest, code: str) -> HttpResponse:
    """Whose answer is waited for, since when; and what nobody answers for."""
    city, at = load_city(request, code), timezone.now()
    aspects, agencies = aspects_of(city), agencies_of(city)
    seen = Problem.objects.visible_to(request.user).filter(city=city)
    told = routes(city, aspects)
    return render(request, "problems/board.html", {
        "city": city, "rows": list_shown.board(seen, agencies, city, at), "agencies": agencies,
        "unrouted": list_shown.unrouted(seen, told, aspects, city), "can_direct": can_direct(request.user, city),
        "gaps": [aspect_word(aspects, one) for one, route in told.items() if route.is_gap],
        "doubles": [f"{aspect_word(aspects, one)} ({', '.join(agency.code for agency in route.candidates)})"
                    for one, route in told.items() if route.is_double],
        "breadcrumbs": list_shown.crumbs(city, Crumb(_("Papan perangkat daerah"))),
    })  # fmt: skip


@login_required
@require_safe
def export(request: SignedInRequest, code: str) -> HttpResponse:
    """Exactly what is filtered, as XLSX or CSV."""
    city, kind = load_city(request, code), request.GET.get("format", "xlsx")
    need(can(request.user, "export", city))
    if kind not in FILES:
        raise Http404
    aspects = aspects_of(city)
    seen = Problem.objects.visible_to(request.user).filter(city=city)
    form = _filter(request, city, aspects)
    rows, _sorting = ordered(form.narrowed(seen).select_related(*ROW), request.GET)
    with_units = rows.prefetch_related(Prefetch("units", ProblemUnit.objects.select_related("place__parent")))
    write, content_type = FILES[kind]
    content = write("Masalah", exporting.head(), exporting.lines(with_units, aspects))
    response = HttpResponse(content, content_type=content_type)
    name = f"masalah-{slugify(city.name)}-{timezone.localdate():%Y%m%d}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
@require_safe
def problem(request: SignedInRequest, code: str, problem_id: int) -> HttpResponse:
    """One problem."""
    return problem_page(request, chosen_problem(request, code, problem_id))


@login_required
@require_safe
def paper(request: SignedInRequest, code: str, problem_id: int, evidence_id: int) -> FileResponse:
    """A paper of a problem."""
    one = chosen_problem(request, code, problem_id).problem
    own = {one.evidence_id, one.quote_paper_id, *one.steps.values_list("paper", flat=True)}
    return handed_out(request, own, evidence_id)


def problem_page(
    request: SignedInRequest, chosen: Chosen, sent: Mapping[str, StepForm] | None = None, status: int = 200
) -> HttpResponse:
    """The page of a problem; `sent`: the form that was refused, with what was typed."""
    one, city = chosen.problem, chosen.city
    steps = list(one.steps.select_related("by", "from_agency", "to_agency", "paper").order_by("pk"))
    own = (one.evidence_id, one.quote_paper_id, *(step.paper_id for step in steps))
    seen = Paper.objects.visible_to(request.user).filter(pk__in={pk for pk in own if pk is not None})
    visible = frozenset(seen.values_list("pk", flat=True))
    aspects = aspects_of(city)
    areas = TargetAreaSettlement.objects.filter(settlement=one.settlement_id, left_on=None).select_related(
        "target_area"
    )
    return render(request, "problems/problem.html", {
        "city": city, "problem": one, "chosen": chosen, "name": called(one), "where": where(one),
        "headline": page_shown.headline(one), "state": state_look(one), "aspect": aspect_word(aspects, one.aspect),
        "origin": ORIGINS[one.origin], "units": page_shown.units(one), "unknown": page_shown.unknown_words(one),
        "is_small": page_shown.is_small(one), "volume": list_shown.volume_words(one),
        "papers": page_shown.papers(chosen, steps, visible), "events": page_shown.events(chosen, steps),
        "route": page_shown.route_words(one), "areas": [row.target_area for row in areas if one.settlement_id],
        "breadcrumbs": list_shown.crumbs(city, Crumb(called(one))), **_forms(chosen, sent or {}),
    }, status=status)  # fmt: skip


def aspects_of(city: City) -> dict[str, Aspect]:
    """The aspects of the rule set by their ids."""
    return {aspect.id: aspect for aspect in rules_of(city).aspects}


def agencies_of(city: City) -> list[Agency]:
    """The agencies of a city by their short names."""
    return list(city.agencies.order_by("code"))


def _filter(request: SignedInRequest, city: City, aspects: Mapping[str, Aspect]) -> ProblemFilterForm:
    """The filter, with every settlement that the person sees: also one that has no problem, or has ended."""
    settlements = Settlement.objects.visible_to(request.user).filter(city=city).order_by("name", "pk")
    return ProblemFilterForm(request.GET, settlements.values_list("pk", "name"), aspects, agencies_of(city))


def _takeable(request: SignedInRequest, city: City, rows: Sequence[Problem]) -> frozenset[int]:
    """Those of the page that a person of an agency may take on: that agency's, and waiting."""
    own = answers_for(request.user, city) or frozenset()
    return frozenset(one.pk for one in rows if one.state == ProblemState.OPEN and one.agency_id in own)


def _forms(chosen: Chosen, sent: Mapping[str, StepForm]) -> dict[str, object]:
    """The forms of what the person may do now; empty where nothing."""
    one, seen = chosen.problem, {"seen": chosen.problem.changed}
    agencies = agencies_of(chosen.city) if chosen.can_answer or chosen.can_direct else []
    is_closed, others = one.state == ProblemState.CLOSED, [two for two in agencies if two.pk != one.agency_id]
    told: dict[str, object] = {}
    if chosen.can_answer:
        if one.state == ProblemState.OPEN:
            told["accept_form"] = AcceptForm(initial=seen, auto_id="terima_%s")
        told["complete_form"] = CompleteForm(initial=seen, auto_id="lengkapi_%s")
        told["hand_on_form"] = HandOnForm(initial=seen, agencies=others, auto_id="teruskan_%s") if others else None
        told["give_back_form"] = ReasonForm(initial=seen, auto_id="kembali_%s")
    if chosen.can_direct and one.agency_id is None and not is_closed:
        told["ask_form"] = AskForm(initial=seen, agencies=agencies, auto_id="tujuan_%s")
    if chosen.can_close:
        told["close_form"] = CloseForm(initial=seen, auto_id="tutup_%s")
    if chosen.can_reopen and is_closed:
        told["reopen_form"] = ReasonForm(initial=seen, auto_id="buka_%s")
    return told | _refused(told, sent)


def _refused(told: Mapping[str, object], sent: Mapping[str, StepForm]) -> dict[str, object]:
    """The form that was refused in its place; where the person may no longer do that, what they typed."""
    for name, form in sent.items():
        words = " ".join(str(error) for error in form.non_field_errors())
        if name in told:
            return {"sent": name, "conflict": words, name: form}
        typed = form.data.get("reason") or form.data.get("remark") or ""
        return {"conflict": words or _("Tindakan ini tidak lagi mungkin."), "typed": typed}
    return {}
