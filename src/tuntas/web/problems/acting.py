"""What an agency or the secretariat does to a problem. A conflict is said (409) with the newest trail and what was
typed: nothing is lost, nothing is overwritten.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tuntas.city.people.access import can, need
from tuntas.city.people.models import Agency
from tuntas.city.problems import actions
from tuntas.city.problems.answering import can_answer, can_direct
from tuntas.city.problems.models import CloseCause, Problem, ProblemState
from tuntas.city.problems.refusals import CannotHandle
from tuntas.city.problems.trail import Hand
from tuntas.city.records.models import Paper
from tuntas.web.city_page.loading import load_city
from tuntas.web.problems.forms import AcceptForm, AskForm, CloseForm, CompleteForm, HandOnForm, ReasonForm, StepForm
from tuntas.web.problems.loading import Chosen, chosen_problem
from tuntas.web.problems.papers import PaperRefused, filed
from tuntas.web.problems.views import agencies_of, problem_page
from tuntas.web.problems.words import refusal_text
from tuntas.web.shared.requests import SignedInRequest

CONFLICT = "PROBLEM-CHANGED-MEANWHILE"
Act = Callable[[dict[str, Any], Hand], object]


@login_required
@require_POST
def accept(request: SignedInRequest, code: str, problem_id: int) -> HttpResponse:
    """Take a problem on."""
    chosen = chosen_problem(request, code, problem_id)
    need(chosen.can_answer)
    form = AcceptForm(request.POST, auto_id="terima_%s")
    return _done(request, chosen, ("accept_form", form), _("Masalah diterima."), lambda said, hand: actions.accept(
        problem=chosen.problem, remark=said["remark"], hand=hand))  # fmt: skip


@login_required
@require_POST
def complete(request: SignedInRequest, code: str, problem_id: int) -> HttpResponse:
    """Add what was found on site."""
    chosen = chosen_problem(request, code, problem_id)
    need(chosen.can_answer)
    form = CompleteForm(request.POST, request.FILES, auto_id="lengkapi_%s")

    def act(said: dict[str, Any], hand: Hand) -> object:
        found: Paper | None = filed(request, chosen.city, form, hand.at, chosen.problem.place)
        completion = actions.Completion(said["remark"], said["volume"], found)
        return actions.complete(problem=chosen.problem, completion=completion, hand=hand)

    return _done(request, chosen, ("complete_form", form), _("Tambahan tersimpan."), act)


@login_required
@require_POST
def hand_on(request: SignedInRequest, code: str, problem_id: int) -> HttpResponse:
    """Pass a problem to another agency."""
    chosen = chosen_problem(request, code, problem_id)
    need(chosen.can_answer)
    form = HandOnForm(request.POST, agencies=agencies_of(chosen.city), auto_id="teruskan_%s")
    return _done(request, chosen, ("hand_on_form", form), _("Masalah diteruskan."), lambda said, hand: actions.hand_on(
        problem=chosen.problem, to=_agency(chosen, said["agency"]), reason=said["reason"], hand=hand))  # fmt: skip


@login_required
@require_POST
def give_back(request: SignedInRequest, code: str, problem_id: int) -> HttpResponse:
    """Return a problem to the secretariat."""
    chosen = chosen_problem(request, code, problem_id)
    need(chosen.can_answer)
    form = ReasonForm(request.POST, auto_id="kembali_%s")
    return _done(request, chosen, ("give_back_form", form), _("Masalah dikembalikan."),
                 lambda said, hand: actions.give_back(problem=chosen.problem, reason=said["reason"],
                                                      hand=hand))  # fmt: skip


@login_required
@require_POST
def ask(request: SignedInRequest, code: str, problem_id: int) -> HttpResponse:
    """Ask an agency about a problem that nobody answers for."""
    chosen = chosen_problem(request, code, problem_id)
    need(chosen.can_direct)
    form = AskForm(request.POST, agencies=agencies_of(chosen.city), auto_id="tujuan_%s")
    return _done(request, chosen, ("ask_form", form), _("Perangkat daerah ditanya."), lambda said, hand: (
        actions.ask_agency(problem=chosen.problem, agency=_agency(chosen, said["agency"]), reason=said["reason"],
                           hand=hand)))  # fmt: skip


@login_required
@require_POST
def close(request: SignedInRequest, code: str, problem_id: int) -> HttpResponse:
    """Close a problem."""
    chosen = chosen_problem(request, code, problem_id)
    need(chosen.can_close or chosen.problem.state == ProblemState.CLOSED and chosen.can_reopen)
    form = CloseForm(request.POST, auto_id="tutup_%s")
    return _done(request, chosen, ("close_form", form), _("Masalah ditutup."), lambda said, hand: actions.close(
        problem=chosen.problem, cause=CloseCause(said["cause"]), reason=said["reason"], hand=hand))  # fmt: skip


@login_required
@require_POST
def reopen(request: SignedInRequest, code: str, problem_id: int) -> HttpResponse:
    """Open a closed problem again."""
    chosen = chosen_problem(request, code, problem_id)
    need(chosen.can_reopen)
    form = ReasonForm(request.POST, auto_id="buka_%s")
    return _done(request, chosen, ("reopen_form", form), _("Masalah dibuka kembali."), lambda said, hand: (
        actions.reopen(problem=chosen.problem, reason=said["reason"], hand=hand)))  # fmt: skip


@login_required
@require_POST
def accept_ticked(request: SignedInRequest, code: str) -> HttpResponse:
    """Take several problems on at once; those that another changed meanwhile stay, and are counted."""
    city, at = load_city(request, code), timezone.now()
    need(can(request.user, "answer_problem", city))
    seen = _ticked(request.POST)
    rows = Problem.objects.visible_to(request.user).filter(city=city, pk__in=seen).select_related("city", "place")
    done = late = 0
    for one in rows:
        need(can_answer(request.user, one))
        try:
            actions.accept(problem=one, hand=Hand(request.user, at, seen[one.pk]))
        except CannotHandle:
            late += 1
        else:
            done += 1
    if done:
        messages.success(request, ngettext("%(n)d masalah diterima.", "%(n)d masalah diterima.", done) % {"n": done})
    if late:
        messages.error(request, ngettext("%(n)d masalah sudah berubah; lihat dahulu.",
                                         "%(n)d masalah sudah berubah; lihat dahulu.", late) % {"n": late})  # fmt: skip
    if not seen:
        messages.error(request, _("Centang dulu masalah yang diterima."))
    return redirect("problems", code)


@login_required
@require_POST
def ask_all(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask an agency about all problems of an aspect that nobody answers for."""
    city, at = load_city(request, code), timezone.now()
    need(can_direct(request.user, city))
    sent = request.POST.get("agency", "")
    agency = city.agencies.filter(pk=int(sent)).first() if sent.isdecimal() and len(sent) < 12 else None
    if agency is None:
        messages.error(request, _("Pilih perangkat daerah yang ditanya."))
        return redirect("problem_board", code)
    rows = Problem.objects.visible_to(request.user).filter(
        city=city, agency=None, aspect=request.POST.get("aspect", "")
    )
    with transaction.atomic():
        asked = [actions.ask_agency(problem=one, agency=agency, hand=Hand(request.user, at, one.changed))
                 for one in rows.standing().select_for_update(of=("self",))]  # fmt: skip
    told = {"n": len(asked), "agency": agency.code}
    messages.success(request, ngettext("%(n)d masalah ditujukan kepada %(agency)s.",
                                       "%(n)d masalah ditujukan kepada %(agency)s.", len(asked)) % told)  # fmt: skip
    return redirect("problem_board", code)


