"""Statements of several sources on one figure: side by side, and which of them the city goes by."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from tuntas.city.hectares.facts import book_of
from tuntas.city.hectares.models import AdoptedStatement, StatedFigure
from tuntas.city.people.models import City, User
from tuntas.city.records.actions import note
from tuntas.city.records.models import Paper
from tuntas.ledger.balances import balance, decree_in_force
from tuntas.ledger.case_files import Figure
from tuntas.ledger.entries import Entry
from tuntas.ledger.terms import house_terms
from tuntas.ledger.yearly import yearly


class CannotAdopt(Exception):
    """The statement is not on that figure and year, or the book has none of its own; `code` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Question:
    """One figure of one year with everything that is said of it. `own_m2`: what the book says (None: nothing)."""

    about: Figure
    year: int
    own_m2: int | None
    statements: tuple[StatedFigure, ...]
    adopted: AdoptedStatement | None

    @property
    def spread_m2(self) -> int:
        """By how much the largest exceeds the smallest."""
        own = [] if self.own_m2 is None else [self.own_m2]
        told = [*own, *(one.area_m2 for one in self.statements)]
        return max(told) - min(told)

    @property
    def is_rounding(self) -> bool:
        """Whether they differ by no more than rounding does."""
        return 0 < self.spread_m2 <= house_terms().rounding_m2


@dataclass(frozen=True, slots=True)
class Adoption:
    """Which statement (None: the book's own) on which figure of which year, and why."""

    about: Figure
    year: int
    figure: StatedFigure | None
    reason: str


def year_told(printed_on: str) -> int | None:
    """The first year that a printed time names: 2014 of `2014–2015`."""
    found = re.match(r"\d{4}", printed_on)
    return int(found[0]) if found else None


def questions(city: City, *, today: date) -> list[Question]:
    """Every figure of a year on which somebody states something, in the order of years."""
    entries = book_of(city)
    stated: dict[tuple[int, str], list[StatedFigure]] = defaultdict(list)
    for one in city.stated_figures.order_by("printed_on", "pk"):
        stated[year_told(one.printed_on) or 0, one.about].append(one)
    adopted = {(one.year, one.about): one for one in
               city.adopted_statements.select_related("figure", "paper", "by").order_by("pk")}  # fmt: skip
    return [
        Question(Figure(about), year, _own(entries, Figure(about), year, today), tuple(stated[year, about]),
                 adopted.get((year, about)))
        for year, about in sorted(stated)
    ]  # fmt: skip


@transaction.atomic
def adopt_statement(*, city: City, adoption: Adoption, by: User | None, at: datetime, on: date,
                    paper: Paper | None = None) -> AdoptedStatement:  # fmt: skip
    """Say which statement the city goes by; what was adopted before stays readable. Raises `CannotAdopt`."""
    figure = adoption.figure
    if figure is None:
        if _own(book_of(city), adoption.about, adoption.year, on) is None:
            raise CannotAdopt("ADOPT-NO-BOOK")
    elif (figure.city_id, figure.about, year_told(figure.printed_on)) != (city.pk, adoption.about, adoption.year):
        raise CannotAdopt("ADOPT-OTHER")
    row = AdoptedStatement.objects.create(
        city=city, about=adoption.about, year=adoption.year, figure=figure, reason=adoption.reason, paper=paper, by=by,
        recorded_at=at,
    )  # fmt: skip
    note("statement.adopted", about=row, by=by, at=at, figure=adoption.about, year=adoption.year,
         source_id=figure.pk if figure else None)  # fmt: skip
    return row


def _own(entries: Sequence[Entry], about: Figure, year: int, today: date) -> int | None:
    """What the book says: handled within the year; decreed and remaining at its end."""
    if not 1945 <= year <= today.year:
        return None
    end = min(date(year, 12, 31), today)
    if about is Figure.HANDLED:
        return next((one.handled_m2 for one in yearly(entries, until=end) if one.year == year), None)
    decree = decree_in_force(entries, on=end)
    if decree is None:
        return None
    state = balance(entries, on=end, decree=decree)
    return state.decreed_m2 if about is Figure.DECREED else state.remaining_m2
