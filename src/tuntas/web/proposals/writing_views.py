"""Writing proposals: a new one from problems, changing a draft, pricing it anew."""

import json

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tuntas.city.funding.models import Source
from tuntas.city.people.access import can, need
from tuntas.city.people.models import City, User
from tuntas.city.problems.models import Problem
from tuntas.city.proposals.access import agencies_of, can_propose, can_write
from tuntas.city.proposals.drafting import change_proposal, draft_proposal, reprice
from tuntas.city.proposals.models import Proposal
from tuntas.city.proposals.refusals import CannotPropose
from tuntas.city.settlements.models import Settlement
from tuntas.web.city_page.loading import load_city
from tuntas.web.proposals import list_shown
from tuntas.web.proposals.loading import Chosen, writable
from tuntas.web.proposals.meeting import chosen, meet, snapshot
from tuntas.web.proposals.sheet import Data, Frame, Sheet, data_of, with_targets
from tuntas.web.proposals.targets import Target, Targets
from tuntas.web.proposals.words import refusal_text
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.requests import SignedInRequest

SETTLEMENT, PROBLEM, ADD, DO = "kawasan", "masalah", "tambah", "do"


@login_required
def new(request: SignedInRequest, code: str) -> HttpResponse:
    """First the settlement and its problems, then the proposal with their volumes filled in."""
    city = load_city(request, code)
    settlement = _asked_settlement(request, city)
    if settlement is None:
        return _settlements_page(request, city)
    need(can_propose(request.user, settlement))
    frame = _frame(request.user, settlement, timezone.localdate().year + 1)
    asked = [
        target for key in [*_problem_keys(request), *request.GET.getlist(ADD)] if (target := frame.targets.find(key))
    ]
    if request.method != "POST" and not asked:
        return _problems_page(request, frame)
    data = _sent(request) if request.method == "POST" else _first(frame, asked)
    if request.method == "POST" and request.POST.get(DO) == ADD:
        data = with_targets(data, _added(request, frame))
        return _form_page(request, frame, Sheet(frame, data, is_sent=False))
    sheet = Sheet(frame, data, is_sent=request.method == "POST")
    if request.method == "POST" and sheet.is_valid():
        made = _drafted(request, sheet)
        if made is not None:
            messages.success(
                request, _("Konsep usulan tersimpan. Periksa akibatnya pada nilai dan yang belum lengkap.")
            )
            return redirect("proposal", code, made.pk)
    return _form_page(request, frame, sheet)


@login_required
def edit(request: SignedInRequest, code: str, proposal_id: int) -> HttpResponse:
    """Change a draft; where somebody else changed it meanwhile, choose for each field."""
    held = writable(request, code, proposal_id)
    if not held.is_draft:
        messages.error(request, _("Usulan ini bukan konsep lagi. Tarik ke konsep dahulu untuk mengubahnya."))
        return redirect("proposal", code, proposal_id)
    one = held.proposal
    frame = _frame(request.user, one.settlement, one.year, one)
    current = data_of(one)
    if request.method != "POST":
        return _form_page(request, frame, Sheet(frame, current, is_sent=False), held)
    return _edited(request, frame, held, chosen(_sent(request), current, request.POST.dict()), current)


def _edited(request: SignedInRequest, frame: Frame, held: Chosen, data: Data, current: Data) -> HttpResponse:
    one = held.proposal
    if request.POST.get(DO) == ADD:
        data = with_targets(data, _added(request, frame))
        return _form_page(request, frame, Sheet(frame, data, is_sent=False), held)
    if _seen(request) != one.changed:
        return _met_page(request, frame, held, data, current)
    sheet = Sheet(frame, data, is_sent=True)
    if sheet.is_valid() and _changed(request, sheet, one):
        messages.success(request, _("Perubahan tersimpan."))
        return redirect("proposal", frame.city.code, one.pk)
    return _form_page(request, frame, sheet, held)


@login_required
@require_POST
def price_anew(request: SignedInRequest, code: str, proposal_id: int) -> HttpResponse:
    """Take the prices of the library as they are now."""
    held = writable(request, code, proposal_id)
    try:
        changed = reprice(proposal=held.proposal, seen=_seen(request), by=request.user, at=timezone.now())
    except CannotPropose as refusal:
        messages.error(request, refusal_text(refusal))
    else:
        told = ngettext("%(n)d pekerjaan dihitung ulang.", "%(n)d pekerjaan dihitung ulang.", changed)
        messages.success(request, told % {"n": changed} if changed else _("Semua harga sudah yang terbaru."))
    return redirect("proposal", code, proposal_id)


def _asked_settlement(request: HttpRequest, city: City) -> Settlement | None:
    """The settlement that the address names, or that of the problems it names."""
    seen = Settlement.objects.visible_to(request.user).filter(city=city).existing(timezone.localdate())
    rows = seen.select_related("place__parent", "city__place")
    if asked := request.GET.get(SETTLEMENT, ""):
        return get_object_or_404(rows, pk=int(asked) if asked.isdecimal() and len(asked) < 12 else 0)
    keys = _problem_keys(request)
    named = Problem.objects.filter(city=city, pk=int(keys[0][1:])).first() if keys else None
    return rows.filter(pk=named.settlement_id or 0).first() if named else None


