"""From draft to force: discussion, adoption, reopening, giving up."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tuntas.city.plans import adopting, drafting
from tuntas.city.plans.adopting import Scan
from tuntas.city.plans.programme import programme
from tuntas.city.plans.refusals import CannotPlan
from tuntas.web.plans import list_shown, page_shown
from tuntas.web.plans.forms import AdoptForm, MinutesForm, ReasonForm
from tuntas.web.plans.loading import ADOPT, KEEP, Chosen, chosen_to, is_own_record
from tuntas.web.plans.page_shown import crumb
from tuntas.web.plans.views import open_findings, own_url, told
from tuntas.web.plans.words import refusal_text
from tuntas.web.shared.requests import SignedInRequest

#: At which field a refusal stands; others stand above the form.
FIELDS = {
    "RP-AHEAD": "signed_on", "RP-BEFORE-DISCUSSED": "signed_on", "RP-BEFORE-EARLIER": "signed_on",
    "RP-NUMBER-EMPTY": "number", "RP-NUMBER-TAKEN": "number", "RP-PAPER-DIFFERS": "number",
    "RP-REASON-EMPTY": "reason", "PAPER-ACTIVE": "content", "PAPER-UNKNOWN": "content", "PAPER-TOO-LARGE": "content",
    "PAPER-EMPTY": "content",
}  # fmt: skip


@login_required
def discuss(request: SignedInRequest, code: str, plan_id: int) -> HttpResponse:
    """Record the discussion with its minutes."""
    chosen = chosen_to(request, code, plan_id, KEEP)
    form = MinutesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        act = partial(adopting.discuss_plan, plan=chosen.plan, minutes=_scan(form.cleaned_data), by=request.user,
                      at=timezone.now())  # fmt: skip
        if _done(request, form, act, _("Pembahasan tercatat; sekarang menunggu penetapan.")):
            return redirect("plan", code, plan_id)
    blocking = [one for one in open_findings(chosen) if one.blocks]
    return _page(request, "plans/discuss.html", chosen, _("Catat pembahasan"), {"form": form,
                                                                                "blocking": len(blocking)})  # fmt: skip


@login_required
def adopt(request: SignedInRequest, code: str, plan_id: int) -> HttpResponse:
    """Record the signed regulation: from then on nothing of the plan changes."""
    chosen = chosen_to(request, code, plan_id, ADOPT)
    form = AdoptForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        act = partial(adopting.adopt_plan, plan=chosen.plan, scan=_scan(form.cleaned_data), by=request.user,
                      at=timezone.now())  # fmt: skip
        if _done(request, form, act, _("Rencana tercatat berlaku.")):
            return redirect("plan", code, plan_id)
    return _page(request, "plans/adopt.html", chosen, _("Catat penetapan"), {
        "form": form, "is_own": is_own_record(request, chosen.plan),
        "headline": page_shown.headline(chosen, programme(chosen.plan), 0),
    })  # fmt: skip


@login_required
def reopen(request: SignedInRequest, code: str, plan_id: int) -> HttpResponse:
    """Take a discussed draft back to work."""
    chosen = chosen_to(request, code, plan_id, KEEP)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = partial(adopting.reopen, plan=chosen.plan, reason=form.cleaned_data["reason"], by=request.user,
                      at=timezone.now())  # fmt: skip
        if _done(request, form, act, _("Rancangan dibuka kembali; pembahasannya tidak lagi berlaku.")):
            return redirect("plan", code, plan_id)
    return _page(request, "plans/reopen.html", chosen, _("Buka kembali"), {"form": form})


@login_required
def give_up(request: SignedInRequest, code: str, plan_id: int) -> HttpResponse:
    """Give a draft up for good."""
    chosen = chosen_to(request, code, plan_id, KEEP)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = partial(drafting.drop_draft, plan=chosen.plan, reason=form.cleaned_data["reason"], by=request.user,
                      at=timezone.now())  # fmt: skip
        if _done(request, form, act, _("Rancangan dibatalkan.")):
            return redirect("plans", code)
    return _page(request, "plans/give_up.html", chosen, _("Batalkan rancangan"), {"form": form})


def _scan(said: Mapping[str, Any]) -> Scan:
    return Scan(said["number"], said["signed_on"], said["content"], said["content"].name)


def _done(request: SignedInRequest, form: forms.Form, act: Callable[[], object], words: str) -> bool:
    """Whether the act went through; a refusal stands at its field."""
    try:
        act()
    except CannotPlan as refusal:
        field = FIELDS.get(refusal.code, "")
        form.add_error(field if field in form.fields else None, refusal_text(refusal))
        return False
    messages.success(request, words)
    return True


def _page(
    request: SignedInRequest, template: str, chosen: Chosen, label: str, more: Mapping[str, object]
) -> HttpResponse:
    crumbs = list_shown.crumbs(chosen.city, (crumb(chosen.plan), own_url(chosen)), (label, ""))
    return render(request, template, told(chosen) | {"breadcrumbs": crumbs, **more})
