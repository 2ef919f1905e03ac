"""The pages for what went wrong: plain, in the reader's language, without a word about the inside."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from tuntas.project.logs import request_id


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """The page of a status. It asks neither the session nor the database: one of them may be what failed."""
    page = render_to_string(f"errors/{status}.html", {"status": status, "request_id": request_id.get()})
    return HttpResponse(page, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request makes no sense."""
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """403: known, but not allowed; also where the form's token is missing."""
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not for this user: the two look alike."""
    return error_page(request, 404)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more bytes than we take."""
    return error_page(request, 413)


def too_many(request: HttpRequest, retry_after_s: int) -> HttpResponse:
    """429: too often; says when to come again."""
    response = error_page(request, 429)
    response["Retry-After"] = str(retry_after_s)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return error_page(request, 500)


def unavailable(request: HttpRequest, retry_after_s: int = 30) -> HttpResponse:
    """503: the database or the disk does not answer; nothing that was confirmed is lost."""
    response = error_page(request, 503)
    response["Retry-After"] = str(retry_after_s)
    return response
