"""The RT of the list and the form of one RT as their pages show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.city.people.models import City
from tuntas.city.places.models import Place
from tuntas.city.surveys.actions import CannotSurvey
from tuntas.city.surveys.models import Campaign
from tuntas.rules.facts import UnitFacts
from tuntas.rules.regulation import Regulation
from tuntas.web.entry.conflicts import draft_contest, field_label
from tuntas.web.entry.drafting import seen_mark
from tuntas.web.entry.form_groups import entry_groups
from tuntas.web.entry.listing import STATES
from tuntas.web.entry.loading import Entry, is_open
from tuntas.web.entry.scores import outlook
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import language
from tuntas.web.units.shown import place_name, unit_name

CHOICE = "pilih-"


@dataclass(frozen=True, slots=True)
class Row:
    """An RT of the list."""

    place: Place
    name: str
    area: str
    url: str
    word: object
    css: str
    icon: str
    reason: str


def rows(places: Iterable[Any], campaign: Campaign) -> list[Row]:
    """The RT of one page; each carries the annotations of `listing.rts_to_enter`."""
    return [
        Row(place, place_name(place), place.kelurahan.name if place.kelurahan else "",
            reverse("entry", args=[campaign.city.code, campaign.pk, place.pk]), *STATES[place.entry_state],
            place.entry_reason or "")
        for place in places
    ]  # fmt: skip


def entry_context(entry: Entry, user: Any, on: date) -> dict[str, object]:
    """Everything that the form's page shows."""
    texts = entry.draft.texts if entry.draft else {}
    contest = draft_contest(entry, texts) if entry.is_stale else None
    return {
        "entry": entry,
        "city": entry.city,
        "title": unit_name(entry.place),
        "breadcrumbs": [*crumbs(entry.city, entry.campaign), Crumb(unit_name(entry.place))],
        **form_context(entry, entry.base, texts),
        "seen": seen_mark(entry.draft),
        "based_on": "" if entry.based_on is None else entry.based_on,
        "contest": contest,
        "is_open": is_open(entry.campaign, on),
        "can_type": is_open(entry.campaign, on) and not entry.is_sent,
        "rules_label": entry.rule.short.in_(language()),
        "list_url": list_address(entry.city, entry.campaign),
        "draft_key": f"{entry.campaign.pk}:{entry.place.pk}",
    }


def form_context(entry: Entry, base: UnitFacts, texts: Mapping[str, str]) -> dict[str, object]:
    """The fields with what each gives, and what all give together."""
    found = outlook(base, texts, entry.campaign)
    groups = [
        (group, [(one, found.lines.get(one.name), found.notes.get(one.name, [])) for one in group.fields])
        for group in entry_groups(entry.rule, base, texts)
    ]
    return {"groups": groups, "outlook": found}


def crumbs(city: City, campaign: Campaign | None = None) -> list[Crumb]:
    """The way to the list, or on from it."""
    way = [Crumb(city.name, reverse("city_page", args=[city.code]))]
    return [*way, Crumb(_("Isi data RT"), list_address(city, campaign) if campaign else "")]


def list_address(city: City, campaign: Campaign) -> str:
    """The list of a campaign's RT."""
    return f"{reverse('entry_list', args=[city.code])}?survei={campaign.pk}"


def given_up(posted: QueryDict) -> frozenset[str]:
    """The fields in which the other's value was chosen."""
    return frozenset(name.removeprefix(CHOICE) for name in posted if name.startswith(CHOICE)
                     and posted[name] == "theirs")  # fmt: skip


def named(refusal: CannotSurvey, rule: Regulation) -> CannotSurvey:
    """A refusal that names the field as the form does."""
    said = refusal.params
    field = said.get("field")
    return CannotSurvey(refusal.code, **said | {"field": field_label(str(field), rule)}) if field else refusal
