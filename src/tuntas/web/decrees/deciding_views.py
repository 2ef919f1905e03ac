"""From draft to force: verification, enactment, reopening, giving up, and what becomes of the hectares it drops."""

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

from tuntas.city.decrees import drafting, enacting
from tuntas.city.decrees.enacting import Scan, StandsInTheWay
from tuntas.city.decrees.models import DecreeState, VerifierLevel
from tuntas.city.decrees.refusals import CannotDecree
from tuntas.ledger.terms import house_terms
from tuntas.web.decrees import drop_shown, list_shown, page_shown
from tuntas.web.decrees.forms import EnactForm, ReasonForm, VerifyForm
from tuntas.web.decrees.loading import Chosen, chosen_to, is_own_draft, is_own_record
from tuntas.web.decrees.page_shown import crumb
from tuntas.web.decrees.views import lines_of, open_findings, own_url, told
from tuntas.web.decrees.words import finding_text, refusal_text
from tuntas.web.shared.requests import SignedInRequest

#: So many of the things that block an act are said beside the form; all of them stand on the decree's page.
SHOWN = 10
#: At which field a refusal stands; others stand above the form.
FIELDS = {
    "DECREE-AHEAD": "signed_on", "DECREE-BEFORE-VERIFIED": "signed_on", "DECREE-BEFORE-EARLIER": "signed_on",
    "DECREE-NUMBER-EMPTY": "number", "DECREE-NUMBER-TAKEN": "number", "DECREE-LATE": "late_reason",
    "DECREE-PAPER-DIFFERS": "number", "DECREE-REASON-EMPTY": "reason", "PAPER-ACTIVE": "content",
    "PAPER-UNKNOWN": "content", "PAPER-TOO-LARGE": "content", "PAPER-EMPTY": "content",
}  # fmt: skip


@login_required
def verify(request: SignedInRequest, code: str, sk_id: int) -> HttpResponse:
    """Record the verification, by somebody who did not draft it."""
    chosen = chosen_to(request, code, sk_id, "verify_decree")
    form = VerifyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        act = partial(enacting.verify_decree, decree=chosen.decree, level=VerifierLevel(said["level"]),
                      minutes=_scan(said), by=request.user, at=timezone.now())  # fmt: skip
        if _done(request, form, act, _("Rancangan terverifikasi; sekarang menunggu penetapan.")):
            return redirect("decree", code, sk_id)
    blocking = [one for one in open_findings(chosen) if one.blocks]
    return _page(request, "decrees/verify.html", chosen, _("Verifikasi"), {
        "form": form, "blocking": len(blocking), "is_own": is_own_draft(request, chosen.decree),
    })  # fmt: skip


@login_required
def enact(request: SignedInRequest, code: str, sk_id: int) -> HttpResponse:
    """Record the signed decree: from then on its hectares stand in the book, and nothing of it changes."""
    chosen = chosen_to(request, code, sk_id, "enact_decree")
    form = EnactForm(request.POST or None, request.FILES or None, late_days=house_terms().late_days)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        act = partial(enacting.enact_decree, decree=chosen.decree, scan=_scan(said), late_reason=said["late_reason"],
                      by=request.user, at=timezone.now())  # fmt: skip
        if _done(request, form, act, _("SK tercatat berlaku; luasnya dibukukan.")):
            return redirect("decree_scan", code, sk_id)
    lines = lines_of(chosen.decree)
    return _page(request, "decrees/enact.html", chosen, _("Catat penetapan"), {
        "form": form, "is_own": is_own_record(request, chosen.decree),
        "headline": page_shown.headline(chosen, lines, 0),
    })  # fmt: skip


@login_required
def reopen(request: SignedInRequest, code: str, sk_id: int) -> HttpResponse:
    """Take a verified draft back to work."""
    chosen = chosen_to(request, code, sk_id, "draft_decree")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = partial(drafting.reopen, decree=chosen.decree, reason=form.cleaned_data["reason"], by=request.user,
                      at=timezone.now())  # fmt: skip
        if _done(request, form, act, _("Rancangan dibuka kembali; verifikasinya tidak lagi berlaku.")):
            return redirect("decree", code, sk_id)
    return _page(request, "decrees/reopen.html", chosen, _("Buka kembali"), {"form": form})


@login_required
def give_up(request: SignedInRequest, code: str, sk_id: int) -> HttpResponse:
    """Give a draft up for good."""
    chosen = chosen_to(request, code, sk_id, "draft_decree")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = partial(drafting.drop_draft, decree=chosen.decree, reason=form.cleaned_data["reason"], by=request.user,
                      at=timezone.now())  # fmt: skip
        if _done(request, form, act, _("Rancangan dibatalkan.")):
            return redirect("decrees", code)
    return _page(request, "decrees/give_up.html", chosen, _("Batalkan rancangan"), {"form": form})


@login_required
def drops(request: SignedInRequest, code: str, sk_id: int) -> HttpResponse:
    """Every hectare of the decree before that this one no longer holds, each with one reason."""
    chosen = chosen_to(request, code, sk_id, "draft_decree")
    dropped = drop_shown.dropped(chosen, timezone.localdate())
    if request.method == "POST":
        try:
            saved = drop_shown.save(chosen, dropped, request.POST, by=request.user, at=timezone.now())
        except CannotDecree as refusal:
            messages.error(request, refusal_text(refusal))
        else:
            tell = messages.success if saved else messages.error
            tell(request, _("Alasan disimpan.") if saved else _("Pilih dulu alasannya."))
        return redirect("decree_drops", code, sk_id)
    return _page(request, "decrees/drops.html", chosen, _("Luas SK lama yang dilepas"), drop_shown.context(
        chosen, dropped))  # fmt: skip


def _scan(said: Mapping[str, Any]) -> Scan:
    return Scan(said["number"], said["signed_on"], said["content"], said["content"].name)


def _done(request: SignedInRequest, form: forms.Form, act: Callable[[], object], words: str) -> bool:
    """Whether the act went through; a refusal stands at its field."""
    try:
        act()
    except StandsInTheWay as refusal:  # on the day of the paper other things may hold than today
        form.add_error(None, [refusal_text(refusal), *(finding_text(one) for one in refusal.blocking[:SHOWN])])
    except CannotDecree as refusal:
        field = FIELDS.get(refusal.code, "")
        form.add_error(field if field in form.fields else None, refusal_text(refusal))
    else:
        messages.success(request, words)
        return True
    return False


def _page(
    request: SignedInRequest, template: str, chosen: Chosen, label: str, more: Mapping[str, object]
) -> HttpResponse:
    crumbs = list_shown.crumbs(chosen.city, (crumb(chosen.decree), own_url(chosen)), (label, ""))
    return render(request, template, told(chosen) | {"breadcrumbs": crumbs, "is_draft": chosen.state is
                                                     DecreeState.DRAFT, **more})  # fmt: skip
