"""Pictures of a plan: the map by year, settlements and aspects by year, envelopes and what is planned of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import shapely
from django.urls import reverse
from django.utils.translation import gettext as _
from shapely.geometry.base import BaseGeometry

from tuntas.city.funding.facts import use
from tuntas.city.people.models import City
from tuntas.city.plans.models import PlanLine
from tuntas.city.plans.programme import Programme
from tuntas.city.settlements.models import Delineation
from tuntas.web.plans.words import aspect_number, aspect_word
from tuntas.web.shared.formats import hectares, rupiah, rupiah_short

#: The map, in units of its own; years beyond the fifth share the last colour.
WIDE, LOWEST, HIGHEST, MARGIN, COLOURS = 1000, 420, 900, 16, 5
#: A degree of longitude is shorter than one of latitude; near the equator hardly, and that is where we are.
SIMPLER = 0.00001


@dataclass(frozen=True, slots=True)
class MapShape:
    """A settlement on the map."""

    name: str
    url: str
    path: str
    css: str
    words: str


@dataclass(frozen=True, slots=True)
class YearMap:
    """The map with its key; `undrawn` are settlements of the plan without a shape."""

    shapes: Sequence[MapShape]
    wide: int
    high: int
    key: Sequence[tuple[str, str]]
    undrawn: str


@dataclass(frozen=True, slots=True)
class GanttCell:
    """What an aspect costs in a year there."""

    words: str
    exact: str
    css: str


@dataclass(frozen=True, slots=True)
class GanttRow:
    """An aspect of a settlement, a cell for each year."""

    name: str
    icon: str
    cells: Sequence[GanttCell | None]


@dataclass(frozen=True, slots=True)
class GanttPlace:
    """A settlement with its aspects."""

    name: str
    url: str
    target: str
    finished: int | None
    rows: Sequence[GanttRow]


def year_map(city: City, table: Programme, year: int | None, *, on: date) -> YearMap:
    """The settlements of the plan in the colour of the year in which they are finished; with `year` that one alone."""
    by_settlement = _by_settlement(row.line for row in table.rows)
    drawn = {one.settlement_id: shapely.from_wkb(bytes(one.geometry)) for one in
             Delineation.objects.in_force(on).filter(settlement__in=list(by_settlement))}  # fmt: skip
    view = _View(list(drawn.values()))
    shapes, colours = [], _colours(table.years)
    for settlement, lines in by_settlement.items():
        if settlement in drawn:
            shapes.append(_shape(city, lines, view.path(drawn[settlement]), year, colours))
    missing = sorted({_name(lines[0]) for settlement, lines in by_settlement.items() if settlement not in drawn})
    key = [(f"plan-year-{colours[one]}", str(one)) for one in table.years]
    return YearMap(shapes, WIDE, view.high, [*key, ("plan-started", _("dimulai, belum tuntas dalam rencana"))],
                   ", ".join(missing))  # fmt: skip


def gantt(city: City, table: Programme) -> list[GanttPlace]:
    """Every settlement with its aspects, in the order in which they are finished; the whole city last."""
    found: dict[int | None, list[PlanLine]] = {}
    for row in table.rows:
        found.setdefault(row.line.settlement_id, []).append(row.line)
    places = [_place(city, settlement, lines, table.years) for settlement, lines in found.items()]
    return sorted(places, key=lambda one: (not one.url, one.finished or 9999, one.name))


def envelope_rows(city: City, table: Programme) -> tuple[list[tuple[str, list[tuple[str, str, int | None]], str]],
                                                          list[str]]:  # fmt: skip
    """Source, for each year (planned, exact, percent of its ceiling or None), total; and the sums."""
    ceilings = {(one.envelope.source_id, one.envelope.year): one.sums.ceiling_idr for one in use(city, table.years)}
    rows = []
    for source in table.sources:
        cells = []
        for year in table.years:
            paid, ceiling = table.paid(source, year), ceilings.get((source.pk, year))
            told = _("%(paid)s dari pagu %(ceiling)s") % {"paid": rupiah(paid), "ceiling": rupiah(ceiling)}
            cells.append((rupiah_short(paid), told, round(100 * paid / ceiling) if ceiling else None))
        rows.append((source.name, cells, rupiah_short(table.paid(source))))
    sums = [sum(table.paid(source, year) for source in table.sources) for year in table.years]
    return rows, [rupiah_short(one) for one in [*sums, sum(sums)]]


class _View:
    """From degrees to the units of the map: the shapes fill it."""

    def __init__(self, shapes: Sequence[BaseGeometry]) -> None:
        west, south, east, north = shapely.total_bounds(shapes) if shapes else (0.0, 0.0, 1.0, 1.0)
        wide, high = max(east - west, 1e-6), max(north - south, 1e-6)
        most = (HIGHEST - 2 * MARGIN) / high
        self._scale = min((WIDE - 2 * MARGIN) / wide, most)
        self.high = max(LOWEST, round(high * self._scale) + 2 * MARGIN)
        self._left = (WIDE - wide * self._scale) / 2 - west * self._scale
        self._top = (self.high + high * self._scale) / 2 + south * self._scale

    def path(self, shape: BaseGeometry) -> str:
        """The outline as SVG."""
        simple = shapely.simplify(shape, SIMPLER)
        parts = getattr(simple, "geoms", [simple])
        rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
        return " ".join("M" + "L".join(f"{self._left + x * self._scale:.1f} {self._top - y * self._scale:.1f}"
                                       for x, y, *_ in ring.coords) + "Z" for ring in rings)  # fmt: skip


def _shape(city: City, lines: Sequence[PlanLine], path: str, year: int | None, colours: Mapping[int, int]) -> MapShape:
    finished = _finished(lines)
    started = min((one.year for line in lines for one in line.amounts.all()), default=None)
    if finished is None:
        css = "plan-started"
        words = _("dimulai %(year)s") % {"year": started} if started else _("belum bertahun")
    else:
        css, words = f"plan-year-{colours[finished]}", _("selesai %(year)s") % {"year": finished}
    if year is not None and finished != year:
        css = "plan-other"
    settlement = lines[0].settlement_id
    return MapShape(_name(lines[0]), reverse("settlement", args=[city.code, settlement]), path, css, words)


def _place(city: City, settlement: int | None, lines: Sequence[PlanLine], years: Sequence[int]) -> GanttPlace:
    aspects: dict[str, list[PlanLine]] = {}
    for line in lines:
        aspects.setdefault(line.aspect, []).append(line)
    ordered = sorted(aspects.items(), key=lambda one: aspect_number(one[0]))
    target = sum(line.target_m2 or 0 for line in lines)
    return GanttPlace(
        _name(lines[0]) if settlement else _("Seluruh kota"),
        reverse("settlement", args=[city.code, settlement]) if settlement else "",
        hectares(target) if target else "", _finished(lines), [_row(*one, years) for one in ordered],
    )  # fmt: skip


def _row(aspect: str, lines: Sequence[PlanLine], years: Sequence[int]) -> GanttRow:
    number = aspect_number(aspect)
    cells: list[GanttCell | None] = []
    for year in years:
        cost = sum(one.cost_idr for line in lines for one in line.amounts.all() if one.year == year)
        cells.append(GanttCell(rupiah_short(cost), rupiah(cost), f"aspect-{min(number, 8)}") if cost else None)
    return GanttRow(aspect_word(aspect), f"aspect-{number}" if number <= 7 else "", cells)


def _by_settlement(lines: Iterable[PlanLine]) -> dict[int, list[PlanLine]]:
    found: dict[int, list[PlanLine]] = {}
    for line in lines:
        if line.settlement_id is not None:
            found.setdefault(line.settlement_id, []).append(line)
    return found


def _finished(lines: Iterable[PlanLine]) -> int | None:
    return max((line.finished_year for line in lines if line.finished_year is not None), default=None)


def _colours(years: Sequence[int]) -> dict[int, int]:
    return {year: min(place + 1, COLOURS) for place, year in enumerate(years)}


def _name(line: PlanLine) -> str:
    return line.settlement.name if line.settlement else line.location
