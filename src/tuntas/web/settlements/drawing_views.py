"""Drawing a settlement, and drawing one anew: on the map, or as text for whoever has none."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.city.places.models import Place
from tuntas.city.settlements.actions import SettlementHead, found_settlement, last_delineation, redraw
from tuntas.city.settlements.models import Settlement
from tuntas.city.settlements.refusing import CannotSettle
from tuntas.city.settlements.terms import terms
from tuntas.domain.wording import text
from tuntas.web.city_page.loading import load_city
from tuntas.web.settlements.choosing import unit_choices
from tuntas.web.settlements.drawing_desk import Desk, checked_drawing, drawing_from, papers_for, places_for
from tuntas.web.settlements.drawing_forms import SEEN, TEXT, DrawingForm, NewDrawingForm, StartForm
from tuntas.web.settlements.drawing_maps import MOST_UNITS
from tuntas.web.settlements.drawing_shown import Checked
from tuntas.web.settlements.loading import KEEPS, load_kept
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import day, language
from tuntas.web.shared.requests import SignedInRequest

SAVE = "simpan"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draw_again(request: SignedInRequest, code: str, settlement_id: int) -> HttpResponse:
    """Correct the delineation of a settlement: a new edition from a day on."""
    city, settlement = load_kept(request, code, settlement_id)
    if settlement.dissolved_on is not None:
        told = {"name": settlement.name, "on": day(settlement.dissolved_on)}
        messages.error(request, text("SETTLEMENT-DISSOLVED", language(), **told))
        return redirect("settlement", code, settlement.pk)
    desk = Desk(city, settlement, last_delineation(settlement))
    form = DrawingForm(request.POST or None, papers=papers_for(request, city), is_first=desk.last is None)
    checked = checked_drawing(request, desk, form, settlement.place) if request.method == "POST" else None
    if checked and _may_save(request, form, checked) and _drawn_anew(request, settlement, form, checked):
        return _redrawn(request, settlement)
    title = _("Perbaiki gambar") if desk.last else _("Gambar delineasi")
    crumb = Crumb(settlement.name, reverse("settlement", args=[code, settlement.pk]))
    return _answer(request, desk, form, checked, {"title": title, "way": [crumb]})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draw_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Draw a settlement that nobody knew."""
    city = load_city(request, code)
    need(can(request.user, KEEPS, city))
    places = places_for(request, city)
    start = StartForm(request.GET, places=places)
    begin = start.cleaned_data.get("wilayah") if start.is_valid() else None
    desk = Desk(city, place=_of(places, begin))
    form = NewDrawingForm(request.POST or None, papers=papers_for(request, city), places=places, likely=begin)
    place = _of(places, request.POST.get("place"))
    checked = checked_drawing(request, desk, form, place) if request.method == "POST" else None
    if checked and _may_save(request, form, checked):
        made = _founded(request, city, form, checked, _of(places, form.cleaned_data["place"]))
        if made:
            messages.success(request, _("Kawasan tersimpan. Tentukan RT yang termasuk di dalamnya."))
            return redirect("settlement", code, made.pk)
    return _answer(request, desk, form, checked, {"title": _("Gambar kawasan baru"), "start": start})


def _redrawn(request: SignedInRequest, settlement: Settlement) -> HttpResponse:
    """To the settlement, or to its RT where the new shape covers others than belong to it."""
    enough = terms().member_share_ppm // 10_000
    if any(one.is_member != ((one.covered_percent or 0) >= enough) for one in unit_choices(settlement)):
        messages.success(request, _("Delineasi baru tersimpan. RT yang tercakup kini lain dari anggotanya; tinjau."))
        return redirect("settlement_members", settlement.city.code, settlement.pk)
    messages.success(request, _("Delineasi baru tersimpan."))
    return redirect("settlement", settlement.city.code, settlement.pk)


def _of(places: list[Place], pk: object) -> Place | None:
    return next((one for one in places if str(one.pk) == str(pk)), None)


def _drawn_anew(request: SignedInRequest, settlement: Settlement, form: DrawingForm, checked: Checked) -> bool:
    try:
        redraw(settlement=settlement, drawing=drawing_from(form, checked), on=form.cleaned_data["on"],
               by=request.user, at=timezone.now())  # fmt: skip
    except CannotSettle as refusal:
        form.add_error("on", _words(refusal))
        return False
    return True


def _founded(
    request: SignedInRequest, city: City, form: NewDrawingForm, checked: Checked, place: Place | None
) -> Settlement | None:
    said = form.cleaned_data
    if place is None:
        return None
    head = SettlementHead(place, said["name"], said["typology"])
    try:
        return found_settlement(city=city, head=head, drawing=drawing_from(form, checked), on=said["on"],
                                by=request.user, at=timezone.now())  # fmt: skip
    except CannotSettle as refusal:
        form.add_error("name", _words(refusal))
        return None


def _words(refusal: CannotSettle) -> str:
    told = {name: day(value) if isinstance(value, date) else value for name, value in refusal.params.items()}
    return text(refusal.code, language(), **told)


def _may_save(request: SignedInRequest, form: DrawingForm, checked: Checked) -> bool:
    """Whether what is sent is what was seen, with everything filled in and every doubt accepted."""
    if request.POST.get("do") != SAVE or not checked.can_save:
        return False
    if request.POST.get(SEEN) != checked.fingerprint:
        messages.warning(request, _("Gambar atau data di sekitarnya berubah sejak diperiksa. Tinjau, lalu simpan."))
        return False
    if checked.refused:
        messages.error(request, _("Centang setiap catatan yang Anda terima, atau perbaiki gambarnya."))
        return False
    return form.is_valid()


def _answer(
    request: SignedInRequest, desk: Desk, form: DrawingForm, checked: Checked | None, told: dict[str, Any]
) -> HttpResponse:
    """The page; for a check that the map asks for only what was found."""
    city, is_saving, sent = desk.city, request.POST.get("do") == SAVE, request.POST.get(TEXT, "")
    if form.is_bound and not is_saving:
        form.errors.clear()  # what is not filled in yet is no error before it is to be kept
    told |= {"city": city, "settlement": desk.settlement, "form": form, "checked": checked,
             "reads_back": not sent.strip().startswith("{")}  # fmt: skip
    if request.htmx and not is_saving:  # type: ignore[attr-defined]
        return render(request, "settlements/_drawn_checks.html", told)
    way = [Crumb(city.name, reverse("city_page", args=[city.code])),
           Crumb(_("Kawasan kumuh"), reverse("settlements", args=[city.code])),
           *told.get("way", []), Crumb(told["title"])]  # fmt: skip
    return render(request, "settlements/draw.html", told | desk.map_context() | {
        "breadcrumbs": way, "most_units": MOST_UNITS, "text": sent if checked else desk.text,
    })  # fmt: skip