def _done(request: SignedInRequest, chosen: Chosen, form: tuple[str, StepForm], done: str, act: Act) -> HttpResponse:
    """Act, and go to the problem; what is refused stands on its page, with what was typed."""
    name, said = form
    status = 200
    if said.is_valid():
        try:
            with transaction.atomic():  # a refused step leaves no paper behind
                act(said.cleaned_data, Hand(request.user, timezone.now(), said.cleaned_data["seen"]))
        except PaperRefused:
            pass  # stands at its field
        except CannotHandle as refusal:
            said.add_error(None, refusal_text(refusal))
            status = 409 if refusal.code == CONFLICT else 200
        else:
            messages.success(request, done)
            return redirect("problem", chosen.city.code, chosen.problem.pk)
    newest = chosen_problem(request, chosen.city.code, chosen.problem.pk)
    said.data = {**dict(said.data.items()), "seen": str(newest.problem.changed)}
    return problem_page(request, newest, {name: said}, status)


def _agency(chosen: Chosen, key: str) -> Agency:
    found: Agency = get_object_or_404(chosen.city.agencies, pk=int(key))
    return found


def _ticked(sent: QueryDict) -> dict[int, int]:
    """By problem the count of changes that was seen; anything else is left out."""
    pairs = [value.partition("-") for value in sent.getlist("sel")]
    return {int(pk): int(changed) for pk, _dash, changed in pairs
            if pk.isdecimal() and changed.isdecimal() and len(pk) < 12 and len(changed) < 9}  # fmt: skip
