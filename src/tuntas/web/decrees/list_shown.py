"""The decrees of a city as its list shows them, newest first, each with what it revises."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tuntas.city.decrees.facts import review_due_on, state_of
from tuntas.city.decrees.models import Decree, DecreeQuerySet, DecreeState
from tuntas.city.people.models import City
from tuntas.web.decrees.words import STATES, called, day_of
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import day, hectares, square_metres

OPEN = (DecreeState.DRAFT, DecreeState.VERIFIED)


@dataclass(frozen=True, slots=True)
class ShownState:
    """A state as a coloured word."""

    word: str | Promise
    css: str
    icon: str


@dataclass(frozen=True, slots=True)
class ShownDecree:
    """One decree of the list."""

    name: str
    title: str
    url: str
    state: ShownState
    aliases: str
    on: str
    area: str
    area_exact: str
    locations: int
    revises: tuple[str, str] | None
    revised_by: tuple[str, str] | None
    review: str
    is_overdue: bool
    is_legacy: bool
    is_open: bool


def shown_state(state: DecreeState) -> ShownState:
    """The state in words and colour."""
    return ShownState(*STATES[state])


def listed(decrees: DecreeQuerySet) -> list[Decree]:
    """Decrees with the count of their locations and their hectares: open ones first, then the latest (one query)."""
    rows = decrees.counted().select_related("revises")
    return sorted(rows, key=lambda one: (one.dropped_at is not None, one.enacted_at is not None, _backwards(one)))


def shown_decrees(decrees: Sequence[Decree], city: City, on: date) -> list[ShownDecree]:
    """The list."""
    followers = {one.revises_id: one for one in decrees if one.revises_id and one.enacted_at}
    return [_shown(one, followers.get(one.pk), city, on) for one in decrees]


def crumbs(city: City, *last: tuple[str, str]) -> list[Crumb]:
    """The way to the list, or to a page below it: (label, address), the last without one."""
    way = [Crumb(city.name, reverse("city_page", args=[city.code]))]
    if not last:
        return [*way, Crumb(_("SK penetapan"))]
    own = reverse("decrees", args=[city.code])
    return [*way, Crumb(_("SK penetapan"), own), *(Crumb(label, url) for label, url in last)]


def review_words(decree: Decree, state: DecreeState, on: date) -> tuple[str, bool]:
    """When the decree in force has to be looked at again, and whether that day has passed."""
    due = review_due_on(decree) if state is DecreeState.ENACTED else None
    if due is None:
        return "", False
    if due < on:
        return _("Peninjauan ulang terlewat: jatuh tempo %(day)s") % {"day": day(due)}, True
    return _("Peninjauan ulang jatuh tempo %(day)s") % {"day": day(due)}, False


def _shown(one: Decree, follower: Decree | None, city: City, on: date) -> ShownDecree:
    state = state_of(one, is_revised=follower is not None)
    review, is_overdue = review_words(one, state, on)
    area = one.lines_m2
    return ShownDecree(
        name=called(one), title="" if one.title == one.name else one.title, url=_url(city, one),
        state=shown_state(state), aliases=", ".join(one.aliases), on=day_of(one), area=hectares(area),
        area_exact=square_metres(area),
        locations=one.locations,
        revises=(called(one.revises), _url(city, one.revises)) if one.revises else None,
        revised_by=(called(follower), _url(city, follower)) if follower else None, review=review, is_overdue=is_overdue,
        is_legacy=one.is_legacy, is_open=state in OPEN,
    )  # fmt: skip


def _url(city: City, decree: Decree) -> str:
    return reverse("decree", args=[city.code, decree.pk])


def _backwards(one: Decree) -> tuple[int, int]:
    newest = one.signed_on or one.drafted_at.date()
    return -newest.toordinal(), -one.pk
