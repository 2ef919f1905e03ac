"""Every way to finish an area, written out: which package in which year. Money is not yet tied to a source.

A column is one way for one area: an option (set of packages) with a year for each package that keeps the window, the
days of readiness, the order of works and the mayor's word. Arrays, because prices are laid on all columns at once.
"""

from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from tuntas.planning.statement import Instance

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Columns:
    """Packages and columns as arrays. The last package is none at all (cost 0): it fills the shorter rows."""

    packages: tuple[tuple[int, int], ...]  # (area, aspect)
    costs: Ints
    agencies: Ints
    purses: Ints  # package x year -> position in `groups`, -1 where the package cannot be built in that year
    groups: tuple[tuple[int, tuple[int, ...]], ...]  # (year, the sources that may pay)
    area: Ints
    finish: Ints
    value: Floats
    members: Ints  # column x place -> package
    years: Ints  # column x place -> year
    first: Ints  # area -> its first column; one more at the end
    bonus: float  # worth of keeping the mayor's word for one area, far above everything else
    penalty: float  # of a missed hectare: far above everything else where targets are hard
    hectares: Floats


def columns_of(instance: Instance) -> Columns:
    """Write out the ways of all areas."""
    packages = tuple((a, k) for a in instance.areas for k in instance.costs[a])
    place = {package: position for position, package in enumerate(packages)}
    purses, groups = _purses(instance, packages)
    areas = [_ways(instance, place, purses, a) for a in instance.areas]
    width = max((members.shape[1] for members, _ in areas), default=1)
    members = _stacked([m for m, _ in areas], width, len(packages))
    years = _stacked([y for _, y in areas], width, 0)
    counts = np.array([len(m) for m, _ in areas], dtype=np.int64)
    area = np.repeat(np.arange(len(areas)), counts)
    finish = np.where(members < len(packages), years, -1).max(axis=1, initial=0)
    worth = np.array([[instance.value(a, t) for t in instance.years] for a in instance.areas])
    bonus = float(worth.max(axis=1).sum() + instance.penalty * sum(instance.targets)) + 1.0
    musts = np.isin(area, np.array(sorted(instance.must), dtype=np.int64))
    highest = max((instance.weights[a] for a in instance.areas), default=1.0)
    return Columns(
        packages=packages, costs=np.array([instance.costs[a][k] for a, k in packages] + [0], dtype=np.int64),
        agencies=np.array([instance.executes[k] for _, k in packages] + [0], dtype=np.int64),
        purses=purses, groups=groups, area=area, finish=finish, value=worth[area, finish] + bonus * musts,
        members=members, years=years, first=np.concatenate([[0], np.cumsum(counts)]), bonus=bonus,
        penalty=instance.penalty if not instance.hard_targets else 20.0 * max(highest, instance.penalty),
        hectares=np.array(instance.hectares),
    )  # fmt: skip


def _purses(
    instance: Instance, packages: tuple[tuple[int, int], ...]
) -> tuple[Ints, tuple[tuple[int, tuple[int, ...]], ...]]:
    groups: dict[tuple[int, tuple[int, ...]], int] = {}
    purses = np.full((len(packages) + 1, len(instance.targets)), -1, dtype=np.int64)
    for p, (area, aspect) in enumerate(packages):
        for year in instance.years:
            if sources := instance.affordable(area, aspect, year):
                purses[p, year] = groups.setdefault((year, sources), len(groups))
    return purses, tuple(groups)


def _ways(instance: Instance, place: dict[tuple[int, int], int], purses: Ints, area: int) -> tuple[Ints, Ints]:
    """Members and years of one area's columns, all its options together."""
    found = (
        [] if area in instance.never else [_option(instance, place, purses, area, o) for o in instance.options[area]]
    )
    width = max((m.shape[1] for m, _ in found), default=1)
    members = _stacked([m for m, _ in found], width, len(place))
    return members, _stacked([y for _, y in found], width, 0)


def _option(instance: Instance, place: dict[tuple[int, int], int], purses: Ints, area: int,
            option: tuple[int, ...]) -> tuple[Ints, Ints]:  # fmt: skip
    table = _table(len(option), len(instance.targets), instance.window)
    rows = np.array([place[area, aspect] for aspect in option], dtype=np.int64)
    keep = (purses[rows[None, :], table] >= 0).all(axis=1)
    wanted = instance.must.get(area)
    if wanted is not None:
        keep &= table.min(axis=1) == wanted
    for one, then in instance.before:
        if one in option and then in option:
            keep &= table[:, option.index(one)] <= table[:, option.index(then)]
    years = table[keep]
    return np.broadcast_to(rows, years.shape), years


@cache
def _table(size: int, years: int, window: int) -> Ints:
    """The years of `size` packages, the last no more than `window` after the first."""
    found: list[tuple[int, ...]] = []
    for start in range(years):
        span = range(start, min(years, start + window + 1))
        found += [way for way in product(span, repeat=size) if min(way) == start]
    return np.array(found, dtype=np.int64).reshape(-1, size)


def _stacked(blocks: list[Ints], width: int, filling: int) -> Ints:
    padded = [np.pad(block, ((0, 0), (0, width - block.shape[1])), constant_values=filling) for block in blocks]
    return np.concatenate(padded) if padded else np.empty((0, width), dtype=np.int64)
