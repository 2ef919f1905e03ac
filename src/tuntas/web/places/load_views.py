"""Bringing a list of codes or a map, answering what is unclear, and taking it in: all of it or nothing."""

import hashlib

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.city.places.editions import CannotPlace
from tuntas.city.places.loading import LEAVE
from tuntas.city.records.actions import PaperHead, file_paper
from tuntas.city.records.content_types import RefusedContent
from tuntas.city.records.models import Paper, PaperQuerySet
from tuntas.domain.wording import text
from tuntas.exchange.regions.keeping import storable
from tuntas.web.city_page.loading import load_city
from tuntas.web.places import load_shown, shown
from tuntas.web.places.forms import PlaceFileForm, ReadingForm, with_rest_left
from tuntas.web.places.reading import BOUNDARY, CODE_LIST, Look, Refused, kind_of, look_at, read_paper, take_in
from tuntas.web.shared.formats import language
from tuntas.web.shared.requests import SignedInRequest

SHOWN = 50


@login_required
def loads(request: SignedInRequest, code: str) -> HttpResponse:
    """Bring a file, and see those that came before."""
    city = _city(request, code)
    form = PlaceFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        kind = kind_of(str(form.cleaned_data["content"].name))
        paper = filed(request, city, form, kind)
        if paper is not None:
            return redirect("place_load", code, paper.pk)
    files = _papers(request, city).select_related("filed_by").order_by("-filed_at", "-pk")[:SHOWN]
    return render(request, "places/loads.html", {
        "city": city, "form": form, "files": load_shown.brought(files),
        "breadcrumbs": shown.load_crumbs(city),
    })  # fmt: skip


@login_required
def load(request: SignedInRequest, code: str, map_id: int) -> HttpResponse:
    """What a file would do, with its questions; with `do=terima` it does it."""
    city = _city(request, code)
    paper = get_object_or_404(_papers(request, city), pk=map_id)
    form = ReadingForm(request.POST, is_map=paper.kind == BOUNDARY)
    look = _look(request, city, paper, form)
    if request.POST.get("do") == "terima" and isinstance(look, Look) and _is_as_seen(request, look):
        try:
            report = take_in(look, city, by=request.user, at=timezone.now())
        except CannotPlace as refusal:
            messages.error(request, text(refusal.code, language(), **refusal.params))
        else:
            messages.success(request, load_shown.done_words(report))
            return redirect("places", code)
    return render(request, "places/load.html", {
        "city": city, "paper": paper, "form": form, "is_map": paper.kind == BOUNDARY,
        "breadcrumbs": shown.load_crumbs(city, paper.title),
        **load_shown.context(look, request.POST),
    })  # fmt: skip


def _city(request: SignedInRequest, code: str) -> City:
    city = load_city(request, code)
    need(can(request.user, "load_places", city))
    return city


def _papers(request: SignedInRequest, city: City) -> PaperQuerySet:
    return Paper.objects.visible_to(request.user).filter(city=city, kind__in=[BOUNDARY, CODE_LIST], file__isnull=False)


def filed(request: SignedInRequest, city: City, form: PlaceFileForm, kind: str) -> Paper | None:
    """The file as a paper of that kind; the same file is filed once. None where the form now says why not."""
    sent = form.cleaned_data["content"]
    name, content = storable(str(sent.name), sent.read())
    own = Paper.objects.visible_to(request.user).filter(city=city, kind=kind)
    known = own.filter(file=hashlib.sha256(content).hexdigest()).first()
    if known is not None:
        return known
    try:
        paper = file_paper(city=city, head=PaperHead(kind=kind, title=str(sent.name)), by=request.user,
                           at=timezone.now(), content=content, filename=name)  # fmt: skip
    except RefusedContent as refusal:
        form.add_error("content", text(refusal.code, language(), **refusal.params))
        return None
    return paper


def _look(request: SignedInRequest, city: City, paper: Paper, form: ReadingForm) -> Look | Refused:
    form.is_valid()
    said = form.cleaned_data
    file = read_paper(paper, city, said.get("crs", ""), said.get("layer", ""))
    if isinstance(file, Refused):
        return file
    by, at, answers = request.user, timezone.now(), form.answers
    look = look_at(file, answers, by=by, at=at)
    if isinstance(look, Look) and look.report.open_keys and said.get("everything") == LEAVE:
        return look_at(file, with_rest_left(answers, look.report), by=by, at=at)
    return look


def _is_as_seen(request: SignedInRequest, look: Look) -> bool:
    """Whether accepting does what the officer saw, with every question answered; else they look again."""
    if look.report.open_keys:
        messages.error(request, _("Masih ada pertanyaan yang belum dijawab."))
        return False
    if request.POST.get("dilihat") != look.fingerprint:
        messages.warning(request, _("Jawaban atau data berubah sejak pratinjau. Tinjau hasilnya, lalu terima."))
        return False
    return True
