"""The building list counted the slow and obvious way, in plain Python, to compare the product with.

It shares nothing with the product but the law data: each building is looked at once, each rule is an `if`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tuntas.rules.regulation import Count, Regulation

MICRO = 1_000_000
YES, NO = {"1", "ya", "y", "true"}, {"0", "tidak", "t", "false"}
Row = Mapping[str, Any]
Facts = tuple[dict[str, int], dict[str, int]]


def naive_facts(rows: Iterable[Row], regulation: Regulation) -> dict[tuple[str, str, str], Facts]:
    """(kecamatan, kelurahan, rt_rw) as written → counted quantities and open ends in micro-units."""
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        if row["kelurahan"] and row["rt_rw"]:
            groups.setdefault((row["kecamatan"] or "", row["kelurahan"], row["rt_rw"]), []).append(row)
    return {key: _facts_of(members, regulation) for key, members in groups.items()}


def _facts_of(rows: Sequence[Row], regulation: Regulation) -> Facts:
    quantities, open_ends = _wholes(rows, regulation), {}
    for criterion in regulation.criteria:
        denominator = regulation.denominator_of(criterion)
        weights = _weights(rows, denominator.count)
        if weights is None or criterion.id not in rows[0]:
            continue
        marks = [_mark(row[criterion.id]) for row in rows]
        quantities[criterion.field] = sum(w for w, m in zip(weights, marks, strict=True) if m == 1) * MICRO
        unknown = sum(w for w, m in zip(weights, marks, strict=True) if m is None) * MICRO
        if denominator.count is Count.SURVEYED:
            quantities[denominator.field] = sum(m is not None for m in marks) * MICRO
        elif unknown:
            open_ends[criterion.field] = unknown
    return quantities, open_ends


def _wholes(rows: Sequence[Row], regulation: Regulation) -> dict[str, int]:
    quantities: dict[str, int] = {}
    people = [_whole(row.get("jumlah_penduduk"), 9_999) for row in rows]
    if None not in people:
        quantities["jumlah_penduduk"] = _total(people) * MICRO
    for denominator in regulation.denominators.values():
        weights = _weights(rows, denominator.count)
        if weights is not None and denominator.count is not Count.SURVEYED:
            quantities[denominator.field] = sum(weights) * MICRO
    return quantities


def _weights(rows: Sequence[Row], count: Count) -> list[int] | None:
    if count is Count.GIVEN:
        return None
    if count is not Count.HOUSEHOLDS:
        return [1] * len(rows)
    households = [_whole(row.get("jumlah_kk"), 999) for row in rows]
    return None if None in households else [number or 0 for number in households]


def _total(numbers: Sequence[int | None]) -> int:
    return sum(number for number in numbers if number is not None)


def _mark(cell: Any) -> int | None:
    if isinstance(cell, bool):
        return int(cell)
    if isinstance(cell, int | float):
        return int(cell) if cell in (0, 1) else None
    word = str(cell or "").strip().lower()
    return 1 if word in YES else 0 if word in NO else None


def _whole(cell: Any, largest: int) -> int | None:
    if isinstance(cell, str):
        cell = int(cell) if cell.strip().isdecimal() else None
    if isinstance(cell, bool) or cell is None or cell != int(cell) or not 0 <= cell <= largest:
        return None
    return int(cell)
