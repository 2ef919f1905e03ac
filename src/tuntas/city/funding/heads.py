"""What is to be posted in the money book: a line of a paper, ceilings of a year, a return."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tuntas.city.funding.models import Envelope, MoneyEntry, MoneyKind, Source
from tuntas.city.people.models import Agency
from tuntas.city.records.models import Paper
from tuntas.city.settlements.models import Settlement


@dataclass(frozen=True, slots=True)
class MoneyHead:
    """What a line of a paper says; `corrects` is the line that it returns or corrects.

    `reason` and `cofunding` answer warnings; `line` names the line within its paper, so that it is posted once.
    """

    kind: MoneyKind
    envelope: Envelope
    amount_idr: int
    on: date
    line: str
    settlement: Settlement | None = None
    aspect: str = ""
    agency: Agency | None = None
    work: str = ""
    corrects: MoneyEntry | None = None
    remark: str = ""
    reason: str = ""
    cofunding: Paper | None = None


@dataclass(frozen=True, slots=True)
class CeilingHead:
    """Ceilings of a year as a paper states them: not the differences."""

    year: int
    ceilings: Mapping[Source, int]
    on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReturnHead:
    """What is given back, on a day of its own; `line` where one paper returns the same line twice."""

    amount_idr: int
    on: date
    remark: str = ""
    reason: str = ""
    line: str = ""
