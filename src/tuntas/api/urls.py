"""The addresses of version 1. Whatever is not among them is not there, and says so as a problem."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from tuntas.api.languages import language_of
from tuntas.api.problems import status_response
from tuntas.api.reference import openapi, reference_page
from tuntas.api.v1 import interface

View = Callable[..., HttpResponse]
READING = ("GET", "HEAD")


def reading_only(view: View) -> View:
    """Only reading; every answer says what it depends on and that nobody but the asker may keep it."""

    @wraps(view)
    def handle(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in READING:
            refused = status_response(request, 405)
            refused["Allow"] = ", ".join(READING)
            return refused
        asked, request.method = request.method, "GET"  # the answer to HEAD is the same; the server leaves its body out
        response = view(request, *args, **kwargs)
        request.method = asked
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.headers.setdefault("Content-Language", language_of(request))
        patch_vary_headers(response, ["Accept-Language", "Authorization", "Cookie"])
        return response

    return handle


@csrf_exempt
def nowhere(request: HttpRequest) -> HttpResponse:
    """An address that there is not."""
    return status_response(request, 404)


def _operations() -> list[URLPattern]:
    patterns = [one for one in interface.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
    return [
        URLPattern(one.pattern, reading_only(one.callback), one.default_args, f"api_{one.name}") for one in patterns
    ]


urlpatterns = [
    path("openapi.json", openapi, name="api_openapi"),
    path("docs", reference_page, name="api_reference"),
    *_operations(),
    re_path("^.*$", nowhere, name="api_nowhere"),
]
