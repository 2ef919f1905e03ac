"""Signing in: password, second factor, and the link that lets a person set their first password.

The order for a door: `open_account` → where `owes_code`, `check_code`; where `owes_enrolment`, `begin_enrolment` and
`finish_enrolment` → `django.contrib.auth.login`. Every wrong try counts in the same bucket.
"""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from tuntas.city.people import totp
from tuntas.city.people.models import City, OneTimeLink, RecoveryCode, Session, User
from tuntas.city.people.rights import roles_with_second_factor
from tuntas.city.people.sealing import opened, sealed
from tuntas.city.people.throttling import count_try, forgive
from tuntas.city.places.journal import note

LINK_HOLDS = timedelta(hours=1)
LINK_BYTES = 32
RECOVERY_CODES = 10


class WrongSecret(Exception):
    """The name, password, code or link is wrong; which of them is nobody's business."""


def open_account(*, username: str, password: str, address: str | None, on: date, at: datetime) -> User:
    """The user of that name and password, on duty for `on`. Raises `WrongSecret` or `Throttled`."""
    count_try(account=username, address=address, at=at)
    user: User | None = User.objects.filter(username=username.strip().lower()).first()
    if user is None or not user.is_active:
        make_password(password)  # takes as long as checking one: time must not tell which names exist
        raise WrongSecret
    if not user.check_password(password):
        note("sign_in.refused", about=user, by=None, at=at)
        raise WrongSecret
    user.take_duties(on)
    if not owes_code(user):
        _signed_in(user, at)
    return user


def owes_code(user: User) -> bool:
    """Whether the user has a second factor, so that the password alone does not open."""
    return user.totp_confirmed_at is not None


def owes_enrolment(user: User) -> bool:
    """Whether a duty of the user asks for a second factor that they have not set up."""
    strong = roles_with_second_factor()
    return not owes_code(user) and any(duty.role in strong for duty in user.duties)


def check_code(*, user: User, code: str, address: str | None, at: datetime) -> None:
    """Accept a code of the app (once) or a recovery code (once). Raises `WrongSecret` or `Throttled`."""
    count_try(account=user.username, address=address, at=at)
    code = code.replace(" ", "").strip()
    if not (_spend_app_code(user, code, at) or _spend_recovery_code(user, code, at)):
        note("sign_in.refused", about=user, by=None, at=at)
        raise WrongSecret
    _signed_in(user, at)


def begin_enrolment(*, user: User) -> str:
    """The `otpauth:` address to show as a QR code; the secret counts only when a code of it was entered.

    Until then it stays the same: who loads the page again has scanned the first picture already.
    """
    fresh = sealed(totp.new_secret(), _context(user))
    User.objects.filter(pk=user.pk, totp_confirmed_at=None, totp_secret=None).update(totp_secret=fresh)
    user.refresh_from_db(fields=["totp_secret"])
    return totp.app_address(opened(bytes(user.totp_secret or b""), _context(user)), user.username)


@transaction.atomic
def finish_enrolment(*, user: User, code: str, at: datetime) -> list[str]:
    """Take the second factor into use; gives the recovery codes, which are shown once. Raises `WrongSecret`."""
    if user.totp_secret is None or not _spend_app_code(user, code.replace(" ", ""), at):
        raise WrongSecret
    user.totp_confirmed_at = at
    user.save(update_fields=["totp_confirmed_at"])
    codes = [f"{secrets.token_hex(4)}-{secrets.token_hex(4)}" for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, code_hash=_hash(code)) for code in codes)
    end_sessions(user=user)
    note("second_factor.set_up", about=user, by=user, at=at)
    return codes


@transaction.atomic
def drop_second_factor(*, user: User, by: User, at: datetime, city: City | None = None) -> None:
    """An administrator's help for a lost phone: the user has to set it up anew at the next sign-in."""
    User.objects.filter(pk=user.pk).update(totp_secret=None, totp_confirmed_at=None, totp_last_step=0)
    RecoveryCode.objects.filter(user=user).delete()
    end_sessions(user=user)
    note("second_factor.dropped", about=user, by=by, at=at, city=city)


