"""RT of the building list and rows of the RT table, brought together; whatever has no partner is said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tuntas.domain.problems import Problem, Severity
from tuntas.sheets.buildings.places import UnitKey, lookalikes
from tuntas.sheets.buildings.rt_table import GivenRow, RtTable
from tuntas.sheets.buildings.tally import Tally


@dataclass(frozen=True, slots=True)
class Joined:
    """`given`: RT of the building list → its row in the RT table. `problems`: rows alone, or doubled."""

    given: Mapping[UnitKey, GivenRow]
    problems: tuple[Problem, ...] = ()


def join_table(tallies: Sequence[Tally], table: RtTable | None) -> Joined:
    """Find the row of each RT. A kecamatan blank on one side is no hindrance where the rest is unique."""
    if table is None:
        return Joined({}, (Problem("B405", Severity.WARNING),))
    problems = [*table.problems]
    by_key = _unique(table, problems)
    by_short = _by_short(by_key)
    given: dict[UnitKey, GivenRow] = {}
    for tally in tallies:
        row = by_key.get(tally.key) or _without_kecamatan(tally.key, by_short)
        if row is not None:
            given[tally.key] = row
    taken = {row.key for row in given.values()}
    problems += [
        Problem("B432", Severity.ERROR, {"kelurahan": key.kelurahan, "rt": key.rt}, row.place)
        for key, row in by_key.items() if key not in taken
    ]  # fmt: skip
    return Joined(given, tuple(problems))


def spelling_problems(tallies: Sequence[Tally], table: RtTable | None) -> list[Problem]:
    """Kelurahan that differ only in case, spaces or punctuation: suggested, never joined."""
    names = [tally.key.kelurahan for tally in tallies]
    names += [row.key.kelurahan for row in table.rows] if table else []
    return [Problem("B420", Severity.WARNING, {"names": " | ".join(group)}) for group in lookalikes(names)]


def _unique(table: RtTable, problems: list[Problem]) -> dict[UnitKey, GivenRow]:
    rows: dict[UnitKey, list[GivenRow]] = {}
    for row in table.rows:
        rows.setdefault(row.key, []).append(row)
    for key, same in rows.items():
        # Two rows for one RT contradict each other: neither is used.
        problems += [
            Problem("B433", Severity.ERROR, {"kelurahan": key.kelurahan, "rt": key.rt}, row.place)
            for row in same if len(same) > 1
        ]  # fmt: skip
    return {key: same[0] for key, same in rows.items() if len(same) == 1}


def _by_short(rows: Mapping[UnitKey, GivenRow]) -> dict[tuple[str, str], list[GivenRow]]:
    short: dict[tuple[str, str], list[GivenRow]] = {}
    for key, row in rows.items():
        short.setdefault((key.kelurahan, key.rt), []).append(row)
    return short


def _without_kecamatan(key: UnitKey, short: Mapping[tuple[str, str], list[GivenRow]]) -> GivenRow | None:
    rows = short.get((key.kelurahan, key.rt), [])
    if len(rows) == 1 and (not key.kecamatan or not rows[0].key.kecamatan):
        return rows[0]
    return None
