"""Rows whose cells stand in the wrong columns: a run of cells moved left or right fits far better than the row does.

A row is looked at only where many of its cells do not fit their columns. For every shift of up to three columns
the cells of every run are then judged as if moved back; the run that fits best must leave few misfits. What the
row means is not changed: the finding says where it is shifted and what it would mean when moved back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tuntas.rules.regulation import Regulation
from tuntas.sheets.opening.cells import Cell
from tuntas.sheets.reading.findings import Table
from tuntas.sheets.reading.header_rows import Column, Header
from tuntas.sheets.reading.shift_checks import Check, Loose, checks_of, loose
from tuntas.sheets.reading.vocabulary import Kind

SHIFTS = (1, -1, 2, -2, 3, -3)
#: Misfits (weighted) that make a row suspicious, and that moving back must mend.
FEWEST_MISFITS = 3
#: Where so many different searches were needed the rows are not shifted, they are of another kind.
MOST_SEARCHES = 300
_EDGE: tuple[Loose, ...] = (None,) * max(SHIFTS)


@dataclass(frozen=True, slots=True)
class Shift:
    """Cells that belong to the columns from `first` to `last` stand `by` columns further right (left: negative).

    `total`: the column whose printed total seems to equal what stands displaced at the start of the run, or None.
    """

    first: Column
    last: Column
    by: int
    total: Column | None = None


def find_shifts(table: Table, header: Header, regulation: Regulation) -> dict[int, Shift]:
    """The shifted rows of a table, by row index."""
    search = _Search(table, header, regulation)
    return {index: shift for index, row in enumerate(table.rows) if (shift := search.shift_of(row))}


class _Search:
    """The checks of one sheet, and the columns between which a run may begin and end."""

    def __init__(self, table: Table, header: Header, regulation: Regulation) -> None:
        self._first_col = table.first_col
        self._columns = sorted((*header.columns, *header.another), key=lambda column: column.place)
        self._header = header
        self._checks = checks_of(header, regulation)
        self._starts = [column.place for column in self._columns if _may_start(column)]
        ends = [c.place for c in header.of_kind(Kind.TOTAL, Kind.GRADE, Kind.AVERAGE)]
        self._last: _Run | None = None
        self._searches = 0
        self._ends = [*ends, max((c.place for c in self._columns), default=0) + 1]

    def shift_of(self, row: Sequence[Cell]) -> Shift | None:
        # Three blanks on either side, so that a cell moved over the edge is no cell.
        values = [*_EDGE, *map(loose, row), *_EDGE]
        verdicts = self._verdicts(values, 0)
        misfits = _misfits(verdicts, self._checks)
        if misfits < FEWEST_MISFITS:
            return None
        # Rows shifted alike stand together: what explained the last one is tried before everything else.
        best = self._same_run(values, verdicts) if self._last else None
        if best is None or not _mends(best, misfits):
            best = self._best_run(values, verdicts)
        if best is None or not _mends(best, misfits):
            return None
        self._last = best
        return self._named(values, best)

    def _verdicts(self, values: Sequence[Loose], by: int) -> list[bool | None]:
        offset = by + len(_EDGE) - self._first_col
        return [check.judge(values[check.place + offset], values[check.other + offset]) for check in self._checks]

    def _at(self, values: Sequence[Loose], place: int) -> Loose:
        return values[place + len(_EDGE) - self._first_col]

    def _same_run(self, values: Sequence[Loose], verdicts: Sequence[bool | None]) -> "_Run | None":
        if self._last is None:
            return None
        start, end, by = self._last.start, self._last.end, self._last.by
        return self._run(values, _Sums(verdicts, self._checks), self._moved(values, by), (start, end, by))

    def _best_run(self, values: Sequence[Loose], verdicts: Sequence[bool | None]) -> "_Run | None":
        if self._searches >= MOST_SEARCHES:
            return None
        self._searches += 1
        standing = _Sums(verdicts, self._checks)
        runs = []
        for by in SHIFTS:
            moved = self._moved(values, by)
            spans = ((start, end) for end in self._ends for start in self._starts if start < end)
            runs += [self._run(values, standing, moved, (start, end, by)) for start, end in spans]
        # Of equal runs the one that ends first and begins first: the shortest story that explains all cells.
        return max(runs, key=lambda run: (run.merit, -run.misfits, -run.end, -run.start), default=None)

    def _moved(self, values: Sequence[Loose], by: int) -> "_Sums":
        return _Sums(self._verdicts(values, by), self._checks)

    def _run(self, values: Sequence[Loose], standing: "_Sums", moved: "_Sums", span: tuple[int, int, int]) -> "_Run":
        start, end, by = span
        # The columns that the moved cells cover have lost their own: nothing speaks for or against them.
        first, last = (start, end + by) if by > 0 else (start + by, end)
        merit = standing.merit_outside(first, last) + moved.merit_inside(start, end)
        misfits = standing.misfits_outside(first, last) + moved.misfits_inside(start, end)
        left = range(start, start + by) if by > 0 else range(end + by, end)
        misfits += sum(self._at(values, place) is not None for place in left)
        # Of two that explain as much, the shorter way.
        return _Run(merit - abs(by) * 0.01, misfits, start, end, by)

    def _named(self, values: Sequence[Loose], run: "_Run") -> Shift:
        inside = [column for column in self._columns if run.start <= column.place < run.end]
        total = next(iter(self._header.of_kind(Kind.TOTAL)), None)
        scores = [self._at(values, c.place + run.by) for c in inside if c.meaning.kind is Kind.SCORE]
        displaced = self._at(values, run.start if run.by > 0 else run.end - 1)
        is_total = bool(scores) and displaced == sum(s for s in scores if isinstance(s, float))
        return Shift(inside[0], inside[-1], run.by, total if is_total else None)


@dataclass(frozen=True, slots=True)
class _Run:
    merit: float
    misfits: int
    start: int
    end: int
    by: int


class _Sums:
    """Verdicts added up along the columns, so that any run is judged by two subtractions."""

    def __init__(self, verdicts: Sequence[bool | None], checks: Sequence[Check]) -> None:
        self._places = [check.place for check in checks]
        merits = (
            0 if v is None else check.weight if v else -check.weight for v, check in zip(verdicts, checks, strict=True)
        )
        misses = (check.weight if v is False else 0 for v, check in zip(verdicts, checks, strict=True))
        self._merit, self._miss = self._by_place(merits), self._by_place(misses)

    def _by_place(self, amounts: Iterable[int]) -> list[int]:
        width = max(self._places, default=0) + 2
        at_place = [0] * width
        for place, amount in zip(self._places, amounts, strict=True):
            at_place[place + 1] += amount
        return list(accumulate(at_place))

    def merit_inside(self, start: int, end: int) -> int:
        return _between(self._merit, start, end)

    def merit_outside(self, start: int, end: int) -> int:
        return self._merit[-1] - _between(self._merit, start, end)

    def misfits_inside(self, start: int, end: int) -> int:
        return _between(self._miss, start, end)

    def misfits_outside(self, start: int, end: int) -> int:
        return self._miss[-1] - _between(self._miss, start, end)


def _mends(run: _Run, misfits: int) -> bool:
    return misfits - run.misfits >= FEWEST_MISFITS and run.misfits * 3 <= misfits


def _between(sums: Sequence[int], start: int, end: int) -> int:
    return sums[min(end, len(sums) - 1)] - sums[min(max(start, 0), len(sums) - 1)]


def _misfits(verdicts: Sequence[bool | None], checks: Sequence[Check]) -> int:
    return sum(check.weight for verdict, check in zip(verdicts, checks, strict=True) if verdict is False)


def _may_start(column: Column) -> bool:
    """A run begins at a column whose cells can be judged: nothing speaks for or against a note or a code."""
    judged = {"kecamatan", "kelurahan", "rt_rw", "tahun"}
    return column.meaning.kind is not Kind.IDENTITY or column.meaning.key in judged
