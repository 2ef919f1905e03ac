"""People, posts and positions as their pages show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from tuntas.city.people.models import Agency, Post, User
from tuntas.city.people.role_words import role_word
from tuntas.city.places.models import Place
from tuntas.web.people.rights_words import rights_of
from tuntas.web.shared.formats import day

ACTING = {"PLT": "Plt", "PLH": "Plh"}
HELD, COMING, OVER = "HELD", "COMING", "OVER"


@dataclass(frozen=True, slots=True)
class ShownPost:
    """A post for reading; `state` is HELD, COMING or OVER on the day asked about."""

    pk: int
    role: str
    title: str
    reach: str
    term: str
    acting: str
    basis: str
    state: str
    rights: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """A line of the list of people."""

    pk: int
    name: str
    username: str
    is_active: bool
    owes_second_factor: bool
    posts: Sequence[ShownPost]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held a position when."""

    user_pk: int
    name: str
    acting: str
    basis: str
    term: str
    state: str


@dataclass(frozen=True, slots=True)
class Position:
    """A position with all who held it, the latest first; `vacant_since` is set where nobody holds it."""

    title: str
    role: str
    reach: str
    holders: Sequence[Holder]
    vacant_since: str = ""


def shown_post(post: Post, on: date) -> ShownPost:
    """A post for reading."""
    return ShownPost(post.pk, role_word(post.role), post.title, reach_of(post.area, post.agency), term_of(post),
                     ACTING.get(post.acting, ""), post.basis, state_of(post, on), rights_of(post.role))  # fmt: skip


def shown_person(user: User, posts: Iterable[Post], on: date, owing: frozenset[int]) -> ShownPerson:
    """A line of the list."""
    lines = [shown_post(post, on) for post in posts]
    return ShownPerson(user.pk, user.name, user.username, user.is_active, user.pk in owing, lines)


def positions(posts: Iterable[Post], on: date) -> list[Position]:
    """The register: posts of one role for one area and agency are one position. `posts`: the latest first."""
    groups: dict[tuple[str, int | None, int | None], list[Post]] = {}
    for post in posts:
        groups.setdefault((post.role, post.area_id, post.agency_id), []).append(post)
    found = [_position(group, on) for group in groups.values()]
    return sorted(found, key=lambda position: (position.title or position.role, position.reach))


def state_of(post: Post, on: date) -> str:
    """Whether the post is held, will be, or was."""
    if post.from_on > on:
        return COMING
    return OVER if post.until_on is not None and post.until_on <= on else HELD


def term_of(post: Post) -> str:
    """`1 Januari 2026 – sekarang`; the last day is included."""
    if post.until_on is None:
        return _("sejak %(day)s") % {"day": day(post.from_on)}
    last = post.until_on - timedelta(days=1)
    return _("%(first)s s.d. %(last)s") % {"first": day(post.from_on), "last": day(last)}


def reach_of(area: Place | None, agency: Agency | None) -> str:
    """Where and for which agency; without an area the whole city."""
    where = f"{area.get_kind_display()} {area.name}" if area else _("seluruh kota")
    return f"{where}, {agency.code}" if agency else where


def _position(group: Sequence[Post], on: date) -> Position:
    latest = group[0]
    holders = [Holder(post.user_id, post.user.name, ACTING.get(post.acting, ""), post.basis, term_of(post),
                      state_of(post, on)) for post in group]  # fmt: skip
    ends = [post.until_on for post in group if post.until_on is not None and post.until_on <= on]
    is_held = any(holder.state == HELD for holder in holders)
    since = day(max(ends)) if ends and not is_held else ""
    return Position(latest.title, role_word(latest.role), reach_of(latest.area, latest.agency), holders, since)
