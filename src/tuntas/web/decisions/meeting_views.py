"""Meetings: the list of them, a new one, its list, the meeting itself, and closing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.city.decisions.advice import skipped
from tuntas.city.decisions.meetings import MeetingHead, call_meeting, close_meeting, make_list, ranked_list
from tuntas.city.decisions.models import ItemKind, Meeting, MeetingKind
from tuntas.city.decisions.refusals import CannotDecide
from tuntas.city.decisions.weighting import current_weighting, weights_of
from tuntas.city.people.access import can, need
from tuntas.web.city_page.loading import load_city
from tuntas.web.decisions import meeting_shown, task_shown
from tuntas.web.decisions.forms import CloseForm, MeetingForm
from tuntas.web.decisions.loading import Chosen, chosen_meeting, crumbs, keepers_city, meeting_url
from tuntas.web.decisions.words import ITEMS, KINDS, STATES, points, refusal_text
from tuntas.web.shared.formats import hectares, rupiah_short
from tuntas.web.shared.requests import SignedInRequest


@login_required
@require_safe
def meetings(request: SignedInRequest, code: str) -> HttpResponse:
    """Every meeting, the newest first."""
    city = load_city(request, code)
    rows = Meeting.objects.visible_to(request.user).filter(city=city).order_by("-held_on", "-pk")
    shown = [(one, KINDS[one.kind], STATES[one.state]) for one in rows]
    return render(request, "decisions/meetings.html", {
        "city": city, "meetings": shown, "breadcrumbs": crumbs(city),
        "can_keep": can(request.user, "keep_sessions", city),
    })  # fmt: skip


@login_required
def new(request: SignedInRequest, code: str) -> HttpResponse:
    """Call a meeting; of priorities, its list is next."""
    city = keepers_city(request, code)
    today = timezone.localdate()
    form = MeetingForm(request.POST or None, initial={"held_on": today, "kind": request.GET.get("jenis")})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        head = MeetingHead(MeetingKind(said["kind"]), said["title"], said["held_on"], said["place"])
        try:
            made = call_meeting(city=city, head=head, by=request.user, at=timezone.now())
        except CannotDecide as refusal:
            form.add_error(None, refusal_text(refusal))
        else:
            is_list = head.kind is MeetingKind.PRIORITIES
            messages.success(request, _("Rapat dibuka. Pilih butirnya.") if is_list else _("Rapat dibuka."))
            return redirect("meeting_list" if is_list else "meeting", code, made.pk)
    return render(request, "decisions/new.html", {
        "city": city, "form": form, "breadcrumbs": crumbs(city, (_("Rapat baru"), "")),
    })  # fmt: skip


@login_required
def choose(request: SignedInRequest, code: str, meeting_id: int) -> HttpResponse:
    """Choose what stands on the list; it is ranked anew each time, until the meeting begins."""
    keepers_city(request, code)
    chosen = chosen_meeting(request, code, meeting_id)
    if request.method == "POST":
        wanted = {kind: _ids(request, kind) for kind in ItemKind}
        try:
            made = make_list(meeting=chosen.meeting, chosen=wanted, on=timezone.localdate(), by=request.user,
                             at=timezone.now())  # fmt: skip
        except CannotDecide as refusal:
            messages.error(request, refusal_text(refusal))
        else:
            messages.success(request, _("%(n)s butir masuk daftar, berurut menurut saran.") % {"n": len(made)})
            return redirect("meeting", code, meeting_id)
    return render(request, "decisions/choose.html", {
        "city": chosen.city, "meeting": chosen.meeting, "can_list": chosen.can_list, "groups": _groups(chosen),
        "breadcrumbs": crumbs(chosen.city, (chosen.meeting.title, meeting_url(chosen)), (_("Daftar"), "")),
    })  # fmt: skip


@login_required
@require_safe
def meeting(request: SignedInRequest, code: str, meeting_id: int) -> HttpResponse:
    """The meeting: the list with the advice beside the choice, or the tasks of the four stages."""
    return page(request, chosen_meeting(request, code, meeting_id))


@login_required
def close(request: SignedInRequest, code: str, meeting_id: int) -> HttpResponse:
    """Close a meeting; asks why where a better advised item was passed over."""
    chosen = chosen_meeting(request, code, meeting_id)
    need(chosen.can_keep or chosen.can_decide)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            close_meeting(meeting=chosen.meeting, skip_reason=form.cleaned_data["skip_reason"], by=request.user,
                          at=timezone.now())  # fmt: skip
        except CannotDecide as refusal:
            form.add_error("skip_reason", refusal_text(refusal))
        else:
            messages.success(request, _("Rapat ditutup. Yang belum diputuskan ditawarkan lagi dalam rapat berikutnya."))
            return redirect("meeting", code, meeting_id)
    _sections, totals = meeting_shown.listing(chosen)
    return render(request, "decisions/close.html", {
        "city": chosen.city, "meeting": chosen.meeting, "form": form, "passed": skipped(chosen.meeting),
        "waiting": totals.waiting,
        "breadcrumbs": crumbs(chosen.city, (chosen.meeting.title, meeting_url(chosen)), (_("Tutup rapat"), "")),
    })  # fmt: skip


def page(request: SignedInRequest, chosen: Chosen, asking: meeting_shown.Asking | None = None) -> HttpResponse:
    """The page of a meeting, perhaps with a question at one of its items."""
    told = {
        "city": chosen.city, "chosen": chosen, "meeting": chosen.meeting, "kind": KINDS[chosen.meeting.kind],
        "state": STATES[chosen.meeting.state], "can_export": can(request.user, "export", chosen.city),
        "breadcrumbs": crumbs(chosen.city, (chosen.meeting.title, "")),
    }  # fmt: skip
    if chosen.is_control:
        return render(request, "decisions/control.html", told | task_shown.control(request, chosen))
    sections, totals = meeting_shown.listing(chosen, asking)
    return render(request, "decisions/meeting.html", told | {
        "sections": sections, "totals": meeting_shown.totals_shown(chosen.city, totals),
        "arahan": sum(bool(one.word and one.word.paper is None) for section in sections for one in section.items),
    })  # fmt: skip


def _ids(request: SignedInRequest, kind: ItemKind) -> list[int]:
    return [int(one) for one in request.POST.getlist(kind.value) if one.isdecimal()]


def _groups(chosen: Chosen) -> list[dict[str, object]]:
    """Everything that waits, by kind, in the order of the advice; ticked: what is listed, at first all but deficits."""
    weights = weights_of(current_weighting(chosen.city))
    listed = {(one.kind, one.problem_id or one.target_area_id or one.proposal_id)
              for one in chosen.meeting.items.all()}  # fmt: skip
    groups: list[dict[str, object]] = []
    for kind in ItemKind:
        rows = ranked_list(chosen.city, kind, weights, on=timezone.localdate())
        groups.append({"kind": kind.value, "title": ITEMS[kind], "rows": [
            {"pk": row.key, "name": row.name, "where": row.where, "area": hectares(row.area_m2),
             "cost": rupiah_short(row.cost_idr) if kind is ItemKind.PROPOSAL else "", "rank": ranked.rank,
             "score": points(ranked.score_centi),
             "is_ticked": (kind.value, row.key) in listed if listed else
             kind is not ItemKind.PROBLEM or getattr(row.thing, "kind", "") == "BROUGHT"}
            for row, ranked in rows
        ]})  # fmt: skip
    return groups
