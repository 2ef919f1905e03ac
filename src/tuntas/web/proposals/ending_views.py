"""Submitting, taking back and withdrawing a proposal, and what budget documents say of it."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tuntas.city.people.access import need
from tuntas.city.proposals.models import BudgetStep
from tuntas.city.proposals.refusals import CannotPropose
from tuntas.city.proposals.submitting import Passage, record_passage, submit_proposal, take_back, withdraw_proposal
from tuntas.city.records.models import Paper
from tuntas.web.proposals import list_shown
from tuntas.web.proposals.filing import PaperRefused, filed
from tuntas.web.proposals.forms import ReasonForm, StepForm
from tuntas.web.proposals.loading import Chosen, chosen_proposal, writable
from tuntas.web.proposals.words import refusal_text
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.requests import SignedInRequest


@login_required
@require_POST
def submit(request: SignedInRequest, code: str, proposal_id: int) -> HttpResponse:
    """Bring a draft before the city."""
    held = writable(request, code, proposal_id)
    seen = request.POST.get("seen", "")
    try:
        submit_proposal(proposal=held.proposal, seen=int(seen) if seen.isdecimal() and len(seen) < 10 else 0,
                        by=request.user, at=timezone.now())  # fmt: skip
    except CannotPropose as refusal:
        messages.error(request, refusal_text(refusal))
    else:
        messages.success(request, _("Usulan diajukan."))
    return redirect("proposal", code, proposal_id)


@login_required
def back(request: SignedInRequest, code: str, proposal_id: int) -> HttpResponse:
    """Make a submitted proposal a draft again."""
    held = writable(request, code, proposal_id)
    return _with_reason(request, held, _("Tarik ke konsep"), partial(take_back, proposal=held.proposal),
                        _("Usulan kembali menjadi konsep."), "back")  # fmt: skip


@login_required
def withdraw(request: SignedInRequest, code: str, proposal_id: int) -> HttpResponse:
    """Withdraw a proposal for good."""
    held = writable(request, code, proposal_id)
    return _with_reason(request, held, _("Tarik usulan"), partial(withdraw_proposal, proposal=held.proposal),
                        _("Usulan ditarik; catatannya tetap tersimpan."), "withdraw")  # fmt: skip


@login_required
def step(request: SignedInRequest, code: str, proposal_id: int) -> HttpResponse:
    """Add what a budget document says."""
    held = chosen_proposal(request, code, proposal_id)
    need(held.can_step)
    one = held.proposal
    open_steps = list(one.steps.all())
    form = StepForm(request.POST or None, request.FILES or None, steps=open_steps, today=timezone.localdate(),
                    initial={"sub_activity": one.budget_code})  # fmt: skip
    if request.method == "POST" and form.is_valid() and _recorded(request, held, form, open_steps):
        messages.success(request, _("Langkah anggaran dicatat."))
        return redirect("proposal", code, proposal_id)
    return _page(request, held, "proposals/step.html", _("Catat langkah anggaran"), {"form": form})


def _recorded(request: SignedInRequest, held: Chosen, form: StepForm, steps: list[BudgetStep]) -> bool:
    said = form.cleaned_data
    wrong = next((one for one in steps if one.pk == said.get("corrects")), None)
    try:
        with transaction.atomic():
            paper: Paper | None = None
            if said["content"]:
                paper = filed(request, held.city, form, said["document"], said["on"])
            passage = Passage(said["document"], said["on"], said["number"], said["ceiling"], said["sub_activity"],
                              said["cut"] or 0, said["cut_by"], said["note"], paper, wrong)  # fmt: skip
            record_passage(proposal=held.proposal, passage=passage, by=request.user, at=timezone.now())
    except CannotPropose as refusal:
        form.add_error("cut_by" if refusal.code == "PROPOSAL-CUT-BY" else None, refusal_text(refusal))
        return False
    except PaperRefused:
        return False
    return True


def _with_reason(request: SignedInRequest, held: Chosen, label: str, act: Callable[..., object], done: str,
                 kind: str) -> HttpResponse:  # fmt: skip
    form: forms.Form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act(reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
        except CannotPropose as refusal:
            form.add_error(None, refusal_text(refusal))
        else:
            messages.success(request, done)
            return redirect("proposal", held.city.code, held.proposal.pk)
    return _page(request, held, "proposals/reason.html", label, {"form": form, "kind": kind})


def _page(request: SignedInRequest, held: Chosen, template: str, label: str, more: dict[str, object]) -> HttpResponse:
    one = held.proposal
    way = list_shown.crumbs(held.city, Crumb(one.title, list_shown.proposal_url(one)), Crumb(label))
    return render(request, template, {"city": held.city, "proposal": one, "label": label, "breadcrumbs": way} | more)
