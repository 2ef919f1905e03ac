"""Bringing a map of slum locations, answering what is unclear, and taking it in: all of it or nothing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.city.places.editions import CannotPlace
from tuntas.city.places.loading import LEAVE
from tuntas.city.records.models import Paper, PaperQuerySet
from tuntas.city.settlements.loading import load_settlements
from tuntas.city.settlements.refusing import CannotSettle
from tuntas.domain.wording import text
from tuntas.web.city_page.loading import load_city
from tuntas.web.places.forms import with_rest_left
from tuntas.web.places.load_views import filed
from tuntas.web.places.reading import Refused
from tuntas.web.settlements import load_shown, shown
from tuntas.web.settlements.load_forms import DelineationFileForm, DelineationForm
from tuntas.web.settlements.loading import KEEPS
from tuntas.web.settlements.reading import DELINEATION, Look, look_at, read_sheet
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import language
from tuntas.web.shared.maps import map_answer
from tuntas.web.shared.requests import SignedInRequest

SHOWN = 50


@login_required
def loads(request: SignedInRequest, code: str) -> HttpResponse:
    """Bring a map, and see those that came before."""
    city = _city(request, code)
    form = DelineationFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        paper = filed(request, city, form, DELINEATION)
        if paper is not None:
            return redirect("settlement_load", code, paper.pk)
    files = _papers(request, city).select_related("filed_by").order_by("-filed_at", "-pk")[:SHOWN]
    return render(request, "settlements/loads.html", {
        "city": city, "form": form, "files": load_shown.brought(files, city),
        "breadcrumbs": shown.crumbs(city, Crumb(_("Muat peta delineasi"))),
    })  # fmt: skip


@login_required
def load(request: SignedInRequest, code: str, delineation_id: int) -> HttpResponse:
    """What a map would do, with its questions; with `do=terima` it does it."""
    city = _city(request, code)
    paper = get_object_or_404(_papers(request, city), pk=delineation_id)
    form = DelineationForm(request.POST)
    form.is_valid()
    look = _look(city, paper, form)
    if request.POST.get("do") == "terima" and isinstance(look, Look) and _is_as_seen(request, look):
        if _taken_in(request, look):
            return redirect("settlements", code)
    way = Crumb(_("Muat peta delineasi"), reverse("settlement_loads", args=[code]))
    return render(request, "settlements/load.html", {
        "city": city, "paper": paper, "form": form, "breadcrumbs": shown.crumbs(city, way, Crumb(paper.title)),
        **load_shown.context(look, request.POST, form.cleaned_data, code, paper),
    })  # fmt: skip


@login_required
@require_safe
def outlines(request: SignedInRequest, code: str, delineation_id: int) -> HttpResponse:
    """The shapes of a map that is looked over, with what was found about them."""
    city = _city(request, code)
    paper = get_object_or_404(_papers(request, city), pk=delineation_id)
    form = DelineationForm(request.GET)
    form.is_valid()
    look = _look(city, paper, form)
    return map_answer(request, load_shown.features(look.sheet, look.report) if isinstance(look, Look) else [])


def _city(request: SignedInRequest, code: str) -> City:
    city = load_city(request, code)
    need(can(request.user, KEEPS, city))
    return city


def _papers(request: SignedInRequest, city: City) -> PaperQuerySet:
    return Paper.objects.visible_to(request.user).filter(city=city, kind=DELINEATION, file__isnull=False)


def _look(city: City, paper: Paper, form: DelineationForm) -> Look | Refused:
    said = form.cleaned_data
    sheet = read_sheet(paper, city, timezone.localdate(), said)
    if isinstance(sheet, Refused):
        return sheet
    look = look_at(sheet, form.answers)
    if isinstance(look, Look) and look.report.open_keys and said.get("everything") == LEAVE:
        return look_at(sheet, with_rest_left(form.answers, look.report))
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


def _taken_in(request: SignedInRequest, look: Look) -> bool:
    try:
        plan = load_settlements(sheet=look.sheet, answers=look.answers, by=request.user, at=timezone.now())
    except (CannotPlace, CannotSettle) as refusal:
        messages.error(request, text(refusal.code, language(), **refusal.params))
        return False
    messages.success(request, load_shown.done_words(plan.report))
    return True
