"""Loans to groups with their repayments and arrears; upkeep money of settlements."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tuntas.city.financing.facts import loans_of
from tuntas.city.financing.loans import correct_repayment, pay_out, record_repayment, standing
from tuntas.city.financing.models import GroupLoan, Repayment, UpkeepEntry
from tuntas.city.financing.upkeep import correct_upkeep, record_upkeep, upkeep_sums
from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.city.records.models import Paper
from tuntas.web.city_page.loading import load_city
from tuntas.web.funding.loading import aspect_names, crumbs
from tuntas.web.funding.loan_forms import LoanForm, RepaymentCorrectionForm, RepaymentForm, UpkeepForm
from tuntas.web.funding.paper_forms import PaperForm, filed
from tuntas.web.shared.components import Figure
from tuntas.web.shared.formats import rupiah, rupiah_short
from tuntas.web.shared.requests import SignedInRequest


@login_required
def loans_page(request: SignedInRequest, code: str) -> HttpResponse:
    """Loans by group, the largest arrears first."""
    city = load_city(request, code)
    today = timezone.localdate()
    form = LoanForm(*_sent(request), city=city, today=today)
    if request.method == "POST":
        need(can(request.user, "record_spending", city))
        if form.is_valid() and _done(request, city, form, _("Pinjaman tercatat beserta jadwal angsurannya."),
                                     lambda paper, told: pay_out(paper=paper, head=form.head(), **told)):  # fmt: skip
            return redirect("loans", code)
    seen = set(GroupLoan.objects.visible_to(request.user).filter(city=city).values_list("pk", flat=True))
    found = [(loan, state) for loan, state in loans_of(city, on=today) if loan.pk in seen]
    return render(request, "funding/loans.html", {
        "city": city, "breadcrumbs": crumbs(city, _("Pinjaman kelompok"), financing=True), "form": form, "today": today,
        "rows": found, "tiles": _loan_tiles(found), "can_record": can(request.user, "record_spending", city),
        "has_instruments": form.has_instruments,
    })  # fmt: skip


@login_required
def loan_page(request: SignedInRequest, code: str, loan_id: int) -> HttpResponse:
    """One loan: its schedule beside what was repaid."""
    city = load_city(request, code)
    loans = GroupLoan.objects.visible_to(request.user).filter(city=city)
    loan = get_object_or_404(loans.select_related("instrument", "settlement", "paper"), pk=loan_id)
    today = timezone.localdate()
    is_fix = "perbaiki" in request.POST
    form = RepaymentForm(*(() if is_fix else _sent(request)), today=today, auto_id="bayar_%s")
    fixing = RepaymentCorrectionForm(*(_sent(request) if is_fix else ()), loan=loan, today=today, auto_id="koreksi_%s")
    if request.method == "POST":
        need(can(request.user, "record_spending", city))
        sent: PaperForm = fixing if is_fix else form
        if sent.is_valid() and _done(request, city, sent, _("Angsuran tercatat."),
                                     _fixed(fixing) if is_fix else _repaid(loan, form)):  # fmt: skip
            return redirect("loan", code, loan.pk)
    return render(request, "funding/loan.html", {
        "city": city, "breadcrumbs": crumbs(city, _("Pinjaman kelompok"), loan.group, financing=True), "loan": loan,
        "state": standing(loan, on=today), "instalments": loan.instalments.order_by("number"), "form": form,
        "repayments": loan.repayments.select_related("paper", "corrects").order_by("-on", "-pk"), "fixing": fixing,
        "today": today, "can_record": can(request.user, "record_spending", city),
    })  # fmt: skip


@login_required
def upkeep_page(request: SignedInRequest, code: str) -> HttpResponse:
    """Dues, cost recovery and other income by settlement, beside what upkeep cost."""
    city = load_city(request, code)
    form = UpkeepForm(*_sent(request), city=city, today=timezone.localdate(), aspects=aspect_names(city))
    if request.method == "POST":
        need(can(request.user, "record_spending", city))
        if form.is_valid() and _done(request, city, form, _("Uang pemeliharaan tercatat."), _kept(form)):
            return redirect("upkeep", code)
    rows = list(UpkeepEntry.objects.visible_to(request.user).filter(city=city).select_related(
        "settlement", "instrument", "paper", "corrects").order_by("-on", "-pk"))  # fmt: skip
    by_settlement: dict[Any, list[UpkeepEntry]] = {}
    for row in rows:
        by_settlement.setdefault(row.settlement, []).append(row)
    return render(request, "funding/upkeep.html", {
        "city": city, "breadcrumbs": crumbs(city, _("Pemeliharaan"), financing=True), "form": form, "rows": rows,
        "sums": sorted(((one, upkeep_sums(own)) for one, own in by_settlement.items()), key=lambda pair: pair[0].name),
        "whole": upkeep_sums(rows), "can_record": can(request.user, "record_spending", city),
        "has_settlements": city.settlements.exists(),
    })  # fmt: skip


Act = Callable[[Paper, dict[str, Any]], object]


def _sent(request: SignedInRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _done(request: SignedInRequest, city: City, form: PaperForm, words: str, act: Act) -> bool:
    told: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    if filed(city, form, told, lambda paper: act(paper, told)) is None:
        return False
    messages.success(request, words)
    return True


def _repaid(loan: GroupLoan, form: RepaymentForm) -> Act:
    def act(paper: Paper, told: dict[str, Any]) -> Repayment:
        said = form.cleaned_data
        return record_repayment(loan=loan, amount_idr=said["amount"], on=form.day(), paper=paper, **told)

    return act


def _fixed(form: RepaymentCorrectionForm) -> Act:
    def act(paper: Paper, told: dict[str, Any]) -> Repayment:
        said = form.cleaned_data
        return correct_repayment(repayment=said["repayment"], amount_idr=said["amount"], remark=said["remark"],
                                 paper=paper, **told)  # fmt: skip

    return act


def _kept(form: UpkeepForm) -> Act:
    def act(paper: Paper, told: dict[str, Any]) -> UpkeepEntry:
        said = form.cleaned_data
        if said["entry"] is not None:
            return correct_upkeep(entry=said["entry"], amount_idr=said["amount"], remark=said["remark"], paper=paper,
                                  **told)  # fmt: skip
        return record_upkeep(paper=paper, head=form.head(), **told)

    return act


def _loan_tiles(found: list[tuple[GroupLoan, Any]]) -> list[Figure]:
    sums = [(_("Disalurkan"), sum(loan.principal_idr for loan, _state in found), "hand"),
            (_("Sudah kembali"), sum(state.repaid_idr for _loan, state in found), "return"),
            (_("Masih harus kembali"), sum(state.remaining_idr for _loan, state in found), "wait"),
            (_("Tunggakan"), sum(state.arrears_idr for _loan, state in found), "alert")]  # fmt: skip
    return [Figure(label, rupiah_short(amount) if found else None, exact=rupiah(amount) if found else "", icon=icon)
            for label, amount, icon in sums]  # fmt: skip
