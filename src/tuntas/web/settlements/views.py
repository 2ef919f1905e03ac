"""The list of settlements with its map and export, and the page of one."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from tuntas.city.dossiers.settlements import settlement_list
from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.city.settlements.models import Delineation, Settlement
from tuntas.city.settlements.typologies import typology_word
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.web.city_page.loading import load_city
from tuntas.web.settlements import exporting, shown
from tuntas.web.settlements.forms import DissolveForm, SettlementFilterForm
from tuntas.web.settlements.loading import KEEPS, load_settlement
from tuntas.web.shared.formats import hectares, language
from tuntas.web.shared.listing import PAGE
from tuntas.web.shared.maps import feature, map_answer
from tuntas.web.shared.requests import SignedInRequest
from tuntas.web.shared.table_files import FILES, Value

PAGE_ROWS = 100


@login_required
@require_safe
def settlements(request: SignedInRequest, code: str) -> HttpResponse:
    """The settlements that stand today, as the address narrows them."""
    city = load_city(request, code)
    found = settlement_list(request.user, city, timezone.localdate())
    form = SettlementFilterForm(request.GET, found.rows)
    kept = form.kept(found.rows)
    page = Paginator(kept, PAGE_ROWS).get_page(request.GET.get(PAGE))
    return render(request, "settlements/list.html", {
        "city": city, "form": form, "chips": form.chips(request.GET), "page": page, "count": len(kept),
        "rows": shown.rows(page, city), "known": len(found.rows), "found": found, "breadcrumbs": shown.crumbs(city),
        "unexplained": sum(row.unexplained for row in found.rows),
        "can_keep": can(request.user, KEEPS, city), "can_export": can(request.user, "export", city),
    })  # fmt: skip


@login_required
@require_safe
def export(request: SignedInRequest, code: str) -> HttpResponse:
    """Exactly what is filtered, as XLSX or CSV."""
    city = load_city(request, code)
    need(can(request.user, "export", city))
    found = settlement_list(request.user, city, timezone.localdate())
    kept = SettlementFilterForm(request.GET, found.rows).kept(found.rows)
    return table_answer(request, city, "kawasan", exporting.head(), exporting.lines(kept))


@login_required
@require_safe
def settlement_page(request: SignedInRequest, code: str, settlement_id: int) -> HttpResponse:
    """One settlement: three areas, its shape, its RT, its history."""
    city, settlement = load_settlement(request, code, settlement_id)
    found = settlement_list(request.user, city, timezone.localdate(), only=settlement.pk)
    row = found.rows[0]
    regulation = regulation_of(found.campaign) if found.campaign else None
    grades = {rule.id: rule.grade.value for rule in regulation.grades} if regulation else {}
    return render(request, "settlements/settlement.html", {
        "city": city, "settlement": settlement, "row": row, "tiles": shown.tiles(row),
        "differences": shown.differences(row, city), "units": shown.units(row, city, grades),
        "editions": shown.editions(settlement), "successions": shown.successions(settlement, city),
        "typology": typology_word(settlement.typology, language()) if settlement.typology else "",
        "breadcrumbs": shown.crumbs_of(city, settlement), "campaign": found.campaign, "decree": found.decree,
        "can_keep": can(request.user, KEEPS, settlement) and settlement.dissolved_on is None,
        "dissolve_form": DissolveForm(initial={"on": timezone.localdate()}),
    })  # fmt: skip


@login_required
@require_safe
def outline(request: SignedInRequest, code: str, settlement_id: int) -> HttpResponse:
    """The newest shape of a settlement as GeoJSON; without one an empty collection."""
    _city, settlement = load_settlement(request, code, settlement_id)
    edition = Delineation.objects.filter(settlement=settlement).order_by("-pk").first()
    return map_answer(request, [_feature(edition, settlement)] if edition else [])


def table_answer(
    request: SignedInRequest, city: City, name: str, head: list[str], lines: Iterable[Sequence[Value]]
) -> HttpResponse:
    """Rows as a file in the format that the address asks for."""
    kind = request.GET.get("format", "xlsx")
    if kind not in FILES:
        raise Http404
    write, content_type = FILES[kind]
    response = HttpResponse(write(name.capitalize(), head, lines), content_type=content_type)
    file_name = f"{name}-{slugify(city.name)}-{timezone.localdate():%Y%m%d}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


def _feature(edition: Delineation, settlement: Settlement) -> str:
    return feature(bytes(edition.geometry), settlement.pk, label=settlement.name, detail=hectares(edition.area_m2))
