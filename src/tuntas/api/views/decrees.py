"""Decrees of a city, and the delineations in force on a day."""

import json
from collections.abc import Mapping

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from ninja import Router

from tuntas.api.answering import page_of, unchanged
from tuntas.api.contract import GEOJSON, extra
from tuntas.api.filling.decrees import decree_out, delineation_out
from tuntas.api.loading import load_city, need_right, today_in
from tuntas.api.parameters import CityCode, OnDay, PagingQuery, day_of
from tuntas.api.shapes.decrees import DecreeOut, DelineationCollection
from tuntas.api.shapes.places import Page
from tuntas.api.signing import asker
from tuntas.city.decrees.facts import in_force
from tuntas.city.decrees.models import Decree, DecreeLine
from tuntas.city.decrees.scoping import grades_of
from tuntas.city.settlements.models import Delineation

router = Router(tags=["SK"])
Answer = HttpResponse
GEO_TYPE = "application/geo+json"


@router.get("/cities/{code}/decrees", response=Page[DecreeOut], openapi_extra=extra(), url_name="decrees",
            operation_id="decrees", summary="SK penetapan kota")  # fmt: skip
def decrees(
    request: HttpRequest, response: HttpResponse, code: CityCode, asked: PagingQuery
) -> Answer | dict[str, object]:
    """SK penetapan lokasi kumuh dan rancangannya, yang terbaru lebih dahulu; nomor persis seperti tercetak.

    / Decrees that fix slum locations and their drafts, the latest first; numbers exactly as printed.
    """
    found = load_city(request, code)
    if same := unchanged(request, response, found):
        return same
    rows = Decree.objects.visible_to(asker(request)).filter(city=found)
    counted = rows.counted().select_related("revises")
    ordered = sorted(counted, key=lambda one: (one.signed_on is not None, _backwards(one)))
    followed = set(rows.filter(enacted_at__isnull=False).values_list("revises", flat=True))
    shown = ordered[asked.offset : asked.offset + asked.size]
    return page_of(request, response, asked, ([decree_out(one, one.pk in followed) for one in shown], len(ordered)))


@router.get("/cities/{code}/delineations", response=DelineationCollection, openapi_extra=extra(GEOJSON),
            url_name="delineations", operation_id="delineations", summary="Delineasi pada suatu hari")  # fmt: skip
def delineations(
    request: HttpRequest, response: HttpResponse, code: CityCode, asked: PagingQuery, on: OnDay = None
) -> Answer | dict[str, object]:
    """Delineasi kawasan kumuh yang berlaku pada suatu hari sebagai FeatureCollection (EPSG:4326), dengan kelas dan
    prioritas menurut SK yang berlaku hari itu (perlu hak ekspor).

    / Delineations in force on a day as a FeatureCollection (EPSG:4326), with class and priority as the decree in force
    on that day has them (needs the right to export). `Accept: application/geo+json` gives that type.
    """
    found = load_city(request, code)
    need_right(request, "export", found)
    day = day_of(on) or today_in(found)
    if same := unchanged(request, response, found, day, _wants_geo(request)):
        return same
    shapes = Delineation.objects.visible_to(asker(request)).in_force(day).filter(settlement__city=found)
    ordered = shapes.select_related("settlement__place__kelurahan").order_by("settlement_id", "pk")
    decree = in_force(found, on=day)
    lines, grades = _lines(decree), grades_of(decree) if decree else {}
    features = [delineation_out(one, lines.get(one.settlement_id), decree, grades)
                for one in ordered[asked.offset : asked.offset + asked.size]]  # fmt: skip
    page = page_of(request, response, asked, (features, shapes.count()))
    told = {"type": "FeatureCollection", "features": page.pop("items"), **page}
    return _geo(told, response) if _wants_geo(request) else told


def _lines(decree: Decree | None) -> Mapping[int | None, DecreeLine]:
    rows = decree.lines.filter(~Q(settlement=None)) if decree else DecreeLine.objects.none()
    return {line.settlement_id: line for line in rows}


def _backwards(one: Decree) -> tuple[int, int]:
    newest = one.signed_on or one.drafted_at.date()
    return -newest.toordinal(), -one.pk


def _wants_geo(request: HttpRequest) -> bool:
    return GEO_TYPE in request.headers.get("Accept", "")


def _geo(told: dict[str, object], response: HttpResponse) -> HttpResponse:
    """The same under the type of GeoJSON, with the headers that the page has already."""
    text = json.dumps(DelineationCollection.model_validate(told).model_dump(mode="json"), ensure_ascii=False,
                      separators=(",", ":"))  # fmt: skip
    headers = {name: response[name] for name in ("ETag", "Link")}
    return HttpResponse(text, content_type=GEO_TYPE, headers=headers)
