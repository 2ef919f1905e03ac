"""Bahan paparan for download: slides, one page, or a picture for messages."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from tuntas.city.people.access import can, need
from tuntas.city.places.models import Level
from tuntas.reports.brief.area import area_brief
from tuntas.reports.brief.content import Brief
from tuntas.reports.brief.pages import card_png, page_pdf
from tuntas.reports.brief.slides import slides_pptx
from tuntas.reports.brief.unit import unit_brief
from tuntas.web.city_page.loading import load_city
from tuntas.web.papers.loading import attachment, campaign_of, place_of
from tuntas.web.shared.requests import SignedInRequest

FORM = "bentuk"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
FORMS: dict[str, tuple[Callable[[Brief], bytes], str]] = {
    "pdf": (page_pdf, "application/pdf"),
    "pptx": (slides_pptx, SLIDES),
    "png": (card_png, "image/png"),
}


@login_required
@require_safe
def brief_file(request: SignedInRequest, code: str) -> HttpResponse:
    """Of a kelurahan where the address names one, else of the widest area that the person sees."""
    city = load_city(request, code)
    asked = request.GET.get("kelurahan", "")
    place = place_of(request.user, city, asked, (Level.KELURAHAN, Level.KECAMATAN)) if asked else None
    need(can(request.user, "export", place or city))
    return _file(request, area_brief(request.user, campaign_of(request, city), place))


@login_required
@require_safe
def unit_brief_file(request: SignedInRequest, code: str, place_id: int) -> HttpResponse:
    """Of one RT."""
    city = load_city(request, code)
    place = place_of(request.user, city, str(place_id), (Level.RT,))
    need(can(request.user, "export", place))
    return _file(request, unit_brief(request.user, campaign_of(request, city), place))


def _file(request: SignedInRequest, brief: Brief | None) -> HttpResponse:
    kind = request.GET.get(FORM, "pdf")
    if brief is None or kind not in FORMS:
        raise Http404
    write, content_type = FORMS[kind]
    return attachment(write(brief), content_type, f"{brief.slug}.{kind}")
