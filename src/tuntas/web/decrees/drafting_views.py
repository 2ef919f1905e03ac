"""Drafting: a new draft, its locations, its areas, and the reasons that are written for warnings and for what it drops.

A change of the draft itself names the count of changes that its author saw; a conflict is said, nothing is lost.
"""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tuntas.city.decrees import drafting
from tuntas.city.decrees.candidates import Candidate, candidates, proposed_areas
from tuntas.city.decrees.models import DecreeUnit
from tuntas.city.decrees.refusals import CannotDecree
from tuntas.city.settlements.models import Settlement
from tuntas.web.city_page.loading import load_campaigns
from tuntas.web.decrees import choosing, list_shown
from tuntas.web.decrees.forms import AreaForm, DraftForm
from tuntas.web.decrees.loading import Chosen, chosen_to, drafters_city
from tuntas.web.decrees.page_shown import crumb
from tuntas.web.decrees.views import line_of, line_page, open_findings, own_url, told
from tuntas.web.decrees.words import called, refusal_text
from tuntas.web.shared.requests import SignedInRequest

#: Buttons of the list that keep nothing: narrow it, tick what it shows, or none of that.
NARROW, ALL, NONE = "saring", "semua", "tidak"


@login_required
def new(request: SignedInRequest, code: str) -> HttpResponse:
    """A new draft: title, survey, settlements."""
    city = drafters_city(request, code)
    campaigns, on = load_campaigns(city), timezone.localdate()
    asked = request.POST.get("campaign") or request.GET.get("survei", "")
    campaign = next((one for one in campaigns if str(one.pk) == asked), campaigns[0] if campaigns else None)
    found = candidates(city, campaign, on=on) if campaign else []
    said = None if _is_choosing(request) else request.POST or None
    initial = {"campaign": campaign and campaign.pk, "title": request.POST.get("title", "")}
    form = DraftForm(said, campaigns=campaigns, initial=initial)
    before = drafting.latest_enacted(city)
    if form.is_bound and form.is_valid() and campaign is not None:
        head = drafting.DraftHead(form.cleaned_data["title"], campaign, on, before)
        try:
            made = drafting.draft_decree(city=city, head=head, settlements=_chosen(request, found),
                                         by=request.user, at=timezone.now())  # fmt: skip
        except CannotDecree as refusal:
            form.add_error(None, refusal_text(refusal))
        else:
            messages.success(request, _("Rancangan dibuat. Periksa yang masih menghalangi di bawah."))
            return redirect("decree", code, made.pk)
    return render(request, "decrees/new.html", {
        "city": city, "form": form, "campaign": campaign, "campaigns": campaigns, "before": before,
        "before_called": called(before) if before else "",
        **_choice(request, found), "breadcrumbs": list_shown.crumbs(city, (_("Rancangan baru"), "")),
    })  # fmt: skip


@login_required
@require_POST
def preview(request: SignedInRequest, code: str) -> HttpResponse:
    """The hectares of what is ticked, while it is being ticked."""
    city = drafters_city(request, code)
    campaigns = load_campaigns(city)
    campaign = next((one for one in campaigns if str(one.pk) == request.POST.get("campaign")), None)
    areas = proposed_areas(city, campaign, on=timezone.localdate()) if campaign else {}
    words = choosing.sum_words(areas, choosing.chosen_ids(request.POST))
    return render(request, "decrees/_sum.html", {"sum": words})


@login_required
def add(request: SignedInRequest, code: str, sk_id: int) -> HttpResponse:
    """Further locations for a draft."""
    chosen = chosen_to(request, code, sk_id, "draft_decree")
    campaign = chosen.decree.campaign
    known = set(chosen.decree.lines.values_list("settlement_id", flat=True))
    found = candidates(chosen.city, campaign, on=timezone.localdate()) if campaign else []
    found = [one for one in found if one.settlement.pk not in known]
    if request.method == "POST" and not _is_choosing(request):
        return _changed(request, chosen, _("Lokasi ditambahkan."), lambda seen: drafting.add_locations(
            decree=chosen.decree, settlements=_chosen(request, found), on=timezone.localdate(), seen=seen,
            by=request.user, at=timezone.now()))  # fmt: skip
    return render(request, "decrees/add.html", told(chosen) | _choice(request, found) | {
        "campaign": campaign, "breadcrumbs": list_shown.crumbs(chosen.city, (crumb(chosen.decree), own_url(chosen)),
                                                               (_("Tambah lokasi"), "")),
    })  # fmt: skip


@login_required
@require_POST
def refresh(request: SignedInRequest, code: str, sk_id: int) -> HttpResponse:
    """Take the shapes and assessments that hold now."""
    chosen = chosen_to(request, code, sk_id, "draft_decree")
    return _changed(request, chosen, _("Rancangan disegarkan."), lambda seen: drafting.refresh(
        decree=chosen.decree, on=timezone.localdate(), seen=seen, by=request.user, at=timezone.now()))  # fmt: skip


