"""Loading boundaries: each outline finds its place by code or by name, is looked over, and is kept or reported."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

import shapely
from django.db import transaction
from shapely.geometry.base import BaseGeometry

from tuntas.city.places import shapes
from tuntas.city.places.actions import CannotPlace, PlaceHead, add_place, draw_boundary
from tuntas.city.places.code_loading import is_code
from tuntas.city.places.loading import Answers, LoadReport, nearest
from tuntas.city.places.models import Level, Place, PlaceEdition, PlaceKind
from tuntas.city.places.naming import match_name, rt_and_rw, rt_name, rw_name
from tuntas.domain.problems import Severity

#: A name and its drawn ground.
Ground: TypeAlias = tuple[str, BaseGeometry]


@dataclass(frozen=True, slots=True)
class Outline:
    """One feature of a file in EPSG:4326. `name` is the kelurahan (or the place itself), `rt_rw` as in RT003-RW002."""

    shape: BaseGeometry | None
    row: int
    code: str = ""
    name: str = ""
    kecamatan: str = ""
    rt_rw: str = ""

    @property
    def title(self) -> str:
        """How a person would point at it."""
        return f"{self.name or self.code} {self.rt_rw}".strip()


@dataclass(frozen=True, slots=True)
class MapSheet:
    """The outlines of one file with where they come from, and the city they are for (None: found by code alone)."""

    outlines: Sequence[Outline]
    crs: str
    source: str
    city: Place | None = None


class FileNotUsable(Exception):
    """The whole file is wrong: `code` is a code of the wording catalogue."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@transaction.atomic
def load_boundaries(*, sheet: MapSheet, answers: Answers, by: Any, at: datetime) -> LoadReport:
    """Keep the sound outlines of a file as boundaries of their places; say what is wrong with the others, where, and
    about how many square metres. Raises `FileNotUsable` where no outline lies in Indonesia: the system is wrong."""
    loading = _Loading(sheet, answers, by, at)
    _check_whole_file(sheet.outlines)
    sound = [outline for outline in sheet.outlines if loading.is_sound(outline)]
    placed = loading.placed(sound)
    for place, outline in placed:
        loading.look_around(place, outline)
    loading.name_overlaps([outline for _, outline in placed])
    for place, outline in placed:
        loading.draw(place, outline)
    return loading.report


