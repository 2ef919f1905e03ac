"""The catalogue of financing instruments, and the page of one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.financing.default_instruments import instrument_kinds, is_loan
from tuntas.city.financing.instruments import (
    InstrumentHead,
    add_instrument,
    change_instrument,
    load_default_instruments,
)
from tuntas.city.financing.models import Instrument
from tuntas.city.funding.refusals import CannotFund
from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.web.city_page.loading import load_city
from tuntas.web.funding.loading import crumbs
from tuntas.web.funding.source_forms import year_field
from tuntas.web.shared.choices import offer
from tuntas.web.shared.formats import language
from tuntas.web.shared.requests import SignedInRequest

AREA = forms.Textarea(attrs={"rows": 2})


class InstrumentForm(forms.Form):
    """An instrument as the city keeps it."""

    name = forms.CharField(label=gettext_lazy("Nama"), max_length=160)
    code = forms.CharField(label=gettext_lazy("Kode singkat"), max_length=40)
    kind = forms.ChoiceField(label=gettext_lazy("Jenis"))
    provider = forms.CharField(label=gettext_lazy("Penyedia"), max_length=200, required=False)
    terms = forms.CharField(label=gettext_lazy("Syarat"), max_length=2000, required=False, widget=AREA,
                            help_text=gettext_lazy("Jasa, jangka waktu, batas nilai; sebut dokumennya."))  # fmt: skip
    eligible = forms.CharField(label=gettext_lazy("Siapa yang dapat memakai"), max_length=2000, required=False,
                               widget=AREA)  # fmt: skip
    opened_year = year_field(gettext_lazy("Dibuka sejak tahun"), help_text=gettext_lazy("Kosong: tidak dibatasi."))
    closed_year = year_field(gettext_lazy("Tahun terakhir"), help_text=gettext_lazy("Kosong: masih dibuka."))

    def __init__(self, *args: Any, instrument: Instrument | None = None, **kwargs: Any) -> None:
        if instrument is not None:
            kwargs["initial"] = {name: getattr(instrument, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        offer(self, "kind", [(code, kind.name.in_(language())) for code, kind in instrument_kinds().items()])


@login_required
def financing_page(request: SignedInRequest, code: str) -> HttpResponse:
    """Ways to finance beside the budget: provider, terms, who may use them, in which years."""
    city = load_city(request, code)
    form = InstrumentForm(request.POST if "name" in request.POST else None)
    if request.method == "POST":
        need(can(request.user, "keep_funds", city))
        if _kept(request, city, form):
            return redirect("financing", code)
    kinds, year = instrument_kinds(), timezone.localdate().year
    return render(request, "funding/financing.html", {
        "city": city, "breadcrumbs": crumbs(city, financing=True), "form": form,
        "can_keep": can(request.user, "keep_funds", city),
        "rows": [(one, kinds[one.kind].name.in_(language()) if one.kind in kinds else one.kind, one.is_open_in(year))
                 for one in city.instruments.order_by("kind", "name", "pk")],
    })  # fmt: skip


@login_required
def instrument_page(request: SignedInRequest, code: str, instrument_id: int) -> HttpResponse:
    """One instrument: its terms and its years."""
    city = load_city(request, code)
    need(can(request.user, "keep_funds", city))
    one = get_object_or_404(Instrument.objects.visible_to(request.user).filter(city=city), pk=instrument_id)
    form = InstrumentForm(request.POST or None, instrument=one)
    if request.method == "POST" and form.is_valid():
        head = InstrumentHead(**form.cleaned_data, paper=one.paper)
        try:
            change_instrument(instrument=one, head=head, by=request.user, at=timezone.now())
        except CannotFund as refusal:
            form.add_error(None, refusal.wording(language()))
        else:
            messages.success(request, _("Instrumen disimpan."))
            return redirect("financing", code)
    return render(request, "funding/instrument.html", {
        "city": city, "breadcrumbs": crumbs(city, one.name, financing=True), "instrument": one, "form": form,
        "is_loan": is_loan(one.kind), "loans": one.loans.count(),
    })  # fmt: skip


def _kept(request: SignedInRequest, city: City, form: InstrumentForm) -> bool:
    at = timezone.now()
    if "muat" in request.POST:
        made = load_default_instruments(city=city, by=request.user, at=at)
        messages.success(request, _("%(n)d instrumen dimuat dari daftar bawaan.") % {"n": len(made)})
        return True
    if not form.is_valid():
        return False
    try:
        add_instrument(city=city, head=InstrumentHead(**form.cleaned_data), by=request.user, at=at)
    except CannotFund as refusal:
        form.add_error(None, refusal.wording(language()))
        return False
    messages.success(request, _("Instrumen ditambahkan."))
    return True
