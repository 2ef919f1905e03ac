"""Drafts: what is typed on a phone with a weak signal, kept as typed, sent to be checked, and given back."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from tuntas.city.people.models import User
from tuntas.city.places.models import Level, Place
from tuntas.city.records.actions import note
from tuntas.city.surveys.actions import CannotSurvey
from tuntas.city.surveys.models import Campaign, Draft

#: So long may one typed text be; longer ones are no figures.
LONGEST_TEXT = 40
MOST_FIELDS = 80


def save_draft(
    *, user: User, campaign: Campaign, place: Place, texts: Mapping[str, str], based_on: int | None, at: datetime
) -> Draft:
    """Keep what a person has typed for an RT, as typed, in place of what they had before.

    No audit line: a draft is nobody's record yet. Raises `CannotSurvey` for what is no RT of the city or no form.
    """
    if place.level != Level.RT or place.city_id != campaign.city.place_id:
        raise CannotSurvey("SURVEY-NO-RT", name=place.name)
    if len(texts) > MOST_FIELDS or any(len(text) > LONGEST_TEXT for text in texts.values()):
        raise CannotSurvey("SURVEY-NO-FORM")
    said = {"texts": dict(texts), "based_on": based_on, "saved_at": at, "sent_at": None}
    return Draft.objects.update_or_create(user=user, campaign=campaign, place=place, defaults=said)[0]


@transaction.atomic
def send_draft(*, draft: Draft, at: datetime) -> Draft:
    """Hand a draft in to be checked by another."""
    draft.sent_at, draft.returned_reason = at, ""
    draft.save(update_fields=["sent_at", "returned_reason"])
    note("draft.sent", about=draft, by=draft.user, at=at, place_id=draft.place_id)
    return draft


@transaction.atomic
def return_draft(*, draft: Draft, reason: str, by: User, at: datetime) -> Draft:
    """Give a draft back to who typed it, saying what is asked for."""
    if draft.sent_at is None:
        raise CannotSurvey("SURVEY-DRAFT-NOT-SENT")
    if not reason.strip():
        raise CannotSurvey("SURVEY-NO-REASON")
    draft.sent_at, draft.returned_reason = None, reason.strip()[:300]
    draft.save(update_fields=["sent_at", "returned_reason"])
    note("draft.returned", about=draft, by=by, at=at, place_id=draft.place_id)
    return draft
