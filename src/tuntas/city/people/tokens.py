"""Keys for programs: made by a person for themselves, shown once, limited in what and for how long, revocable.

A token acts with the duties that its holder has on the day, less what its scopes leave out. It never becomes a session.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from tuntas.city.people.access import can
from tuntas.city.people.actions import CannotGovern
from tuntas.city.people.models import ApiToken, User
from tuntas.city.people.signing_in import WrongSecret
from tuntas.city.people.throttling import count_try
from tuntas.city.places.journal import note

#: So that programs which look for leaked secrets know ours.
PREFIX = "tuntas_"
TOKEN_BYTES = 32
LONGEST = timedelta(days=365)
NAME_LETTERS = 80
#: What the programming interface asks for; a token for anything else would open nothing.
SCOPES = ("see_city", "export")


@dataclass(frozen=True, slots=True)
class TokenHead:
    """What its holder says of a token: a name to know it by, the verbs it may use, and its last moment."""

    name: str
    scopes: tuple[str, ...]
    expires_at: datetime


def possible_scopes(user: Any) -> tuple[str, ...]:
    """The scopes that a user may give a token: what the interface knows and one of their duties allows."""
    return tuple(verb for verb in SCOPES if can(user, verb))


@transaction.atomic
def make_token(*, user: User, head: TokenHead, by: User | None, at: datetime) -> tuple[ApiToken, str]:
    """Make a token; the second value is its secret, which is kept nowhere. The user must be on duty.

    Raises `CannotGovern` for a token without a (short) name or scope, beyond the user's rights, or longer than a year.
    """
    _check(user, head, at)
    secret = PREFIX + secrets.token_urlsafe(TOKEN_BYTES)
    scopes = sorted(set(head.scopes))
    token = ApiToken.objects.create(user=user, name=head.name.strip(), token_hash=_hash(secret), scopes=scopes,
                                    created_at=at, expires_at=head.expires_at)  # fmt: skip
    note("token.made", about=token, by=by, at=at, user_id=user.pk, scopes=scopes, expires_at=head.expires_at)
    return token, secret


@transaction.atomic
def revoke_token(*, token: ApiToken, by: User | None, at: datetime) -> ApiToken:
    """Let a token open nothing any more; doing it twice changes nothing."""
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at):
        note("token.revoked", about=token, by=by, at=at, user_id=token.user_id)
    token.refresh_from_db(fields=["revoked_at"])
    return token


def token_holder(*, secret: str, address: str | None, on: date, at: datetime) -> User:
    """The holder of a token, on duty for `on` as far as its scopes go.

    Raises `WrongSecret` for a token that is unknown, expired, revoked or of a closed account, and `Throttled` after
    ten such from one address; good tokens are never held up, and cost no write.
    """
    known = ApiToken.objects.select_related("user").filter(token_hash=_hash(secret), revoked_at=None).first()
    if known is None or not known.user.is_active or is_expired(known, at):
        count_try(account=f"api-token from {address}", address=address, at=at)
        raise WrongSecret
    holder: User = known.user
    return holder.take_duties(on, only=frozenset(known.scopes))


def is_expired(token: ApiToken, at: datetime) -> bool:
    """Whether its time is over."""
    return token.expires_at is not None and token.expires_at <= at


def _check(user: User, head: TokenHead, at: datetime) -> None:
    if not head.name.strip():
        raise CannotGovern("TOKEN-NO-NAME")
    if len(head.name.strip()) > NAME_LETTERS:
        raise CannotGovern("TOKEN-NAME-TOO-LONG", most=NAME_LETTERS)
    if not head.scopes:
        raise CannotGovern("TOKEN-NO-SCOPE", scopes=", ".join(possible_scopes(user)) or "–")
    beyond = sorted(set(head.scopes) - set(possible_scopes(user)))
    if beyond:
        raise CannotGovern("TOKEN-BEYOND-RIGHTS", scopes=", ".join(beyond), allowed=", ".join(possible_scopes(user)))
    if not at < head.expires_at <= at + LONGEST:
        raise CannotGovern("TOKEN-TOO-LONG", days=LONGEST.days)


def _hash(secret: str) -> str:
    """Enough for 256 random bits."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
