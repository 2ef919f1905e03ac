"""What all answers have in common: pages with links, and the tag that saves asking twice."""

import hashlib
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags

from tuntas import __version__
from tuntas.api.languages import language_of
from tuntas.api.parameters import Paging
from tuntas.api.signing import asker
from tuntas.city.dossiers.standing import standing
from tuntas.city.people.models import City
from tuntas.city.records.actions import WHOLE_INSTALLATION
from tuntas.city.records.models import AuditEntry


def unchanged(request: HttpRequest, response: HttpResponse, city: City, *also: object) -> HttpResponse | None:
    """304 where the program has this answer already; None, with the tag on `response`, where it is to be made.

    Nothing of a city changes without an entry in its audit trail, so the seal of the newest stands for all of it.
    What else an answer depends on: who asks, in which language, for what, on which day (`also`), and our version.
    """
    user = asker(request)
    return tagged(request, response, user.pk, standing(user, city), _newest_above(), *also)


def tagged(request: HttpRequest, response: HttpResponse, *marks: object) -> HttpResponse | None:
    """As `unchanged`, for answers that depend on `marks` alone."""
    text = repr((marks, language_of(request), request.get_full_path(), __version__))
    tag = f'W/"{hashlib.sha256(text.encode(errors="replace")).hexdigest()[:32]}"'
    response["ETag"] = tag
    known = [one.removeprefix("W/") for one in parse_etags(request.headers.get("If-None-Match", ""))]
    if tag.removeprefix("W/") in known or "*" in known:
        return HttpResponse(status=304, headers={"ETag": tag})
    return None


def page_of(request: HttpRequest, response: HttpResponse, asked: Paging, rows: tuple[list[Any], int]) -> dict[str, Any]:
    """The page with its counts; links to its neighbours go into the Link header (RFC 8288)."""
    items, count = rows
    last = max(1, -(-count // asked.size))
    neighbours = {"first": 1, "prev": asked.page - 1, "next": asked.page + 1, "last": last}
    links = [f'<{_address(request, page)}>; rel="{name}"' for name, page in neighbours.items() if 1 <= page <= last]
    response["Link"] = ", ".join(links)
    return {"items": items, "page": asked.page, "size": asked.size, "count": count, "pages": last}


def _address(request: HttpRequest, page: int) -> str:
    query = [(name, value) for name, values in request.GET.lists() for value in values if name != "page"]
    return request.build_absolute_uri(f"{request.path}?{urlencode([*query, ('page', str(page))])}")


def _newest_above() -> str:
    """The seal of the newest act on places that lie in no city of ours: it stands in the trail of all."""
    acts = AuditEntry.objects.filter(chain=WHOLE_INSTALLATION, about_type="places.Place").order_by("-seq")
    return acts.values_list("entry_hash", flat=True).first() or ""
