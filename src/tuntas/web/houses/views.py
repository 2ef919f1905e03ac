"""The register: its list, a search that leaves no name in an address, and RT by RT beside the survey."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.city.dossiers.houses import houses_by_rt, silent_rts
from tuntas.city.people.access import can
from tuntas.city.people.models import City
from tuntas.city.surveys.access import can_keep_houses
from tuntas.web.city_page.loading import chosen_campaign, load_campaigns
from tuntas.web.houses import shown
from tuntas.web.houses.filters import ORDER, HouseFilterForm
from tuntas.web.houses.loading import person, personal, register_of
from tuntas.web.shared.listing import PAGE

PAGE_ROWS, FOUND = 50, 100


@personal
@require_safe
def house_list(request: HttpRequest, code: str) -> HttpResponse:
    """The houses, as the address narrows them, beside what the survey counted."""
    city = register_of(request, code)
    user, campaign = person(request), chosen_campaign(request, load_campaigns(city))
    visible = shown.visible_houses(user, city)
    form = HouseFilterForm(request.GET, user, city)
    found = form.narrowed(visible).select_related("place__kelurahan", "place__parent").order_by(*ORDER)
    page = Paginator(found, PAGE_ROWS).get_page(request.GET.get(PAGE))
    rts = houses_by_rt(user, city, campaign)
    silent = silent_rts(user, city, rts, timezone.localdate())
    return render(request, "houses/list.html", _told(request, city) | {
        "campaign": campaign, "form": form, "chips": form.chips(request.GET), "page": page,
        "rows": shown.shown_houses(list(page.object_list), visible),
        "figures": shown.list_figures(rts, visible, city, silent),
        "has_houses": visible.exists(),
    })  # fmt: skip


@personal
@require_POST
def search(request: HttpRequest, code: str) -> HttpResponse:
    """Houses by a part of a name or address. Posted, so that a name stands in no address and no log."""
    city = register_of(request, code)
    visible, words = shown.visible_houses(person(request), city), request.POST.get("cari", "").split()
    found = visible if words else visible.none()
    for word in words:
        found = found.filter(Q(head_name__icontains=word) | Q(address__icontains=word))
    rows = list(found.select_related("place__kelurahan", "place__parent").order_by(*ORDER)[: FOUND + 1])
    return render(request, "houses/found.html", _told(request, city, _("Hasil pencarian")) | {
        "rows": shown.shown_houses(rows[:FOUND], visible), "sought": " ".join(words), "has_more": len(rows) > FOUND,
        "limit": FOUND,
    })  # fmt: skip


@personal
@require_safe
def by_rt(request: HttpRequest, code: str) -> HttpResponse:
    """RT by RT: what the survey counted, what the register lists, and the difference."""
    city = register_of(request, code)
    campaigns = load_campaigns(city)
    campaign = chosen_campaign(request, campaigns)
    rows = houses_by_rt(person(request), city, campaign)
    only_differing = request.GET.get("beda") == "ya"
    if only_differing:
        rows = [row for row in rows if row.difference_micro]
    page = Paginator(rows, PAGE_ROWS).get_page(request.GET.get(PAGE))
    return render(request, "houses/by_rt.html", _told(request, city, _("Per RT")) | {
        "campaign": campaign, "campaigns": campaigns, "page": page, "rows": shown.shown_rts(page.object_list),
        "only_differing": only_differing,
    })  # fmt: skip


def _told(request: HttpRequest, city: City, *last: str) -> dict[str, object]:
    return {
        "city": city, "breadcrumbs": shown.crumbs(city, *last), "can_keep": can_keep_houses(request.user, city),
        "can_export": can(request.user, "export_personal", city), "can_see_nik": can(request.user, "see_nik", city),
    }  # fmt: skip
