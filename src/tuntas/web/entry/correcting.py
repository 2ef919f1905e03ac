"""Correcting an accepted record: with a reason, and never over somebody else's change."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from tuntas.city.assessments.actions import edit_record
from tuntas.city.people.access import need
from tuntas.city.surveys.access import can_edit
from tuntas.city.surveys.actions import CannotSurvey
from tuntas.city.surveys.editing import Edit, StaleRecord, UnreadableFacts
from tuntas.city.surveys.models import SurveyRecord
from tuntas.web.entry.conflicts import Contest, contest
from tuntas.web.entry.drafting import based_on_of
from tuntas.web.entry.loading import Entry, entry_of, load_entry
from tuntas.web.entry.scores import outlook
from tuntas.web.entry.shown import form_context, given_up
from tuntas.web.entry.texts import PREFIX, changed_texts, posted_texts
from tuntas.web.entry.views import now, refusal_words
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import language
from tuntas.web.shared.requests import SignedInRequest
from tuntas.web.units.shown import unit_name


class ReasonForm(forms.Form):
    """Why the figures change."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan perbaikan"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Tercatat dalam riwayat RT ini, bersama nama Anda."),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Said:
    """What a person asked for: the version they saw, their changes, what stood there for others to see."""

    form: ReasonForm
    version: int
    changes: Mapping[str, str] = field(default_factory=dict)


@login_required
@never_cache
def record_edit(request: SignedInRequest, code: str, campaign_id: int, place_id: int) -> HttpResponse:
    """The form of the record as it stands; saved, or the difference where somebody was faster."""
    entry = _load(request, code, campaign_id, place_id)
    if request.method != "POST":
        return _page(request, entry, _Said(ReasonForm(), entry.version or 0))
    said = _said(request, entry)
    return _saved(request, entry, said) if said.form.is_valid() else _page(request, entry, said)


@login_required
@never_cache
def record_preview(request: SignedInRequest, code: str, campaign_id: int, place_id: int) -> HttpResponse:
    """What the figures typed so far would give; nothing is kept."""
    entry = _load(request, code, campaign_id, place_id)
    said = _said(request, entry)
    found = outlook(entry.facts_at(said.version), said.changes, entry.campaign)
    return render(request, "entry/_outlook.html", {"outlook": found, "is_swap": True})


def _load(request: SignedInRequest, code: str, campaign_id: int, place_id: int) -> Entry:
    """The record without the person's own draft, which is another matter."""
    entry = load_entry(request, code, campaign_id, place_id)
    if entry.record is None:
        raise Http404
    need(can_edit(request.user, entry.record))
    return replace(entry, draft=None)


def _said(request: SignedInRequest, entry: Entry) -> _Said:
    version = based_on_of(entry, request.POST) or 0
    texts, dropped = posted_texts(request.POST, entry.rule), given_up(request.POST)
    changes = changed_texts({name: text for name, text in texts.items() if name not in dropped},
                            entry.facts_at(version))  # fmt: skip
    return _Said(ReasonForm(request.POST), version, changes)


def _saved(request: SignedInRequest, entry: Entry, said: _Said) -> HttpResponse:
    record, moment = entry.record, now()
    if record is None:
        raise Http404
    edit = Edit(said.version, said.changes, said.form.cleaned_data["reason"])
    try:
        edit_record(record=record, edit=edit, by=request.user, on=moment.on, at=moment.at)
    except StaleRecord as stale:
        return _contested(request, entry, said, stale)
    except UnreadableFacts:
        said.form.add_error(None, _("Ada isian yang tidak terbaca; lihat keterangan di bawah isiannya."))
    except CannotSurvey as refusal:
        said.form.add_error("reason" if refusal.code == "SURVEY-NO-REASON" else None, refusal_words(refusal))
    else:
        messages.success(request, _("Perbaikan tersimpan dan RT ini dinilai ulang."))
        return redirect(_unit_address(entry))
    return _page(request, entry, said)


def _contested(request: SignedInRequest, entry: Entry, said: _Said, stale: StaleRecord) -> HttpResponse:
    """Both stay: the person chooses for each field that two people changed."""
    fresh = replace(entry_of(entry.campaign, entry.place, request.user), draft=None)
    shares = {**entry.facts_at(said.version).shares, **fresh.base.shares}
    found = contest(stale.differences, entry.rule, shares)
    return render(request, "entry/contest.html", _told(fresh) | {
        "form": said.form, "contest": found, "other": _last_hand(fresh.record), "version": stale.current_version,
        "kept": [(PREFIX + name, text) for name, text in said.changes.items() if name in _of_mine(found)],
    }, status=409)  # fmt: skip


def _of_mine(found: Contest) -> set[str]:
    return {change.name for change in (*found.clashes, *found.mine)}


def _last_hand(record: SurveyRecord | None) -> str:
    """Who made the version that stands now."""
    last = record.versions.filter(number=record.version).select_related("by").first() if record else None
    return last.by.name if last and last.by else _("Orang lain")


def _page(request: SignedInRequest, entry: Entry, said: _Said) -> HttpResponse:
    base = entry.facts_at(said.version)
    return render(request, "entry/correct.html", _told(entry) | {
        "form": said.form, "version": said.version, **form_context(entry, base, said.changes),
    })  # fmt: skip


def _told(entry: Entry) -> dict[str, object]:
    name = unit_name(entry.place)
    way = [Crumb(entry.city.name, reverse("city_page", args=[entry.city.code])), Crumb(name, _unit_address(entry)),
           Crumb(_("Perbaiki data"))]  # fmt: skip
    return {"entry": entry, "city": entry.city, "title": name, "breadcrumbs": way, "can_type": True,
            "unit_url": _unit_address(entry), "rules_label": entry.rule.short.in_(language())}  # fmt: skip


def _unit_address(entry: Entry) -> str:
    return f"{reverse('unit_page', args=[entry.city.code, entry.place.pk])}?survei={entry.campaign.pk}"
