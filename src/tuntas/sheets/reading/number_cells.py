"""The figures of one column: exact numbers, blanks as None, and a finding for every cell that is neither."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeAlias

from tuntas.domain.numbers import number
from tuntas.domain.problems import Severity
from tuntas.sheets.opening.cells import Cell, ErrorCell, UncachedFormula
from tuntas.sheets.reading.findings import Findings
from tuntas.sheets.reading.header_rows import Column
from tuntas.sheets.reading.marks import Written
from tuntas.sheets.reading.numerals import Mark, Numeral, likely_slip, value_of
from tuntas.sheets.reading.words import fold_word, words

#: A float stands for the shortest decimal that denotes it.
Number: TypeAlias = int | float | Decimal


@dataclass(slots=True)
class Figures:
    """The numbers of a column by row index. `percent_rows`, `unit_rows`: rows whose cell writes a percent
    sign or a unit itself.
    """

    column: Column
    numbers: list[Number | None]
    percent_rows: set[int] = field(default_factory=set)
    unit_rows: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Tally:
    """What is said once a column and not once a cell."""

    missing: Counter[str] = field(default_factory=Counter)
    units: Counter[str] = field(default_factory=Counter)


def read_figures(written: Written, cells: list[Cell], mark: Mark, found: Findings, severity: Severity) -> Figures:
    """The numbers of a column. `severity` is that of a cell which is no number: ERROR blocks its row."""
    column = written.column
    figures, tally = Figures(column, [None] * len(cells)), _Tally()
    times = _header_factor(column, found)
    for index, cell in enumerate(cells):
        if cell is None:
            continue
        if type(cell) in (int, float):
            figures.numbers[index] = cell  # type: ignore[assignment]
        elif isinstance(cell, str):
            numeral = written.numerals[cell]
            if numeral is None:
                _not_a_numeral(column, index, cell, (found, severity, tally))
            else:
                figures.numbers[index] = _value(figures, index, numeral, mark, (found, severity, tally))
        else:
            found.at(column, index, _code_of(cell), severity)
    _say_tally(column, tally, found)
    return _multiplied(figures, times) if times is not None else figures


_Way: TypeAlias = tuple[Findings, Severity, _Tally]


def _value(figures: Figures, index: int, numeral: Numeral, mark: Mark, way: _Way) -> Number | None:
    found, severity, tally = way
    value = value_of(numeral, mark)
    if value is None:
        found.at(figures.column, index, "R217", severity, mark=mark.value)
        return None
    return _in_unit(figures, index, numeral, value, (found, severity, tally)) if numeral.unit else value


def _in_unit(figures: Figures, index: int, numeral: Numeral, value: Decimal, way: _Way) -> Number | None:
    found, severity, tally = way
    unit, wanted = words().units[numeral.unit], figures.column.meaning.unit
    if unit.of == "%":
        figures.percent_rows.add(index)
        return value
    if unit.of != wanted:
        found.at(figures.column, index, "R215", severity, unit=numeral.unit, wanted=wanted or "–")
        return None
    tally.units[numeral.unit] += 1
    figures.unit_rows.add(index)
    return value * unit.times


def _not_a_numeral(column: Column, index: int, cell: str, way: _Way) -> None:
    found, severity, tally = way
    word = fold_word(cell)
    if not word:
        return
    if word in words().missing:
        tally.missing[cell.strip()] += 1
    elif word in words().zero:
        found.at(column, index, "R224", severity)
    elif slip := likely_slip(cell):
        found.at(column, index, "R211", severity, letters=slip[0], meant=slip[1])
    else:
        found.at(column, index, "R210", severity)


def _code_of(cell: Cell) -> str:
    if isinstance(cell, ErrorCell):
        return "R212"
    if isinstance(cell, UncachedFormula):
        return "R213"
    if isinstance(cell, datetime | date | time | timedelta):
        return "R214"
    return "R227"


def _header_factor(column: Column, found: Findings) -> Decimal | None:
    """What the header's own unit makes of a figure, where it is not the unit of the fact."""
    written = column.meaning.written_unit
    unit = words().units.get(written)
    if unit is None or not column.meaning.unit or unit.of == "%":
        return None
    if unit.of != column.meaning.unit:
        found.of_column(column, "R226", Severity.WARNING, unit=written, wanted=column.meaning.unit)
        return None
    if unit.times == 1:
        return None
    found.of_column(column, "R222", Severity.INFO, unit=written, wanted=unit.of, **_times(unit.times))
    return unit.times


def _multiplied(figures: Figures, times: Decimal) -> Figures:
    own = figures.unit_rows | figures.percent_rows
    exact = (n if n is None or at in own else _decimal(n) * times for at, n in enumerate(figures.numbers))
    return Figures(figures.column, list(exact), figures.percent_rows, figures.unit_rows)


def _decimal(number: Number) -> Decimal:
    return Decimal(repr(number)) if isinstance(number, float) else Decimal(number)


def _say_tally(column: Column, tally: _Tally, found: Findings) -> None:
    if tally.missing:
        quoted = ", ".join(f"'{word}'" for word in tally.missing)
        found.of_column(column, "R220", Severity.INFO, count=tally.missing.total(), words=quoted)
    for unit, count in tally.units.items():
        known = words().units[unit]
        if known.times == 1:
            found.of_column(column, "R221", Severity.INFO, count=count, unit=unit)
        else:
            told = {"count": count, "unit": unit, "wanted": known.of, **_times(known.times)}
            found.of_column(column, "R223", Severity.INFO, **told)


def _times(factor: Decimal) -> dict[str, str]:
    return {"times": number(factor.normalize()), "times_en": number(factor.normalize(), "en")}
