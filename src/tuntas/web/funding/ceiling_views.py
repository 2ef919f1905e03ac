"""Ceilings in a grid of sources by years: typed, or filled from a file, and kept on a paper."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.funding.actions import set_ceilings
from tuntas.city.funding.facts import use
from tuntas.city.funding.heads import CeilingHead
from tuntas.city.funding.models import MoneyEntry, Source
from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.city.records.models import Paper
from tuntas.web.city_page.loading import load_city
from tuntas.web.funding.ceiling_files import read_ceilings
from tuntas.web.funding.grids import Key, Typed, cell, prefilled, read_grid, years_line
from tuntas.web.funding.loading import GRID_YEARS, crumbs, grid_years
from tuntas.web.funding.paper_forms import PaperForm, filed
from tuntas.web.shared.formats import rupiah
from tuntas.web.shared.requests import SignedInRequest


class CeilingForm(PaperForm):
    """The paper of a grid of ceilings; `reason` where it is recorded long after its day."""

    kinds = ("DPA", "APBD", "APBD_P", "DIPA", "LETTER", "AGREEMENT", "OTHER")
    reason = forms.CharField(label=gettext_lazy("Alasan dicatat belakangan"), required=False, max_length=1000,
                             help_text=gettext_lazy("Diisi bila dokumennya sudah lama."))  # fmt: skip


@login_required
def ceilings_page(request: SignedInRequest, code: str) -> HttpResponse:
    """The matrix of envelopes: for who keeps the funds a grid to type in, for others to read."""
    city = load_city(request, code)
    years = grid_years(request)
    today = timezone.localdate()
    is_sent = request.method == "POST" and "berkas" not in request.FILES
    form = CeilingForm(*((request.POST, request.FILES) if is_sent else ()), today=today)
    typed_in: Typed | None = None
    faults: Sequence[str] = ()
    if request.method == "POST":
        need(can(request.user, "keep_funds", city))
        if is_sent:
            typed_in = read_grid(request.POST, _ceilings(city, years), _keys(city, years))
            if form.is_valid() and typed_in.is_right and _kept(request, city, form, typed_in):
                return redirect(request.get_full_path())
        else:
            sheet = request.FILES["berkas"]
            assert isinstance(sheet, UploadedFile)
            said = read_ceilings(sheet, _bearing(city), range(years[0], years[-1] + 1))
            typed_in, faults = prefilled(said.amounts), said.faults
    return render(request, "funding/ceilings.html", {
        "city": city, "breadcrumbs": crumbs(city, _("Pagu")), "form": form, "faults": faults, "years": years,
        "groups": _groups(city, years, typed_in), "totals": _totals(city, years), "line": years_line(years),
        "earlier": years[0] - GRID_YEARS, "later": years[-1] + 1, "is_filled": typed_in is not None and not is_sent,
        "changes": len(typed_in.amounts) if typed_in else 0,
        "can_keep": can(request.user, "keep_funds", city),
    })  # fmt: skip


def _kept(request: SignedInRequest, city: City, form: CeilingForm, typed_in: Typed) -> bool:
    """Post every changed ceiling on the paper, all or none."""
    if not typed_in.amounts:
        form.add_error(None, _("Belum ada pagu yang diubah."))
        return False
    told: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    on, reason = form.cleaned_data["signed_on"], form.cleaned_data["reason"]

    def act(paper: Paper) -> list[MoneyEntry]:
        return [
            entry for year, ceilings in _by_year(city, typed_in.amounts).items()
            for entry in set_ceilings(paper=paper, head=CeilingHead(year, ceilings, on, reason), **told)
        ]  # fmt: skip

    posted = filed(city, form, told, act)
    if posted is None:
        return False
    messages.success(request, _("%(n)d pagu dicatat dalam buku uang.") % {"n": len(posted)})
    return True


def _by_year(city: City, amounts: Mapping[Key, int]) -> dict[int, dict[Source, int]]:
    sources = {source.pk: source for source in city.sources.all()}
    found: dict[int, dict[Source, int]] = {}
    for (source, year), amount in amounts.items():
        found.setdefault(year, {})[sources[source]] = amount
    return found


def _bearing(city: City) -> list[Source]:
    return list(city.sources.bearing().select_related("parent").order_by("position", "pk"))


def _keys(city: City, years: Sequence[int]) -> list[Key]:
    return [(source.pk, year) for source in _bearing(city) for year in years]


def _ceilings(city: City, years: Sequence[int]) -> dict[Key, int]:
    return {(one.envelope.source_id, one.envelope.year): one.sums.ceiling_idr for one in use(city, years)
            if one.sums.ceiling_idr is not None}  # fmt: skip


def _groups(city: City, years: Sequence[int], typed_in: Typed | None) -> list[tuple[str, list[tuple[Source, Any]]]]:
    """The rows of each group with their cells."""
    known = {(one.envelope.source_id, one.envelope.year): one.sums for one in use(city, years)}
    found: dict[str, list[tuple[Source, Any]]] = {}
    for source in _bearing(city):
        cells = []
        for year in years:
            sums = known.get((source.pk, year))
            beside = rupiah(sums.committed_idr) if sums and sums.committed_idr else ""
            cells.append(cell((source.pk, year), sums.ceiling_idr if sums else None, typed_in,
                              is_closed=not source.is_open_in(year), beside=beside))  # fmt: skip
        found.setdefault((source.parent or source).name, []).append((source, cells))
    return list(found.items())


def _totals(city: City, years: Sequence[int]) -> list[tuple[int, int | None]]:
    """The sum of the ceilings that are known, by year."""
    told = _ceilings(city, years)
    sums = {year: [amount for (_source, at), amount in told.items() if at == year] for year in years}
    return [(year, sum(one) if one else None) for year, one in sums.items()]
