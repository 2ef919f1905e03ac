"""Places that only a survey knows: matched with a code, one by one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.city.assessments.areas import rebuild_city
from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.city.places.actions import PlaceHead, confirm_place
from tuntas.city.places.editions import CannotPlace
from tuntas.city.places.joining import join_place
from tuntas.city.places.loading import near_names
from tuntas.city.places.models import Level, Place, PlaceKind, PlaceQuerySet
from tuntas.city.surveys.models import SurveyRecord
from tuntas.domain.wording import text
from tuntas.web.city_page.loading import load_city
from tuntas.web.places import shown
from tuntas.web.places.forms import ConfirmForm
from tuntas.web.places.loading import load_place, visible_places
from tuntas.web.shared.formats import language
from tuntas.web.shared.requests import SignedInRequest


@login_required
@require_safe
def unconfirmed(request: SignedInRequest, code: str) -> HttpResponse:
    """Kecamatan and kelurahan that no list and no person has confirmed yet."""
    city = load_city(request, code)
    need(can(request.user, "load_places", city))
    found = visible_places(request, city).unconfirmed()
    return render(request, "places/unconfirmed.html", {
        "city": city, "rows": shown.rows(found.order_by("level", "name"), city),
        "breadcrumbs": shown.crumbs(city, None, _("Belum dipastikan")),
    })  # fmt: skip


@login_required
def confirm(request: SignedInRequest, code: str, unsure_id: int) -> HttpResponse:
    """Give a survey's place its code, its kecamatan and its kind."""
    city, place = load_place(request, code, unsure_id)
    need(can(request.user, "load_places", place))
    if not shown.wants_confirming(place):
        return redirect("place_page", code, unsure_id)
    kecamatan = Place.objects.filter(parent=city.place_id, level=Level.KECAMATAN, dissolved_on=None).order_by("name")
    form = ConfirmForm(request.POST or None, place=place, kecamatan=kecamatan,
                       initial={"kecamatan": place.kecamatan_id, "kind": place.kind})  # fmt: skip
    if request.method == "POST" and form.is_valid() and _confirmed(request, city, place, form):
        messages.success(request, _("Wilayah sudah dipastikan."))
        return redirect("place_page", code, unsure_id)
    return render(request, "places/confirm.html", {
        "city": city, "place": place, "form": form, "title": shown.full_name(place), "alike": _alike(city, place),
        "breadcrumbs": shown.crumbs(city, place, _("Pastikan")),
    })  # fmt: skip


@login_required
@require_POST
def join(request: SignedInRequest, code: str, unsure_id: int) -> HttpResponse:
    """Let a survey's place be the listed one that it only spells otherwise."""
    city, place = load_place(request, code, unsure_id)
    need(can(request.user, "load_places", place))
    asked = request.POST.get("ke", "")
    into = _listed(city, place).filter(pk=int(asked)).first() if asked.isdecimal() else None
    if into is None:
        messages.error(request, _("Pilih wilayah yang dimaksud."))
        return redirect("place_confirm", code, unsure_id)
    try:
        _joined(request, city, place, into)
    except CannotPlace as refusal:
        messages.error(request, text(refusal.code, language(), **refusal.params))
        return redirect("place_confirm", code, unsure_id)
    messages.success(request, _("Wilayah digabung; RT dan datanya ikut berpindah."))
    return redirect("place_page", code, into.pk)


@transaction.atomic
def _joined(request: SignedInRequest, city: City, place: Place, into: Place) -> None:
    """The join, and the figures of the areas counted again: both, or neither."""
    at = timezone.now()
    records = SurveyRecord.objects.filter(place__kelurahan__in=[place.pk, into.pk])
    surveyed = frozenset(records.values_list("place", flat=True))
    join_place(place=place, into=into, surveyed=surveyed, on=timezone.localdate(at), by=request.user, at=at)
    rebuild_city(city, at=at)


@transaction.atomic
def _confirmed(request: SignedInRequest, city: City, place: Place, form: ConfirmForm) -> bool:
    said, at = form.cleaned_data, timezone.now()
    head = PlaceHead(PlaceKind(said.get("kind") or place.kind), place.name, said.get("kecamatan") or city.place,
                     said["code"], is_confirmed=True)  # fmt: skip
    try:
        confirm_place(place=place, head=head, source=_("dipastikan oleh petugas"), by=request.user, at=at)
    except CannotPlace as refusal:
        form.add_error("code", text(refusal.code, language(), **refusal.params))
        return False
    rebuild_city(city, at=at)
    return True


def _alike(city: City, place: Place) -> list[Place]:
    """Listed places with a name like this one: perhaps the sheet only spells it otherwise."""
    known = {one.name: one for one in _listed(city, place).select_related("kecamatan")}
    return [known[name] for name in near_names(place.name, known)]


def _listed(city: City, place: Place) -> PlaceQuerySet:
    """The listed places of the same storey in the city: one of them may be meant."""
    return Place.objects.within(city.place).confirmed().filter(level=place.level, dissolved_on=None)
