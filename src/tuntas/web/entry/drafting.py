"""Keeping what a person typed: from their form into their draft, never over a newer one."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.http import QueryDict

from tuntas.city.surveys.actions import CannotSurvey, need_open
from tuntas.city.surveys.drafts import save_draft, send_draft
from tuntas.city.surveys.models import Draft
from tuntas.city.surveys.typed import typed_facts
from tuntas.web.entry.loading import Entry
from tuntas.web.entry.texts import changed_texts, posted_texts

#: Hidden fields of the form: the version that was seen, and the draft that was seen.
BASED_ON, SEEN = "versi", "simpanan"


class NewerDraft(Exception):
    """The draft on the server is not the one that the person saw: it was saved elsewhere, or sent."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.pk)
        self.draft = draft


@dataclass(frozen=True, slots=True)
class Moment:
    """The day and the moment that the door named."""

    on: date
    at: datetime


def seen_mark(draft: Draft | None) -> str:
    """Which draft a form was filled from."""
    return draft.saved_at.isoformat() if draft else ""


@transaction.atomic
def keep(entry: Entry, posted: QueryDict, user: Any, moment: Moment) -> Draft | None:
    """Save the form as the person's draft; nothing where nothing was typed. Raises `NewerDraft`, `CannotSurvey`."""
    need_open(entry.campaign, moment.on)
    draft = Draft.objects.select_for_update().filter(pk=entry.draft.pk).first() if entry.draft else None
    if draft and (draft.sent_at is not None or seen_mark(draft) != posted.get(SEEN, "")):
        raise NewerDraft(draft)
    based_on = based_on_of(entry, posted)
    texts = changed_texts(posted_texts(posted, entry.rule), entry.facts_at(based_on))
    if not texts and draft is None:
        return None
    return save_draft(user=user, campaign=entry.campaign, place=entry.place, texts=texts, based_on=based_on,
                      at=moment.at)  # fmt: skip


def keep_and_send(entry: Entry, posted: QueryDict, user: Any, moment: Moment) -> Draft:
    """Save the form and hand it in. Raises also where nothing changes or something cannot be read; it is saved then."""
    draft = keep(entry, posted, user, moment)
    if draft is None or not draft.texts:
        raise CannotSurvey("SURVEY-NO-CHANGE")
    _facts, problems = typed_facts(entry.facts_at(draft.based_on), draft.texts, entry.rule)
    if problems:
        raise CannotSurvey(problems[0].code, **problems[0].params)
    return send_draft(draft=draft, at=moment.at)


@transaction.atomic
def recall(entry: Entry, user: Any, moment: Moment) -> None:
    """Take a sent draft back before anybody decided, to go on typing."""
    need_open(entry.campaign, moment.on)
    if entry.draft and entry.is_sent:
        save_draft(user=user, campaign=entry.campaign, place=entry.place, texts=entry.draft.texts,
                   based_on=entry.draft.based_on, at=moment.at)  # fmt: skip


@transaction.atomic
def rebase(entry: Entry, dropped: frozenset[str], user: Any, moment: Moment) -> None:
    """Put the draft upon the record as it stands now, without the fields in which the other's value is right."""
    need_open(entry.campaign, moment.on)
    if entry.draft is None or entry.is_sent:
        return
    texts = {name: text for name, text in entry.draft.texts.items() if name not in dropped}
    texts = changed_texts(texts, entry.facts_at(entry.version))
    save_draft(user=user, campaign=entry.campaign, place=entry.place, texts=texts, based_on=entry.version,
               at=moment.at)  # fmt: skip


def based_on_of(entry: Entry, posted: QueryDict) -> int | None:
    """The version that the form was filled from; what is no version that there was: the one that stands."""
    said = posted.get(BASED_ON)
    if said == "":
        return None
    number = int(said) if said and said.isdigit() else 0
    return number if 1 <= number <= (entry.version or 0) else entry.based_on
