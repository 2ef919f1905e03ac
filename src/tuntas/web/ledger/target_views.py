"""Targets and achievement: the page, a new target with its paper, and that paper's scan."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.city.dossiers.beside import beside_hectares
from tuntas.city.hectares.achievement import achievement
from tuntas.city.hectares.actions import TargetHead, set_target
from tuntas.city.hectares.facts import city_ledger
from tuntas.city.hectares.models import LedgerEntry, YearTarget
from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.city.records.actions import PaperDiffers, PaperHead, file_paper
from tuntas.city.records.content_types import SUFFIXES, RefusedContent
from tuntas.city.records.files import open_file
from tuntas.city.records.models import Paper
from tuntas.domain.wording import text
from tuntas.ledger.entries import Kind
from tuntas.web.city_page.loading import load_city
from tuntas.web.ledger import target_shown
from tuntas.web.ledger.forms import LedgerFilterForm
from tuntas.web.ledger.target_forms import TargetForm
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import hectares, language
from tuntas.web.shared.requests import SignedInRequest


@login_required
@require_safe
def targets_page(request: SignedInRequest, code: str) -> HttpResponse:
    """What was to be handled in each year, what was, what remains, and when it would be done."""
    city = load_city(request, code)
    return _page(request, city, _empty_form(city))


@login_required
@require_POST
def set_year_target(request: SignedInRequest, code: str) -> HttpResponse:
    """Keep a target with its paper."""
    city = load_city(request, code)
    need(can(request.user, "keep_ledger", city))
    form = TargetForm(request.POST, request.FILES, decrees=_decrees(city), today=timezone.localdate())
    if form.is_valid() and _kept(request, city, form):
        messages.success(request, _("Target tersimpan."))
        return redirect("targets", code)
    return _page(request, city, form)


@login_required
@require_safe
def target_paper(request: SignedInRequest, code: str, target_id: int) -> FileResponse:
    """The scan of the paper that sets a target."""
    city = load_city(request, code)
    seen = YearTarget.objects.visible_to(request.user).filter(city=city).select_related("paper__file")
    target = get_object_or_404(seen, pk=target_id)
    stored = target.paper.file
    if stored is None or not Paper.objects.visible_to(request.user).filter(pk=target.paper_id).exists():
        raise Http404
    name = f"target-{target.year}{SUFFIXES.get(stored.media_type, '')}"
    return FileResponse(open_file(stored), as_attachment=True, filename=name, content_type=stored.media_type)


def _page(request: SignedInRequest, city: City, form: TargetForm) -> HttpResponse:
    asked = LedgerFilterForm(request.GET)
    on, known_at = asked.wanted_day(timezone.localdate()), asked.known_at(city)
    found = achievement(city, on=on, known_at=known_at)
    crumbs = [Crumb(city.name, reverse("city_page", args=[city.code])), Crumb(_("Target dan capaian"))]
    return render(request, "ledger/targets.html", {
        "city": city, "breadcrumbs": crumbs, "form": asked, "chips": asked.chips(request.GET), "on": on,
        "found": found, "target_form": form, "can_keep": can(request.user, "keep_ledger", city),
        **(_pictures(request, city, found) if found.seen.decree else {}),
    })  # fmt: skip


def _pictures(request: SignedInRequest, city: City, found: Any) -> dict[str, object]:
    return {
        "headline": target_shown.headline(found),
        "tiles": target_shown.tiles(found, beside_hectares(request.user, city), city),
        "years": target_shown.years(found, city), "sums": target_shown.sums(found),
        "moves": target_shown.moves(found), "step_words": target_shown.step_words().values(),
        "fall_steps": target_shown.fall_steps(found.moves), "fall_keys": target_shown.fall_keys(),
    }  # fmt: skip


def _kept(request: SignedInRequest, city: City, form: TargetForm) -> bool:
    said, at = form.cleaned_data, timezone.now()
    content = said["content"]
    area_m2, printed = said["area"]
    head = PaperHead(said["kind"], said["number"], "", said["signed_on"])
    try:
        paper = file_paper(city=city, head=head, by=request.user, at=at, content=content,
                           filename=content.name if content else "")  # fmt: skip
    except RefusedContent as refusal:
        form.add_error("content", text(refusal.code, language(), **refusal.params))
        return False
    except PaperDiffers:
        form.add_error("number", _("Dokumen bernomor dan bertanggal ini sudah tersimpan dengan berkas lain."))
        return False
    target = set_target(head=TargetHead(said["year"], area_m2, said["decree"], printed), paper=paper, by=request.user,
                        at=at)  # fmt: skip
    if target.area_m2 != area_m2:
        told = {"year": target.year, "area": hectares(target.area_m2)}
        form.add_error("area", _("Dokumen ini sudah tercatat menetapkan target %(year)s sebesar %(area)s.") % told)
    return not form.errors


def _empty_form(city: City) -> TargetForm:
    today = timezone.localdate()
    decree = city_ledger(city, on=today).decree or ""
    return TargetForm(decrees=_decrees(city), today=today, initial={"decree": decree})


def _decrees(city: City) -> list[str]:
    """The decrees of the book, newest first."""
    numbers = LedgerEntry.objects.filter(city=city, kind=Kind.ESTABLISHED).order_by("-true_on", "-seq")
    return list(dict.fromkeys(numbers.values_list("decree", flat=True)))
