"""The distribution map of a decree: the whole city, and its kecamatan one by one where the numbers need more room."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from tuntas.reports.decree.content import DistributionMap
from tuntas.reports.decree.map_drawing import Area, Ground, Location, drawing_of, on_paper
from tuntas.reports.decree.map_frame import Frame, bar_of, crs_name, frame_of, grid_of, projected
from tuntas.reports.decree.map_labels import Label, Labels

#: Parts of one location farther apart than this (mm on paper) each carry its number.
APART = 9.0
#: Where at most this share of the numbers finds no good place, they stand in a worse one rather than on more sheets.
FEW = 0.1


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The numbers that stand on a sheet, and the locations whose number does not."""

    placed: Sequence[Label]
    lacking: Sequence[Location]


def map_sheets(drawn: DistributionMap, width: float, height: float) -> list[dict[str, Any]]:
    """The sheets as the template draws them, each `width` by `height` mm inside its frame."""
    ground = _ground(drawn)
    shapes = [*(one.shape for one in ground.areas), *(one.shape for one in ground.locations)]
    shapes += [ground.city] if ground.city else []
    if not shapes:
        return []
    frame = frame_of(shapes, drawn.crs, width, height)
    paper = on_paper(ground, frame)
    labels = _labels(paper, frame)
    numbers = _numbers(labels, paper.locations)
    outlines = _outlines(ground, numbers.lacking)
    if len(numbers.lacking) <= FEW * len(ground.locations) or not outlines:
        numbers, outlines = _with_forced(labels, numbers), {}
    whole = _sheet("", frame, paper, labels, numbers)
    closer = [_closer_sheet(ground, group, frame_of([outline], drawn.crs, width, height), outline)
              for group, outline in outlines.items()]  # fmt: skip
    return [whole | {"has_closer": bool(closer)}, *closer]


def _ground(drawn: DistributionMap) -> Ground:
    areas = [Area(one.name, one.group, projected(one.shape, drawn.crs)) for one in drawn.kelurahan]
    locations = [Location(one.number, one.grade, projected(one.shape, drawn.crs)) for one in drawn.locations]
    city = projected(drawn.city, drawn.crs) if drawn.city else None
    return Ground(city, [one for one in areas if one.shape.area], [one for one in locations if one.shape.area])


def _outlines(ground: Ground, lacking: Sequence[Location]) -> dict[str, BaseGeometry]:
    """The kecamatan of the locations whose number found no place, with their outlines."""
    wanted = {one.number for one in lacking}
    shapes = [one.shape for one in ground.locations if one.number in wanted]
    found = {}
    for group in sorted({area.group for area in ground.areas if area.group}):
        outline = shapely.union_all([area.shape for area in ground.areas if area.group == group])
        if shapes and shapely.intersects(outline, shapes).any():
            found[group] = outline
    return found


def _closer_sheet(ground: Ground, group: str, frame: Frame, outline: BaseGeometry) -> dict[str, Any]:
    """A kecamatan alone: its numbers and names, what lies around it without them."""
    paper = on_paper(ground, frame)
    labels = _labels(paper, frame)
    inside = {one.number for one in ground.locations if outline.intersects(one.shape.representative_point())}
    numbers = _with_forced(labels, _numbers(labels, [one for one in paper.locations if one.number in inside]))
    return _sheet(group, frame, paper, labels, numbers)


def _labels(paper: Ground, frame: Frame) -> Labels:
    return Labels(frame.width, frame.height, [one.shape for one in paper.locations])


def _numbers(labels: Labels, locations: Sequence[Location]) -> _Numbers:
    """Small shapes first: they need the room around; then a second number where a location lies in distant parts."""
    placed, lacking, more = [], [], []
    for one in sorted(locations, key=lambda one: (one.shape.area, one.number)):
        first, *others = _parts(one.shape)
        label = labels.number(str(one.number), first)
        placed += [label] if label else []
        lacking += [] if label else [one]
        more += [(one, other) for other in others]
    again = [labels.number(str(one.number), part) for one, part in more]
    return _Numbers([*placed, *(label for label in again if label)], lacking)


def _with_forced(labels: Labels, numbers: _Numbers) -> _Numbers:
    """The lacking numbers at the best places left, even over other shapes."""
    forced = [(one, labels.number(str(one.number), one.shape, most_hidden=None)) for one in numbers.lacking]
    return _Numbers([*numbers.placed, *(label for _one, label in forced if label)],
                    [one for one, label in forced if label is None])  # fmt: skip


def _parts(shape: BaseGeometry) -> list[BaseGeometry]:
    """The parts of a shape that lie far from each other, the largest first."""
    near = shapely.get_parts(shapely.buffer(shape, APART / 2, quad_segs=2))
    parts = [shapely.MultiPolygon([part for part in shapely.get_parts(shape) if shapely.intersects(part, one)])
             for one in near]  # fmt: skip
    return sorted([part for part in parts if part.area], key=shapely.area, reverse=True) or [shape]


def _sheet(group: str, frame: Frame, paper: Ground, labels: Labels, numbers: _Numbers) -> dict[str, Any]:
    names = [labels.name(area.name, area.shape) for area in paper.areas if group in ("", area.group)]
    upright, level = grid_of(frame)
    half, texts = bar_of(frame)
    return {
        "group": group,
        "svg": drawing_of(paper, frame, numbers.placed),
        "numbers": [asdict(label) for label in numbers.placed],
        "lacking": sorted(one.number for one in numbers.lacking),
        "names": [asdict(label) for label in names],
        "upright": [asdict(line) for line in upright],
        "level": [asdict(line) for line in level],
        "bar": {"half": half, "texts": texts},
        "scale": f"1 : {frame.scale:,}".replace(",", "."),
        "crs": crs_name(frame.crs),
        "has_groups": any(area.group for area in paper.areas),
        "has_closer": False,
    }