@transaction.atomic
def make_link(*, user: User, by: User | None, at: datetime, city: City | None = None) -> str:
    """The secret part of a link that sets a password once, within the hour; earlier links stop working."""
    OneTimeLink.objects.filter(user=user, used_at=None).update(used_at=at)
    token = secrets.token_urlsafe(LINK_BYTES)
    OneTimeLink.objects.create(user=user, token_hash=_hash(token), expires_at=at + LINK_HOLDS)
    note("link.made", about=user, by=by, at=at, city=city)
    return token


def link_user(*, token: str, at: datetime) -> User:
    """Whose link it is. Raises `WrongSecret` for one that is unknown, used or expired."""
    link = OneTimeLink.objects.filter(token_hash=_hash(token), used_at=None, expires_at__gt=at).first()
    if link is None or not link.user.is_active:
        raise WrongSecret
    return link.user


@transaction.atomic
def redeem_link(*, token: str, password: str, at: datetime) -> User:
    """Set the password that the link allows; the second factor stays as it was.

    Raises `WrongSecret`, or Django's `ValidationError` for a password that is too easy.
    """
    user = link_user(token=token, at=at)
    validate_password(password, user)
    if not OneTimeLink.objects.filter(token_hash=_hash(token), used_at=None).update(used_at=at):
        raise WrongSecret
    return _set_password(user, password, at)


@transaction.atomic
def change_password(*, user: User, old: str, new: str, address: str | None, at: datetime) -> User:
    """Change one's own password; all sessions end. Raises `WrongSecret`, `Throttled` or `ValidationError`."""
    count_try(account=user.username, address=address, at=at)
    if not user.check_password(old):
        raise WrongSecret
    validate_password(new, user)
    forgive(account=user.username, at=at)
    return _set_password(user, new, at)


def end_sessions(*, user: User, but: str | None = None) -> int:
    """End the user's sessions but the one named; how many there were."""
    return int(Session.objects.filter(user=user).exclude(session_key=but or "").delete()[0])


def forget_expired_sessions(*, at: datetime) -> int:
    """Delete sessions past their day. Every sign-in does it, so that the table never outgrows the people at work."""
    return int(Session.objects.filter(expire_date__lt=at).delete()[0])


def _signed_in(user: User, at: datetime) -> None:
    forgive(account=user.username, at=at)
    forget_expired_sessions(at=at)
    note("sign_in.accepted", about=user, by=user, at=at)


def _set_password(user: User, password: str, at: datetime) -> User:
    user.set_password(password)
    user.save(update_fields=["password"])
    # Who knew the old password may have seen a secret that was not yet in use.
    User.objects.filter(pk=user.pk, totp_confirmed_at=None).update(totp_secret=None)
    end_sessions(user=user)
    note("password.set", about=user, by=user, at=at)
    return user


def _spend_app_code(user: User, code: str, at: datetime) -> bool:
    if user.totp_secret is None:
        return False
    secret = opened(bytes(user.totp_secret), _context(user))
    step = totp.matching_step(secret, code, at=at, after=user.totp_last_step)
    if step is None:
        return False
    # In the database, because two requests may bring the same code at the same moment.
    return bool(User.objects.filter(pk=user.pk, totp_last_step__lt=step).update(totp_last_step=step))


def _spend_recovery_code(user: User, code: str, at: datetime) -> bool:
    fresh = RecoveryCode.objects.filter(user=user, code_hash=_hash(code.lower()), used_at=None)
    return bool(fresh.update(used_at=at))


def _context(user: User) -> str:
    return f"people.User.totp_secret {user.pk}"


def _hash(secret: str) -> str:
    """Enough for secrets of 64 random bits and more; nothing a person chose is hashed with it."""
    return hashlib.sha256(secret.encode()).hexdigest()
