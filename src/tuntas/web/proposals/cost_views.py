"""The price library of a city: prices by year, price rises, and files in and out."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.city.proposals.catalogue import Activity, activities, activity_word
from tuntas.city.proposals.library import PriceHead, asked_for, keep_prices, keep_rise
from tuntas.city.proposals.models import PriceRise, UnitCost
from tuntas.city.proposals.pricing import Library, NoPrice, Price
from tuntas.city.proposals.refusals import CannotPropose
from tuntas.domain.numbers import number
from tuntas.domain.rupiah import NotRupiah, read_rupiah
from tuntas.domain.wording import text
from tuntas.web.city_page.loading import load_city
from tuntas.web.papers.loading import attachment
from tuntas.web.proposals import cost_files, list_shown
from tuntas.web.proposals.loading import KEEPS, keepers_city
from tuntas.web.proposals.words import refusal_text
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import language, rupiah
from tuntas.web.shared.money_field import typed
from tuntas.web.shared.requests import SignedInRequest
from tuntas.web.shared.table_files import FILES

YEAR, COST = "tahun", "harga-"
PPM_A_PERCENT = 10_000


class SourceForm(forms.Form):
    """Where the prices that were typed come from."""

    source = forms.CharField(
        label=gettext_lazy("Dasar harga yang diubah"), max_length=300,
        help_text=gettext_lazy("Misalnya SHST kota tahun ini, atau analisis harga dinas."),
    )  # fmt: skip


class RiseForm(forms.Form):
    """By how much prices rose from the year before."""

    year = forms.IntegerField(label=gettext_lazy("Tahun"), min_value=1945, max_value=2200)
    rate = forms.DecimalField(label=gettext_lazy("Kenaikan dari tahun sebelumnya (%)"), min_value=-50, max_value=100,
                              decimal_places=4, localize=True)  # fmt: skip
    source = forms.CharField(label=gettext_lazy("Dasar"), max_length=300,
                             help_text=gettext_lazy("Misalnya BPS, atau asumsi dalam RPJMD."))  # fmt: skip


class LoadForm(forms.Form):
    """A file of prices."""

    content = forms.FileField(label=gettext_lazy("Berkas harga"),
                              widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """An activity with its price of the year."""

    activity: Activity
    name: str
    serves: str
    own: UnitCost | None
    price: Price | None
    words: str
    field: str
    typed: str
    fault: str


@login_required
@require_safe
def unit_costs(request: HttpRequest, code: str) -> HttpResponse:
    """The prices of a year."""
    city = load_city(request, code)
    return _page(request, city, _year(request))


@login_required
@require_POST
def keep(request: SignedInRequest, code: str) -> HttpResponse:
    """Keep the prices that were typed, all or none."""
    city = keepers_city(request, code)
    year = _year(request)
    heads, faults = _typed(request, city, year)
    form = SourceForm(request.POST)
    if not form.is_valid() or faults:
        return _page(request, city, year, source_form=form, faults=faults)
    told = [PriceHead(one.activity, year, one.cost_idr, form.cleaned_data["source"]) for one in heads]
    try:
        kept = keep_prices(city=city, heads=told, by=request.user, at=timezone.now())
    except CannotPropose as refusal:
        messages.error(request, refusal_text(refusal))
    else:
        messages.success(request, ngettext("%(n)d harga disimpan.", "%(n)d harga disimpan.", kept) % {"n": kept}
                         if kept else _("Tidak ada harga yang berubah."))  # fmt: skip
    return redirect(_own_url(city, year))


@login_required
@require_POST
def rise(request: SignedInRequest, code: str) -> HttpResponse:
    """Keep the price rise of a year."""
    city = keepers_city(request, code)
    form = RiseForm(request.POST)
    if not form.is_valid():
        return _page(request, city, _year(request), rise_form=form)
    said = form.cleaned_data
    rate = int((said["rate"] * PPM_A_PERCENT).to_integral_value())
    try:
        keep_rise(city=city, year=said["year"], rate_ppm=rate, source=said["source"], by=request.user,
                  at=timezone.now())  # fmt: skip
    except CannotPropose as refusal:
        messages.error(request, refusal_text(refusal))
    else:
        messages.success(request, _("Kenaikan harga disimpan."))
    return redirect(f"{_own_url(city, _year(request))}#kenaikan")


@login_required
@require_safe
def export(request: HttpRequest, code: str) -> HttpResponse:
    """All prices, and a row to be filled for each activity without one: the file that `load` reads."""
    city = load_city(request, code)
    need(can(request.user, "export", city))
    kind = request.GET.get("format", "xlsx")
    if kind not in FILES:
        raise Http404
    write, content_type = FILES[kind]
    content = write(_("Harga satuan"), cost_files.FILE_HEADS, cost_files.lines(city, _year(request)))
    return attachment(content, content_type, f"harga-satuan-{city.code}.{kind}")


@login_required
@require_POST
def load(request: SignedInRequest, code: str) -> HttpResponse:
    """Prices from a file; with a single fault nothing is kept."""
    city = keepers_city(request, code)
    form = LoadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, city, _year(request), load_form=form)
    read = cost_files.read_prices(form.cleaned_data["content"])
    if read.faults or not read.heads:
        faults = read.faults or [_("Berkas ini tidak memuat satu harga pun.")]
        return _page(request, city, _year(request), load_form=form, load_faults=faults)
    kept = keep_prices(city=city, heads=read.heads, by=request.user, at=timezone.now())
    told = {"n": len(read.heads), "changed": kept}
    messages.success(request, _("%(n)s harga dibaca, %(changed)s baru atau berubah.") % told)
    return redirect(_own_url(city, _year(request)))


def _page(
    request: HttpRequest, city: City, year: int, *, faults: Mapping[str, str] = {}, **more: object
) -> HttpResponse:
    library = Library(city)
    own = {row.activity: row for row in UnitCost.objects.filter(city=city, year=year)}
    return render(request, "proposals/unit_costs.html", {
        "city": city, "year": year, "years": range(year - 2, year + 4), "faults": faults,
        "rows": [_row(one, library, year, own.get(one.code), request.POST, faults) for one in activities().values()],
        "asked": [(activity_word(code, language()), asked, f"?{YEAR}={asked}#{code}")
                  for code, asked in asked_for(city)],
        "rises": [(row, f"{number(Decimal(row.rate_ppm) / PPM_A_PERCENT, language())} %")
                  for row in PriceRise.objects.filter(city=city).order_by("year")],
        "can_keep": can(request.user, KEEPS, city), "can_export": can(request.user, "export", city),
        "breadcrumbs": list_shown.crumbs(city, Crumb(_("Harga satuan"))),
        "source_form": SourceForm(), "rise_form": RiseForm(initial={"year": year}), "load_form": LoadForm(),
    } | more)  # fmt: skip


def _row(one: Activity, library: Library, year: int, own: UnitCost | None, sent: Mapping[str, str],
         faults: Mapping[str, str]) -> Row:  # fmt: skip
    price = library.price(one.code, year)
    serves = ", ".join(sorted(one.criteria)) or _("di luar kriteria")
    field = COST + one.code
    return Row(one, one.name.in_(language()), serves, own, price if isinstance(price, Price) else None,
               _words(price, own), field, sent.get(field, typed(own.cost_idr) if own else ""),
               faults.get(one.code, ""))  # fmt: skip


def _words(price: Price | NoPrice, own: UnitCost | None) -> str:
    if own is not None:
        return own.source
    if isinstance(price, Price):
        told = {"base": rupiah(price.base_idr), "year": price.base_year}
        return _("dari %(base)s tahun %(year)s dengan kenaikan harga") % told
    if price.missing_rises:
        return _("belum ada kenaikan harga %(years)s") % {"years": ", ".join(map(str, price.missing_rises))}
    return ""


def _typed(request: HttpRequest, city: City, year: int) -> tuple[list[PriceHead], dict[str, str]]:
    """The prices that differ from what stands, and what is wrong with the others, by activity."""
    own = dict(UnitCost.objects.filter(city=city, year=year).values_list("activity", "cost_idr"))
    heads, faults = [], {}
    for code in activities():
        told = request.POST.get(COST + code, "").strip()
        if not told:
            continue
        try:
            cost = read_rupiah(told)
        except NotRupiah as refused:
            faults[code] = text(refused.code, language())
            continue
        if cost == 0:
            faults[code] = text("PRICE-ABSURD", language())
        elif own.get(code) != cost:
            heads.append(PriceHead(code, year, cost, "–"))
    return heads, faults


def _year(request: HttpRequest) -> int:
    asked = request.POST.get(YEAR) or request.GET.get(YEAR, "")
    if asked.isdecimal() and len(asked) == 4 and 1945 <= int(asked) <= 2196:
        return int(asked)
    return timezone.localdate().year + 1


def _own_url(city: City, year: int) -> str:
    return f"{reverse('unit_costs', args=[city.code])}?{YEAR}={year}"
