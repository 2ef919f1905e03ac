"""What the frame of every page needs from the request. Add `tuntas.web.shared.context.frame` to the context processors.

The application adds its own: `navigation`, `person_name`, `person_post`, `person_links`, `place_name`, `is_example`,
`sign_out_url`, `home_url`, `data_as_of`, `rules_label`.
"""

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from tuntas import __version__
from tuntas.web.shared.formats import moment

THEMES = ("device", "light", "dark")


def frame(request: HttpRequest) -> dict[str, object]:
    """Theme, version, the language switch (where the project has one) and where it leads back, moment of printing."""
    asked = request.COOKIES.get("tema", "")
    return {
        "theme": asked if asked in THEMES else "device",
        "app_version": __version__,
        "language_url": _language_url(),
        "return_address": _return_address(request),
        "printed_at": moment(timezone.now()),
    }


def _language_url() -> str:
    try:
        return reverse("set_language")
    except NoReverseMatch:
        return ""


def _return_address(request: HttpRequest) -> str:
    """This page; the one before it where this one answers a sent form and cannot be asked for again."""
    return request.get_full_path() if request.method in ("GET", "HEAD") else request.headers.get("Referer", "/")
