"""Recording a movement of an account, and correcting a line: always on a paper, never by changing what stands."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tuntas.city.hectares.accounts import OpenAccount, accounts
from tuntas.city.hectares.models import LedgerEntry
from tuntas.city.hectares.moving import CannotMove, Happening, MovementHead, correct_line, record_movement
from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.city.records.actions import PaperDiffers, PaperHead, file_paper
from tuntas.city.records.content_types import RefusedContent
from tuntas.city.records.models import Paper
from tuntas.domain.wording import text
from tuntas.ledger.entries import Kind, Reason
from tuntas.ledger.posting import CannotPost
from tuntas.web.city_page.loading import load_city
from tuntas.web.movements.forms import CorrectionForm, MovementForm
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import day, hectares, language
from tuntas.web.shared.requests import SignedInRequest

#: The problem of a line that is recorded long after its day: its reason goes into the remark.
LATE = "L108"


@login_required
def record(request: SignedInRequest, code: str) -> HttpResponse:
    """What happened to a location of the decree in force."""
    city = _city(request, code)
    today = timezone.localdate()
    known = {account.name: account for account in accounts(city, on=today)}
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = MovementForm(*sent, accounts=[(name, _words(one)) for name, one in known.items()], today=today,
                        initial={"account": request.GET.get("lokasi", "")})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        head = _head(form.cleaned_data, known)
        if _posted(request, city, form, lambda paper, told: record_movement(city=city, head=head, paper=paper, **told)):
            return redirect("ledger", code)
    return render(request, "movements/record.html", {
        "city": city, "form": form, "has_accounts": bool(known), "breadcrumbs": _crumbs(city, _("Catat gerakan")),
    })  # fmt: skip


@login_required
def correct(request: SignedInRequest, code: str, seq: int) -> HttpResponse:
    """The area that a line should have had; the difference becomes a line of its own."""
    city = _city(request, code)
    rows = LedgerEntry.objects.visible_to(request.user).filter(city=city).exclude(kind=Kind.CORRECTION.value)
    line = get_object_or_404(rows.select_related("place", "settlement", "paper"), seq=seq)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = CorrectionForm(*sent, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        area_m2, remark = form.cleaned_data["area"][0], form.cleaned_data["remark"]
        if _posted(request, city, form, lambda paper, told: correct_line(
                line=line, area_m2=area_m2, paper=paper, remark=remark, **told)):  # fmt: skip
            return redirect("ledger", code)
    return render(request, "movements/correct.html", {
        "city": city, "form": form, "line": line, "area": hectares(line.area_m2), "on": day(line.true_on),
        "where": line.settlement.name if line.settlement else line.place.name,
        "breadcrumbs": _crumbs(city, _("Koreksi baris %(seq)s") % {"seq": seq}),
    })  # fmt: skip


def _city(request: SignedInRequest, code: str) -> City:
    city = load_city(request, code)
    need(can(request.user, "keep_ledger", city))
    return city


def _head(said: dict[str, Any], known: dict[str, OpenAccount]) -> MovementHead:
    area_m2, printed = said["area"]
    return MovementHead(
        known[said["account"]].key, Happening(said["what"]), area_m2, said["on"] or said["signed_on"],
        reason=Reason(said["reason"]), closes=said["closes"], remark=said["remark"], printed=printed,
    )  # fmt: skip


def _posted(
    request: SignedInRequest, city: City, form: MovementForm | CorrectionForm,
    post: Callable[[Paper, dict[str, Any]], list[LedgerEntry]],
) -> bool:  # fmt: skip
    """File the paper and post on it; what is refused stands at its field, and nothing was posted."""
    said = form.cleaned_data
    told: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    scan = said["content"]
    head = PaperHead("BERITA_ACARA", said["number"].strip(), signed_on=said["signed_on"])
    try:
        with transaction.atomic():  # a refused movement leaves no paper behind
            paper = file_paper(city=city, head=head, content=scan, filename=scan.name if scan else "", **told)
            posted = post(paper, told)
    except RefusedContent as refusal:
        form.add_error("content", text(refusal.code, language(), **refusal.params))
    except PaperDiffers:
        form.add_error("number", _("Dokumen bernomor dan bertanggal ini sudah tersimpan dengan berkas lain."))
    except CannotMove as refusal:
        form.add_error(None, text(refusal.code, language(), **refusal.params))
    except CannotPost as refusal:
        for problem in refusal.problems:
            form.add_error("remark" if problem.code == LATE else None, problem.wording(language()))
    else:
        words = _("Tercatat dalam buku luas.") if posted else _("Berita acara ini sudah tercatat; buku tidak berubah.")
        messages.success(request, words)
    return form.is_valid() and not form.errors


def _words(account: OpenAccount) -> str:
    name = account.settlement.name if account.settlement else account.place.name
    return _("%(name)s: sisa %(area)s") % {"name": name, "area": hectares(account.remaining_m2)}


def _crumbs(city: City, here: str) -> list[Crumb]:
    return [Crumb(city.name, reverse("city_page", args=[city.code])),
            Crumb(_("Buku luas kumuh"), reverse("ledger", args=[city.code])), Crumb(here)]  # fmt: skip
