"""Targets against what was handled, year by year, and where it leads."""

from dataclasses import dataclass
from datetime import date, datetime

from tuntas.city.hectares.facts import CityLedger, LedgerLine, book_of, city_ledger
from tuntas.city.hectares.models import YearTarget
from tuntas.city.people.models import City
from tuntas.ledger.entries import Kind
from tuntas.ledger.forecasting import Forecast, forecast
from tuntas.ledger.yearly import YearMoves, yearly


@dataclass(frozen=True, slots=True)
class TargetYear:
    """A year under the decree in force, in square metres; None: no paper, or no line of the book, says so.

    `target` is the one told last, `earlier` those that it replaced. `planned_m2`: what should remain after a target
    that lies ahead. `is_vague`: a source tells only the year, so that part may have been handled earlier.
    """

    year: int
    target: YearTarget | None
    earlier: tuple[YearTarget, ...]
    handled_m2: int | None
    cumulative_m2: int | None
    remaining_m2: int | None
    planned_m2: int | None
    is_vague: bool = False


@dataclass(frozen=True, slots=True)
class Achievement:
    """What the book, the targets and their course say on a day. `since`: the day of the decree in force."""

    seen: CityLedger
    years: tuple[TargetYear, ...]
    moves: tuple[YearMoves, ...]
    since: date | None
    outlook: Forecast | None


def achievement(city: City, *, on: date, known_at: datetime | None = None) -> Achievement:
    """Targets and achievement of the whole city at the end of a day, as known at a moment (None: now)."""
    seen = city_ledger(city, on=on, known_at=known_at)
    moves = yearly(book_of(city), until=on, known_at=known_at)
    if seen.decree is None or not seen.lines:
        return Achievement(seen, (), moves, None, None)
    since = seen.lines[0].movement.on
    state = seen.balance
    outlook = forecast(handled_m2=state.handled_m2, remaining_m2=state.remaining_m2, since=since, on=on)
    return Achievement(seen, _years(seen, _told(city, seen.decree, known_at), on), moves, since, outlook)


def _told(city: City, decree: str, known_at: datetime | None) -> dict[int, list[YearTarget]]:
    """The targets of each year, told last comes last."""
    rows = city.targets.filter(decree=decree).select_related("paper").order_by("recorded_at", "pk")
    found: dict[int, list[YearTarget]] = {}
    for row in rows:
        if known_at is None or row.recorded_at <= known_at:
            found.setdefault(row.year, []).append(row)
    return found


def _years(seen: CityLedger, told: dict[int, list[YearTarget]], on: date) -> tuple[TargetYear, ...]:
    ahead = {target.year for target in seen.targets}
    planned = seen.balance.remaining_m2
    first, last = seen.lines[0].movement.on.year, max(seen.lines[-1].movement.on.year, *told, 0)
    found = []
    for year in range(min(first, *told, first), last + 1):
        targets = told.get(year, [])
        if year in ahead:
            planned -= targets[-1].area_m2
        found.append(_year(seen, year, targets, planned if year in ahead else None, on))
    return tuple(found)


def _year(seen: CityLedger, year: int, told: list[YearTarget], planned_m2: int | None, on: date) -> TargetYear:
    until = [line for line in seen.lines if line.movement.on.year <= year]
    known = until if year <= on.year else []
    signs = {Kind.HANDLED: 1, Kind.SLUM_AGAIN: -1}
    handled = [line for line in known if line.movement.kind in signs]
    here = [line for line in handled if line.movement.on.year == year]

    def total(lines: list[LedgerLine]) -> int:
        return sum(signs[line.movement.kind] * line.movement.area_m2 for line in lines)

    return TargetYear(
        year=year, target=told[-1] if told else None, earlier=tuple(told[:-1]),
        handled_m2=total(here) if here else None, cumulative_m2=total(handled) if handled else None,
        remaining_m2=known[-1].remaining_m2 if known else None, planned_m2=planned_m2,
        is_vague=any(line.row.printed_on for line in here),
    )  # fmt: skip
