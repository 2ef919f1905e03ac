"""Drafting: a new draft, its targets, its lines, and the reasons that are written for warnings.

A change names the count of changes that its author saw; a conflict is said, nothing is lost.
"""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tuntas.city.plans import drafting, lining
from tuntas.city.plans.facts import latest_adopted
from tuntas.city.plans.refusals import CannotPlan
from tuntas.web.plans import list_shown
from tuntas.web.plans.choosing import candidates, chosen_ids
from tuntas.web.plans.forms import DraftForm, LineForm, TargetsForm
from tuntas.web.plans.loading import KEEP, Chosen, chosen_plan, chosen_to, keepers_city, line_of, seen_of
from tuntas.web.plans.page_shown import crumb
from tuntas.web.plans.views import open_findings, own_url, told
from tuntas.web.plans.words import line_word, refusal_text
from tuntas.web.shared.requests import SignedInRequest


@login_required
def new(request: SignedInRequest, code: str) -> HttpResponse:
    """A new draft: its title and its years."""
    city = keepers_city(request, code)
    form = DraftForm(request.POST or None, initial={"from_year": timezone.localdate().year + 1})
    if request.method == "POST" and form.is_valid():
        try:
            made = drafting.draft_plan(city=city, **form.cleaned_data, by=request.user, at=timezone.now())
        except CannotPlan as refusal:
            form.add_error(None, refusal_text(refusal))
        else:
            messages.success(request, _("Rancangan dibuat. Tambahkan program dari usulan."))
            return redirect("plan", code, made.pk)
    return render(request, "plans/new.html", {
        "city": city, "form": form, "before": latest_adopted(city),
        "breadcrumbs": list_shown.crumbs(city, (_("Rancangan baru"), "")),
    })  # fmt: skip


@login_required
def targets(request: SignedInRequest, code: str, plan_id: int) -> HttpResponse:
    """Hectares to be handled in each year."""
    chosen = chosen_to(request, code, plan_id, KEEP)
    form = TargetsForm(request.POST or None, plan=chosen.plan)
    if request.method == "POST" and form.is_valid():
        try:
            drafting.set_plan_targets(plan=chosen.plan, targets=form.targets(), seen=seen_of(request), by=request.user,
                                      at=timezone.now())  # fmt: skip
        except CannotPlan as refusal:
            form.add_error(None, refusal_text(refusal))
        else:
            messages.success(request, _("Target disimpan."))
            return redirect("plan", code, plan_id)
    return _page(request, "plans/targets.html", chosen, _("Target luas"), {"form": form})


@login_required
def add(request: SignedInRequest, code: str, plan_id: int) -> HttpResponse:
    """Lines from proposals."""
    chosen = chosen_to(request, code, plan_id, KEEP)
    found = candidates(chosen.plan)
    if request.method == "POST":
        ids = chosen_ids(request.POST) & {one.proposal.pk for one in found}
        if not ids:
            messages.error(request, _("Centang dulu usulannya."))
        else:
            return _changed(request, chosen, _("Program ditambahkan dari usulan."), lambda seen: lining.add_proposals(
                plan=chosen.plan, proposals=ids, seen=seen, by=request.user, at=timezone.now()))  # fmt: skip
    return _page(request, "plans/add.html", chosen, _("Tambah dari usulan"), {"candidates": found})


@login_required
def add_line(request: SignedInRequest, code: str, plan_id: int) -> HttpResponse:
    """A line that rests on no proposal."""
    chosen = chosen_to(request, code, plan_id, KEEP)
    form = LineForm(request.POST or None, plan=chosen.plan)
    if request.method == "POST" and form.is_valid():
        if _saved(request, form, lambda: drafting.add_lines(plan=chosen.plan, heads=[form.head()],
                  seen=seen_of(request), by=request.user, at=timezone.now())):  # fmt: skip
            return redirect("plan", code, plan_id)
    return _page(request, "plans/line.html", chosen, _("Baris baru"), {"form": form, "title": _("Baris program baru")})


