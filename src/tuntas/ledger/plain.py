"""A plain list of figures, as reports print them: what remains after each, and where they do not close.

No accounts and no papers are asked for: this is the first look at a city's figures, before its book begins.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import groupby

from tuntas.domain.area import M2_PER_HA, printed_hectares
from tuntas.domain.problems import CellPlace, Problem, Severity
from tuntas.ledger.terms import Terms, house_terms


class PlainKind(StrEnum):
    """What a line says, in the words of the table."""

    ESTABLISHED = "penetapan"
    REVISED = "revisi"
    ADDED = "penambahan"
    WITHDRAWN = "pengurangan"
    HANDLED = "penanganan"
    SLUM_AGAIN = "kumuh_kembali"
    CORRECTION = "koreksi"
    TARGET = "target"


DECREES = (PlainKind.ESTABLISHED, PlainKind.REVISED)
#: On one day a decree stands first: what is handled on that day is handled since it.
_ORDER = {kind: 0 if kind in DECREES else 1 for kind in PlainKind}
#: Printed remainders are rounded to these: a tenth of a hectare, a whole hectare.
_COARSE_M2 = (M2_PER_HA // 10, M2_PER_HA)


@dataclass(frozen=True, slots=True)
class PlainLine:
    """One figure: what, when, how much, where (empty: the city as a whole), on which paper, told by whom.

    `area_m2` may be negative for a correction, which changes the decreed area. `printed_on`: the day as the source
    writes it, where that says less than `on` (a year). `printed`: the figure as the source writes it.
    """

    kind: PlainKind
    on: date
    area_m2: int
    place: str = ""
    basis: str = ""
    source: str = ""
    printed_on: str = ""
    printed: str = ""
    cell: CellPlace = CellPlace()


@dataclass(frozen=True, slots=True)
class PlainState:
    """After one line: decreed and handled since the decree in force, and what remains."""

    line: PlainLine
    decreed_m2: int
    handled_m2: int

    @property
    def remaining_m2(self) -> int:
        """decreed − handled."""
        return self.decreed_m2 - self.handled_m2


@dataclass(frozen=True, slots=True)
class PlainSum:
    """The decree in force, handled since it, the targets after the last handling, and what is left over."""

    basis: str
    decreed_m2: int
    handled_m2: int
    targets_m2: int

    @property
    def difference_m2(self) -> int:
        """decreed − handled − targets."""
        return self.decreed_m2 - self.handled_m2 - self.targets_m2


@dataclass(frozen=True, slots=True)
class PlainPicture:
    """The states in order, the decree in force at the end, the sum (None without a decree or without a target), and
    every discrepancy.
    """

    states: tuple[PlainState, ...]
    basis: str
    targets: tuple[PlainLine, ...]
    sum: PlainSum | None
    problems: tuple[Problem, ...]


def picture(lines: Sequence[PlainLine], terms: Terms | None = None) -> PlainPicture:
    """Walk through the lines by day and say what does not close."""
    kept = terms or house_terms()
    ordered = sorted(lines, key=lambda line: (line.on, _ORDER[line.kind]))
    walk = _Walk(kept)
    movements = [line for line in ordered if line.kind is not PlainKind.TARGET]
    for _, group in groupby(movements, key=_paper_of):
        walk.take(list(group))
    targets = tuple(line for line in ordered if line.kind is PlainKind.TARGET)
    total = walk.sum_with(targets)
    problems = [*walk.problems, *_doubles(lines), *sum_problems(total, kept)]
    basis = walk.decree.basis if walk.decree else ""
    return PlainPicture(tuple(walk.states), basis, targets, total, tuple(problems))


def _paper_of(line: PlainLine) -> tuple[object, ...]:
    """The rows of one decree stand together; everything else stands alone."""
    return (line.on, line.kind, line.basis) if line.kind in DECREES else (id(line),)


class _Walk:
    """The running figures since the decree in force."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.states: list[PlainState] = []
        self.problems: list[Problem] = []
        self.decree: PlainLine | None = None
        self.decreed_m2 = self.handled_m2 = 0
        self.last_handled: date | None = None

    def take(self, group: list[PlainLine]) -> None:
        """One decree with all its rows, or one other line."""
        line = group[0]
        if line.kind in DECREES:
            self._decree(group)
        elif self.decree is None:
            self._complain("L302", line)
        else:
            self._move(line)
        self.states.append(PlainState(line, self.decreed_m2, self.handled_m2))
        if self.decreed_m2 - self.handled_m2 < 0:
            self._complain("L303", line, area=self.handled_m2 - self.decreed_m2)

    def sum_with(self, targets: Sequence[PlainLine]) -> PlainSum | None:
        """The sum check of the decree in force; a target whose period has its handled figure is spent."""
        if self.decree is None:
            return None
        begun = self.last_handled or self.decree.on
        ahead = [line.area_m2 for line in targets if line.on > begun]
        return PlainSum(self.decree.basis, self.decreed_m2, self.handled_m2, sum(ahead)) if ahead else None

    def _decree(self, group: list[PlainLine]) -> None:
        line, total = group[0], self._total(group)
        left = self.decreed_m2 - self.handled_m2
        if line.kind is PlainKind.REVISED or self.decree is not None:
            if self.decree is None:
                self._complain("L305", line)
            elif total != left:
                self._complain("L304", line, severity=Severity.WARNING, area=total - left, left=left)
        self.decree, self.decreed_m2, self.handled_m2, self.last_handled = line, total, 0, None

    def _total(self, group: list[PlainLine]) -> int:
        """A row for the whole city is the total; its other rows then have to add to it."""
        whole = [line.area_m2 for line in group if not line.place]
        parts = sum(line.area_m2 for line in group if line.place)
        if not whole:
            return parts
        if parts and parts != whole[0]:
            self._complain("L306", group[0], area=whole[0] - parts, parts=parts)
        return whole[0]

    def _move(self, line: PlainLine) -> None:
        match line.kind:
            case PlainKind.ADDED | PlainKind.CORRECTION:
                self.decreed_m2 += line.area_m2
            case PlainKind.WITHDRAWN:
                self.decreed_m2 -= line.area_m2
            case PlainKind.HANDLED:
                self.handled_m2 += line.area_m2
                self.last_handled = line.on
            case PlainKind.SLUM_AGAIN:
                self.handled_m2 -= line.area_m2
        if self.handled_m2 < 0:
            self._complain("L307", line, area=-self.handled_m2)

    def _complain(self, code: str, line: PlainLine, severity: Severity = Severity.ERROR, **areas: int) -> None:
        told = {"on": line.printed_on or line.on, "basis": line.basis or "–", "kind": line.kind.value}
        self.problems.append(Problem(code, severity, told | _areas(line=line.area_m2, **areas), line.cell))


