"""Objections: filing one for somebody who raised it, and deciding it with a reason."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.city.people.access import can, need
from tuntas.city.surveys.access import can_decide, can_edit, can_object
from tuntas.city.surveys.actions import CannotSurvey
from tuntas.city.surveys.agreements import ObjectionHead, decide_objection, object_to, upholding_versions
from tuntas.city.surveys.facts import unit_facts
from tuntas.city.surveys.models import Objection, SurveyRecord
from tuntas.web.agreements import shown, words
from tuntas.web.agreements.forms import DecisionForm, ObjectionForm
from tuntas.web.agreements.loading import Chosen, chosen_kelurahan, person
from tuntas.web.city_page.loading import load_city
from tuntas.web.units.shown import place_name


@login_required
def add(request: HttpRequest, code: str, kelurahan_id: int) -> HttpResponse:
    """File an objection to a figure of an RT of the kelurahan."""
    chosen = chosen_kelurahan(request, code, kelurahan_id)
    need(can_object(request.user, chosen.place))
    records = _records(request, chosen)
    about = next((record for record in records if str(record.place_id) == request.GET.get("rt")), None)
    form = ObjectionForm(request.POST or None, records=[(one, place_name(one.place)) for one in records],
                         fields=_fields(chosen, about), initial={"record": about.pk if about else ""})  # fmt: skip
    if request.method == "POST" and form.is_valid() and _filed(request, form, records):
        messages.success(request, _("Keberatan tercatat dan menunggu putusan."))
        return redirect(_kelurahan_address(chosen))
    return render(request, "agreements/object.html", {
        "city": chosen.city, "place": chosen.place, "campaign": chosen.campaign, "form": form, "query": chosen.query,
        "period": words.period_words(chosen.campaign),
        "is_objection_time": words.is_objection_time(chosen.campaign, timezone.localdate()),
        "breadcrumbs": shown.crumbs(chosen.city, chosen.campaign, (chosen.place.name, _kelurahan_address(chosen)),
                                    (_("Catat keberatan"), "")),
    })  # fmt: skip


@login_required
@require_safe
def objection_page(request: HttpRequest, code: str, objection_id: int) -> HttpResponse:
    """The objection: the figure, what was said, and what came of it or how to decide it."""
    objection = _load(request, code, objection_id)
    return _page(request, objection, DecisionForm(versions=upholding_versions(objection)))


@login_required
@require_POST
def decide(request: HttpRequest, code: str, objection_id: int) -> HttpResponse:
    """Uphold the objection by the version that changed its figure, or reject it."""
    objection = _load(request, code, objection_id)
    need(can(request.user, "agree_survey", objection))
    versions = upholding_versions(objection)
    form = DecisionForm(request.POST, versions=versions)
    if form.is_valid():
        said, at = form.cleaned_data, timezone.now()
        wanted = said.get("version") if said["outcome"] == "UPHELD" else None
        try:
            decide_objection(objection=objection, reason=said["reason"],
                             version=next((one for one in versions if one.pk == wanted), None),
                             on=timezone.localdate(at), by=person(request), at=at)  # fmt: skip
        except CannotSurvey as refusal:
            form.add_error(None, words.refusal_text(refusal.code, refusal.params))
        else:
            messages.success(request, _("Keberatan diputuskan."))
            return redirect("objection", code, objection_id)
    return _page(request, objection, form)


def _page(request: HttpRequest, objection: Objection, form: DecisionForm) -> HttpResponse:
    record, campaign, city = objection.record, objection.record.campaign, objection.city
    area = record.place.kelurahan
    query = f"?survei={campaign.pk}"
    own = f"{reverse('agreement', args=[city.code, area.pk])}{query}" if area else ""
    return render(request, "agreements/objection.html", {
        "city": city, "objection": objection, "campaign": campaign, "place": place_name(record.place),
        "unit_url": f"{reverse('unit_page', args=[city.code, record.place_id])}{query}", "kelurahan": area,
        "field": words.field_words(campaign).get(objection.field, objection.field),
        "value": words.fact_words(campaign, objection.field, unit_facts(record.facts)), "own_url": own,
        "raised_as": words.role_word(objection.raised_as), "form": form,
        "can_decide": can_decide(request.user, objection), "can_edit": can_edit(request.user, record),
        "is_own": objection.filed_by_id == person(request).pk,
        # What somebody said may name a person: not for those who only look at the city.
        "can_read": can(request.user, "see_personal", objection) or can_object(request.user, record.place),
        "edit_url": reverse("record_edit", args=[city.code, campaign.pk, record.place_id]),
        "may_agree": can(request.user, "agree_survey", objection),
        "breadcrumbs": shown.crumbs(city, campaign, (area.name if area else "", own), (_("Keberatan"), "")),
    })  # fmt: skip


def _load(request: HttpRequest, code: str, objection_id: int) -> Objection:
    city = load_city(request, code)
    seen = Objection.objects.visible_to(request.user).filter(record__campaign__city=city)
    related = seen.select_related("record__campaign__city__place", "record__campaign__rule_set", "filed_by",
                                  "decided_by", "version", "record__place__parent",
                                  "record__place__kelurahan")  # fmt: skip
    return get_object_or_404(related, pk=objection_id)


def _records(request: HttpRequest, chosen: Chosen) -> list[SurveyRecord]:
    records = SurveyRecord.objects.visible_to(request.user).filter(campaign=chosen.campaign,
                                                                   place__kelurahan=chosen.place)  # fmt: skip
    ordered = records.select_related("place__parent", "campaign__city__place", "campaign__rule_set")
    return list(ordered.order_by("place__parent__name", "place__name"))


def _fields(chosen: Chosen, about: SurveyRecord | None) -> dict[str, str]:
    """Every field by name; with the RT known, its figure beside."""
    names = words.field_words(chosen.campaign)
    if about is None:
        return names
    facts = unit_facts(about.facts)
    return {field: f"{name}: {words.fact_words(chosen.campaign, field, facts)}"
            for field, name in names.items()}  # fmt: skip


def _filed(request: HttpRequest, form: ObjectionForm, records: list[SurveyRecord]) -> bool:
    said, at = form.cleaned_data, timezone.now()
    record = next(one for one in records if one.pk == said["record"])
    head = ObjectionHead(said["field"], said["statement"], said["raised_as"])
    try:
        object_to(record=record, head=head, on=timezone.localdate(at), by=person(request), at=at)
    except CannotSurvey as refusal:
        form.add_error(None, words.refusal_text(refusal.code, refusal.params))
        return False
    return True


def _kelurahan_address(chosen: Chosen) -> str:
    return f"{reverse('agreement', args=[chosen.city.code, chosen.place.pk])}{chosen.query}"
