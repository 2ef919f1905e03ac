"""One house: its page, adding and correcting it, its aid, striking it off, and the NIK for who asks to see it."""

from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.city.people.access import need
from tuntas.city.people.models import City
from tuntas.city.records.content_types import RefusedContent
from tuntas.city.records.files import store_file
from tuntas.city.records.models import StoredFile
from tuntas.city.surveys.access import can_keep_houses, can_see_nik
from tuntas.city.surveys.actions import CannotSurvey
from tuntas.city.surveys.houses import (
    AidHead,
    HouseChange,
    HouseHead,
    change_house,
    house_state,
    list_house,
    record_aid,
    show_nik,
    strike_off,
)
from tuntas.city.surveys.models import UnfitHouse
from tuntas.domain.wording import text
from tuntas.web.houses import shown
from tuntas.web.houses.forms import AidForm, HouseChangeForm, HouseForm, StrikeForm, own_places
from tuntas.web.houses.loading import house_of, person, personal, register_of
from tuntas.web.houses.words import land_word
from tuntas.web.shared.formats import language
from tuntas.web.units.shown import place_name


@personal
@require_safe
def house_page(request: HttpRequest, code: str, house_id: int) -> HttpResponse:
    """The house with its aid and photos."""
    city, house = house_of(request, code, house_id)
    return _house_page(request, city, house)


@personal
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Put a house on the register."""
    city = register_of(request, code)
    need(can_keep_houses(request.user, city))
    form = HouseForm(request.POST or None, request.FILES or None, places=own_places(person(request), city),
                     initial={"place": request.GET.get("rt", "")})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        begun = timezone.now()
        house = _saved(form, lambda at: list_house(
            city=city, head=_head(form), by=person(request), at=at, before=_photo(form, "before", at)))  # fmt: skip
        if house and house.listed_at < begun:
            messages.warning(request, _("Rumah ini sudah ada di daftar; isian Anda tidak disimpan. Tekan Ubah untuk "
                                        "memperbaiki yang tercatat."))  # fmt: skip
        elif house:
            messages.success(request, _("Rumah tercatat di daftar."))
        if house:
            return redirect("house", code, house.pk)
    return render(request, "houses/form.html", {
        "city": city, "form": form, "title": _("Tambah rumah"), "breadcrumbs": shown.crumbs(city, _("Tambah rumah")),
    })  # fmt: skip


@personal
def edit(request: HttpRequest, code: str, house_id: int) -> HttpResponse:
    """Correct a house."""
    city, house = house_of(request, code, house_id)
    need(can_keep_houses(request.user, house))
    known = {"place": house.place_id, "address": house.address, "head_name": house.head_name,
             "land_status": house.land_status, "expected": house_state(house)}  # fmt: skip
    form = HouseChangeForm(request.POST or None, request.FILES or None, places=own_places(person(request), city),
                           initial=known)  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if _saved(form, lambda at: change_house(house=house, by=person(request), at=at, change=HouseChange(
                _head(form), said["expected"], _photo(form, "before", at), said["drop_nik"]))):  # fmt: skip
            messages.success(request, _("Perubahan tersimpan."))
            return redirect("house", code, house.pk)
    return render(request, "houses/form.html", {
        "city": city, "house": house, "form": form, "title": _("Ubah data rumah"),
        "breadcrumbs": shown.crumbs(city, house.head_name, _("Ubah")),
    })  # fmt: skip


@personal
def aid(request: HttpRequest, code: str, house_id: int) -> HttpResponse:
    """Record aid to the house."""
    city, house = house_of(request, code, house_id)
    need(can_keep_houses(request.user, house))
    form = AidForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        head = AidHead(said["source"], said["year"], said["programme"], said["value_idr"])
        if _saved(form, lambda at: record_aid(house=house, head=head, by=person(request), at=at,
                                              after=_photo(form, "after", at))):  # fmt: skip
            messages.success(request, _("Bantuan tercatat."))
            return redirect("house", code, house.pk)
    return render(request, "houses/aid.html", {
        "city": city, "house": house, "form": form, "breadcrumbs": shown.crumbs(city, house.head_name, _("Bantuan")),
    })  # fmt: skip


@personal
@require_POST
def strike(request: HttpRequest, code: str, house_id: int) -> HttpResponse:
    """Strike the house off, saying why."""
    city, house = house_of(request, code, house_id)
    need(can_keep_houses(request.user, house))
    form = StrikeForm(request.POST)
    if form.is_valid() and _saved(
        form, lambda at: strike_off(house=house, reason=form.cleaned_data["reason"], by=person(request), at=at)
    ):
        messages.success(request, _("Rumah dicoret dari daftar; baris dan bantuannya tetap tersimpan."))
        return redirect("house", code, house.pk)
    return _house_page(request, city, house, strike_form=form)


@personal
@require_POST
def nik(request: HttpRequest, code: str, house_id: int) -> HttpResponse:
    """The page once more with the NIK in clear; the audit trail keeps who asked."""
    city, house = house_of(request, code, house_id)
    need(can_see_nik(request.user, house))
    return _house_page(request, city, house, nik=show_nik(house=house, by=person(request), at=timezone.now()))


def _house_page(request: HttpRequest, city: City, house: UnfitHouse, **more: Any) -> HttpResponse:
    visible = shown.visible_houses(person(request), city)
    aids = [(one, shown.aid_name(one)) for one in house.aids.order_by("-year", "-pk")]
    twice = [(one, shown.aid_name(one), place_name(one.house.place))
             for one in shown.same_household(house, visible)]  # fmt: skip
    return render(request, "houses/house.html", {
        "city": city, "house": house, "place": place_name(house.place), "land": land_word(house.land_status),
        "aids": aids, "twice": twice, "can_keep": can_keep_houses(request.user, house),
        "can_see_nik": can_see_nik(request.user, house), "strike_form": StrikeForm(),
        "breadcrumbs": shown.crumbs(city, house.head_name),
    } | more)  # fmt: skip


def _saved(form: Form, action: Any) -> Any:
    """What the action gives; None with the refusal as the form's error."""
    try:
        return action(timezone.now())
    except (CannotSurvey, RefusedContent) as refusal:
        form.add_error(None, text(refusal.code, language(), **refusal.params))
        return None


def _head(form: HouseForm) -> HouseHead:
    said = form.cleaned_data
    return HouseHead(form.places[said["place"]], said["address"], said["head_name"], said["nik"], said["land_status"])


def _photo(form: Form, name: str, at: Any) -> StoredFile | None:
    file = form.cleaned_data.get(name)
    return store_file(cast(BinaryIO, file), at=at) if isinstance(file, UploadedFile) else None
