"""Cities, what a campaign says of one on a day, its campaigns and its places."""

import json

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from ninja import Router

from tuntas.api.answering import page_of, tagged, unchanged
from tuntas.api.contract import GEOJSON, extra
from tuntas.api.filling.ledger import ledger_out
from tuntas.api.filling.places import campaign_on, campaign_out, city_out, feature, place_out
from tuntas.api.filling.summary import summary_out
from tuntas.api.languages import language_of
from tuntas.api.loading import load_campaigns, load_city, need_right, today_in
from tuntas.api.parameters import CityCode, OnDay, PagingQuery, PlacesQuery, WithAreas, day_of
from tuntas.api.shapes.ledger import LedgerOut
from tuntas.api.shapes.places import CampaignOut, CityOut, GeoPage, Page, PlaceOut
from tuntas.api.shapes.summary import SummaryOut
from tuntas.api.signing import asker, need_scope
from tuntas.city.dossiers.city import city_summary
from tuntas.city.hectares.facts import city_ledger
from tuntas.city.people.access import place_scope
from tuntas.city.people.models import City
from tuntas.city.places.models import Place, PlaceEdition

router = Router(tags=["Kota"])
Answer = HttpResponse


@router.get(
    "/cities",
    response=Page[CityOut],
    openapi_extra=extra(),
    url_name="cities",
    operation_id="cities",
    summary="Kota yang terlihat",
)
def cities(request: HttpRequest, response: HttpResponse, asked: PagingQuery) -> Answer | dict[str, object]:
    """Kota yang terlihat oleh Anda. / The cities that you see."""
    need_scope(asker(request), "see_city")
    seen = City.objects.visible_to(asker(request)).select_related("place").order_by("code")
    rows = [city_out(city) for city in seen[asked.offset : asked.offset + asked.size]]
    page = page_of(request, response, asked, (rows, seen.count()))
    return tagged(request, response, rows, page["count"]) or page


@router.get(
    "/cities/{code}", response=CityOut, openapi_extra=extra(), url_name="city", operation_id="city", summary="Satu kota"
)
def city(request: HttpRequest, response: HttpResponse, code: CityCode) -> Answer | CityOut:
    """Satu kota. / One city."""
    found = load_city(request, code)
    return unchanged(request, response, found) or city_out(found)


@router.get(
    "/cities/{code}/summary",
    response=SummaryOut,
    openapi_extra=extra(),
    url_name="summary",
    operation_id="summary",
    summary="Ringkasan per kelas pada suatu hari",
)
def summary(
    request: HttpRequest, response: HttpResponse, code: CityCode, on: OnDay = None, areas: WithAreas = False
) -> Answer | SummaryOut:
    """RT, hektare, bangunan, KK, jiwa, dan RTLH per kelas pada suatu hari, beserta kelengkapannya.

    Yang dipakai adalah survei yang berlaku pada hari `on` (bawaan: hari ini), dengan isinya menurut catatan sekarang.
    / Units, hectares, buildings, households, people and unfit houses per class, and completeness, of the campaign in
    force on the day `on` (default: today), as its records stand now.
    """
    found = load_city(request, code)
    day = day_of(on) or today_in(found)
    if same := unchanged(request, response, found, day):
        return same
    campaign = campaign_on(load_campaigns(found), day)
    told = city_summary(asker(request), campaign) if campaign else None
    return summary_out(found, day, told, areas, language_of(request))


@router.get(
    "/cities/{code}/ledger",
    response=LedgerOut,
    openapi_extra=extra(),
    url_name="ledger",
    operation_id="ledger",
    summary="Buku luas kumuh pada suatu hari",
)
def ledger(request: HttpRequest, response: HttpResponse, code: CityCode, on: OnDay = None) -> Answer | LedgerOut:
    """Luas SK, tertangani, sisa, target, dan selisihnya pada akhir hari `on` (bawaan: hari ini), sejak SK yang berlaku.

    / Decreed, handled and remaining area, targets and what does not close, at the end of the day `on` (default: today),
    since the decree in force.
    """
    found = load_city(request, code)
    day = day_of(on) or today_in(found)
    if same := unchanged(request, response, found, day):
        return same
    return ledger_out(found, day, city_ledger(found, on=day), language_of(request))


@router.get("/cities/{code}/campaigns", response=Page[CampaignOut], openapi_extra=extra(), url_name="campaigns",
            operation_id="campaigns", summary="Survei kota")  # fmt: skip
def campaigns(
    request: HttpRequest, response: HttpResponse, code: CityCode, asked: PagingQuery
) -> Answer | dict[str, object]:
    """Survei kota ini, terbaru lebih dahulu. / The surveys of the city, newest first."""
    found = load_city(request, code)
    if same := unchanged(request, response, found):
        return same
    rows, lang = load_campaigns(found), language_of(request)
    shown = [campaign_out(one, lang) for one in rows[asked.offset : asked.offset + asked.size]]
    return page_of(request, response, asked, (shown, len(rows)))


@router.get("/cities/{code}/places", response=Page[PlaceOut], openapi_extra=extra(GEOJSON), url_name="places",
            operation_id="places", summary="Tempat dan batasnya")  # fmt: skip
def places(
    request: HttpRequest, response: HttpResponse, code: CityCode, asked: PlacesQuery
) -> Answer | dict[str, object]:
    """Tempat menurut edisi yang berlaku pada suatu hari; dengan `format=geojson` beserta batasnya (perlu hak ekspor).

    / Places by the editions in force on a day; with `format=geojson` with their boundaries (needs the right to export).
    """
    found, is_geo = load_city(request, code), asked.format == "geojson"
    if is_geo:
        need_right(request, "export", found)
    day = day_of(asked.on) or today_in(found)
    if same := unchanged(request, response, found, day):
        return same
    seen = Place.objects.filter(place_scope(asker(request), "see_city"), _of(found))
    seen = seen.filter(level=asked.level) if asked.level else seen
    editions = PlaceEdition.objects.in_force(day).filter(place__in=seen.values("pk")).order_by("place_id", "pk")
    loaded = editions.select_related("place")[asked.offset : asked.offset + asked.size]
    rows = [feature(one) if is_geo else place_out(one) for one in (loaded if is_geo else loaded.defer("geometry"))]
    page = page_of(request, response, asked, (rows, editions.count()))
    return _collection(page, response) if is_geo else page


def _of(found: City) -> Q:
    """The city itself and all that lies in it."""
    return Q(pk=found.place_id) | Q(city=found.place_id)


def _collection(page: dict[str, object], response: HttpResponse) -> HttpResponse:
    """The page as a FeatureCollection, with the headers that the page has already."""
    told = GeoPage.model_validate(page).model_dump(mode="json")
    body = {"type": told.pop("type"), "features": told.pop("items"), **told}
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    headers = {name: response[name] for name in ("ETag", "Link")}
    return HttpResponse(text, content_type="application/geo+json", headers=headers)
