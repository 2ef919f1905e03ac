"""Founding a city, and giving people their posts."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from tuntas.city.people.administrators import ADMINISTRATOR, is_last_administrator
from tuntas.city.people.models import Agency, City, Post, User
from tuntas.city.people.rights import WITHOUT_CITY, roles
from tuntas.city.places.actions import PlaceHead, add_place
from tuntas.city.places.journal import note
from tuntas.city.places.models import Level, Place, PlaceKind
from tuntas.city.places.naming import match_name

FIRST_WORDS = {"KOTA": PlaceKind.KOTA, "KABUPATEN": PlaceKind.KABUPATEN, "KAB.": PlaceKind.KABUPATEN}


class CannotGovern(Exception):
    """A city, user or post that cannot be: `code` is a code of the wording catalogue."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@transaction.atomic
def create_city(*, code: str, name: str, by: User | None, at: datetime, timezone: str = "Asia/Jakarta",
                is_example: bool = False) -> City:  # fmt: skip
    """Begin the memory of a city; doing it twice changes nothing. No places need to be loaded before.

    Raises `CannotGovern` where the name does not say whether it is a kota or a kabupaten, or where the code list knows
    that code by another name.
    """
    if known := City.objects.filter(code=code).first():
        return _same_city(known, name)
    place = Place.objects.filter(code=code, level=Level.CITY, dissolved_on=None).first()
    if place is None:
        head = PlaceHead(kind=_kind_of(name), name=name, code=code, parent=_province(code))
        place = add_place(head=head, source="tuntas city create", by=by, at=at)
    elif match_name(place.name) != match_name(name):
        raise CannotGovern("CITY-OTHER-NAME", code=code, name=name, known=place.name)
    city = City.objects.create(place=place, code=code, name=name, timezone=timezone, is_example=is_example)
    note("city.created", about=city, by=by, at=at, code=code)
    return city


@dataclass(frozen=True, slots=True)
class PersonHead:
    """Who a person is; without a password only a one-time link lets them set one."""

    username: str
    name: str
    email: str = ""
    password: str | None = None


@transaction.atomic
def add_person(*, head: PersonHead, by: User | None, at: datetime, city: City | None = None) -> User:
    """Add a person who may sign in; it stands in the audit trail of `city`, or of the installation.

    Raises `CannotGovern` where the name is taken.
    """
    username = head.username.strip().lower()
    if User.objects.filter(username=username).exists():
        raise CannotGovern("USER-NAME-TAKEN", username=username)
    user = User(username=username, name=head.name, email=head.email.strip().lower(), joined_at=at)
    user.set_password(head.password)
    user.save(force_insert=True)
    note("user.added", about=user, by=by, at=at, city=city)
    return user


def add_user(*, username: str, name: str, by: User | None, at: datetime, email: str = "",
             password: str | None = None) -> User:  # fmt: skip
    """As `add_person`, for the whole installation."""
    return add_person(head=PersonHead(username, name, email, password), by=by, at=at)


@dataclass(frozen=True, slots=True)
class Appointment:
    """What a post consists of; `area` None: the whole city, `acting` PLT or PLH with its paper in `basis`."""

    role: str
    city: City | None = None
    area: Place | None = None
    agency: Agency | None = None
    title: str = ""
    acting: str = ""
    basis: str = ""
    until_on: date | None = None


@transaction.atomic
def appoint(*, user: User, to: Appointment, on: date, by: User | None, at: datetime) -> Post:
    """Give a user a post from `on`. Nobody appoints themselves. Raises `CannotGovern` for a post that cannot be."""
    _check_appointment(user, to, on, by)
    post = Post.objects.create(
        user=user, role=to.role, city=to.city, area=to.area, agency=to.agency, title=to.title, acting=to.acting,
        basis=to.basis, from_on=on, until_on=to.until_on,
    )  # fmt: skip
    note("post.given", about=post, by=by, at=at, user_id=user.pk, role=to.role, on=on, until_on=to.until_on)
    return post


@transaction.atomic
def end_post(*, post: Post, on: date, by: User | None, at: datetime) -> Post:
    """Let a post end before `on`, the first day on which it is no longer held.

    Raises `CannotGovern` for one's own post, one that has ended by then, and the post of the last administrator.
    """
    if on <= post.from_on:
        raise CannotGovern("POST-ENDS-BEFORE-IT-BEGINS", on=on, from_on=post.from_on)
    _check_end(post, on, by)
    post.until_on = on
    post.save(update_fields=["until_on"])
    note("post.ended", about=post, by=by, at=at, user_id=post.user_id, on=on)
    return post


def _check_appointment(user: User, to: Appointment, on: date, by: User | None) -> None:
    if to.role not in roles():
        raise CannotGovern("POST-UNKNOWN-ROLE", role=to.role)
    if by is not None and by.pk == user.pk:
        raise CannotGovern("POST-OWN")
    if to.city is None and to.role not in WITHOUT_CITY:
        raise CannotGovern("POST-NO-CITY", role=to.role)
    if to.until_on is not None and to.until_on <= on:
        raise CannotGovern("POST-ENDS-BEFORE-IT-BEGINS", on=to.until_on, from_on=on)
    _check_reach(to)


def _check_end(post: Post, on: date, by: User | None) -> None:
    if by is not None and by.pk == post.user_id:
        raise CannotGovern("POST-OWN")
    if post.until_on is not None and post.until_on <= on:
        raise CannotGovern("POST-ENDED", until_on=post.until_on)
    if post.city_id is not None:
        City.objects.select_for_update().get(pk=post.city_id)  # two administrators must not end each other at once
    if is_last_administrator(post, on):
        raise CannotGovern("LAST-ADMINISTRATOR", city=post.city.name if post.city else "–")


def _check_reach(to: Appointment) -> None:
    if to.acting and not to.basis:
        raise CannotGovern("POST-DEPUTY-WITHOUT-PAPER")
    if to.city and to.area and to.city.place_id not in to.area.ancestor_ids():
        raise CannotGovern("POST-AREA-OUTSIDE-CITY", area=to.area.name, city=to.city.name)
    if to.city and to.agency and to.agency.city_id != to.city.pk:
        raise CannotGovern("POST-AGENCY-OUTSIDE-CITY", agency=to.agency.name, city=to.city.name)
    if roles()[to.role].scope == "AREA" and to.area is None:
        raise CannotGovern("POST-NEEDS-AREA")  # else the post would reach the whole city
    if to.role == ADMINISTRATOR and to.area is not None:
        raise CannotGovern("POST-WHOLE-CITY")  # people lie in no area, so the area would narrow nothing


def _same_city(known: City, name: str) -> City:
    if match_name(known.name) != match_name(name):
        raise CannotGovern("CITY-OTHER-NAME", code=known.code, name=name, known=known.name)
    return known


def _kind_of(name: str) -> PlaceKind:
    kind = FIRST_WORDS.get(name.upper().split(maxsplit=1)[0]) if name.strip() else None
    if kind is None:
        raise CannotGovern("CITY-KIND-UNKNOWN", name=name)
    return kind


def _province(code: str) -> Place | None:
    return Place.objects.filter(level=Level.PROVINCE, code=code.split(".")[0], dissolved_on=None).first()
