"""The pages for what went wrong: plain, in the reader's language, without a word about the inside; for programs, which
ask below `/api/`, the same as problem+json.
"""

import errno
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import translation

from tuntas.api.problems import status_response
from tuntas.project.logs import request_id
from tuntas.web.account.language import language_of
from tuntas.web.shared.context import frame

FOR_PROGRAMS = "/api/"
ICONS = {403: "lock", 404: "search", 413: "upload", 429: "clock", 503: "wait"}


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """The page of a status. It asks neither the session nor the database: one of them may be what failed."""
    if request.path.startswith(FOR_PROGRAMS):
        return status_response(request, status)
    # The language again: a fault may come before the middleware that sets it.
    with translation.override(language_of(request)):
        filled = {**frame(request), "request_id": request_id.get(), "problem_icon": ICONS.get(status, "alert"),
                  "csrf_token": _token(request)}  # fmt: skip
        page = render_to_string(f"errors/{status}.html", filled)
    return HttpResponse(page, status=status)


def _token(request: HttpRequest) -> str:
    """The form token for the language switch; empty where the request ended before it can be checked later."""
    return get_token(request) if hasattr(request, "user") else ""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request makes no sense."""
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """403: known, but not allowed; also where the form's token is missing."""
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not for this user: the two look alike."""
    return error_page(request, 404)


def not_allowed(request: HttpRequest, bare: HttpResponse) -> HttpResponse:
    """405: an address that only takes a form was opened, or the other way round."""
    response = error_page(request, 405)
    response["Allow"] = bare["Allow"]
    return response


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more bytes than we take."""
    return error_page(request, 413)


def too_many(request: HttpRequest, retry_after_s: int) -> HttpResponse:
    """429: too often; says when to come again."""
    response = error_page(request, 429)
    response["Retry-After"] = str(retry_after_s)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. 503 where the storage failed below a middleware, where no view's exception is asked about."""
    if is_storage_fault(sys.exc_info()[1]):
        return unavailable(request)
    return error_page(request, 500)


def is_storage_fault(exception: BaseException | None) -> bool:
    """Whether the database does not answer, or the disk takes no more."""
    if isinstance(exception, OperationalError | InterfaceError):
        return True
    return isinstance(exception, OSError) and exception.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


def unavailable(request: HttpRequest, retry_after_s: int = 30) -> HttpResponse:
    """503: the database or the disk does not answer; nothing that was confirmed is lost."""
    response = error_page(request, 503)
    response["Retry-After"] = str(retry_after_s)
    return response