class _Loading:
    """One file on its way in."""

    def __init__(self, sheet: MapSheet, answers: Answers, by: Any, at: datetime) -> None:
        self.sheet, self.answers = sheet, answers
        self.who_when = {"by": by, "at": at}
        self.report = LoadReport()
        known = Place.objects.filter(dissolved_on=None)
        known = known.within(sheet.city) if sheet.city else known.filter(code__isnull=False)
        self.by_code: dict[str, Place] = {}
        self.by_name: dict[str, list[Place]] = defaultdict(list)
        self.below: dict[tuple[int, str], Place] = {}
        for place in known.select_related("kecamatan"):
            self.know(place)
        self.grounds = _grounds(sheet.city)

    def know(self, place: Place) -> None:
        """Let the outlines find a place."""
        if place.code:
            self.by_code[place.code] = place
        if place.level in (Level.RW, Level.RT):
            self.below[place.parent_id or 0, place.match_name] = place
        else:
            self.by_name[place.match_name].append(place)

    def is_sound(self, outline: Outline) -> bool:
        """Whether the shape can be kept; else the report says why not."""
        if flaw := shapes.flaw_of(outline.shape):
            self.report.ask(
                flaw.code, outline.row, Severity.ERROR, name=outline.title, at=flaw.at, area_m2=flaw.area_m2
            )
        return flaw is None

    def placed(self, outlines: Sequence[Outline]) -> list[tuple[Place, Outline]]:
        """Each outline with its place. Two outlines for one place are asked, and neither is kept."""
        claims: dict[int, list[tuple[Place, Outline]]] = defaultdict(list)
        for outline in outlines:
            place = self.place_of(outline)
            if place is not None:
                claims[place.pk].append((place, outline))
        return [own[0] for own in claims.values() if len(own) == 1 or self.agree([outline for _, outline in own])]

    def agree(self, rivals: list[Outline]) -> bool:
        """Whether outlines for one place are the same shape; the report names them either way."""
        is_same = all(rival.shape == rivals[0].shape for rival in rivals)
        rows = ", ".join(str(rival.row) for rival in rivals)
        areas = ", ".join(str(shapes.geodesic_area_m2(rival.shape)) for rival in rivals if rival.shape is not None)
        code, severity = ("SHAPE-REPEATED", Severity.INFO) if is_same else ("SHAPE-TWICE", Severity.ERROR)
        self.report.ask(code, rivals[0].row, severity, name=rivals[0].title, rows=rows, areas_m2=areas)
        return is_same

    def place_of(self, outline: Outline) -> Place | None:
        """The place that an outline names; None and a question where it is not clear."""
        home = self.by_code.get(outline.code) if is_code(outline.code) else None
        home = home or self.named(outline)
        return self.rt_of(home, outline) if home is not None and outline.rt_rw else home

    def named(self, outline: Outline) -> Place | None:
        """The place above RT of that name, in that kecamatan where the file says one."""
        found = self.by_name.get(self.answers.our_name(outline.name), []) if outline.name else []
        if outline.kecamatan and len(found) > 1:
            kecamatan = self.answers.our_name(outline.kecamatan)
            found = [place for place in found if place.kecamatan and place.kecamatan.match_name == kecamatan]
        if len(found) == 1:
            return found[0]
        if found:
            self.report.ask("PLACE-AMBIGUOUS", outline.row, name=outline.title, code=outline.code, count=len(found))
        else:
            names = [place.name for places in self.by_name.values() for place in places]
            near = nearest(outline.name, names)
            self.report.ask("PLACE-UNKNOWN", outline.row, name=outline.title, code=outline.code, near=near)
        return None

    def rt_of(self, home: Place, outline: Outline) -> Place | None:
        """The RT in a kelurahan; a new one only where the officer lets the file bring places."""
        numbers = rt_and_rw(outline.rt_rw)
        if numbers is None:
            self.report.ask("PLACE-RT-UNREADABLE", outline.row, name=outline.title)
            return None
        rt, rw = numbers
        rw_place = self.part(home, PlaceKind.RW, rw_name(rw))
        found = rw_place and self.part(rw_place, PlaceKind.RT, rt_name(rt))
        if found is None:
            self.report.ask("PLACE-RT-UNKNOWN", outline.row, name=outline.title, home=home.name)
        return found

    def part(self, home: Place, kind: PlaceKind, name: str) -> Place | None:
        """The RW or RT of that name."""
        found = self.below.get((home.pk, match_name(name)))
        if found is None and self.answers.is_adding:
            head = PlaceHead(kind=kind, name=name, parent=home)
            found = add_place(head=head, source=self.sheet.source, **self.who_when)
            self.know(found)
            self.report.counts["added"] += 1
        return found

    def look_around(self, place: Place, outline: Outline) -> None:
        """Say how much of an outline lies outside the ground that it belongs to."""
        home = place.kelurahan_id and self.grounds.get(place.kelurahan_id)
        ground = home or self.city_ground(place)
        if ground is None:
            return
        outside = shapes.outside_m2(outline.shape, ground[1])
        if outside > shapes.SLIVER_M2:
            self.report.ask("SHAPE-OUTSIDE", outline.row, name=outline.title, home=ground[0], area_m2=outside)

    def city_ground(self, place: Place) -> Ground | None:
        """The drawn city; for RW and RT the drawn kelurahan together, where the city itself is not drawn."""
        city = self.sheet.city
        if city is None or place.pk == city.pk or not self.grounds:
            return None
        if city.pk not in self.grounds and place.level in (Level.RW, Level.RT):
            self.grounds[city.pk] = (city.name, shapely.union_all([shape for _, shape in self.grounds.values()]))
        return self.grounds.get(city.pk)

    def name_overlaps(self, outlines: Sequence[Outline]) -> None:
        """Say which outlines of one level share ground."""
        for is_rt in (True, False):
            level = [outline for outline in outlines if bool(outline.rt_rw) == is_rt]
            for one, other, area in shapes.overlaps([outline.shape for outline in level if outline.shape is not None]):
                self.report.ask("SHAPE-OVERLAP", level[one].row, name=level[one].title, other=level[other].title,
                                other_row=level[other].row, area_m2=area)  # fmt: skip

    def draw(self, place: Place, outline: Outline) -> None:
        """Keep the outline, unless all of it lies in another city."""
        ground = self.city_ground(place)
        if ground is not None and ground[1].disjoint(outline.shape):
            area = shapes.geodesic_area_m2(outline.shape)
            self.report.ask(
                "SHAPE-ELSEWHERE", outline.row, Severity.ERROR, name=outline.title, home=ground[0], area_m2=area
            )
            return
        boundary = shapes.boundary_of(outline.shape, crs=self.sheet.crs, source=self.sheet.source)
        try:
            is_new = draw_boundary(place=place, boundary=boundary, from_on=self.answers.changed_on, **self.who_when)
        except CannotPlace as refusal:
            self.report.ask(refusal.code, outline.row, **refusal.params)
        else:
            self.report.counts["drawn" if is_new else "same"] += 1


def _check_whole_file(outlines: Sequence[Outline]) -> None:
    """One polygon outside Indonesia is a slip; all of them outside is a wrong coordinate system."""
    drawn = [outline.shape for outline in outlines if outline.shape is not None and not outline.shape.is_empty]
    if not drawn:
        raise FileNotUsable("SHAPE-NONE")
    if all(shapes.is_swapped(shape) for shape in drawn):
        raise FileNotUsable("SHAPE-ALL-SWAPPED", count=len(drawn))
    if not any(shapes.is_in(shape.bounds, shapes.INDONESIA) for shape in drawn):
        west, south, east, north = shapely.total_bounds(drawn)
        raise FileNotUsable("SHAPE-ALL-OUTSIDE", count=len(drawn), box=f"{west:.3f} {south:.3f} {east:.3f} {north:.3f}")


def _grounds(city: Place | None) -> dict[int, Ground]:
    """The drawn city and kelurahan, to look whether what belongs to them lies in them."""
    if city is None:
        return {}
    wide = (Level.CITY, Level.KELURAHAN)
    drawn = PlaceEdition.objects.drawn().filter(until_on=None)
    rows = drawn.filter(place__in=Place.objects.within(city), place__level__in=wide)
    found = rows.values_list("place_id", "name", "geometry")
    return {pk: (name, shapely.from_wkb(bytes(geometry or b""))) for pk, name, geometry in found}
