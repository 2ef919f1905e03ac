"""The list of sources with their open years, and the page of one source with what it may pay."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tuntas.city.funding.models import Authority, Eligibility, Source
from tuntas.city.funding.refusals import CannotFund
from tuntas.city.funding.sources import Cell, add_source, change_source, load_default_sources, set_eligibility
from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.web.city_page.loading import load_city
from tuntas.web.funding.loading import aspect_names, crumbs
from tuntas.web.funding.source_forms import SourceForm
from tuntas.web.shared.formats import language
from tuntas.web.shared.requests import SignedInRequest


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source for reading."""

    source: Source
    years: str
    pays: str
    holder: str
    is_open: bool


@login_required
def sources_page(request: SignedInRequest, code: str) -> HttpResponse:
    """The sources of the city in two levels, and a form for another one."""
    city = load_city(request, code)
    form = SourceForm(request.POST if "name" in request.POST else None, city=city)
    if request.method == "POST":
        need(can(request.user, "keep_funds", city))
        if _kept(request, city, form):
            return redirect("sources", code)
    return render(request, "funding/sources.html", {
        "city": city, "breadcrumbs": crumbs(city, _("Sumber dana")), "groups": _groups(city), "form": form,
        "can_keep": can(request.user, "keep_funds", city), "year": timezone.localdate().year,
    })  # fmt: skip


@login_required
def source_page(request: SignedInRequest, code: str, source_id: int) -> HttpResponse:
    """One source: its name, its years, and what it may pay."""
    city = load_city(request, code)
    need(can(request.user, "keep_funds", city))
    source = get_object_or_404(Source.objects.visible_to(request.user).filter(city=city), pk=source_id)
    is_naming = "name" in request.POST
    form = SourceForm(request.POST if is_naming else None, city=city, source=source)
    if request.method == "POST" and (_changed(request, source, form) if is_naming else _limited(request, source)):
        return redirect("source", code, source.pk)
    cells = set(source.eligibilities.values_list("aspect", "authority"))
    return render(request, "funding/source.html", {
        "city": city, "breadcrumbs": crumbs(city, _("Sumber dana"), source.name), "source": source, "form": form,
        "aspects": [(aspect, word, [(_key(aspect, one), (aspect, one) in cells, label)
                                    for one, label in [("", _("semua")), *Authority.choices]])
                    for aspect, word in [("", _("Semua aspek")), *aspect_names(city).items()]],
        "authorities": [_("Kewenangan mana pun"), *Authority.labels], "cells": [_key(*cell) for cell in sorted(cells)],
    })  # fmt: skip


def _kept(request: SignedInRequest, city: City, form: SourceForm) -> bool:
    at = timezone.now()
    if "muat" in request.POST:
        made = load_default_sources(city=city, by=request.user, at=at)
        messages.success(request, _("%(n)d sumber dimuat dari daftar bawaan.") % {"n": len(made)})
        return True
    if not form.is_valid():
        return False
    try:
        add_source(city=city, head=form.head(), by=request.user, at=at)
    except CannotFund as refusal:
        form.add_error(None, refusal.wording(language()))
        return False
    messages.success(request, _("Sumber dana ditambahkan."))
    return True


def _changed(request: SignedInRequest, source: Source, form: SourceForm) -> bool:
    if not form.is_valid():
        return False
    try:
        change_source(source=source, head=form.head(), by=request.user, at=timezone.now())
    except CannotFund as refusal:
        form.add_error(None, refusal.wording(language()))
        return False
    messages.success(request, _("Sumber dana disimpan."))
    return True


def _limited(request: SignedInRequest, source: Source) -> bool:
    sent, seen = (_cells(request.POST.getlist(name)) for name in ("sel", "semula"))
    try:
        set_eligibility(source=source, cells=sent, seen=seen, by=request.user, at=timezone.now())
    except CannotFund as refusal:
        messages.error(request, refusal.wording(language()))
    else:
        messages.success(request, _("Kelayakan disimpan."))
    return True


def _key(aspect: str, authority: str) -> str:
    return f"{aspect}|{authority}"


def _cells(keys: list[str]) -> list[Cell]:
    pairs = [key.partition("|") for key in keys]
    return [(aspect, authority) for aspect, _bar, authority in pairs]


def _groups(city: City) -> list[tuple[SourceRow, list[SourceRow]]]:
    """Each source of the first level with those below it."""
    aspects, year = aspect_names(city), timezone.localdate().year
    rows = city.sources.prefetch_related("eligibilities").order_by("position", "pk")
    below: dict[int | None, list[SourceRow]] = {}
    for source in rows:
        row = SourceRow(source, _years(source), _pays(source.eligibilities.all(), aspects),
                        str(dict(Authority.choices).get(source.holder, "")), source.is_open_in(year))  # fmt: skip
        below.setdefault(source.parent_id, []).append(row)
    return [(row, below.get(row.source.pk, [])) for row in below.get(None, [])]


def _years(source: Source) -> str:
    first, last = source.opened_year, source.closed_year
    if first and last:
        return f"{first}–{last}"
    if first:
        return _("sejak %(year)s") % {"year": first}
    return _("sampai %(year)s") % {"year": last} if last else _("tidak dibatasi")


def _pays(cells: Iterable[Eligibility], aspects: Mapping[str, str]) -> str:
    authorities = dict(Authority.choices)
    told = [
        " · ".join(str(word) for word in (aspects.get(one.aspect, one.aspect), authorities.get(one.authority, ""))
                   if word)
        for one in cells
    ]  # fmt: skip
    return "; ".join(sorted(told)) or _("semua aspek")
