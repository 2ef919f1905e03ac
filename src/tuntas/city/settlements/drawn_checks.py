"""What is worth a word about one delineation before it is kept: each with its square metres and a point to go to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import shapely
from django.db.models import QuerySet
from shapely.geometry.base import BaseGeometry

from tuntas.city.people.models import City
from tuntas.city.places import topology
from tuntas.city.places.models import Level, Place, PlaceEdition
from tuntas.city.places.overlapping import shared_ground_between
from tuntas.city.places.shapes import UDEG, Flaw, flaw_of, geodesic_area_m2
from tuntas.city.settlements.models import Delineation, Settlement
from tuntas.city.settlements.terms import share_ppm, terms
from tuntas.domain.problems import Problem, Severity

Rows = TypeVar("Rows", QuerySet[PlaceEdition], QuerySet[Delineation])
#: So far around a shape neighbours are looked for, in millionths of a degree: about 110 m.
AROUND_UDEG = 1_000
#: Corners nearer than that are the same: a tenth of a millimetre and what reading and writing does to it.
SAME_DEG = 0.000_000_002


@dataclass(frozen=True, slots=True)
class Sketch:
    """A shape for a settlement (None: a new one) of a city in a place (None: not said yet), to hold from a day on."""

    city: City
    shape: BaseGeometry
    on: date
    place: Place | None = None
    settlement: Settlement | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A problem and where it lies: longitude, latitude; None where there is no such point."""

    problem: Problem
    at: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything that was found, and the area as it would be kept (0: it cannot be)."""

    remarks: Sequence[Remark]
    area_m2: int = 0

    @property
    def is_blocked(self) -> bool:
        """Whether it cannot be kept at all."""
        return any(one.problem.severity is Severity.ERROR for one in self.remarks)

    @property
    def doubts(self) -> list[str]:
        """The codes that a person has to accept, each once, in the order of the page."""
        return list(dict.fromkeys(one.problem.code for one in self.remarks if _is_doubt(one.problem)))


def judge(sketch: Sketch) -> Verdict:
    """What is to be said about a shape (at most four queries)."""
    if flaw := flaw_of(sketch.shape):
        return Verdict([_flawed(flaw)])
    area = geodesic_area_m2(sketch.shape)
    if elsewhere := _elsewhere(sketch, area) or _unchanged(sketch, area):
        return Verdict([elsewhere], area)
    return Verdict([*_outside(sketch), *_beside(sketch), *_thin(sketch)], area)


def homes_of(city: City, shape: BaseGeometry) -> list[tuple[Place, int]]:
    """The kelurahan that hold a part of a shape, the largest part first, with that part in parts per million."""
    rows = _near(_drawn_places(city), shape).filter(place__level=Level.KELURAHAN).select_related("place")
    whole = geodesic_area_m2(shape)
    found = [(row.place, share_ppm(_common_m2(shape, row), whole)) for row in rows.order_by("place")]
    return sorted((one for one in found if one[1]), key=lambda one: -one[1])


def _is_doubt(problem: Problem) -> bool:
    return problem.severity is Severity.WARNING


def _flawed(flaw: Flaw) -> Remark:
    told = {"area_m2": flaw.area_m2}
    problem = Problem(code=flaw.code.replace("SHAPE-", "DRAWING-", 1), severity=Severity.ERROR, params=told)
    lon, _, lat = flaw.at.partition(" ")
    return Remark(problem, (float(lon), float(lat)) if lat else None)


def _elsewhere(sketch: Sketch, area: int) -> Remark | None:
    """The drawn city, or all its drawn kelurahan; what is not drawn yet is no border."""
    drawn = _drawn_places(sketch.city)
    own = drawn.filter(place=sketch.city.place).first()
    if own is not None:
        is_within = shapely.intersects(_shape(own), sketch.shape)
    else:
        wide = drawn.filter(place__level=Level.KELURAHAN)
        near = [_shape(row) for row in _near(wide, sketch.shape)]
        is_within = any(one.intersects(sketch.shape) for one in near) or not wide.exists()
    if is_within:
        return None
    return _remark("DRAWING-ELSEWHERE", Severity.ERROR, area, _inner(sketch.shape), home=sketch.city.name)


def _unchanged(sketch: Sketch, area: int) -> Remark | None:
    if sketch.settlement is None:
        return None
    kept = Delineation.objects.filter(settlement=sketch.settlement, until_on=None).first()
    if kept is None or not _is_same(sketch.shape, shapely.from_wkb(bytes(kept.geometry))):
        return None
    return _remark("DRAWING-SAME", Severity.ERROR, area, None)


def _outside(sketch: Sketch) -> list[Remark]:
    place = sketch.place
    if place is None:
        return []
    row = _drawn_places(sketch.city).filter(place=place).first()
    if row is None:
        return [Remark(Problem("DRAWING-NO-GROUND", Severity.INFO, {"home": place.name}))]
    found = topology.outside([sketch.shape], _shape(row))
    return [_remark("DRAWING-OUTSIDE", Severity.WARNING, one.area_m2, one.at, home=place.name) for one in found]


def _beside(sketch: Sketch) -> list[Remark]:
    """Ground shared with other delineations of that day, and slips between them and this one (one query)."""
    rows = Delineation.objects.in_force(sketch.on).filter(settlement__city=sketch.city)
    if sketch.settlement is not None:
        rows = rows.exclude(settlement=sketch.settlement)
    others = list(_near(rows, sketch.shape).select_related("settlement").order_by("settlement__name", "pk"))
    names = [one.settlement.name for one in others]
    shapes = [shapely.from_wkb(bytes(one.geometry)) for one in others]
    shared = shared_ground_between([sketch.shape], shapes)
    remarks = [
        _remark("DRAWING-OVERLAPS", Severity.WARNING, area, _inner(piece), other=names[other])
        for (_, other, area), piece in zip(shared.pairs(), shared.pieces, strict=True)
    ]
    limits = terms()
    gaps = topology.gaps([sketch.shape, *shapes], limits.gap_least_m2, limits.gap_most_m2)
    return remarks + [_slip(one, names) for one in gaps if one.first == 0]


def _slip(gap: topology.Finding, names: Sequence[str]) -> Remark:
    """A hole of our own was drawn on purpose, so that it is only named."""
    if gap.second is None:
        return _remark("DRAWING-HOLE", Severity.INFO, gap.area_m2, gap.at)
    return _remark("DRAWING-GAP", Severity.WARNING, gap.area_m2, gap.at, other=names[gap.second - 1])


def _thin(sketch: Sketch) -> list[Remark]:
    found = topology.slivers([sketch.shape])
    return [_remark("DRAWING-SLIVER", Severity.WARNING, one.area_m2, one.at) for one in found]


def _drawn_places(city: City) -> QuerySet[PlaceEdition]:
    within = Place.objects.within(city.place).filter(dissolved_on=None)
    return PlaceEdition.objects.drawn().filter(until_on=None, place__in=within)


def _near(rows: Rows, shape: BaseGeometry) -> Rows:
    """Those whose box meets the shape's, widened so that neighbours are seen."""
    west, south, east, north = (round(edge * UDEG) for edge in shape.bounds)
    return rows.filter(
        west_udeg__lte=east + AROUND_UDEG, east_udeg__gte=west - AROUND_UDEG,
        south_udeg__lte=north + AROUND_UDEG, north_udeg__gte=south - AROUND_UDEG,
    )  # fmt: skip


def _common_m2(shape: BaseGeometry, row: PlaceEdition) -> int:
    return geodesic_area_m2(shape.intersection(_shape(row)))


def _is_same(one: BaseGeometry, other: BaseGeometry) -> bool:
    return bool(shapely.equals_exact(one.normalize(), other.normalize(), SAME_DEG))


def _shape(row: PlaceEdition) -> BaseGeometry:
    return shapely.from_wkb(bytes(row.geometry or b""))


def _remark(code: str, severity: Severity, area: int, at: tuple[float, float] | None, **told: object) -> Remark:
    return Remark(Problem(code, severity, {"area_m2": area, **told}), at)


def _inner(shape: BaseGeometry) -> tuple[float, float]:
    point = shape.representative_point()
    return float(point.x), float(point.y)
