"""The money book like a bank statement, and the lines that are recorded in it: always on a paper."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.city.funding.actions import correct_money, post_money, return_money
from tuntas.city.funding.facts import OpenAccount, money_accounts
from tuntas.city.funding.heads import MoneyHead, ReturnHead
from tuntas.city.funding.models import MoneyEntry, MoneyKind
from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.city.records.actions import file_paper
from tuntas.city.records.models import Paper
from tuntas.web.city_page.loading import load_city
from tuntas.web.funding import book_shown
from tuntas.web.funding.entry_forms import (
    CommitmentForm,
    FollowForm,
    MoneyCorrectionForm,
    ReturnForm,
    account_words,
)
from tuntas.web.funding.filters import BookFilterForm
from tuntas.web.funding.loading import aspect_names, aspects_of, crumbs, decreed_areas
from tuntas.web.funding.paper_forms import PaperForm, filed
from tuntas.web.shared.formats import day, rupiah
from tuntas.web.shared.listing import PAGE
from tuntas.web.shared.requests import SignedInRequest

PAGE_ROWS = 100
KINDS = {"komitmen": MoneyKind.COMMITTED, "kontrak": MoneyKind.CONTRACTED, "realisasi": MoneyKind.PAID}


@login_required
@require_safe
def money_book(request: SignedInRequest, code: str) -> HttpResponse:
    """Every line with its paper and what remained after it, the latest day first."""
    city = load_city(request, code)
    form = BookFilterForm(request.GET, city=city)
    lines = form.lines(MoneyEntry.objects.visible_to(request.user).filter(city=city))
    page = Paginator(lines[::-1], PAGE_ROWS).get_page(request.GET.get(PAGE))
    return render(request, "funding/book.html", {
        "city": city, "breadcrumbs": crumbs(city, _("Buku uang")), "form": form, "chips": form.chips(request.GET),
        "page": page, "lines": book_shown.lines(page.object_list, aspect_names(city)),
        "has_lines": city.money.exists(), "has_ceilings": city.money.filter(kind=MoneyKind.CEILING).exists(),
        "can_record": can(request.user, "record_spending", city), "can_export": can(request.user, "export", city),
    })  # fmt: skip


@login_required
def money_record(request: SignedInRequest, code: str) -> HttpResponse:
    """A commitment, a contract on it, or a payment on the contract; which one stands in the address."""
    city = _city(request, code)
    word = request.GET.get("jenis", "komitmen")
    kind = KINDS.get(word, MoneyKind.COMMITTED)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    accounts = {} if kind is MoneyKind.COMMITTED else _open(city, kind)
    form = _form(city, kind, sent, accounts)
    if request.method == "POST" and form.is_valid() and _recorded(request, city, form, kind, accounts):
        return redirect("money_book", code)
    return render(request, "funding/record.html", {
        "city": city, "breadcrumbs": crumbs(city, _("Catat %(kind)s") % {"kind": kind.label}), "form": form,
        "kind": kind, "kinds": [(name, one.label, one is kind) for name, one in KINDS.items()],
        "is_commitment": kind is MoneyKind.COMMITTED, "has_accounts": bool(accounts),
        "has_envelopes": city.envelopes.filter(entries__kind=MoneyKind.CEILING).exists(),
    })  # fmt: skip


@login_required
def money_change(request: SignedInRequest, code: str, money_seq: int) -> HttpResponse:
    """A line given back in part or whole, or corrected: both stand beside it as lines of their own."""
    city = _city(request, code)
    rows = MoneyEntry.objects.visible_to(request.user).filter(city=city).exclude(kind=MoneyKind.CORRECTION)
    entry = get_object_or_404(rows.select_related("envelope__source", "settlement", "agency", "paper"), seq=money_seq)
    today, sent = timezone.localdate(), (request.POST, request.FILES)
    is_return = "kembalikan" in request.POST
    returning = ReturnForm(*(sent if is_return else ()), today=today, auto_id="kembali_%s")
    fixing = MoneyCorrectionForm(*(sent if "koreksi" in request.POST else ()), today=today)
    act = _returned(entry, returning) if is_return else _corrected(entry, fixing)
    form: PaperForm = returning if is_return else fixing
    if request.method == "POST" and form.is_valid() and _posted(request, city, form, act):
        return redirect("money_book", code)
    return render(request, "funding/change.html", {
        "city": city, "breadcrumbs": crumbs(city, _("Ubah baris %(seq)s") % {"seq": entry.seq}), "entry": entry,
        "returning": returning, "fixing": fixing, "kind": MoneyKind(entry.kind).label,
        "amount": rupiah(entry.amount_idr), "on": day(entry.on), "about": book_shown.about(entry, aspect_names(city)),
        "can_return": entry.kind in (MoneyKind.COMMITTED, MoneyKind.CONTRACTED, MoneyKind.PAID),
    })  # fmt: skip


def _city(request: SignedInRequest, code: str) -> City:
    city = load_city(request, code)
    need(can(request.user, "record_spending", city))
    return city


def _open(city: City, kind: MoneyKind) -> dict[str, OpenAccount]:
    """The accounts that still have something to be contracted or paid."""
    return {one.key: one for one in money_accounts(city) if _left(one, kind) > 0}


def _left(one: OpenAccount, kind: MoneyKind) -> int:
    return one.sums.uncontracted_idr if kind is MoneyKind.CONTRACTED else one.sums.unpaid_idr


def _form(city: City, kind: MoneyKind, sent: tuple[Any, ...], accounts: dict[str, OpenAccount]) -> Any:
    today = timezone.localdate()
    if kind is MoneyKind.COMMITTED:
        return CommitmentForm(*sent, city=city, aspects=aspects_of(city), today=today)
    words = dict(aspect_names(city))
    choices = [(key, account_words(one, words, _left(one, kind))) for key, one in accounts.items()]
    return FollowForm(*sent, accounts=choices, kind=kind, today=today)


def _recorded(request: SignedInRequest, city: City, form: Any, kind: MoneyKind,
              accounts: dict[str, OpenAccount]) -> bool:  # fmt: skip
    if kind is MoneyKind.COMMITTED:
        return _posted(request, city, form, _committed(city, form))
    one = accounts[form.cleaned_data["account"]]

    def act(paper: Paper, told: dict[str, Any]) -> list[MoneyEntry]:
        head = MoneyHead(
            kind, one.envelope, form.cleaned_data["amount"], form.day(), f"{kind.value}:{one.key}",
            settlement=one.settlement, aspect=one.account[2], agency=one.agency, work=one.account[0],
            remark=form.cleaned_data["remark"], reason=form.cleaned_data["reason"],
        )  # fmt: skip
        return post_money(paper=paper, heads=[head], **told)

    return _posted(request, city, form, act)


Act = Callable[[Paper, dict[str, Any]], list[MoneyEntry]]


def _committed(city: City, form: CommitmentForm) -> Act:
    def act(paper: Paper, told: dict[str, Any]) -> list[MoneyEntry]:
        said = form.cleaned_data
        agreement = form.agreement()
        named = ":".join(str(getattr(said[name], "pk", said[name]) or "")
                         for name in ("envelope", "settlement", "aspect", "agency", "work"))  # fmt: skip
        head = MoneyHead(
            MoneyKind.COMMITTED, said["envelope"], said["amount"], form.day(), f"COMMITTED:{named}",
            settlement=said["settlement"], aspect=said["aspect"], agency=said["agency"], work=said["work"].strip(),
            remark=said["remark"], reason=said["reason"],
            cofunding=file_paper(city=city, head=agreement, **told) if agreement else None,
        )  # fmt: skip
        return post_money(paper=paper, heads=[head], areas=decreed_areas(city, head.on), **told)

    return act


def _returned(entry: MoneyEntry, form: ReturnForm) -> Act:
    def act(paper: Paper, told: dict[str, Any]) -> list[MoneyEntry]:
        said = form.cleaned_data
        head = ReturnHead(said["amount"], form.day(), said["remark"], said["reason"])
        return return_money(entry=entry, head=head, paper=paper, **told)

    return act


def _corrected(entry: MoneyEntry, form: MoneyCorrectionForm) -> Act:
    def act(paper: Paper, told: dict[str, Any]) -> list[MoneyEntry]:
        said = form.cleaned_data
        return correct_money(entry=entry, amount_idr=said["amount"], paper=paper, remark=said["remark"], **told)

    return act


def _posted(request: SignedInRequest, city: City, form: PaperForm, act: Act) -> bool:
    told: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    posted = filed(city, form, told, lambda paper: act(paper, told))
    if posted is None:
        return False
    words = _("Tercatat dalam buku uang.") if posted else _("Dokumen ini sudah tercatat; buku tidak berubah.")
    messages.success(request, words)
    return True
