"""What those who manage people do to another's account: a new link, shutting and opening it, help with a lost phone.

An account may belong to several cities. Only who manages all posts that its owner still holds may touch it: the
administrator of one city must not get into the account of somebody who looks after others.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from tuntas.city.people import signing_in
from tuntas.city.people.access import can, duties_for
from tuntas.city.people.actions import Appointment, CannotGovern, PersonHead, add_person, appoint
from tuntas.city.people.administrators import administers_alone
from tuntas.city.people.models import City, OneTimeLink, Post, User
from tuntas.city.places.journal import note

MANAGE = "manage_people"


def can_manage_account(by: User, posts: Iterable[Post], on: date) -> bool:
    """Whether `by` manages every post that the owner of an account still holds or will hold; never one's own.

    `posts`: all posts of the owner, with their cities. An account without any is nobody's to manage here.
    """
    rows = list(posts)
    if any(post.user_id == by.pk for post in rows):
        return False
    managed = [_can_manage(by, post) for post in [post for post in rows if not _is_over(post, on)] or rows]
    return bool(managed) and all(managed)


@transaction.atomic
def welcome(*, head: PersonHead, to: Appointment, on: date, by: User, at: datetime) -> tuple[User, str]:
    """Add a person with their first post; gives the secret of the link by which they set their password."""
    user = add_person(head=head, by=by, at=at, city=to.city)
    appoint(user=user, to=to, on=on, by=by, at=at)
    return user, signing_in.make_link(user=user, by=by, at=at, city=to.city)


@transaction.atomic
def new_link(*, user: User, city: City, on: date, by: User, at: datetime) -> str:
    """The secret of a new link, for who lost their password; the password they had stays until it is used."""
    _check(user, on, by)
    if not user.is_active:
        raise CannotGovern("ACCOUNT-SHUT", name=user.name)
    return signing_in.make_link(user=user, by=by, at=at, city=city)


@transaction.atomic
def shut_account(*, user: User, city: City, on: date, by: User, at: datetime) -> None:
    """Let nobody in by this account: sessions end, links die. Posts and what was done stay on record."""
    _check(user, on, by)
    City.objects.select_for_update().get(pk=city.pk)  # two administrators must not shut each other at one moment
    if alone := administers_alone(user, on):
        raise CannotGovern("LAST-ADMINISTRATOR", city=alone.name)
    if not User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        raise CannotGovern("ACCOUNT-SHUT", name=user.name)
    OneTimeLink.objects.filter(user=user, used_at=None).update(used_at=at)
    signing_in.end_sessions(user=user)
    note("account.shut", about=user, by=by, at=at, city=city)


@transaction.atomic
def open_again(*, user: User, city: City, on: date, by: User, at: datetime) -> None:
    """Let the owner of the account in again, with the password and second factor that they had."""
    _check(user, on, by)
    if not User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        raise CannotGovern("ACCOUNT-OPEN", name=user.name)
    note("account.opened", about=user, by=by, at=at, city=city)


@transaction.atomic
def sign_out_everywhere(*, user: User, city: City, on: date, by: User, at: datetime) -> int:
    """End all sessions of the account; how many there were."""
    _check(user, on, by)
    ended = signing_in.end_sessions(user=user)
    note("sessions.ended", about=user, by=by, at=at, city=city, count=ended)
    return ended


@transaction.atomic
def forget_phone(*, user: User, city: City, on: date, by: User, at: datetime) -> None:
    """Drop the second factor of who lost their phone; where their post asks for one they set it up anew."""
    _check(user, on, by)
    if user.totp_confirmed_at is None:
        raise CannotGovern("NO-SECOND-FACTOR", name=user.name)
    signing_in.drop_second_factor(user=user, by=by, at=at, city=city)


def _check(user: User, on: date, by: User) -> None:
    if user.pk == by.pk:
        raise CannotGovern("ACCOUNT-OWN")
    if not can_manage_account(by, Post.objects.filter(user=user).select_related("city__place"), on):
        raise CannotGovern("ACCOUNT-OF-OTHERS", name=user.name)


def _can_manage(by: User, post: Post) -> bool:
    if post.city is None:
        return any(duty.scope == "ALL" for duty in duties_for(by, MANAGE))
    return can(by, MANAGE, post.city)


def _is_over(post: Post, on: date) -> bool:
    return post.until_on is not None and post.until_on <= on
