"""Cutting an area in two along a wavy line, again and again, until there are as many parts as wanted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeGuard

import numpy as np
import shapely
from shapely import Polygon

from tuntas.exchange.example_city.waves import Floats, Wave, wavering

#: A line given beforehand (river, railway) is taken where both sides get at least this share.
LEAST_SHARE = 0.22
GOOD_FORM, TRIES, STEP_M = 0.52, 7, 24.0


@dataclass(frozen=True, slots=True)
class Site:
    """An area with points scattered in it, which say how much of the city each part of it holds."""

    area: Polygon
    points: Floats


@dataclass(frozen=True, slots=True)
class Manner:
    """How to cut: lines to follow where they fit, how much a cut wavers (share of its length) and turns (radians)."""

    lines: tuple[Wave, ...] = ()
    waver: float = 0.02
    turn: float = 0.12


def halves(area: Polygon, wave: Wave) -> tuple[Polygon, Polygon] | None:
    """The parts below and above a line; None where either is not one piece."""
    u, v = wave.frame(shapely.get_coordinates(area))
    margin = 50.0
    path = wave.path(float(u.min()) - margin, float(u.max()) + margin, STEP_M)
    low = float(min(v.min(), wave.offset)) - 1e4
    ends = wave.plane(np.array([u.max() + margin, u.min() - margin]), np.array([low, low]))
    below = Polygon(np.concatenate((path, ends)))
    low_part, high_part = shapely.intersection(area, below), shapely.difference(area, below)
    return (low_part, high_part) if _is_whole(low_part) and _is_whole(high_part) else None


def _is_whole(part: shapely.Geometry) -> TypeGuard[Polygon]:
    return isinstance(part, Polygon) and not part.is_empty and not part.interiors


def form(area: Polygon) -> float:
    """Roundness: 1 a circle, 0.79 a square, towards 0 a thread."""
    return float(4 * np.pi * area.area / area.length**2)


def partition(site: Site, weights: Sequence[float], manner: Manner, rng: np.random.Generator) -> list[Site]:
    """As many parts as weights, holding points by weight, near ones beside each other."""
    if len(weights) == 1:
        return [site]
    cut = _along_line(site, manner.lines, len(weights))
    if cut is None:
        share = sum(weights[: len(weights) // 2]) / sum(weights)
        cut = len(weights) // 2, across(site, share, manner, rng)
    number, (low, high) = cut
    return [*partition(low, weights[:number], manner, rng), *partition(high, weights[number:], manner, rng)]


def across(site: Site, share: float, manner: Manner, rng: np.random.Generator) -> tuple[Site, Site]:
    """Two parts, the first holding `share` of the points, cut across the longer side; the better of some tries."""
    length, axis = _long_side(site.area)
    best: tuple[float, tuple[Polygon, Polygon], Wave] | None = None
    for number in range(TRIES):
        angle = axis + np.pi / 2 + rng.normal(0, manner.turn * (1 + number / 2))
        wave = wavering(angle, length, manner.waver * length, rng)
        wave = wave.moved(float(np.quantile(wave.above(site.points), share)))
        parts = halves(site.area, wave)
        if parts is None:
            continue
        quality = min(form(part) for part in parts)
        if best is None or quality > best[0]:
            best = quality, parts, wave
        if best[0] >= GOOD_FORM:
            break
    if best is None:
        raise ArithmeticError("no cut leaves two pieces")
    return _sides(site, best[1], best[2])


def _along_line(site: Site, lines: Sequence[Wave], number: int) -> tuple[int, tuple[Site, Site]] | None:
    for wave in lines:
        share = float((wave.above(site.points) < 0).mean())
        if LEAST_SHARE <= share <= 1 - LEAST_SHARE and (parts := halves(site.area, wave)):
            return min(max(round(share * number), 1), number - 1), _sides(site, parts, wave)
    return None


def _sides(site: Site, parts: tuple[Polygon, Polygon], wave: Wave) -> tuple[Site, Site]:
    below = wave.above(site.points) < 0
    return Site(parts[0], site.points[below]), Site(parts[1], site.points[~below])


def _long_side(area: Polygon) -> tuple[float, float]:
    corners = shapely.get_coordinates(shapely.minimum_rotated_rectangle(area))
    sides = np.diff(corners[:3], axis=0)
    lengths = np.hypot(sides[:, 0], sides[:, 1])
    longer = sides[int(np.argmax(lengths))]
    return float(lengths.min()), float(np.arctan2(longer[1], longer[0]))
