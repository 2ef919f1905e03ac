"""When the remainder would be handled, going on as fast as since the decree."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

#: Below two years a single good or bad year would be the whole forecast.
LEAST_YEARS = 2
#: Beyond this a day would say more than anybody knows.
MOST_DAYS = 36_525
DAYS_OF_A_YEAR = (1461, 4)


class Outlook(StrEnum):
    """What can be said of the day on which nothing remains."""

    EXPECTED = "EXPECTED"
    DONE = "DONE"  # nothing remains
    YOUNG = "YOUNG"  # the decree is in force for less than two years
    IDLE = "IDLE"  # nothing was handled since the decree
    FAR = "FAR"  # more than a hundred years ahead


@dataclass(frozen=True, slots=True)
class Forecast:
    """`finish_on` and `per_year_m2` (the mean since the decree, half up) where they can be said."""

    outlook: Outlook
    per_year_m2: int | None = None
    finish_on: date | None = None


def forecast(*, handled_m2: int, remaining_m2: int, since: date, on: date) -> Forecast:
    """The straight line through what was handled since the decree.

    days = on − since; mean per year = handled · 365,25 / days;
    finish_on = on + ⌈remaining · days / handled⌉ days.
    Nothing is said before two years have passed, where nothing was handled, or beyond a hundred years.
    """
    if remaining_m2 <= 0:
        return Forecast(Outlook.DONE)
    days = (on - since).days
    if days < LEAST_YEARS * 365:
        return Forecast(Outlook.YOUNG)
    if handled_m2 <= 0:
        return Forecast(Outlook.IDLE)
    top, bottom = DAYS_OF_A_YEAR
    per_year = (2 * handled_m2 * top + days * bottom) // (2 * days * bottom)
    ahead = -(-remaining_m2 * days // handled_m2)
    if ahead > MOST_DAYS:
        return Forecast(Outlook.FAR, per_year)
    return Forecast(Outlook.EXPECTED, per_year, on + timedelta(days=ahead))
