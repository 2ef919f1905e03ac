"""Slowing down whoever guesses: ten wrong tries on an account, fifty from an address, in a quarter of an hour."""

import hashlib
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet

from tuntas.city.people.models import SignInFailure

WINDOW = timedelta(minutes=15)
TRIES_PER_ACCOUNT = 10
TRIES_PER_ADDRESS = 50


class Throttled(Exception):
    """Too many tries; doors answer 429 with `retry_after_s`."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(retry_after_s)
        self.retry_after_s = retry_after_s


@transaction.atomic
def count_try(*, account: str, address: str | None, at: datetime) -> None:
    """Count one try before it is looked at, so that many at once cannot slip through. Raises `Throttled`.

    An account that does not exist is counted alike: the answer tells nobody which names there are.
    """
    marks = {"account_hash": account_hash(account)}
    _one_at_a_time(marks["account_hash"])
    recent = SignInFailure.objects.filter(at__gt=at - WINDOW)
    _check(recent.filter(**marks), TRIES_PER_ACCOUNT, at)
    if address:
        _check(recent.filter(address=address), TRIES_PER_ADDRESS, at)
    SignInFailure.objects.create(**marks, address=address, at=at)


def forgive(*, account: str, at: datetime) -> None:
    """Forget the tries on an account after it was opened, and all that are old."""
    SignInFailure.objects.filter(account_hash=account_hash(account)).delete()
    SignInFailure.objects.filter(at__lte=at - WINDOW).delete()


def account_hash(account: str) -> str:
    """What is kept of the name that was typed; people type passwords there."""
    return hashlib.sha256(account.strip().lower().encode()).hexdigest()


def _check(tries: "QuerySet[SignInFailure]", limit: int, at: datetime) -> None:
    moments = list(tries.order_by("-at").values_list("at", flat=True)[:limit])
    if len(moments) == limit:
        raise Throttled(max(1, int((moments[-1] + WINDOW - at).total_seconds())))


def _one_at_a_time(key: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"sign-in:{key}"])
