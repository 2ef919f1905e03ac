"""Packages too large for any envelope, cut into parts that one source can pay in one year. Pure.

A part is named after its aspect (`bangunan~2`), is carried out by the same agency, and keeps the same order to others.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import log

from tuntas.city.plans.asking import Area, Options, Package, Payer, Stored, Work
from tuntas.city.plans.terms import scenario_terms
from tuntas.domain.quantity import MICRO
from tuntas.planning.instance import MOST_WAYS

PART, PERCENT = "~", 100


def aspect_of(name: str) -> str:
    """The aspect that a part belongs to."""
    return name.partition(PART)[0]


def in_parts(stored: Stored, options: Options) -> Stored:
    """The same data with every package cut that is too large for the largest envelope or capacity it can have."""
    limits = {aspect: _limit(stored, aspect, options) for aspect in stored.aspects}
    most = _most_packages(options)
    areas = [_cut(area, limits, most) for area in stored.areas]
    aspects = list(stored.aspects)
    for area in areas:
        aspects += [name for name in area.packages if name not in aspects]
    order = {aspect: place for place, aspect in enumerate(stored.aspects)}
    aspects.sort(key=lambda name: (order[aspect_of(name)], len(name), name))
    executors = {name: stored.executors[aspect_of(name)] for name in aspects if aspect_of(name) in stored.executors}
    known: dict[str, list[str]] = {}
    for name in aspects:
        known.setdefault(aspect_of(name), []).append(name)
    before = [(one, other) for first, then in stored.before if first in known and then in known
              for one in known[first] for other in known[then]]  # fmt: skip
    return replace(stored, areas=areas, aspects=aspects, executors=executors, before=before)


def _limit(stored: Stored, aspect: str, options: Options) -> int:
    """The most that one part costs; 0: no limit is known."""
    money = max((_most(payer, options) for payer in stored.payers if _pays(payer, aspect)), default=0)
    executor = stored.executors.get(aspect)
    capacity = max((executor.capacities.get(year, 0) for year in options.span), default=0) if executor else 0
    told = [one for one in (money, capacity) if one > 0]
    return min(told, default=0)


def _most(payer: Payer, options: Options) -> int:
    percent = options.budgets.get(payer.source, options.percent)
    return max((payer.budgets.get(year, 0) for year in options.span), default=0) * percent // PERCENT


def _pays(payer: Payer, aspect: str) -> bool:
    return not payer.cells or any(not said or said == aspect for said, _ in payer.cells)


def _cut(area: Area, limits: Mapping[str, int], most: int) -> Area:
    """In parts that can be paid: an area of many packages is cut more coarsely, for each part multiplies its ways.

    One that would still have more packages than can be reckoned with stays whole, and is told to be too dear.
    """
    terms = scenario_terms()
    for percent in terms.part_percents:
        packages = _packages(area, {aspect: limit * percent // PERCENT for aspect, limit in limits.items()})
        if len(packages) <= min(most, terms.most_packages):
            return replace(area, packages=packages)
    return replace(area, packages=packages) if len(packages) <= most else area


def _most_packages(options: Options) -> int:
    """So many packages of an area can be reckoned with: each may be done in any year of the window."""
    choices = min(options.years, options.window + 1)
    return int(log(MOST_WAYS, choices)) if choices > 1 else MOST_WAYS


def _packages(area: Area, limits: Mapping[str, int]) -> dict[str, Package]:
    packages: dict[str, Package] = {}
    for aspect, package in area.packages.items():
        limit = limits.get(aspect, 0)
        parts = _parts(package.works, limit) if limit and package.cost_idr > limit else [list(package.works)]
        for number, works in enumerate(parts, start=1):
            name = aspect if number == 1 else f"{aspect}{PART}{number}"
            packages[name] = Package(name, tuple(works), package.lag)
    return packages


def _parts(works: Iterable[Work], limit: int) -> list[list[Work]]:
    """Works packed biggest first into parts that none of them overfills; a work larger than that is cut itself."""
    pieces = [piece for work in works for piece in _pieces(work, limit)]
    parts: list[list[Work]] = []
    sums: list[int] = []
    for piece in sorted(pieces, key=lambda one: -one.cost_idr):
        place = next((at for at, held in enumerate(sums) if held + piece.cost_idr <= limit), None)
        if place is None:
            parts.append([])
            sums.append(0)
            place = len(parts) - 1
        parts[place].append(piece)
        sums[place] += piece.cost_idr
    return parts


def _pieces(work: Work, limit: int) -> Sequence[Work]:
    """Equal pieces whose volumes and costs add to those of the work."""
    count = -(-work.cost_idr // limit)
    if count < 2:
        return [work]
    return [replace(work, volume_micro=_volume(work.volume_micro, count, place),
                    cost_idr=_share(work.cost_idr, count, place)) for place in range(count)]  # fmt: skip


def _volume(whole_micro: int, count: int, place: int) -> int:
    """Whole units stay whole: nobody repairs a third of a house."""
    units, rest = divmod(whole_micro, MICRO)
    return _share(whole_micro, count, place) if rest or units < count else _share(units, count, place) * MICRO


def _share(whole: int, count: int, place: int) -> int:
    return whole * (place + 1) // count - whole * place // count
