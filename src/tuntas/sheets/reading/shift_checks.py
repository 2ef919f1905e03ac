"""What each cell of a sheet must look like for its column: the checks by which a shifted row is recognised."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from tuntas.domain.places import parse_rt_rw
from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import percent_of, score_of
from tuntas.sheets.opening.cells import Cell
from tuntas.sheets.reading.header_rows import Column, Header
from tuntas.sheets.reading.numerals import Mark, evidence, numeral_of, value_of
from tuntas.sheets.reading.quantities import share_of
from tuntas.sheets.reading.vocabulary import Kind
from tuntas.sheets.reading.words import fold_word, grade_named, words

#: A cell without its spelling: a number, a text that is none, or None for what says nothing.
Loose: TypeAlias = float | str | None
Judge: TypeAlias = Callable[[Loose, Loose], bool | None]

_SHARE_ONE = 10**12
_YEARS = (1990, 2100)
#: Shares beyond 1 and below 0 occur in real sheets: areas larger than the RT, negative floods.
_SHARES = (-1.5, 1.5)
#: There are not more households than people.
_NOT_MORE_THAN = ("jumlah_kk", "jumlah_penduduk")
_COUNTED = ("unit", "KK", "jiwa")


@dataclass(frozen=True, slots=True)
class Check:
    """Two columns (absolute places, often the same) judged together: True fits, False does not, None says nothing."""

    place: int
    judge: Judge
    other: int
    weight: int = 1


@lru_cache(maxsize=65536)
def loose_text(text: str) -> Loose:
    """A text cell as a number where it writes one under any convention."""
    try:
        return float(text)
    except ValueError:
        pass
    numeral = numeral_of(text)
    if numeral is None:
        return None if fold_word(text) in words().missing or not text.strip() else text
    value = value_of(numeral, evidence(numeral) or Mark.COMMA)
    return text if value is None else float(value)


def loose(cell: Cell) -> Loose:
    """A cell for the checks; errors, dates and truth values say nothing."""
    if type(cell) in (int, float):
        return float(cell)  # type: ignore[arg-type]
    return loose_text(cell) if isinstance(cell, str) else None


def checks_of(header: Header, regulation: Regulation) -> list[Check]:
    """All checks that the columns of a sheet allow, from left to right."""
    checks = [check for column in header.columns for check in _column_checks(column, regulation)]
    for share in header.of_kind(Kind.SHARE):
        score = header.column(Kind.SCORE, share.meaning.key)
        if score:
            checks.append(Check(share.place, _pair_judge(share, regulation), score.place))
    households, people = (header.column(Kind.QUANTITY, key) for key in _NOT_MORE_THAN)
    if households and people:
        checks.append(Check(households.place, _is_not_more, people.place))
    return sorted(checks, key=lambda check: check.place)


def _column_checks(column: Column, regulation: Regulation) -> list[Check]:
    kind, key, at = column.meaning.kind, column.meaning.key, column.place
    if kind is Kind.IDENTITY:
        return [Check(at, judge, at, weight) for judge, weight in _IDENTITY_JUDGES.get(key, ())]
    if kind is Kind.GRADE:
        return [Check(at, _is_grade, at)]
    if kind in (Kind.ANSWER, Kind.PASSED):
        return []
    checks = [Check(at, _is_number, at)]
    if kind is Kind.QUANTITY and column.meaning.unit in _COUNTED:
        checks.append(Check(at, _is_count, at))
    if kind in (Kind.SHARE, Kind.AVERAGE):
        checks.append(Check(at, _within(*(bound * _whole(column) for bound in _SHARES)), at))
    if kind is Kind.SCORE:
        checks.append(Check(at, _is_one_of({float(step.score) for step in regulation.bands.steps}), at))
    if kind is Kind.TOTAL:
        checks.append(Check(at, _is_one_of({float(total) for total in range(regulation.max_total + 1)}), at))
    return checks


def _whole(column: Column) -> float:
    return 100.0 if column.meaning.unit == "%" else 1.0


def _pair_judge(share: Column, regulation: Regulation) -> Judge:
    bands, whole = regulation.bands, _whole(share)

    @lru_cache(maxsize=65536)
    def expected(value: float) -> int | None:
        micro = share_of(value / whole)
        return None if micro is None else score_of(percent_of(micro, _SHARE_ONE, bands.factor), bands)

    def judge(part: Loose, score: Loose) -> bool | None:
        if part is None or score is None:
            return None
        if isinstance(part, str) or isinstance(score, str):
            return False
        # A pair of zeros fits anywhere in a sheet full of zeros.
        return None if part == score == 0 else expected(part) == score

    return judge


def _is_number(value: Loose, _: Loose) -> bool | None:
    return None if value is None else not isinstance(value, str)


def _is_count(value: Loose, _: Loose) -> bool | None:
    return value >= 0 and value.is_integer() if isinstance(value, float) else None


def _within(low: float, high: float) -> Judge:
    return lambda value, _: low <= value <= high if isinstance(value, float) else None


def _is_not_more(value: Loose, other: Loose) -> bool | None:
    return value <= other if isinstance(value, float) and isinstance(other, float) else None


def _is_one_of(allowed: set[float]) -> Judge:
    return lambda value, _: value in allowed if isinstance(value, float) else None


def _is_grade(value: Loose, _: Loose) -> bool | None:
    return None if value is None else isinstance(value, str) and grade_named(value) is not None


def _is_name(value: Loose, _: Loose) -> bool | None:
    return None if value is None else isinstance(value, str) and not is_rt(value)


def _is_rt_text(value: Loose, _: Loose) -> bool | None:
    return None if value is None else isinstance(value, str) and is_rt(value)


def _is_no_fraction(value: Loose, _: Loose) -> bool | None:
    return False if isinstance(value, float) and not value.is_integer() else None


def _is_year(value: Loose, _: Loose) -> bool | None:
    return None if value is None else isinstance(value, float) and _YEARS[0] <= value <= _YEARS[1]


@lru_cache(maxsize=65536)
def is_rt(text: str) -> bool:
    """Whether a text names an RT."""
    return parse_rt_rw(text) is not None


_IDENTITY_JUDGES: dict[str, tuple[tuple[Judge, int], ...]] = {
    "kecamatan": ((_is_name, 1),),
    "kelurahan": ((_is_name, 1),),
    "rt_rw": ((_is_rt_text, 2), (_is_no_fraction, 1)),
    "tahun": ((_is_year, 1),),
}
