"""A city's surveys: the list, opening one, following it, announcing objections, closing."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.city.people.access import need
from tuntas.city.people.models import City
from tuntas.city.surveys.access import can_import, can_plan
from tuntas.city.surveys.actions import CannotSurvey, announce_objections, close_campaign, open_campaign
from tuntas.city.surveys.models import Campaign
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.domain.wording import optional_text, text
from tuntas.rules.parsing import BrokenLaw
from tuntas.web.campaigns import shown
from tuntas.web.campaigns.forms import CloseForm, ObjectionsForm, OpenForm
from tuntas.web.campaigns.rule_choices import RuleChoice, explained, rule_choices, size_word
from tuntas.web.city_page.loading import load_campaigns, load_city
from tuntas.web.papers.access import can_print
from tuntas.web.shared.formats import language
from tuntas.web.shared.requests import SignedInRequest


@login_required
@require_safe
def campaign_list(request: SignedInRequest, code: str) -> HttpResponse:
    """Every survey of the city with how far it is; before the first one, how to begin."""
    city = load_city(request, code)
    rows = shown.progress(request.user, city, load_campaigns(city), timezone.localdate())
    return render(request, "campaigns/list.html", {"city": city, "rows": rows, "breadcrumbs": shown.crumbs(city),
                                                   "can_plan": can_plan(request.user, city)})  # fmt: skip


@login_required
def campaign_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Open a survey under a rule set."""
    city = load_city(request, code)
    need(can_plan(request.user, city))
    choices = _choices()
    form = OpenForm(request.POST or None, choices=choices, year=timezone.localdate().year)
    if form.is_valid():
        campaign = _opened(request, city, form)
        if campaign:
            return redirect("campaign", code, campaign.pk)
    return render(request, "campaigns/new.html", {"city": city, "form": form, "choices": choices,
                                                  "breadcrumbs": shown.crumbs(city, _("Buka survei"))})  # fmt: skip


@login_required
@require_safe
def campaign_page(request: SignedInRequest, code: str, campaign_id: int) -> HttpResponse:
    """One survey: its rules, how far it is, and what can be done with it."""
    city, campaign = _load(request, code, campaign_id)
    return _page(request, city, campaign)


@login_required
@require_POST
def campaign_close(request: SignedInRequest, code: str, campaign_id: int) -> HttpResponse:
    """Let nothing more in."""
    city, campaign = _load(request, code, campaign_id)
    need(can_plan(request.user, city))
    form = CloseForm(request.POST, today=timezone.localdate())
    if form.is_valid() and _done(form, "on", lambda: close_campaign(
        campaign=campaign, on=form.cleaned_data["on"], by=request.user, at=timezone.now())):  # fmt: skip
        messages.success(request, _("Survei ditutup. Perbaikan dengan alasan tetap dapat dilakukan."))
        return redirect("campaign", code, campaign_id)
    return _page(request, city, campaign, closing=form)


@login_required
@require_POST
def campaign_objections(request: SignedInRequest, code: str, campaign_id: int) -> HttpResponse:
    """Announce the days on which figures may be objected to."""
    city, campaign = _load(request, code, campaign_id)
    need(can_plan(request.user, city))
    form = ObjectionsForm(request.POST, campaign=campaign)
    if form.is_valid() and _done(form, "last_on", lambda: announce_objections(
        campaign=campaign, by=request.user, at=timezone.now(), **form.period())):  # fmt: skip
        messages.success(request, _("Masa keberatan diumumkan."))
        return redirect("campaign", code, campaign_id)
    return _page(request, city, campaign, announcing=form)


def _load(request: SignedInRequest, code: str, campaign_id: int) -> tuple[City, Campaign]:
    city = load_city(request, code)
    campaigns = Campaign.objects.visible_to(request.user).filter(city=city)
    return city, get_object_or_404(campaigns.select_related("rule_set", "city__place"), pk=campaign_id)


def _page(request: SignedInRequest, city: City, campaign: Campaign, *, closing: CloseForm | None = None,
          announcing: ObjectionsForm | None = None) -> HttpResponse:  # fmt: skip
    today: date = timezone.localdate()
    [progress] = shown.progress(request.user, city, [campaign], today)
    rule = regulation_of(campaign)
    return render(request, "campaigns/campaign.html", {
        "city": city, "campaign": campaign, "progress": progress, "explained": explained(rule),
        "size_word": size_word(campaign.city_size) if campaign.city_size else None,
        "title": f"{campaign.name} {campaign.year}", "rule_title": rule.title.in_(language()),
        "breadcrumbs": shown.crumbs(city, f"{campaign.name} {campaign.year}"), "can_plan": can_plan(request.user, city),
        "can_import": progress.is_open and can_import(request.user, campaign),
        "can_print": can_print(request.user, city),
        "closing": closing or CloseForm(today=today), "announcing": announcing or ObjectionsForm(campaign=campaign),
    })  # fmt: skip


def _choices() -> list[RuleChoice]:
    """None where the office's own law files are broken; the page says so."""
    try:
        return rule_choices()
    except BrokenLaw:
        return []


def _opened(request: SignedInRequest, city: City, form: OpenForm) -> Campaign | None:
    at = timezone.now()
    try:
        campaign = open_campaign(city=city, head=form.head(), on=timezone.localdate(at), by=request.user, at=at)
    except CannotSurvey as refusal:
        form.add_error(None, _words(refusal))
        return None
    messages.success(request, _("Survei dibuka. Unggah berkas atau isi data RT satu per satu."))
    return campaign


def _done(form: Form, field: str, act: Callable[[], Any]) -> bool:
    """Whether the act was done; a refusal stands at the field."""
    try:
        act()
    except CannotSurvey as refusal:
        form.add_error(field, _words(refusal))
    return form.is_valid()


def _words(refusal: CannotSurvey) -> str:
    advice = optional_text(f"{refusal.code}-TODO", language(), **refusal.params)
    return f"{text(refusal.code, language(), **refusal.params)} {advice}".strip()
