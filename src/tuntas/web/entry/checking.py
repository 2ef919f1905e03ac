"""Checking what others typed: the list of sent drafts, one against the record, accept or give back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tuntas.city.assessments.actions import accept_draft
from tuntas.city.people.access import can, made_by_other, need
from tuntas.city.people.models import City
from tuntas.city.surveys.access import can_check
from tuntas.city.surveys.actions import CannotSurvey
from tuntas.city.surveys.drafts import return_draft
from tuntas.city.surveys.editing import StaleRecord, UnreadableFacts
from tuntas.city.surveys.models import Draft
from tuntas.web.city_page.loading import load_city
from tuntas.web.entry.conflicts import draft_contest, typed_changes
from tuntas.web.entry.loading import Entry, entry_of, is_open
from tuntas.web.entry.scores import outlook
from tuntas.web.entry.views import now, refusal_words
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.requests import SignedInRequest
from tuntas.web.units.shown import unit_name

MOST_REASON = 300


class AcceptForm(forms.Form):
    """Why figures that stood in the record change."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan perubahan"), max_length=MOST_REASON, required=False,
        help_text=gettext_lazy("Mengapa data RT berubah; tercatat dalam riwayatnya."),
    )  # fmt: skip


class GiveBackForm(forms.Form):
    """What is asked for."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan mengembalikan"), max_length=MOST_REASON, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Tulis apa yang perlu diperbaiki; pengisi membacanya."),
    )  # fmt: skip


@login_required
@require_safe
def draft_list(request: SignedInRequest, code: str) -> HttpResponse:
    """What others sent to be checked, the oldest first."""
    city = load_city(request, code)
    need(can(request.user, "check_survey", city))
    drafts = _drafts(request, city).filter(sent_at__isnull=False).order_by("sent_at", "pk")
    rows = [(draft, unit_name(draft.place), len(draft.texts), made_by_other(request.user, draft.user))
            for draft in drafts]  # fmt: skip
    return render(request, "entry/drafts.html", {"city": city, "rows": rows, "breadcrumbs": _crumbs(city)})


@login_required
@require_safe
def draft_page(request: SignedInRequest, code: str, draft_id: int) -> HttpResponse:
    """One sent draft against the record as it stands."""
    return _page(request, *_load(request, code, draft_id))


@login_required
@require_POST
def draft_accept(request: SignedInRequest, code: str, draft_id: int) -> HttpResponse:
    """Let the draft into the record, and score it."""
    city, draft = _load(request, code, draft_id)
    moment = now()
    form = AcceptForm(request.POST)
    if not form.is_valid():
        return _page(request, city, draft, accepting=form)
    try:
        accept_draft(draft=draft, on=moment.on, by=request.user, at=moment.at, **form.cleaned_data)
    except StaleRecord:
        messages.warning(request, _("Data RT ini berubah sejak isian dimulai. Lihat perbedaannya, lalu kembalikan "
                                    "kepada pengisi untuk disesuaikan."))  # fmt: skip
    except UnreadableFacts:
        messages.error(request, _("Ada isian yang tidak terbaca. Kembalikan kepada pengisi untuk diperbaiki."))
    except CannotSurvey as refusal:
        form.add_error("reason" if refusal.code == "SURVEY-NO-REASON" else None, refusal_words(refusal))
        return _page(request, city, draft, accepting=form)
    else:
        messages.success(request, _("Isian %(rt)s diterima dan sudah dinilai.") % {"rt": unit_name(draft.place)})
        return redirect("draft_list", code)
    return redirect("draft", code, draft_id)


@login_required
@require_POST
def draft_return(request: SignedInRequest, code: str, draft_id: int) -> HttpResponse:
    """Give the draft back, saying why."""
    city, draft = _load(request, code, draft_id)
    form, moment = GiveBackForm(request.POST), now()
    if form.is_valid():
        try:
            return_draft(draft=draft, by=request.user, at=moment.at, **form.cleaned_data)
        except CannotSurvey as refusal:
            form.add_error(None, refusal_words(refusal))
        else:
            messages.success(request, _("Isian dikembalikan. Pengisi melihat alasan Anda."))
            return redirect("draft_list", code)
    return _page(request, city, draft, returning=form)


def _drafts(request: SignedInRequest, city: City) -> Any:
    drafts = Draft.objects.visible_to(request.user).filter(campaign__city=city)
    return drafts.select_related("campaign__city__place", "campaign__rule_set", "user", "place__parent",
                                 "place__kelurahan", "place__kecamatan", "place__city__tenant__place")  # fmt: skip


def _load(request: SignedInRequest, code: str, draft_id: int) -> tuple[City, Draft]:
    city = load_city(request, code)
    draft = get_object_or_404(_drafts(request, city), pk=draft_id)
    need(can_check(request.user, draft))
    return city, draft


def _entry(draft: Draft) -> Entry:
    return entry_of(draft.campaign, draft.place, draft.user)


def _page(request: SignedInRequest, city: City, draft: Draft, *, accepting: AcceptForm | None = None,
          returning: GiveBackForm | None = None) -> HttpResponse:  # fmt: skip
    entry = _entry(draft)
    return render(request, "entry/draft.html", {
        "city": city, "draft": draft, "entry": entry, "title": unit_name(draft.place),
        "changes": typed_changes(entry.base, draft.texts, entry.rule),
        "contest": draft_contest(entry, draft.texts) if entry.is_stale else None,
        "outlook": outlook(entry.base, draft.texts, entry.campaign),
        "before": outlook(entry.base, {}, entry.campaign) if entry.record else None,
        "accepting": accepting or AcceptForm(), "returning": returning or GiveBackForm(),
        "is_open": is_open(entry.campaign, now().on),
        "breadcrumbs": [*_crumbs(city, is_here=False), Crumb(unit_name(draft.place))],
    })  # fmt: skip


def _crumbs(city: City, *, is_here: bool = True) -> list[Crumb]:
    way = [Crumb(city.name, reverse("city_page", args=[city.code]))]
    return [*way, Crumb(_("Periksa isian"), "" if is_here else reverse("draft_list", args=[city.code]))]
