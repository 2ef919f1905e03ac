"""Target areas: the list with its export, one of them, opening, changing and ending one."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.city.people.access import can, need
from tuntas.city.people.models import Agency, City
from tuntas.city.problems.models import TargetArea, TargetAreaEnd
from tuntas.city.problems.refusals import CannotHandle
from tuntas.city.problems.targets import (
    TargetHead,
    change_target_area,
    end_target_area,
    open_target_area,
    remaining,
    unfinished,
)
from tuntas.city.problems.trail import Hand
from tuntas.city.settlements.models import Settlement
from tuntas.web.city_page.loading import load_city
from tuntas.web.problems import exporting, target_shown
from tuntas.web.problems.acting import CONFLICT
from tuntas.web.problems.loading import chosen_area
from tuntas.web.problems.papers import PaperRefused, filed, handed_out, paper_words
from tuntas.web.problems.target_forms import (
    AREA_PAPERS,
    EditTargetAreaForm,
    EndTargetAreaForm,
    NewTargetAreaForm,
    TargetAreaForm,
)
from tuntas.web.problems.views import agencies_of, aspects_of
from tuntas.web.problems.words import aspect_word, refusal_text
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.requests import SignedInRequest
from tuntas.web.shared.table_files import FILES

KEEPS, UNFINISHED = "keep_target_areas", "TARGET-AREA-UNFINISHED"


@login_required
@require_safe
def target_areas(request: SignedInRequest, code: str) -> HttpResponse:
    """Those that go on, then those that ended; each with what remains where."""
    city = load_city(request, code)
    rows = target_shown.shown(_rests(request, city), city, aspects_of(city))
    return render(request, "problems/target_areas.html", {
        "city": city, "rows": rows, "going_on": sum(one.area.ended_on is None for one in rows),
        "can_keep": can(request.user, KEEPS, city), "can_export": can(request.user, "export", city),
        "breadcrumbs": target_shown.crumbs(city),
    })  # fmt: skip


@login_required
@require_safe
def export(request: SignedInRequest, code: str) -> HttpResponse:
    """The list as XLSX or CSV."""
    city, kind = load_city(request, code), request.GET.get("format", "xlsx")
    need(can(request.user, "export", city))
    if kind not in FILES:
        raise Http404
    rows = target_shown.shown(_rests(request, city), city, aspects_of(city))
    write, content_type = FILES[kind]
    response = HttpResponse(write("Daerah sasaran", exporting.area_head(), exporting.area_lines(rows)),
                            content_type=content_type)  # fmt: skip
    name = f"daerah-sasaran-{slugify(city.name)}-{timezone.localdate():%Y%m%d}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
@require_safe
def target_area(request: SignedInRequest, code: str, target_area_id: int) -> HttpResponse:
    """One target area: its settlements by aspects, what remains, its way."""
    city, area = chosen_area(request, code, target_area_id)
    return _page(request, city, area)


@login_required
def new(request: SignedInRequest, code: str) -> HttpResponse:
    """Open one; where earlier ones are unfinished, what remains of them stands here and a reason is asked."""
    city = load_city(request, code)
    need(can(request.user, KEEPS, city))
    form = NewTargetAreaForm(*_sent(request), **_offers(city), initial={"settlements": request.GET.getlist("kawasan")})
    if request.method == "POST" and form.is_valid():
        made = _kept(request, city, form, lambda head, at: open_target_area(
            city=city, head=head, settlements=_chosen(city, form), despite=form.cleaned_data["despite"],
            by=request.user, at=at))  # fmt: skip
        if made is not None:
            messages.success(request, _("Daerah sasaran dibuka."))
            return redirect("target_area", code, made.pk)
    earlier = target_shown.shown(unfinished(city), city, aspects_of(city))
    if not earlier:
        del form.fields["despite"]
    return render(request, "problems/target_area_form.html", {
        "city": city, "form": form, "earlier": earlier,
        "breadcrumbs": target_shown.crumbs(city, Crumb(_("Daerah sasaran baru"))),
    })  # fmt: skip


@login_required
def edit(request: SignedInRequest, code: str, target_area_id: int) -> HttpResponse:
    """Change what it says and which settlements it holds."""
    city, area = chosen_area(request, code, target_area_id)
    need(can(request.user, KEEPS, city))
    if area.ended_on is not None and request.method == "POST":
        return redirect("target_area", code, area.pk)
    form = EditTargetAreaForm(*_sent(request), **_offers(city), initial=_initial(area))
    if request.method == "POST" and form.is_valid():
        made = _kept(request, city, form, lambda head, at: change_target_area(
            area=area, head=_with_paper(head, area), settlements=_chosen(city, form),
            reason=form.cleaned_data["reason"], on=timezone.localdate(),
            hand=Hand(request.user, at, form.cleaned_data["seen"])))  # fmt: skip
        if made is not None:
            messages.success(request, _("Daerah sasaran diubah."))
            return redirect("target_area", code, area.pk)
    return render(request, "problems/target_area_form.html", {
        "city": city, "form": form, "area": area,
        "breadcrumbs": target_shown.crumbs(city, Crumb(area.name, reverse("target_area", args=[code, area.pk])),
                                           Crumb(_("Ubah"))),
    }, status=_status(form, area))  # fmt: skip


@login_required
def end(request: SignedInRequest, code: str, target_area_id: int) -> HttpResponse:
    """End it, complete or not, with the reason."""
    city, area = chosen_area(request, code, target_area_id)
    need(can(request.user, KEEPS, city))
    sent = request.POST if request.method == "POST" else None
    form, status = EndTargetAreaForm(sent, initial={"seen": area.changed}), 200
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            end_target_area(area=area, kind=TargetAreaEnd(said["kind"]), reason=said["reason"],
                            on=timezone.localdate(), hand=Hand(request.user, timezone.now(), said["seen"]))  # fmt: skip
        except CannotHandle as refusal:
            form.add_error(None, ValidationError(refusal_text(refusal), code=refusal.code))
            status = _status(form, area)
        else:
            messages.success(request, _("Daerah sasaran diakhiri."))
            return redirect("target_area", code, area.pk)
    return _page(request, city, area, form, status)


@login_required
@require_safe
def paper(request: SignedInRequest, code: str, target_area_id: int, evidence_id: int) -> FileResponse:
    """The paper of a target area."""
    _city, area = chosen_area(request, code, target_area_id)
    return handed_out(request, {area.paper_id}, evidence_id)


def _page(request: SignedInRequest, city: City, area: TargetArea, form: EndTargetAreaForm | None = None,
          status: int = 200) -> HttpResponse:  # fmt: skip
    rest, aspects = remaining([area])[0], aspects_of(city)
    can_keep = can(request.user, KEEPS, city) and area.ended_on is None
    return render(request, "problems/target_area.html", {
        "city": city, "area": area, "state": target_shown.state_of(area), "rest": target_shown.rest_words(rest),
        "aspects": [aspect_word(aspects, one) for one in target_shown.in_order(area, aspects)],
        "grid": target_shown.grid(rest, city, aspects), "problems": target_shown.problems(rest, city),
        "is_complete": rest.is_complete, "events": target_shown.events(area), "can_keep": can_keep,
        "paper": paper_words(area.paper, dict(AREA_PAPERS)) if area.paper else "",
        "end_form": _end_form(area, form, can_keep),
        "breadcrumbs": target_shown.crumbs(city, Crumb(area.name)),
    }, status=status)  # fmt: skip


def _end_form(area: TargetArea, form: EndTargetAreaForm | None, can_keep: bool) -> EndTargetAreaForm | None:
    return (form or EndTargetAreaForm(initial={"seen": area.changed})) if can_keep else None


def _rests(request: SignedInRequest, city: City) -> list[Any]:
    seen = TargetArea.objects.visible_to(request.user).filter(city=city).select_related("lead_agency")
    return remaining(seen.prefetch_related("members__settlement").order_by("ended_on", "from_year", "name"))


def _kept(request: SignedInRequest, city: City, form: TargetAreaForm, keep: Any) -> TargetArea | None:
    """File the paper and keep the target area; None where it is refused, which then stands in the form."""
    at = timezone.now()
    try:
        with transaction.atomic():  # a refused one leaves no paper behind
            made: TargetArea = keep(_head(request, city, form, at), at)
            return made
    except PaperRefused:
        pass  # stands at its field
    except CannotHandle as refusal:
        field = "despite" if refusal.code == UNFINISHED else None
        form.add_error(field, ValidationError(refusal_text(refusal), code=refusal.code))
    return None


def _head(request: SignedInRequest, city: City, form: TargetAreaForm, at: datetime) -> TargetHead:
    said = form.cleaned_data
    lead: Agency = city.agencies.get(pk=said["lead_agency"])
    return TargetHead(said["name"], said["from_year"], said["until_year"], lead, said["definition_of_complete"],
                      said["aspects"], filed(request, city, form, at))  # fmt: skip


def _sent(request: SignedInRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _offers(city: City) -> dict[str, Any]:
    """What the form lets choose among."""
    rows = Settlement.objects.filter(city=city).existing(timezone.localdate()).select_related("place").order_by("name")
    return {"settlements": [(str(one.pk), f"{one.name} ({one.place.name})") for one in rows],
            "aspects": list(aspects_of(city).values()), "agencies": agencies_of(city)}  # fmt: skip


def _chosen(city: City, form: TargetAreaForm) -> list[Settlement]:
    return list(Settlement.objects.filter(city=city, pk__in=form.cleaned_data["settlements"]).order_by("name"))


def _initial(area: TargetArea) -> dict[str, Any]:
    members = area.members.filter(left_on=None).values_list("settlement", flat=True)
    return {"name": area.name, "from_year": area.from_year, "until_year": area.until_year, "seen": area.changed,
            "lead_agency": str(area.lead_agency_id), "settlements": [str(pk) for pk in members],
            "aspects": area.aspects, "definition_of_complete": area.definition_of_complete}  # fmt: skip


def _with_paper(head: TargetHead, area: TargetArea) -> TargetHead:
    """Where no new paper comes, the one on file stays."""
    return head if head.paper else replace(head, paper=area.paper)


def _status(form: TargetAreaForm | EndTargetAreaForm, area: TargetArea) -> int:
    """409 where another was quicker: the form then counts on what stands now, with what was typed."""
    if not form.is_bound or not form.has_error(NON_FIELD_ERRORS, CONFLICT):
        return 200
    area.refresh_from_db()
    sent = QueryDict(mutable=True)
    sent.update(form.data)
    sent["seen"] = str(area.changed)
    form.data = sent
    return 409
