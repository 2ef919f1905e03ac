"""The list of agencies with the matrix of mandates, and the page of one agency."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.city.people.access import can, need
from tuntas.city.people.actions import CannotGovern
from tuntas.city.people.agencies import add_agency, rename_agency, set_mandates
from tuntas.city.people.models import Agency, City
from tuntas.web.agencies.forms import AgencyForm
from tuntas.web.agencies.matrix import aspects_of, cells_sent, matrix
from tuntas.web.city_page.loading import load_city
from tuntas.web.people.loading import refusal_text
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.requests import SignedInRequest


@login_required
def agencies(request: SignedInRequest, code: str) -> HttpResponse:
    """All agencies, who answers for what, and a form for another one."""
    city = load_city(request, code)
    form = AgencyForm(request.POST or None)
    if request.method == "POST":
        need(can_edit(request, city))
        if form.is_valid() and (agency := _added(request, city, form)):
            messages.success(request, _("Perangkat daerah ditambahkan. Tandai mandatnya di bawah."))
            return redirect("agency", code, agency.pk)
    rows = _agencies(city)
    return render(request, "agencies/list.html", {
        "city": city, "agencies": rows, "matrix": matrix(rows, aspects_of(city)), "form": form,
        "can_edit": can_edit(request, city), "breadcrumbs": _crumbs(city),
    })  # fmt: skip


@login_required
@require_safe
def agency(request: SignedInRequest, code: str, agency_id: int) -> HttpResponse:
    """One agency: its name and its mandates, for who may change them."""
    city, one = _load(request, code, agency_id)
    return _agency_page(request, city, one, AgencyForm(initial={"code": one.code, "name": one.name}))


@login_required
@require_POST
def rename(request: SignedInRequest, code: str, agency_id: int) -> HttpResponse:
    """Another name for an agency."""
    city, one = _load(request, code, agency_id)
    form = AgencyForm(request.POST)
    if form.is_valid():
        try:
            rename_agency(agency=one, by=request.user, at=timezone.now(), **form.cleaned_data)
        except CannotGovern as refusal:
            form.add_error("code", refusal_text(refusal))
        else:
            messages.success(request, _("Nama perangkat daerah disimpan."))
            return redirect("agency", code, agency_id)
    return _agency_page(request, city, one, form)


@login_required
@require_POST
def mandates(request: SignedInRequest, code: str, agency_id: int) -> HttpResponse:
    """What an agency answers for: exactly the ticked cells."""
    city, one = _load(request, code, agency_id)
    aspects = aspects_of(city)
    try:
        changed = set_mandates(
            agency=one, cells=cells_sent(request.POST.getlist("sel"), aspects),
            seen=cells_sent(request.POST.getlist("semula"), aspects), aspects=[aspect.id for aspect in aspects],
            by=request.user, at=timezone.now(),
        )  # fmt: skip
    except CannotGovern as refusal:
        messages.error(request, refusal_text(refusal))
    else:
        messages.success(request, _("Mandat disimpan.") if changed else _("Tidak ada yang berubah."))
    return redirect("agency", code, agency_id)


def can_edit(request: SignedInRequest, city: City) -> bool:
    """Whether the person may change agencies and mandates."""
    return can(request.user, "manage_city", city) or can(request.user, "manage_people", city)


def _load(request: SignedInRequest, code: str, agency_id: int) -> tuple[City, Agency]:
    city = load_city(request, code)
    need(can_edit(request, city))
    found: Agency = get_object_or_404(Agency.objects.select_related("city__place"), pk=agency_id, city=city)
    return city, found


def _agencies(city: City) -> list[Agency]:
    return list(city.agencies.prefetch_related("mandates").order_by("code"))


def _added(request: SignedInRequest, city: City, form: AgencyForm) -> Agency | None:
    try:
        return add_agency(city=city, by=request.user, at=timezone.now(), **form.cleaned_data)
    except CannotGovern as refusal:
        form.add_error("code", refusal_text(refusal))
        return None


def _agency_page(request: SignedInRequest, city: City, one: Agency, form: AgencyForm) -> HttpResponse:
    shown = matrix(_agencies(city), aspects_of(city), one)
    way = [*_crumbs(city, is_step=True), Crumb(one.code)]
    return render(request, "agencies/agency.html", {"city": city, "agency": one, "matrix": shown, "form": form,
                                                    "breadcrumbs": way})  # fmt: skip


def _crumbs(city: City, *, is_step: bool = False) -> list[Crumb]:
    here = reverse("agencies", args=[city.code]) if is_step else ""
    return [Crumb(city.name, reverse("city_page", args=[city.code])), Crumb(_("Perangkat daerah"), here)]
