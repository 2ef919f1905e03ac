"""Splitting a settlement along its RT, and merging several: the earlier ones stay readable, with what came of them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.city.places.models import Place
from tuntas.city.records.models import Paper
from tuntas.city.settlements.actions import SettlementHead
from tuntas.city.settlements.models import Settlement, SettlementMember
from tuntas.city.settlements.parting import cut_along, taken_together
from tuntas.city.settlements.refusing import CannotSettle
from tuntas.city.settlements.successions import Part, Turn, merge_settlements, split_settlement
from tuntas.domain.wording import text
from tuntas.web.city_page.loading import load_city
from tuntas.web.settlements import shown
from tuntas.web.settlements.loading import KEEPS, load_kept
from tuntas.web.settlements.succession_forms import MergeForm, SplitForm, TurnForm
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import language
from tuntas.web.shared.requests import SignedInRequest
from tuntas.web.units.shown import place_name


@login_required
def split(request: SignedInRequest, code: str, settlement_id: int) -> HttpResponse:
    """Let the chosen RT go on as a settlement of their own, the others as another."""
    city, settlement = load_kept(request, code, settlement_id)
    places = _members([settlement])
    form = SplitForm(request.POST or None, papers=_papers(request, city), first_name=settlement.name,
                     units=[(str(one.pk), place_name(one)) for one in places])  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            later = _split(request, settlement, places, form)
        except CannotSettle as refusal:
            messages.error(request, text(refusal.code, language(), **refusal.params))
        else:
            messages.success(request, _("Kawasan dipecah; yang lama tetap tersimpan."))
            return redirect("settlement", code, later[1].pk)
    return render(request, "settlements/split.html", {
        "city": city, "settlement": settlement, "form": form, "count": len(places),
        "breadcrumbs": shown.crumbs_of(city, settlement, _("Pecah kawasan")),
    })  # fmt: skip


@login_required
def merge(request: SignedInRequest, code: str) -> HttpResponse:
    """Let several settlements go on as one."""
    city = load_city(request, code)
    need(can(request.user, KEEPS, city))
    standing = Settlement.objects.visible_to(request.user).filter(city=city, dissolved_on=None)
    known = list(standing.select_related("place", "city__place").order_by("place__name", "name"))
    choices = [(str(one.pk), f"{one.name} ({one.place.name})") for one in known]
    form = MergeForm(request.POST or None, papers=_papers(request, city), settlements=choices)
    if request.method == "POST" and form.is_valid():
        try:
            later = _merge(request, known, form)
        except CannotSettle as refusal:
            messages.error(request, text(refusal.code, language(), **refusal.params))
        else:
            messages.success(request, _("Kawasan digabung; yang lama tetap tersimpan."))
            return redirect("settlement", code, later.pk)
    return render(request, "settlements/merge.html", {
        "city": city, "form": form, "count": len(known),
        "breadcrumbs": shown.crumbs(city, Crumb(_("Gabungkan kawasan"))),
    })  # fmt: skip


def _split(request: SignedInRequest, settlement: Settlement, places: list[Place], form: SplitForm) -> list[Settlement]:
    said = form.cleaned_data
    leaving = [one for one in places if str(one.pk) in said["units"]]
    stays, gone = cut_along(settlement, leaving)
    first, second = (SettlementHead(settlement.place, said[name], settlement.typology)
                     for name in ("first_name", "second_name"))  # fmt: skip
    parts = [Part(first, stays, [one for one in places if one not in leaving]), Part(second, gone, leaving)]
    return split_settlement(settlement=settlement, parts=parts, turn=_turn(request, form))


def _merge(request: SignedInRequest, known: list[Settlement], form: MergeForm) -> Settlement:
    said = form.cleaned_data
    chosen = [one for one in known if str(one.pk) in said["settlements"]]
    kinds = {one.typology for one in chosen}
    head = SettlementHead(_home(chosen), said["name"], kinds.pop() if len(kinds) == 1 else "")
    part = Part(head, taken_together(chosen), _members(chosen))
    return merge_settlements(settlements=chosen, into=part, turn=_turn(request, form))


def _home(chosen: list[Settlement]) -> Place:
    """The smallest place that holds them all: theirs where it is one, else their kecamatan, else the city."""
    places = {one.place_id: one.place for one in chosen}
    if len(places) == 1:
        return next(iter(places.values()))
    kecamatan = {one.kecamatan_id: one.kecamatan for one in places.values()}
    only = next(iter(kecamatan.values())) if len(kecamatan) == 1 else None
    return only or chosen[0].city.place


def _members(settlements: list[Settlement]) -> list[Place]:
    rows = SettlementMember.objects.filter(settlement__in=settlements, until_on=None)
    found = Place.objects.filter(pk__in=rows.values("place")).select_related("parent", "kelurahan")
    return list(found.order_by("kelurahan__name", "parent__name", "name"))


def _papers(request: SignedInRequest, city: City) -> QuerySet[Paper]:
    """Decrees, minutes and letters that such a change can rest on."""
    seen = Paper.objects.visible_to(request.user).filter(city=city, kind__in=["SK", "BERITA_ACARA", "LETTER"])
    return seen.order_by("-signed_on", "-pk")


def _turn(request: SignedInRequest, form: TurnForm) -> Turn:
    said = form.cleaned_data
    return Turn(said["on"], request.user, timezone.now(), said["paper"])
