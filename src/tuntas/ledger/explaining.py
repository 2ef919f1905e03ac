"""Why a figure differs from the last report: the lines that make the difference, and what they leave unexplained."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from tuntas.ledger.balances import decree_in_force
from tuntas.ledger.entries import Entry
from tuntas.ledger.measures import Measure, Part, Reading, Records, Target, parts, shifted
from tuntas.ledger.official_forms import OfficialForm, Value, fill


class Why(StrEnum):
    """Why a line gives another share now."""

    RECORDED_LATER = "RECORDED_LATER"  # recorded after the report
    TRUE_LATER = "TRUE_LATER"  # true after the report's last day
    OTHER_PERIOD = "OTHER_PERIOD"  # it lies in one of the two periods only
    OTHER_DECREE = "OTHER_DECREE"  # another decree is in force
    REPLACED = "REPLACED"  # a target that another one replaced
    OTHER_SIZE = "OTHER_SIZE"  # its location is below the limit in one of the two only


@dataclass(frozen=True, slots=True)
class Cause:
    """A line or a target with what it gave then and gives now, in square metres (None: nothing)."""

    part: Part
    was_m2: int | None
    is_m2: int | None
    why: Why

    @property
    def moved_m2(self) -> int:
        """What it changes."""
        return (self.is_m2 or 0) - (self.was_m2 or 0)


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that differs. For an area: was + causes + unexplained = now; a share or a word follows from areas."""

    key: str
    was: Value
    now: Value
    causes: tuple[Cause, ...] = ()
    unexplained_m2: int = 0


def differences(form: OfficialForm, issued: Mapping[str, Value], then: Reading, now: Reading,
                records: Records) -> tuple[Difference, ...]:  # fmt: skip
    """Every figure of the form that differs from an issued report, which was read as `then`."""
    kept = replace(records, below_m2=form.below_m2)
    values = fill(form, records, now)
    return tuple(
        _difference(figure.key, figure.measure, (issued.get(figure.key), values[figure.key]), (then, now), kept)
        for figure in form.figures
        if issued.get(figure.key) != values[figure.key]
    )


def _difference(key: str, measure: Measure | None, told: tuple[Value, Value], readings: tuple[Reading, Reading],
                records: Records) -> Difference:  # fmt: skip
    was, now = told
    if measure is None:
        return Difference(key, was, now)
    causes = _causes(measure, readings, records)
    gap = _number(now) - _number(was)
    return Difference(key, was, now, causes, gap - sum(cause.moved_m2 for cause in causes))


def _causes(measure: Measure, readings: tuple[Reading, Reading], records: Records) -> tuple[Cause, ...]:
    before, after = (parts(measure, records, reading) or {} for reading in readings)
    changed = sorted(part for part in before.keys() | after.keys() if before.get(part) != after.get(part))
    return tuple(
        Cause(part, before.get(part), after.get(part), _why(part, measure, readings, records)) for part in changed
    )


def _why(part: Part, measure: Measure, readings: tuple[Reading, Reading], records: Records) -> Why:
    then, now = (shifted(measure, reading) or reading for reading in readings)
    if part.is_target:
        target = next(one for one in records.targets if one.number == part.number)
        return _why_target(target, then, now)
    entry = next(one for one in records.entries if one.number == part.number)
    return _why_line(entry, then, now, records)


def _why_target(target: Target, then: Reading, now: Reading) -> Why:
    if then.on.year != now.on.year:
        return Why.OTHER_PERIOD
    return Why.RECORDED_LATER if then.known_at is not None and target.at > then.known_at else Why.REPLACED


def _why_line(entry: Entry, then: Reading, now: Reading, records: Records) -> Why:
    if then.known_at is not None and entry.at > then.known_at:
        return Why.RECORDED_LATER
    if entry.on > then.on:
        return Why.TRUE_LATER
    if then.from_on != now.from_on and not (then.from_on <= entry.on and now.from_on <= entry.on):
        return Why.OTHER_PERIOD
    in_force = (decree_in_force(records.entries, on=one.on, known_at=one.known_at) for one in (then, now))
    return Why.OTHER_DECREE if len(set(in_force)) > 1 else Why.OTHER_SIZE


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0
