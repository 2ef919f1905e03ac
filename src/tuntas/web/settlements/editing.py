"""Changing a settlement: its name and typology, the RT that belong, its end."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tuntas.city.people.models import City
from tuntas.city.places.models import Level, Place
from tuntas.city.settlements.actions import classify, dissolve, rename, set_members
from tuntas.city.settlements.models import Settlement
from tuntas.city.settlements.refusing import CannotSettle
from tuntas.domain.wording import text
from tuntas.web.settlements import shown
from tuntas.web.settlements.choosing import unit_choices
from tuntas.web.settlements.forms import DayForm, DissolveForm, HeadForm
from tuntas.web.settlements.loading import load_kept
from tuntas.web.shared.formats import language
from tuntas.web.shared.requests import SignedInRequest

CHOSEN = "rt"


@login_required
def edit(request: SignedInRequest, code: str, settlement_id: int) -> HttpResponse:
    """Another name, another typology; papers keep what they print."""
    city, settlement = load_kept(request, code, settlement_id)
    said = {"name": settlement.name, "typology": settlement.typology}
    form = HeadForm(request.POST or None, initial=said)
    if request.method == "POST" and form.is_valid() and _done(request, lambda: _edit(request, settlement, form)):
        messages.success(request, _("Kawasan sudah diubah."))
        return redirect("settlement", code, settlement.pk)
    return render(request, "settlements/edit.html", {
        "city": city, "settlement": settlement, "form": form,
        "breadcrumbs": shown.crumbs_of(city, settlement, _("Ubah")),
    })  # fmt: skip


@login_required
def members(request: SignedInRequest, code: str, settlement_id: int) -> HttpResponse:
    """Which RT belong; those that the shape covers are proposed."""
    city, settlement = load_kept(request, code, settlement_id)
    form = DayForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        places = _chosen(request, city)
        on, at = form.cleaned_data["on"], timezone.now()
        if _done(request, lambda: set_members(settlement=settlement, places=places, on=on, by=request.user, at=at)):
            messages.success(request, _("RT kawasan ini sudah dicatat."))
            return redirect("settlement", code, settlement.pk)
    return render(request, "settlements/members.html", {
        "city": city, "settlement": settlement, "form": form, "choices": unit_choices(settlement),
        "breadcrumbs": shown.crumbs_of(city, settlement, _("RT yang termasuk")),
    })  # fmt: skip


@login_required
@require_POST
def dissolve_settlement(request: SignedInRequest, code: str, settlement_id: int) -> HttpResponse:
    """Let a settlement end, with a reason."""
    _city, settlement = load_kept(request, code, settlement_id)
    form = DissolveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Isi hari dan alasannya."))
    else:
        said, at = form.cleaned_data, timezone.now()
        if _done(request, lambda: dissolve(settlement=settlement, by=request.user, at=at, **said)):
            messages.success(request, _("Kawasan dibubarkan; riwayatnya tetap tersimpan."))
    return redirect("settlement", code, settlement.pk)


@transaction.atomic
def _edit(request: SignedInRequest, settlement: Settlement, form: HeadForm) -> None:
    said, at = form.cleaned_data, timezone.now()
    rename(settlement=settlement, name=said["name"], by=request.user, at=at)
    classify(settlement=settlement, typology=said["typology"], by=request.user, at=at)


def _chosen(request: SignedInRequest, city: City) -> list[Place]:
    """The RT of the city that were ticked; anything else in the post is nothing."""
    ids = [int(one) for one in request.POST.getlist(CHOSEN) if one.isdecimal() and len(one) < 19]
    return list(Place.objects.filter(pk__in=ids, city=city.place_id, level=Level.RT, dissolved_on=None))


def _done(request: SignedInRequest, act: Callable[[], object]) -> bool:
    """Whether it could be done; else the page says why not."""
    try:
        act()
    except CannotSettle as refusal:
        messages.error(request, text(refusal.code, language(), **refusal.params))
        return False
    return True