@login_required
def line(request: SignedInRequest, code: str, plan_id: int, row_id: int) -> HttpResponse:
    """One line: what it says; in a draft it can be changed."""
    chosen = chosen_plan(request, code, plan_id)
    one = line_of(chosen, row_id)
    if request.method == "POST":
        chosen = chosen_to(request, code, plan_id, KEEP)
    form = LineForm(request.POST or None, plan=chosen.plan, line=one)
    if request.method == "POST" and form.is_valid():
        if _saved(request, form, lambda: drafting.change_line(line=one, head=form.head(), seen=seen_of(request),
                  by=request.user, at=timezone.now())):  # fmt: skip
            return redirect("plan", code, plan_id)
    return _page(request, "plans/line.html", chosen, line_word(one), {"form": form, "line": one,
                                                                      "title": line_word(one)})  # fmt: skip


@login_required
@require_POST
def remove(request: SignedInRequest, code: str, plan_id: int, row_id: int) -> HttpResponse:
    """Take a line out."""
    chosen = chosen_to(request, code, plan_id, KEEP)
    one = line_of(chosen, row_id)
    return _changed(request, chosen, _("Baris dikeluarkan dari rancangan."), lambda seen: drafting.remove_line(
        line=one, seen=seen, by=request.user, at=timezone.now()))  # fmt: skip


@login_required
@require_POST
def count(request: SignedInRequest, code: str, plan_id: int) -> HttpResponse:
    """Count the hectares that the programme finishes."""
    chosen = chosen_to(request, code, plan_id, KEEP)
    try:
        finished = lining.count_targets(plan=chosen.plan, seen=seen_of(request), on=timezone.localdate(),
                                        by=request.user, at=timezone.now())  # fmt: skip
    except CannotPlan as refusal:
        messages.error(request, refusal_text(refusal))
    else:
        words = ngettext("Dihitung: program menuntaskan %(n)d kawasan.", "Dihitung: program menuntaskan %(n)d kawasan.",
                         finished)  # fmt: skip
        messages.success(request, words % {"n": finished})
    return redirect("plan", code, plan_id)


@login_required
@require_POST
def answer(request: SignedInRequest, code: str, plan_id: int) -> HttpResponse:
    """Write the reason for one warning or for several of a kind."""
    chosen, said = chosen_to(request, code, plan_id, KEEP), request.POST
    known = {one.key for one in open_findings(chosen) if one.code == said.get("code")}
    keys = [key for key in said.getlist("key") if key in known]
    if not keys:
        messages.error(request, _("Centang dulu yang diberi alasan."))
        return redirect(f"{own_url(chosen)}#pemeriksaan")
    try:
        with transaction.atomic():
            for key in keys:
                drafting.answer(plan=chosen.plan, code=said["code"], key=key, reason=said.get("reason", ""),
                                by=request.user, at=timezone.now())  # fmt: skip
    except CannotPlan as refusal:
        messages.error(request, refusal_text(refusal))
    else:
        messages.success(request, _("Alasan disimpan."))
    return redirect(f"{own_url(chosen)}#pemeriksaan")


def _saved(request: SignedInRequest, form: LineForm, act: Callable[[], object]) -> bool:
    try:
        act()
    except CannotPlan as refusal:
        form.add_error(None, refusal_text(refusal))
        return False
    messages.success(request, _("Baris program disimpan."))
    return True


def _changed(request: SignedInRequest, chosen: Chosen, done: str, act: Callable[[int], object]) -> HttpResponse:
    try:
        act(seen_of(request))
    except CannotPlan as refusal:
        messages.error(request, refusal_text(refusal))
    else:
        messages.success(request, done)
    return redirect("plan", chosen.city.code, chosen.plan.pk)


def _page(request: SignedInRequest, template: str, chosen: Chosen, label: str, more: dict[str, object]) -> HttpResponse:
    crumbs = list_shown.crumbs(chosen.city, (crumb(chosen.plan), own_url(chosen)), (label, ""))
    return render(request, template, told(chosen) | {"breadcrumbs": crumbs} | more)