@login_required
@require_POST
def remove(request: SignedInRequest, code: str, sk_id: int, line_id: int) -> HttpResponse:
    """Take a location out."""
    chosen = chosen_to(request, code, sk_id, "draft_decree")
    line = line_of(chosen, line_id)
    return _changed(request, chosen, _("Lokasi dikeluarkan dari rancangan."), lambda seen: drafting.remove_location(
        line=line, seen=seen, by=request.user, at=timezone.now()))  # fmt: skip


@login_required
@require_POST
def area(request: SignedInRequest, code: str, sk_id: int, line_id: int) -> HttpResponse:
    """Let the decree say another area."""
    chosen = chosen_to(request, code, sk_id, "draft_decree")
    line, form = line_of(chosen, line_id), AreaForm(request.POST)
    if form.is_valid():
        try:
            drafting.set_area(line=line, area_m2=form.cleaned_data["area"], seen=seen_of(request), by=request.user,
                              at=timezone.now())  # fmt: skip
        except CannotDecree as refusal:
            form.add_error("area", refusal_text(refusal))
        else:
            messages.success(request, _("Luas menurut SK disimpan."))
            return redirect("decree_line", code, sk_id, line_id)
    return line_page(request, chosen, line, area_form=form)


@login_required
@require_POST
def leave_out(request: SignedInRequest, code: str, sk_id: int, unit_id: int) -> HttpResponse:
    """Take an RT out of a location."""
    chosen = chosen_to(request, code, sk_id, "draft_decree")
    units = DecreeUnit.objects.filter(line__decree=chosen.decree)
    unit = get_object_or_404(units.select_related("line__decree__campaign"), pk=unit_id)
    _changed(request, chosen, _("RT dikeluarkan; lokasi dihitung ulang."), lambda seen: drafting.leave_out_unit(
        unit=unit, seen=seen, by=request.user, at=timezone.now()))  # fmt: skip
    return redirect("decree_line", code, sk_id, unit.line_id)


@login_required
@require_POST
def answer(request: SignedInRequest, code: str, sk_id: int) -> HttpResponse:
    """Write the reason for one warning or for several of a kind."""
    chosen = chosen_to(request, code, sk_id, "draft_decree")
    said = request.POST
    known = {one.key for one in open_findings(chosen) if one.code == said.get("code")}
    keys = [key for key in said.getlist("key") if key in known]
    if not keys:
        messages.error(request, _("Centang dulu yang diberi alasan."))
        return redirect(f"{own_url(chosen)}#pemeriksaan")
    try:
        with transaction.atomic():
            for key in keys:
                drafting.answer(decree=chosen.decree, code=said["code"], key=key, reason=said.get("reason", ""),
                                by=request.user, at=timezone.now())  # fmt: skip
    except CannotDecree as refusal:
        messages.error(request, refusal_text(refusal))
    else:
        messages.success(request, _("Alasan disimpan."))
    return redirect(f"{own_url(chosen)}#pemeriksaan")


def seen_of(request: HttpRequest) -> int:
    """The count of changes that the page showed; one that is missing fits none."""
    said = request.POST.get("seen", "")
    return int(said) if said.isdecimal() and len(said) < 9 else 0


def _changed(request: HttpRequest, chosen: Chosen, done: str, act: Callable[[int], object]) -> HttpResponse:
    try:
        act(seen_of(request))
    except CannotDecree as refusal:
        messages.error(request, refusal_text(refusal))
    else:
        messages.success(request, done)
    return redirect("decree", chosen.city.code, chosen.decree.pk)


def _chosen(request: HttpRequest, found: list[Candidate]) -> list[Settlement]:
    """Those ticked among the ones that were offered."""
    ids = choosing.chosen_ids(request.POST)
    return [one.settlement for one in found if one.settlement.pk in ids]


def _is_choosing(request: HttpRequest) -> bool:
    """Whether a button of the list was pressed, and nothing is to be kept yet."""
    return request.POST.get("do") in (NARROW, ALL, NONE)


def _choice(request: HttpRequest, found: list[Candidate]) -> dict[str, object]:
    """The list as narrowed; what is ticked and not listed goes along unseen, and is counted."""
    narrowing = choosing.ChoiceFilter(request.POST or request.GET, found)
    listed = narrowing.narrowed(found)
    ticked = _ticked(request, {one.settlement.pk for one in listed})
    rows = choosing.shown(listed, ticked)
    areas = {one.settlement.pk: one.area_m2 for one in found}
    unlisted = sorted((ticked or set()) & areas.keys() - {one.pk for one in rows})
    return {
        "narrowing": narrowing, "rows": rows, "has_any": bool(found), "unlisted": unlisted,
        "sum": choosing.sum_words(areas, {one.pk for one in rows if one.is_chosen}.union(unlisted)),
    }  # fmt: skip


def _ticked(request: HttpRequest, listed: set[int]) -> set[int] | None:
    """What is ticked, after the button that was pressed; None: nothing was said yet, then whatever is slum."""
    if request.method != "POST":
        return None
    sent, button = choosing.chosen_ids(request.POST), request.POST.get("do")
    return sent | listed if button == ALL else sent - listed if button == NONE else sent
