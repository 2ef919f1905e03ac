"""Proving again that it is the person themselves, before an act that gives somebody power."""

from datetime import datetime

from tuntas.city.people.models import User
from tuntas.city.people.signing_in import WrongSecret
from tuntas.city.people.throttling import count_try, forgive
from tuntas.city.places.journal import note


def prove(*, user: User, password: str, address: str | None, at: datetime) -> None:
    """Check the password of who is signed in; a wrong one counts as a try. Raises `WrongSecret` or `Throttled`."""
    count_try(account=user.username, address=address, at=at)
    if not user.check_password(password):
        note("sign_in.refused", about=user, by=None, at=at)
        raise WrongSecret
    forgive(account=user.username, at=at)
