"""What happens around every request: its id and log line, the limits of a session, and no copies kept by others."""

import logging
import secrets
import time
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tuntas.city.people.throttling import Throttled
from tuntas.project.errors import is_storage_fault, not_allowed, too_large, too_many, unavailable
from tuntas.project.logs import request_id

Answer = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("tuntas.request")
BEGAN, SEEN, IN_THE_FIELD = "_began", "_seen", "_field"
#: The moment of the last visit is written at most once in this time: a page view must not take the write lock.
SEEN_EVERY_S = 60


def request_log(answer: Answer) -> Answer:
    """Give each request an id, refuse a body beyond all limits, and write one line about how it went."""

    def handle(request: HttpRequest) -> HttpResponse:
        token = request_id.set(secrets.token_hex(8))
        began = time.perf_counter()
        request.client_address = client_address(request)  # type: ignore[attr-defined]
        try:
            response = too_large(request) if _is_too_large(request) else answer(request)
            response["X-Request-ID"] = request_id.get()
            log.info("request", extra=_line(request, response, time.perf_counter() - began))
            return response
        finally:
            request_id.reset(token)

    return handle


def client_address(request: HttpRequest) -> str:
    """Who asks. A forwarded address counts only where an own proxy forwarded it; anyone can write that header."""
    address = str(request.META.get("REMOTE_ADDR") or "")
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if address in settings.PROXIES and forwarded:
        return str(forwarded.rpartition(",")[2].strip())
    return address


class Faults:
    """Say plainly what failed beneath a view: the database, the disk, patience with wrong passwords, the way in."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the view answer; a bare "not this way" gets its page."""
        response = self.answer(request)
        return not_allowed(request, response) if response.status_code == 405 and not response.content else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a known fault; None leaves it to Django."""
        if isinstance(exception, Throttled):
            return too_many(request, exception.retry_after_s)
        if is_storage_fault(exception):
            log.error("storage does not answer", exc_info=exception)
            return unavailable(request)
        return None


def session_limits(answer: Answer) -> Answer:
    """End a session that lay idle too long or has lasted its longest."""

    def handle(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            now = timezone.now()
            if _is_over(request, now):
                logout(request)
            else:
                _mark_seen(request, now)
        return answer(request)

    return handle


def no_store(answer: Answer) -> Answer:
    """What a signed-in person sees is kept by no cache on the way."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response

    return handle


def _is_too_large(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not length.isdecimal() or int(length) > settings.REQUEST_MAX_BYTES


def _line(request: HttpRequest, response: HttpResponse, seconds: float) -> dict[str, object]:
    """The route's pattern and not the path: paths and queries may hold what people typed."""
    match = request.resolver_match
    route = match.route if match else ""
    user = getattr(request, "_cached_user", None)
    return {"method": request.method, "route": route, "status": response.status_code,
            "ms": round(seconds * 1000), "user_id": getattr(user, "pk", None) or ""}  # fmt: skip


def _is_over(request: HttpRequest, now: datetime) -> bool:
    session = request.session
    began, seen = (datetime.fromisoformat(session.get(name, now.isoformat())) for name in (BEGAN, SEEN))
    idle = settings.SESSION_IDLE_FIELD if session.get(IN_THE_FIELD) else settings.SESSION_IDLE
    return bool(now - seen > idle or now - began > settings.SESSION_LONGEST)


def _mark_seen(request: HttpRequest, now: datetime) -> None:
    session = request.session
    if BEGAN not in session:
        session[BEGAN] = now.isoformat()
    seen = session.get(SEEN)
    if seen is None or (now - datetime.fromisoformat(seen)).total_seconds() >= SEEN_EVERY_S:
        session[SEEN] = now.isoformat()