def _doubles(lines: Sequence[PlainLine]) -> Iterator[Problem]:
    """The same figure twice: perhaps one fact told by two sources."""
    counted = Counter(replace(line, source="", printed="", printed_on="", cell=CellPlace()) for line in lines)
    for line, times in counted.items():
        if times > 1:
            params = {"on": line.on, "kind": line.kind.value, "times": times}
            yield Problem("L308", Severity.WARNING, params | _areas(line=line.area_m2))


def sum_problems(total: PlainSum | None, terms: Terms | None = None) -> Iterator[Problem]:
    """decree − handled − targets is not zero; at rounding scale its likely cause is looked for."""
    if total is None or total.difference_m2 == 0:
        return
    kept = terms or house_terms()
    remaining_m2 = total.decreed_m2 - total.handled_m2
    params = _areas(decreed=total.decreed_m2, handled=total.handled_m2, targets=total.targets_m2,
                    area=total.difference_m2, remaining=remaining_m2)  # fmt: skip
    if abs(total.difference_m2) > kept.rounding_m2:
        yield Problem("L301", Severity.ERROR, params)
        return
    coarse_m2 = _rounded_to(remaining_m2, total.targets_m2)
    if coarse_m2 is None:
        yield Problem("L309", Severity.WARNING, params)
    else:
        yield Problem("L310", Severity.WARNING, params | _areas(coarse=coarse_m2))


def _areas(**areas_m2: int) -> dict[str, object]:
    """Areas for a wording: hectares as each language prints them, and the square metres."""
    told: dict[str, object] = {}
    for name, area in areas_m2.items():
        told |= {name: printed_hectares(area), f"{name}_en": printed_hectares(area, "en"), f"{name}_m2": area}
    return told


def _rounded_to(remaining_m2: int, targets_m2: int) -> int | None:
    """The step to which the remainder was rounded, half up, when the targets were set; None: to none that is known."""
    for step in _COARSE_M2:
        if (2 * remaining_m2 + step) // (2 * step) * step == targets_m2:
            return step
    return None
