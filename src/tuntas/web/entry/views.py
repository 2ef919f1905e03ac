"""The list of RT to survey, and the form of one: filled, previewed, kept, sent."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tuntas.city.people.access import can, need
from tuntas.city.surveys.access import can_enter
from tuntas.city.surveys.actions import CannotSurvey
from tuntas.domain.wording import optional_text, text
from tuntas.web.city_page.loading import chosen_campaign, load_campaigns, load_city
from tuntas.web.entry import drafting, shown
from tuntas.web.entry.drafting import Moment, NewerDraft
from tuntas.web.entry.listing import EntryFilterForm, page_of, rts_to_enter, tallies
from tuntas.web.entry.loading import Entry, is_open, load_entry
from tuntas.web.entry.scores import outlook
from tuntas.web.entry.texts import changed_texts, posted_texts
from tuntas.web.shared.formats import language
from tuntas.web.shared.requests import SignedInRequest
from tuntas.web.units.shown import unit_name

Act = Callable[[SignedInRequest, Entry], HttpResponse]


def now() -> Moment:
    """The moment of a request, and its day at the place."""
    at = timezone.now()
    return Moment(timezone.localdate(at), at)


def refusal_words(refusal: CannotSurvey) -> str:
    """Why it cannot be done, and what to do instead."""
    advice = optional_text(f"{refusal.code}-TODO", language(), **refusal.params)
    return f"{text(refusal.code, language(), **refusal.params)} {advice}".strip()


@login_required
@require_safe
def entry_list(request: SignedInRequest, code: str) -> HttpResponse:
    """The RT that the person has to survey, with how far each is."""
    city = load_city(request, code)
    need(can(request.user, "enter_survey", city))
    campaigns = load_campaigns(city)
    campaign = chosen_campaign(request, campaigns)
    told = {"city": city, "campaign": campaign, "breadcrumbs": shown.crumbs(city)}
    if campaign is None:
        return render(request, "entry/list.html", told)
    rts = rts_to_enter(request.user, campaign)
    form = EntryFilterForm(request.GET, rts, campaign, campaigns)
    page = page_of(form.narrowed(rts), request.GET)
    return render(request, "entry/list.html", told | {
        "form": form, "page": page, "tallies": tallies(rts), "rows": shown.rows(page, campaign),
        "is_open": is_open(campaign, now().on),
    })  # fmt: skip


@login_required
@never_cache
@require_safe
def entry_page(request: SignedInRequest, code: str, campaign_id: int, place_id: int) -> HttpResponse:
    """The form of one RT, filled with its record and with the person's draft."""
    entry = load_entry(request, code, campaign_id, place_id)
    need(can_enter(request.user, entry.campaign, entry.place))
    return render(request, "entry/entry.html", shown.entry_context(entry, request.user, now().on))


def entry_act(act: Act) -> Callable[..., HttpResponse]:
    """What a person does with their own draft: signed in, by POST, and only where they may enter."""

    @login_required
    @never_cache
    @require_POST
    @wraps(act)
    def view(request: SignedInRequest, code: str, campaign_id: int, place_id: int) -> HttpResponse:
        entry = load_entry(request, code, campaign_id, place_id)
        need(can_enter(request.user, entry.campaign, entry.place))
        return act(request, entry)

    return view


@entry_act
def entry_preview(request: SignedInRequest, entry: Entry) -> HttpResponse:
    """What the figures typed so far give; nothing is kept."""
    base = entry.facts_at(drafting.based_on_of(entry, request.POST))
    texts = changed_texts(posted_texts(request.POST, entry.rule), base)
    return render(request, "entry/_outlook.html", {"outlook": outlook(base, texts, entry.campaign), "is_swap": True})


@entry_act
def entry_save(request: SignedInRequest, entry: Entry) -> HttpResponse:
    """Keep the draft: answered in JSON to the phone that asks for it, else with the page again."""
    try:
        draft = drafting.keep(entry, request.POST, request.user, now())
    except NewerDraft as newer:
        return _newer(request, entry, newer)
    except CannotSurvey as refusal:
        return _refused(request, entry, refusal)
    if _wants_json(request):
        return JsonResponse({"seen": drafting.seen_mark(draft)})
    messages.success(request, _("Isian tersimpan di server. Belum dikirim."))
    return _to_form(entry)


@entry_act
def entry_send(request: SignedInRequest, entry: Entry) -> HttpResponse:
    """Hand the draft in to be checked by another."""
    try:
        drafting.keep_and_send(entry, request.POST, request.user, now())
    except NewerDraft as newer:
        return _newer(request, entry, newer)
    except CannotSurvey as refusal:
        return _refused(request, entry, refusal)
    messages.success(request, _("%(rt)s dikirim untuk diperiksa.") % {"rt": unit_name(entry.place)})
    return redirect(shown.list_address(entry.city, entry.campaign))


@entry_act
def entry_recall(request: SignedInRequest, entry: Entry) -> HttpResponse:
    """Take the draft back to go on typing."""
    try:
        drafting.recall(entry, request.user, now())
    except CannotSurvey as refusal:
        messages.error(request, refusal_words(refusal))
    return _to_form(entry)


@entry_act
def entry_rebase(request: SignedInRequest, entry: Entry) -> HttpResponse:
    """Choose, field by field, between one's own draft and what somebody else wrote meanwhile."""
    try:
        drafting.rebase(entry, shown.given_up(request.POST), request.user, now())
    except CannotSurvey as refusal:
        messages.error(request, refusal_words(refusal))
    else:
        messages.success(request, _("Isian Anda sudah disesuaikan dengan data terbaru. Periksa, lalu kirim lagi."))
    return _to_form(entry)


def _newer(request: SignedInRequest, entry: Entry, newer: NewerDraft) -> HttpResponse:
    """Nothing is overwritten: a phone asks its owner, a page shows the draft that is there."""
    draft = newer.draft
    if _wants_json(request):
        told: dict[str, Any] = {"seen": drafting.seen_mark(draft), "is_sent": draft.sent_at is not None}
        return JsonResponse(told | {"texts": draft.texts}, status=409)
    messages.warning(request, _("Isian ini sudah disimpan dari perangkat lain atau sudah dikirim. "
                                "Yang tampil sekarang adalah isian di server."))  # fmt: skip
    return _to_form(entry)


def _refused(request: SignedInRequest, entry: Entry, refusal: CannotSurvey) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"refusal": refusal_words(refusal)}, status=422)
    messages.error(request, refusal_words(shown.named(refusal, entry.rule)))
    return _to_form(entry)


def _wants_json(request: SignedInRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _to_form(entry: Entry) -> HttpResponse:
    return redirect("entry", entry.city.code, entry.campaign.pk, entry.place.pk)