def _problem_keys(request: HttpRequest) -> list[str]:
    return [f"p{one}" for one in request.GET.getlist(PROBLEM) if one.isdecimal() and len(one) < 12]


def _frame(user: User, settlement: Settlement, year: int, one: Proposal | None = None) -> Frame:
    agencies = agencies_of(user, settlement.city)
    if one is not None and one.agency not in agencies:
        agencies.append(one.agency)
    lines = list(one.lines.all()) if one else []
    sources = Source.objects.filter(city=settlement.city).bearing().order_by("position", "pk")
    return Frame(settlement, Targets(settlement, also=lines), agencies, list(sources), year)


def _first(frame: Frame, targets: list[Target]) -> Data:
    """A new proposal as it begins: the agency that answers for the first problem, a title to be changed."""
    agency = next((one.problem.agency_id for one in targets if one.problem and one.problem.agency_id), None)
    known = {one.pk for one in frame.agencies}
    first = agency if agency in known else next(iter(known), "")
    title = _("Penanganan %(name)s") % {"name": frame.settlement.name}
    return with_targets({"title": title, "year": str(frame.year), "origin": "AGENCY", "agency": str(first)}, targets)


def _sent(request: HttpRequest) -> Data:
    """What was sent, without what is only for this exchange."""
    return {name: str(value) for name, value in request.POST.items()
            if name not in ("csrfmiddlewaretoken", "seen", "semula", DO, ADD)}  # fmt: skip


def _added(request: HttpRequest, frame: Frame) -> list[Target]:
    return [target for key in request.POST.getlist(ADD) if (target := frame.targets.find(key))]


def _seen(request: HttpRequest) -> int:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 10 else 0


def _drafted(request: SignedInRequest, sheet: Sheet) -> Proposal | None:
    told = sheet.draft(on=timezone.localdate())
    if told is None:
        return None
    try:
        return draft_proposal(settlement=sheet.frame.settlement, told=told, by=request.user, at=timezone.now())
    except CannotPropose as refusal:
        sheet.head.add_error(None, refusal_text(refusal))
        return None


def _changed(request: SignedInRequest, sheet: Sheet, one: Proposal) -> bool:
    told = sheet.draft(on=timezone.localdate())
    if told is None:
        return False
    need(can_write(request.user, one))
    try:
        change_proposal(proposal=one, told=told, seen=_seen(request), by=request.user, at=timezone.now())
    except CannotPropose as refusal:
        sheet.head.add_error(None, refusal_text(refusal))
        return False
    return True


def _settlements_page(request: SignedInRequest, city: City) -> HttpResponse:
    seen = Settlement.objects.visible_to(request.user).filter(city=city).existing(timezone.localdate())
    rows = [one for one in seen.select_related("place__parent", "city__place").order_by("place__name", "name")
            if can_propose(request.user, one)]  # fmt: skip
    need(can(request.user, "propose", city))
    return render(request, "proposals/new_settlement.html", {
        "city": city, "rows": rows, "breadcrumbs": list_shown.crumbs(city, Crumb(_("Usulan baru"))),
    })  # fmt: skip


def _problems_page(request: SignedInRequest, frame: Frame) -> HttpResponse:
    return render(request, "proposals/new_problems.html", {
        "city": frame.city, "settlement": frame.settlement, "targets": frame.targets,
        "breadcrumbs": list_shown.crumbs(frame.city, Crumb(_("Usulan baru"))),
    })  # fmt: skip


def _form_page(request: SignedInRequest, frame: Frame, sheet: Sheet, held: Chosen | None = None) -> HttpResponse:
    one = held.proposal if held else None
    label = _("Ubah usulan") if one else _("Usulan baru")
    way = [Crumb(one.title, list_shown.proposal_url(one))] if one else []
    seen, before = (one.changed, data_of(one)) if one else (0, {})
    if request.method == "POST" and held:  # what was seen first stays: a page shown again is no newer look
        seen, before = _seen(request), snapshot(request.POST.get("semula", ""))
    return render(request, "proposals/form.html", {
        "city": frame.city, "settlement": frame.settlement, "sheet": sheet, "targets": frame.targets, "proposal": one,
        "label": label, "seen": seen, "before": json.dumps(before),
        "breadcrumbs": list_shown.crumbs(frame.city, *way, Crumb(label)),
    })  # fmt: skip


def _met_page(request: SignedInRequest, frame: Frame, held: Chosen, mine: Data, theirs: Data) -> HttpResponse:
    one = held.proposal
    met = meet(frame, snapshot(request.POST.get("semula", "")), theirs, mine)
    return render(request, "proposals/met.html", {
        "city": frame.city, "proposal": one, "clashes": met.clashes, "kept": sorted(met.merged.items()),
        "seen": one.changed, "before": json.dumps(theirs), "other": _("Orang lain"),
        "breadcrumbs": list_shown.crumbs(frame.city, Crumb(one.title, list_shown.proposal_url(one)),
                                         Crumb(_("Ubah usulan"))),
    }, status=409)  # fmt: skip
