"""Figures of official sheets as sums of lines: which line gives how much, so that two figures can be told apart."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from tuntas.ledger.balances import decree_in_force
from tuntas.ledger.entries import Entry, Kind, Movement, movements


class Measure(StrEnum):
    """What a figure counts, in square metres."""

    OPENING = "OPENING"  # remaining on the eve of the period
    DECREED = "DECREED"  # under the decree in force at the end of the period
    HANDLED_SINCE = "HANDLED_SINCE"  # since that decree
    REMAINING = "REMAINING"
    HANDLED = "HANDLED"  # within the period, under whichever decree
    HANDLED_YEAR_BEFORE = "HANDLED_YEAR_BEFORE"  # the same period a year earlier
    HANDLED_Q1 = "HANDLED_Q1"
    HANDLED_Q2 = "HANDLED_Q2"
    HANDLED_Q3 = "HANDLED_Q3"
    HANDLED_Q4 = "HANDLED_Q4"
    ADDED = "ADDED"
    WITHDRAWN = "WITHDRAWN"
    TARGET = "TARGET"  # of the year, under the decree in force
    SMALL_DECREED = "SMALL_DECREED"  # in locations below the limit of the form
    SMALL_HANDLED = "SMALL_HANDLED"


@dataclass(frozen=True, slots=True)
class Reading:
    """A period, read at the end of the day `on`, as known at a moment (None: all that is recorded)."""

    from_on: date
    on: date
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """Hectares to be handled in a year, as a paper sets them."""

    number: int
    year: int
    area_m2: int
    decree: str
    at: datetime


Location = Callable[[tuple[str, ...]], str | None]


@dataclass(frozen=True, slots=True)
class Records:
    """What figures are read from. `location` names the location that a row belongs to; None: it is none by itself.

    `below_m2`: a location below it counts as small. `vague`: numbers of lines of which the source tells no day, only a
    year; they are true by their day, but may have happened earlier.
    """

    entries: Sequence[Entry]
    targets: Sequence[Target] = ()
    location: Location = lambda place: "/".join(place)
    below_m2: int = 0
    vague: frozenset[int] = frozenset()
    read: dict[Reading, tuple[str | None, list[Movement]]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )  # a sheet has many figures of few readings; a copy begins anew


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """What gives a share of a figure: a line of the book (`is_target` false) or a target, by its number."""

    is_target: bool
    number: int


Parts = dict[Part, int]
_DECREED = {Kind.ESTABLISHED: 1, Kind.ADDED: 1, Kind.WITHDRAWN: -1}
_HANDLED = {Kind.HANDLED: 1, Kind.SLUM_AGAIN: -1}
_REMAINING = {**_DECREED, Kind.HANDLED: -1, Kind.SLUM_AGAIN: 1, Kind.SUPERSEDED: -1}


def parts(measure: Measure, records: Records, reading: Reading) -> Parts | None:
    """What the figure adds up from; their sum is the figure. None: nothing is known of it."""
    at = shifted(measure, reading)
    if at is None:
        return None
    if measure in _WITHIN:
        return _within(measure, records, at)
    decree, known = _known(records, at)
    if decree is None:
        return None
    if measure is Measure.TARGET:
        return _target(records, decree, at)
    moved = [one for one in known if one.entry.decree == decree]
    return _small(_SMALL[measure], moved, records) if measure in _SMALL else _sums(moved, _SINCE[measure])


def vague_parts(measure: Measure, records: Records, reading: Reading) -> frozenset[Part]:
    """The lines of a figure of a period that may have happened before it, for their source tells a year alone."""
    found = parts(measure, records, reading) if measure in _WITHIN else None
    return frozenset(part for part in found or () if not part.is_target and part.number in records.vague)


def shifted(measure: Measure, reading: Reading) -> Reading | None:
    """The days that a measure looks at; None: they have not come."""
    match measure:
        case Measure.OPENING:
            return replace(reading, on=reading.from_on - timedelta(days=1))
        case Measure.HANDLED_YEAR_BEFORE:
            return replace(reading, from_on=_year_before(reading.from_on), on=_year_before(reading.on))
        case Measure.HANDLED_Q1 | Measure.HANDLED_Q2 | Measure.HANDLED_Q3 | Measure.HANDLED_Q4:
            return _quarter(int(measure[-1]), reading)
    return reading


_SINCE = {
    Measure.OPENING: _REMAINING,
    Measure.DECREED: _DECREED,
    Measure.HANDLED_SINCE: _HANDLED,
    Measure.REMAINING: _REMAINING,
}
_WITHIN = {
    Measure.ADDED: {Kind.ADDED: 1},
    Measure.WITHDRAWN: {Kind.WITHDRAWN: 1},
    **{measure: _HANDLED for measure in Measure if measure.startswith("HANDLED") and measure not in _SINCE},
}
QUARTERS = (Measure.HANDLED_Q1, Measure.HANDLED_Q2, Measure.HANDLED_Q3, Measure.HANDLED_Q4)
_SMALL = {Measure.SMALL_DECREED: _DECREED, Measure.SMALL_HANDLED: _HANDLED}


def _year_before(on: date) -> date:
    """The same day a year earlier; the last day of February for 29 February."""
    is_leap_day = (on.month, on.day) == (2, 29)
    return on.replace(year=on.year - 1, day=28 if is_leap_day else on.day)


def _quarter(number: int, reading: Reading) -> Reading | None:
    first = date(reading.on.year, 3 * number - 2, 1)
    after = date(reading.on.year + number // 4, 3 * number % 12 + 1, 1)
    if first > reading.on:
        return None
    return replace(reading, from_on=first, on=min(after - timedelta(days=1), reading.on))


def _known(records: Records, at: Reading) -> tuple[str | None, list[Movement]]:
    """The decree in force, and every movement up to that day."""
    if at not in records.read:
        known = [entry for entry in records.entries if at.known_at is None or entry.at <= at.known_at]
        moved = [one for one in movements(known) if one.on <= at.on]
        records.read[at] = decree_in_force(known, on=at.on), moved
    return records.read[at]


def _within(measure: Measure, records: Records, at: Reading) -> Parts | None:
    """No line is no zero; and a line that knows only its year belongs to no quarter, so that none of them is known."""
    if measure in QUARTERS:
        year = Reading(date(at.on.year, 1, 1), date(at.on.year, 12, 31), at.known_at)
        if vague_parts(Measure.HANDLED, records, year):
            return None
    return _sums([one for one in _known(records, at)[1] if one.on >= at.from_on], _WITHIN[measure]) or None


def _sums(moved: Iterable[Movement], signs: dict[Kind, int]) -> Parts:
    return {Part(False, one.entry.number): signs[one.kind] * one.area_m2 for one in moved if one.kind in signs}


def _target(records: Records, decree: str, at: Reading) -> Parts | None:
    """The target of the year that was told last."""
    told = [one for one in records.targets if (one.decree, one.year) == (decree, at.on.year)]
    known = [one for one in told if at.known_at is None or one.at <= at.known_at]
    if not known:
        return None
    last = max(known, key=lambda one: (one.at, one.number))
    return {Part(True, last.number): last.area_m2}


def _small(signs: dict[Kind, int], moved: Sequence[Movement], records: Records) -> Parts | None:
    """Only where every row belongs to a location: a total of the city does not say how large its locations are."""
    by_location: dict[str | None, list[Movement]] = defaultdict(list)
    for one in moved:
        by_location[records.location(one.entry.place)].append(one)
    if None in by_location:
        return None
    small = [one for group in by_location.values() for one in group
             if sum(_sums(group, _DECREED).values()) < records.below_m2]  # fmt: skip
    return _sums(small, signs)
