"""Who asks: a program with a token, or the browser of a person who is signed in to this very site."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer
from ninja.security.base import AuthBase

from tuntas.api.problems import ProblemRaised
from tuntas.city.people.models import User
from tuntas.city.people.signing_in import WrongSecret
from tuntas.city.people.tokens import token_holder

#: What a browser says of a request that no other site caused.
OWN_SITES = ("same-origin", "none")


class Token(HttpBearer):
    """A token in the Authorization header. Where that header stands, it alone counts: cookies are not looked at."""

    def __call__(self, request: HttpRequest) -> Any:
        """The holder; None where there is no such header."""
        given = request.headers.get("Authorization")
        if given is None:
            return None
        scheme, _space, secret = given.partition(" ")
        if scheme.lower() != "bearer":
            raise ProblemRaised("token-not-valid")
        return self.authenticate(request, secret.strip())

    def authenticate(self, request: HttpRequest, token: str) -> User:
        """The holder of the token, with what it leaves of their duties of today."""
        at = timezone.now()
        address = getattr(request, "client_address", None) or None
        try:
            return token_holder(secret=token, address=address, on=timezone.localdate(at), at=at)
        except WrongSecret as wrong:
            raise ProblemRaised("token-not-valid") from wrong


class Session(AuthBase):
    """The session of the pages: everything here only reads, and a page of another site is not let in."""

    openapi_type = "apiKey"
    openapi_in = "cookie"
    openapi_name = "tuntas"

    def __call__(self, request: HttpRequest) -> Any:
        """The user of the session; None for a visitor, and for what another site's page asks."""
        is_own = request.headers.get("Sec-Fetch-Site", "none") in OWN_SITES
        return request.user if is_own and request.user.is_authenticated else None


def asker(request: HttpRequest) -> User:
    """Who asks, on duty."""
    user: User = request.auth  # type: ignore[attr-defined]
    return user


def need_scope(user: User, verb: str) -> None:
    """Go on unless the token that asks leaves a right out; raises `ProblemRaised`. Rights themselves come later."""
    if any(duty.only is not None and verb not in duty.only for duty in user.duties):
        raise ProblemRaised("scope-missing", scope=verb)
