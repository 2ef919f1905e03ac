"""What the interface says of itself: the OpenAPI document, and the page that people read and try it on."""

import hashlib
import json
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import condition, require_safe

from tuntas.api.problems import KINDS
from tuntas.api.v1 import PREFIX, interface


@cache
def document() -> bytes:
    """The OpenAPI 3.1 document."""
    told = interface.get_openapi_schema(path_prefix=PREFIX)
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def document_tag(request: HttpRequest) -> str:
    """The tag of the document: it changes with the program alone."""
    return f'"{hashlib.sha256(document()).hexdigest()[:32]}"'


@require_safe
@condition(etag_func=document_tag)
def openapi(request: HttpRequest) -> HttpResponse:
    """The document; it holds nothing of any city, so it is open."""
    return HttpResponse(document(), content_type="application/json")


@require_safe
def reference_page(request: HttpRequest) -> HttpResponse:
    """The page: how to get a token, what can go wrong, and every operation to be tried."""
    lang = (get_language() or "id")[:2]
    problems = [(kind, kind.title(lang), kind.advice(lang)) for kind in KINDS]
    settings = json.dumps({"url": reverse("api_openapi"), "layout": "BaseLayout", "deepLinking": True,
                           "defaultModelsExpandDepth": -1, "validatorUrl": None,
                           "supportedSubmitMethods": ["get"]})  # fmt: skip
    return render(request, "api/reference.html", {"problems": problems, "swagger_settings": settings})
