"""A map of slum locations on its way in, as its page and its map show it."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import shapely
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.people.models import City
from tuntas.city.places.loading import LoadReport
from tuntas.city.records.models import Paper
from tuntas.city.settlements.headers import statement_of
from tuntas.city.settlements.models import Delineation
from tuntas.city.settlements.sheets import SettlementSheet, title_of
from tuntas.domain.problems import Problem, Severity
from tuntas.domain.wording import text
from tuntas.web.places.load_shown import MOST_FINDINGS, advice, finding, questions
from tuntas.web.places.reading import Refused, source_of
from tuntas.web.settlements.reading import Look
from tuntas.web.settlements.words import KIND_WORDS
from tuntas.web.shared.components import FindingGroup, MapPlace
from tuntas.web.shared.formats import count, language
from tuntas.web.shared.maps import feature

COUNTS = {"founded": gettext_lazy("kawasan baru"), "redrawn": gettext_lazy("kawasan digambar ulang"),
          "members": gettext_lazy("RT menjadi anggota"), "added": gettext_lazy("RT dan RW ditambahkan"),
          "same": gettext_lazy("kawasan sudah sama")}  # fmt: skip
LOOKS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
#: In the list beside the map; all of them stand below it.
MOST_LISTED = 300
#: Around a finding's point, in degrees: about 6 m, so that it can be seen.
POINT_DEG = 0.000055
#: Ids of points begin above those of rows.
POINTS = 1_000_000
NEEDS_DAY = ("SETTLEMENT-DRAWN-OTHERWISE", "SETTLEMENT-LATER-EDITION")
SAID = ("crs", "layer", "grouping")


@dataclass(frozen=True, slots=True)
class BroughtMap:
    """A map that came before. `used`: how many delineations rest on it."""

    paper: Paper
    used: int


def context(look: Look | Refused, sent: Mapping[str, Any], said: Mapping[str, Any], code: str, paper: Paper
            ) -> dict[str, Any]:  # fmt: skip
    """Everything that the page shows of a look, or of why there is none."""
    lang = language()
    if isinstance(look, Refused):
        return {"refusal": text(look.code, lang, **look.params), "refusal_code": look.code,
                "advice": advice(look.code, look.params, lang)}  # fmt: skip
    report = look.report
    query = urlencode({name: said[name] for name in SAID if said.get(name)})
    map_url = reverse("settlement_load_map", args=[code, paper.pk])
    return questions(report, sent) | {
        "look": look, "count": len(look.sheet.map.outlines), "crs": look.sheet.map.crs,
        "counts": [(word, report.counts[name]) for name, word in COUNTS.items() if report.counts[name]],
        "groups": groups(report, lang), "map_url": f"{map_url}?{query}" if query else map_url,
        "map_places": map_places(look, lang), "is_grouped": look.sheet.is_grouped,
        "survey": look.sheet.survey.name, "more_findings": max(0, len(report.problems) - MOST_LISTED),
        "needs_day": look.answers.changed_on or any(one.code in NEEDS_DAY for one in report.problems),
        "can_accept": not report.open_keys and any(report.counts[name] for name in ("founded", "redrawn")),
    }  # fmt: skip


def groups(report: LoadReport, lang: str) -> list[FindingGroup]:
    """Findings by kind, the gravest first, then by how many square metres they are about."""
    kinds: dict[tuple[Severity, str], list[Problem]] = {}
    for one in report.problems:
        kinds.setdefault((one.severity, one.code), []).append(one)
    order = list(LOOKS)
    ranked = sorted(kinds.items(), key=lambda item: (order.index(item[0][0]), list(KIND_WORDS).index(item[0][1])
                                                     if item[0][1] in KIND_WORDS else len(KIND_WORDS)))  # fmt: skip
    return [
        FindingGroup(_title(code, found), LOOKS[severity],
                     [finding(one, lang) for one in sorted(found, key=_largest_first)[:MOST_FINDINGS]], len(found))
        for (severity, code), found in ranked
    ]  # fmt: skip


def map_places(look: Look, lang: str) -> list[MapPlace]:
    """The findings beside the map; each zooms to its point, or to its shape. What has neither stands below only."""
    order = list(LOOKS)
    outlines = look.sheet.map.outlines
    drawn = {one.row for one in outlines if one.shape is not None and not one.shape.is_empty}
    told = [one for one in look.report.problems if one.place.row in drawn]
    ranked = sorted(told, key=lambda one: (order.index(one.severity), one.code, *_largest_first(one)))
    return [
        MapPlace(_mark(one), str(KIND_WORDS.get(one.code, one.code)), "#temuan", is_graded=False,
                 detail=finding(one, lang).wording)
        for one in ranked[:MOST_LISTED]
    ]  # fmt: skip


def features(sheet: SettlementSheet, report: LoadReport) -> list[str]:
    """The outlines of the file, and a spot for each finding that has a point."""
    lang = language()
    told: dict[int, list[str]] = {}
    for one in report.problems:
        told.setdefault(one.place.row or 0, []).append(one.wording(lang))
    drawn = []
    for outline in sheet.map.outlines:
        if outline.shape is not None and not outline.shape.is_empty:
            title = title_of(outline, statement_of(outline))
            label = _("Baris %(row)s: %(name)s") % {"row": outline.row, "name": title}
            words = " ".join(told.get(outline.row, [])[:3])
            drawn.append(feature(shapely.to_wkb(outline.shape), outline.row, label=label, detail=words))
    return [*drawn, *_spots(report, lang)]


def done_words(report: LoadReport) -> str:
    """What became of the map, in one sentence."""
    done = [f"{count(report.counts[name])} {word}" for name, word in COUNTS.items() if report.counts[name]]
    return _("Peta diterima: %(done)s.") % {"done": ", ".join(done)}


def brought(papers: Iterable[Paper], city: City) -> list[BroughtMap]:
    """Maps with how many delineations rest on them (two queries)."""
    shown = list(papers)
    sources = [source_of(paper) for paper in shown]
    rows = Delineation.objects.filter(settlement__city=city, source__in=sources).values_list("source", flat=True)
    used: Sequence[str] = list(rows)
    return [BroughtMap(paper, used.count(source_of(paper))) for paper in shown]


def _spots(report: LoadReport, lang: str) -> list[str]:
    found = {_mark(one): one for one in report.problems if one.params.get("at")}
    spots = []
    for mark, one in found.items():
        point = _point(one)
        if point is not None:
            spot = shapely.to_wkb(point.buffer(POINT_DEG))
            spots.append(feature(spot, int(mark), label=str(KIND_WORDS.get(one.code, one.code)),
                                 detail=one.wording(lang)))  # fmt: skip
    return spots


def _point(one: Problem) -> shapely.Point | None:
    """Longitude and latitude of a finding; None where they are no place on earth (swapped ones are no use on a map)."""
    try:
        lon, lat = (float(part) for part in str(one.params["at"]).split())
    except ValueError:
        return None
    return shapely.Point(lon, lat) if abs(lon) <= 180 and abs(lat) <= 90 else None


def _mark(one: Problem) -> str:
    """The id of a finding on the map: a spot of its own where it has a point, else its shape. Equal for equal ones."""
    if not one.params.get("at"):
        return str(one.place.row)
    told = f"{one.code} {one.place.row} {one.params['at']}".encode()
    return str(POINTS + zlib.crc32(told) % 1_000_000_000)


def _largest_first(one: Problem) -> tuple[int, int]:
    area = one.params.get("difference_m2", one.params.get("area_m2", 0))
    return -abs(area) if isinstance(area, int) else 0, one.place.row or 0


def _title(code: str, found: Sequence[Problem]) -> str:
    return str(KIND_WORDS.get(code) or found[0].code)
