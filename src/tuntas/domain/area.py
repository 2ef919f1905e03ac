"""Areas: integer square metres inside, hectares with two decimals on paper, the printed figure kept beside."""

import re
from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import Literal

from tuntas.domain.numbers import number
from tuntas.domain.quantity import round_half_up

M2_PER_HA = 10_000

DecimalMark = Literal[".", ","]

_MARKS: tuple[DecimalMark, DecimalMark] = (".", ",")
_PLAIN = re.compile(r"[+-]?\d+")
_THREE = re.compile(r"[+-]?\d{1,3}([.,])\d{3}")
_GROUPED = {
    ",": re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?"),
    ".": re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?"),
}


class NotAnArea(ValueError):
    """The text is no number of hectares."""


class TwoReadings(NotAnArea):
    """`1.234` may be one hectare and a bit or a thousand hectares: only its neighbours can tell."""


def hectares_to_m2(hectares: Decimal | int | float) -> int:
    """Square metres of a number of hectares, half up. A float counts as the shortest decimal that denotes it."""
    value = Decimal(repr(hectares)) if isinstance(hectares, float) else Decimal(hectares)
    if not value.is_finite():
        raise NotAnArea(str(hectares))
    return int(round_half_up(value * M2_PER_HA, 0))


def m2_to_hectares(area_m2: int) -> Decimal:
    """The exact number of hectares."""
    return Decimal(area_m2) / M2_PER_HA


def read_hectares(text: str, mark: DecimalMark | None = None) -> int:
    """Square metres of hectares as people write them: `359,50`, `359.50`, `1.234,56`.

    `mark` is the decimal mark of the text's column where known (`decimal_mark`). Raises `TwoReadings` where a text
    could mean two areas, `NotAnArea` for anything that is no number.
    """
    cleaned = re.sub(r"\s|ha$", "", text.strip(), flags=re.IGNORECASE)
    if _PLAIN.fullmatch(cleaned):
        return hectares_to_m2(Decimal(cleaned))
    if mark is None and _THREE.fullmatch(cleaned):
        raise TwoReadings(text)
    chosen = mark or ("." if cleaned.rfind(".") > cleaned.rfind(",") else ",")
    if not _GROUPED[chosen].fullmatch(cleaned):
        raise NotAnArea(text)
    thousands = "," if chosen == "." else "."
    return hectares_to_m2(Decimal(cleaned.replace(thousands, "").replace(chosen, ".")))


def decimal_mark(texts: Sequence[str]) -> DecimalMark | None:
    """The decimal mark that a column uses, where its texts leave no doubt; None where none does, or both do."""
    marks: set[DecimalMark] = set()
    for text in texts:
        cleaned = re.sub(r"\s|ha$", "", text.strip(), flags=re.IGNORECASE)
        if _THREE.fullmatch(cleaned) or _PLAIN.fullmatch(cleaned):
            continue
        marks |= {mark for mark in _MARKS if _GROUPED[mark].fullmatch(cleaned)}
    return marks.pop() if len(marks) == 1 else None


def printed_hectares(area_m2: int, lang: str = "id") -> str:
    """An area as printed, with two decimals: `359,50`."""
    return number(m2_to_hectares(area_m2), lang, 2)


def printed_rows(areas_m2: Sequence[int], decimals: int = 2) -> list[Decimal]:
    """Areas in hectares whose rounded rows add to their rounded total, by largest remainder.

    The total is rounded half up; every row is rounded down, then the rows with the largest remainders (the earlier
    row among equals) take one unit of the last decimal each, until the sum is the total.
    Source of the method: Hamilton's apportionment; see docs/algorithms/ledger.md.
    """
    unit = Decimal(1).scaleb(-decimals)
    exact = [m2_to_hectares(area) for area in areas_m2]
    rows = [value.quantize(unit, ROUND_FLOOR) for value in exact]
    total = round_half_up(sum(exact, Decimal(0)), decimals)
    lacking = int((total - sum(rows, Decimal(0))) / unit)
    by_remainder = sorted(range(len(rows)), key=lambda place: rows[place] - exact[place])
    for place in by_remainder[:lacking]:
        rows[place] += unit
    return rows
