"""Shares printed in a sheet: fractions of one or percents, decided for all share columns together."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from tuntas.domain.problems import Severity
from tuntas.sheets.reading.findings import Findings
from tuntas.sheets.reading.number_cells import Figures, Number
from tuntas.sheets.reading.quantities import decimal_of

_PERCENT = Decimal(100)


def as_fractions(shares: Sequence[Figures], found: Findings, passed: set[int]) -> dict[int, list[Number | None]]:
    """Shares (0–1) by column place. A whole sheet may write percents under a fraction's header or the reverse.

    Rows in `passed` (shifted ones) do not take part in the decision.
    """
    percents = [figures for figures in shares if figures.column.meaning.unit == "%"]
    fractions = [figures for figures in shares if figures.column.meaning.unit != "%"]
    turned = set()
    if percents and _seem_fractions(percents, passed):
        found.of_column(percents[0].column, "R251", Severity.WARNING)
        turned |= {figures.column.place for figures in percents}
    if fractions and _seem_percents(fractions, passed):
        found.of_column(fractions[0].column, "R252", Severity.WARNING)
        turned |= {figures.column.place for figures in fractions}
    return {figures.column.place: _fractions(figures, figures.column.place in turned) for figures in shares}


def _fractions(figures: Figures, is_turned: bool) -> list[Number | None]:
    in_percent = (figures.column.meaning.unit == "%") is not is_turned
    return [
        _hundredth(number) if number is not None and (in_percent or index in figures.percent_rows) else number
        for index, number in enumerate(figures.numbers)
    ]


def _hundredth(number: Number) -> Number | None:
    exact = decimal_of(number)
    return None if exact is None else exact / _PERCENT


def _values(shares: Iterable[Figures], passed: set[int]) -> list[Number]:
    return [
        number
        for figures in shares
        for index, number in enumerate(figures.numbers)
        if number and index not in passed and index not in figures.percent_rows
    ]


def _seem_fractions(percents: Sequence[Figures], passed: set[int]) -> bool:
    values = _values(percents, passed)
    return bool(values) and max(values) <= 1 and any(value != 1 for value in values)


def _seem_percents(fractions: Sequence[Figures], passed: set[int]) -> bool:
    """More than half of all shares that are not zero exceed one: these are percents, not errors."""
    values = _values(fractions, passed)
    return sum(value > 1 for value in values) * 2 > len(values)
