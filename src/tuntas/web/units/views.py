"""The RT of a campaign: the list with its export, and the page of one."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from tuntas.city.dossiers.unit import unit_page
from tuntas.city.dossiers.units import PAGE_ROWS, SORTS, unit_list
from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.city.places.models import Level, Place, PlaceEdition
from tuntas.city.surveys.access import can_edit, can_enter
from tuntas.city.surveys.models import Campaign
from tuntas.web.city_page.keeping import Drawn, kept_drawing
from tuntas.web.city_page.loading import chosen_campaign, load_campaigns, load_city
from tuntas.web.home.frame import can_see_uploads
from tuntas.web.papers.access import can_print
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.listing import Sorting
from tuntas.web.shared.maps import feature, map_answer
from tuntas.web.shared.table_files import FILES
from tuntas.web.units import exporting, list_shown, shown
from tuntas.web.units.forms import UnitFilterForm
from tuntas.web.units.rows import row_lines


@login_required
@require_safe
def unit_list_page(request: HttpRequest, code: str) -> HttpResponse:
    """The list, as the address narrows and sorts it."""
    city = load_city(request, code)
    drawn = kept_drawing(request, city, ("unit_list", request.GET.urlencode()), lambda: _drawn_list(request, city))
    return render(request, "units/list.html", {"city": city, **drawn})


def _drawn_list(request: HttpRequest, city: City) -> Drawn:
    campaigns = load_campaigns(city)
    campaign = chosen_campaign(request, campaigns)
    told = {"city": city, "campaign": campaign, "breadcrumbs": list_shown.crumbs(city), "request": request,
            "can_export": can(request.user, "export", city)}  # fmt: skip
    found = _found(request, campaign, campaigns) if campaign else {}
    return {"content": render_to_string("units/_list.html", told | found)}


def _found(request: HttpRequest, campaign: Campaign, campaigns: list[Campaign]) -> Drawn:
    """The rows of the page asked for, with what narrows and sorts them."""
    form = UnitFilterForm(request.GET, campaign, campaigns)
    wanted, number = form.wanted(), list_shown.page_number(request)
    sorting = Sorting.read(request.GET, tuple(SORTS), "place")
    found = unit_list(request.user, campaign, wanted, sort=list_shown.sort_name(sorting),
                      page=((number - 1) * PAGE_ROWS, PAGE_ROWS))  # fmt: skip
    rows = list_shown.shown_rows(found, campaign)
    return {
        "form": form, "chips": form.chips(request.GET), "sorting": sorting,
        "rows": rows, "lines": row_lines(rows), "count": found.count,
        "page": list_shown.page_of(found, number),
    }  # fmt: skip


@login_required
@require_safe
def export(request: HttpRequest, code: str) -> HttpResponse:
    """Exactly what is filtered, as XLSX or CSV."""
    city = load_city(request, code)
    need(can(request.user, "export", city))
    campaigns = load_campaigns(city)
    campaign, kind = chosen_campaign(request, campaigns), request.GET.get("format", "xlsx")
    if campaign is None or kind not in FILES:
        raise Http404
    sorting = Sorting.read(request.GET, tuple(SORTS), "place")
    wanted = UnitFilterForm(request.GET, campaign, campaigns).wanted()
    found = unit_list(request.user, campaign, wanted, sort=list_shown.sort_name(sorting), page=(0, None))
    write, content_type = FILES[kind]
    content = write("RT", exporting.head(), exporting.lines(found.rows, campaign))
    response = HttpResponse(content, content_type=content_type)
    name = f"rt-{slugify(city.name)}-{campaign.year}-{timezone.localdate():%Y%m%d}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
@require_safe
def unit_page_view(request: HttpRequest, code: str, place_id: int) -> HttpResponse:
    """One RT: facts, criteria, explanation, what would change it, before and after, sources, history."""
    city, place = _load(request, code, place_id)
    campaigns = load_campaigns(city)
    campaign = chosen_campaign(request, campaigns)
    sees_files = can_see_uploads(request.user, city)
    told = {"city": city, "place": place, "campaign": campaign, "campaigns": campaigns,
            "breadcrumbs": [*list_shown.crumbs(city, campaign), Crumb(shown.unit_name(place))],
            "title": shown.unit_name(place), "can_see_files": sees_files,
            "can_see_houses": can(request.user, "see_personal", place),
            "can_export": can(request.user, "export", place),
            "can_print": can_print(request.user, place)}  # fmt: skip
    if campaign is None:
        return render(request, "units/unit.html", told)
    dossier = unit_page(request.user, campaign, place)
    return render(
        request,
        "units/unit.html",
        told
        | {
            "dossier": dossier,
            "can_correct": bool(dossier.record and can_edit(request.user, dossier.record)),
            "can_enter": campaign.closed_on is None and can_enter(request.user, campaign, place),
        }
        | shown.unit_context(dossier, city, sees_files),
    )


@login_required
@require_safe
def outline(request: HttpRequest, code: str, place_id: int) -> HttpResponse:
    """The RT's outline as GeoJSON; without one an empty collection."""
    _city, place = _load(request, code, place_id)
    edition = PlaceEdition.objects.drawn().filter(place=place, until_on=None).first()
    if edition is None:
        return map_answer(request, [])
    grade = request.GET.get("kelas", "")
    return map_answer(request, [
        feature(bytes(edition.geometry or b""), place.pk, label=shown.unit_name(place), grade=grade)
    ])  # fmt: skip


def _load(request: HttpRequest, code: str, place_id: int) -> tuple[City, Place]:
    city = load_city(request, code)
    places = Place.objects.filter(city=city.place_id, level=Level.RT)
    related = places.select_related("parent", "kelurahan", "kecamatan", "city__tenant__place")
    place = get_object_or_404(related, pk=place_id)
    if not can(request.user, "see_city", place):
        raise Http404
    return city, place
