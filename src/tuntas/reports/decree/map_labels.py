"""Where the numbers and names of a map stand so that none covers another. Lengths in mm from the upper left corner."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

#: How wide a letter is and how high a line, for numbers and for names as the template sets them.
NUMBER_LETTER, NUMBER_LINE, PADDING = 1.15, 2.3, 0.7
NAME_LETTER, NAME_LINE = 1.0, 1.9
#: How far beside its place a number may stand, and in which directions, the best first.
REACHES = (2.6, 4.2, 6.0, 8.5)
DIRECTIONS = [(cos(turn * pi / 4), sin(turn * pi / 4)) for turn in (7, 5, 1, 3, 0, 4, 6, 2)]
#: A name is tried at so many places along both sides of its shape, in two lines beyond so many letters.
STEPS, NAME_MOST = 7, 14
#: A number beside its place may hide this much else; more of it, and the map is of no use.
MOST_HIDDEN = 1


@dataclass(frozen=True, slots=True)
class Label:
    """A text around a point; `to` is what it points at, None where it lies upon it."""

    text: str
    x: float
    y: float
    to: tuple[float, float] | None = None


class Labels:
    """The labels of one sheet: numbers first, since each stands for a row; then names, where they disturb least."""

    def __init__(self, width: float, height: float, drawn: Sequence[BaseGeometry]) -> None:
        self._width, self._height = width, height
        self._drawn = STRtree(drawn)
        self._taken = np.empty((0, 4))

    def number(self, text: str, shape: BaseGeometry, *, most_hidden: int | None = MOST_HIDDEN) -> Label | None:
        """The number upon its shape where it fits, else beside it with a line; None where there is no room.

        `most_hidden`: how many drawn shapes it may cover when it stands beside; None: as few as can be.
        """
        at = shapely.point_on_surface(_largest(shape))
        size = (max(len(text), 2) * NUMBER_LETTER + PADDING, NUMBER_LINE)
        upon = _boxes([(at.x, at.y)], *size)
        if shapely.covers(shape, shapely.box(*upon[0])) and self._overlap(upon)[0] == 0:
            return self._placed(text, upon[0], None)
        aside = [(at.x + east * (reach + size[0] / 2), at.y + south * reach)
                 for reach in REACHES for east, south in DIRECTIONS]  # fmt: skip
        boxes = _boxes(aside, *size)
        hidden = np.where(self._overlap(boxes) > 0, np.inf, self._hidden(boxes))
        best = int(np.argmin(hidden))
        if hidden[best] > (np.finfo(float).max if most_hidden is None else most_hidden):
            return None
        return self._placed(text, boxes[best], (round(at.x, 2), round(at.y, 2)))

    def name(self, text: str, shape: BaseGeometry) -> Label:
        """A name somewhere upon its shape, in two lines where it is long."""
        said = _lines(text)
        size = (max(map(len, said.split("\n"))) * NAME_LETTER, NAME_LINE * (1 + said.count("\n")))
        boxes = _boxes(_upon(shape), *size)
        is_over = ~shapely.covers(shape, shapely.box(*boxes.T))
        best = np.lexsort((self._hidden(boxes), is_over, self._overlap(boxes)))[0]
        return self._placed(said, boxes[best], None)

    def _overlap(self, boxes: Any) -> Any:
        """How much of each box other labels have taken; very much where it leaves the sheet."""
        taken = self._taken
        across = np.minimum(boxes[:, None, 2], taken[None, :, 2]) - np.maximum(boxes[:, None, 0], taken[None, :, 0])
        down = np.minimum(boxes[:, None, 3], taken[None, :, 3]) - np.maximum(boxes[:, None, 1], taken[None, :, 1])
        shared = (np.maximum(across, 0) * np.maximum(down, 0)).sum(axis=1)
        is_off = (boxes[:, :2] < 0).any(axis=1) | (boxes[:, 2] > self._width) | (boxes[:, 3] > self._height)
        return np.where(is_off, 1e6, shared)

    def _hidden(self, boxes: Any) -> Any:
        """How many drawn shapes each box would cover."""
        found = self._drawn.query(shapely.box(*boxes.T), predicate="intersects")[0]
        return np.bincount(found, minlength=len(boxes)).astype(float)

    def _placed(self, text: str, box: Any, to: tuple[float, float] | None) -> Label:
        self._taken = np.vstack([self._taken, box])
        return Label(text, round(float(box[0] + box[2]) / 2, 2), round(float(box[1] + box[3]) / 2, 2), to)


def _largest(shape: BaseGeometry) -> BaseGeometry:
    return max(shapely.get_parts(shape), key=shapely.area)


def _boxes(middles: Sequence[tuple[float, float]], width: float, height: float) -> Any:
    half = np.array([width / 2, height / 2])
    points = np.array(middles)
    return np.hstack([points - half, points + half])


def _upon(shape: BaseGeometry) -> list[tuple[float, float]]:
    """Places upon the largest part of a shape, from its middle outwards."""
    part = _largest(shape)
    west, north, east, south = part.bounds
    sure, centre = shapely.point_on_surface(part), shapely.centroid(part)
    steps = [(one + 0.5) / STEPS for one in range(STEPS)]
    points = [(west + (east - west) * x, north + (south - north) * y) for x in steps for y in steps]
    points.sort(key=lambda point: (point[0] - centre.x) ** 2 + (point[1] - centre.y) ** 2)
    is_in = shapely.contains_xy(part, np.array(points))
    return [*(point for point, holds in zip(points, is_in, strict=True) if holds), (sure.x, sure.y)]


def _lines(text: str) -> str:
    """The text in at most two lines of about the same length."""
    blanks = [place for place, letter in enumerate(text) if letter == " "]
    if len(text) <= NAME_MOST or not blanks:
        return text
    middle = min(blanks, key=lambda place: abs(place - len(text) / 2))
    return f"{text[:middle]}\n{text[middle + 1 :]}"
