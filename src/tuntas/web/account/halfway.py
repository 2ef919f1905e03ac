"""Between password and code: who has given the right password and still owes the second factor."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from tuntas.city.people.models import User

HALFWAY, NEXT, LAST_HERE = "_halfway", "_next", "last_here"
HOLDS = timedelta(minutes=10)
BACKEND = "tuntas.project.sign_in.OnDutyBackend"


def stop_halfway(request: HttpRequest, user: User, at: datetime) -> None:
    """Remember the user, who is not signed in yet."""
    request.session[HALFWAY] = {"user": user.pk, "at": at.isoformat()}


def halfway_user(request: HttpRequest, at: datetime) -> User | None:
    """Who gave the right password a moment ago; None where nobody did, or too long ago."""
    kept = request.session.get(HALFWAY)
    if kept is None or at - datetime.fromisoformat(kept["at"]) > HOLDS:
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    return user.take_duties(timezone.localdate(at)) if user else None


def keep_next(request: HttpRequest) -> None:
    """Remember the page that was asked for, if it is one of ours."""
    wanted = request.GET.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        request.session[NEXT] = wanted


def sign_in(request: HttpRequest, user: User) -> str:
    """Open the session; gives the address to go on to."""
    wanted, last_here = request.session.pop(NEXT, "/"), user.last_login
    request.session.pop(HALFWAY, None)
    login(request, user, backend=BACKEND)
    if last_here is not None:
        request.session[LAST_HERE] = last_here.isoformat()
    return str(wanted)


def enter(request: HttpRequest, user: User) -> HttpResponse:
    """Sign in and go on."""
    return in_own_language(request, user, redirect(sign_in(request, user)))


def in_own_language(request: HttpRequest, user: User, response: HttpResponse) -> HttpResponse:
    """Let the browser go on in the user's own language, unless it has chosen one."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax", httponly=True,
                            secure=request.is_secure())  # fmt: skip
    return response
