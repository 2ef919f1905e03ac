"""What the lines of one envelope come to, and the first day on which they would not be right. Pure: no database.

Every line moves one of four columns. Of each account (work, settlement, aspect, agency) no more is contracted than
committed and no more paid than contracted; of the envelope no more is committed than its ceiling: at the end of every
day, not at the end of the book alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

COLUMNS = ("CEILING", "COMMITTED", "CONTRACTED", "PAID")
RETURNED, CORRECTION = "RETURNED", "CORRECTION"

#: Work, settlement's id, aspect, agency's id.
Account = tuple[str, int | None, str, int | None]
NO_ACCOUNT: Account = ("", None, "", None)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands in the book; `corrects` is the number of the line that it returns or corrects."""

    seq: int
    kind: str
    amount_idr: int
    on: date
    account: Account = NO_ACCOUNT
    corrects: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """What a line does: it adds `delta_idr` to a column of its account."""

    line: Line
    column: str
    delta_idr: int


@dataclass(frozen=True, slots=True)
class Sums:
    """An account, an envelope or several together; `ceiling_idr` None: no ceiling was ever told."""

    ceiling_idr: int | None = None
    committed_idr: int = 0
    contracted_idr: int = 0
    paid_idr: int = 0

    @property
    def headroom_idr(self) -> int | None:
        """What may still be committed; None without a ceiling."""
        return None if self.ceiling_idr is None else self.ceiling_idr - self.committed_idr

    @property
    def uncontracted_idr(self) -> int:
        """What is committed and not yet in a contract."""
        return self.committed_idr - self.contracted_idr

    @property
    def unpaid_idr(self) -> int:
        """What is contracted and not yet paid."""
        return self.contracted_idr - self.paid_idr

    def moved(self, column: str, delta_idr: int) -> "Sums":
        """After a move."""
        name = f"{column.lower()}_idr"
        return replace(self, **{name: (getattr(self, name) or 0) + delta_idr})

    def __add__(self, other: "Sums") -> "Sums":
        told = [one.ceiling_idr for one in (self, other) if one.ceiling_idr is not None]
        return Sums(sum(told) if told else None, self.committed_idr + other.committed_idr,
                    self.contracted_idr + other.contracted_idr, self.paid_idr + other.paid_idr)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that would not hold at the end of a day: its code, and by how much."""

    code: str
    on: date
    short_idr: int
    allowed_idr: int


@dataclass
class _Balance:
    whole: Sums = field(default_factory=Sums)
    accounts: dict[Account, Sums] = field(default_factory=dict)


def moves(lines: Iterable[Line]) -> list[Move]:
    """What each line does, in the order of the book; a return or a correction moves the column of the line it names."""
    found: dict[int, Move] = {}
    for line in lines:
        if line.corrects is None:
            found[line.seq] = Move(line, line.kind, line.amount_idr)
            continue
        named = found[line.corrects]
        sign = -1 if RETURNED in (line.kind, named.line.kind) else 1
        found[line.seq] = Move(line, named.column, sign * line.amount_idr)
    return list(found.values())


def sums(moved: Iterable[Move], on: date | None = None) -> Sums:
    """What the moves come to at the end of a day (None: all of them)."""
    state = Sums()
    for move in moved:
        if on is None or move.line.on <= on:
            state = state.moved(move.column, move.delta_idr)
    return state


def by_account(moved: Iterable[Move]) -> Mapping[Account, Sums]:
    """What each account comes to, ceilings left out."""
    found: dict[Account, Sums] = {}
    for move in moved:
        if move.column != "CEILING":
            account = move.line.account
            found[account] = found.get(account, Sums()).moved(move.column, move.delta_idr)
    return found


def first_breach(moved: Iterable[Move]) -> Breach | None:
    """The first day on which the envelope would not be right; None: it is right on every day."""
    state = _Balance()
    ordered = sorted(moved, key=lambda move: (move.line.on, move.line.seq))
    for on, group in groupby(ordered, key=lambda move: move.line.on):
        touched = {_apply(state, move) for move in group}
        for code, allowed, used in _rules(state, touched):
            if used > allowed:
                return Breach(code, on, used - allowed, allowed)
    return None


def _apply(state: _Balance, move: Move) -> Account:
    account = move.line.account
    state.whole = state.whole.moved(move.column, move.delta_idr)
    if move.column != "CEILING":
        state.accounts[account] = state.accounts.get(account, Sums()).moved(move.column, move.delta_idr)
    return account


def _rules(state: _Balance, touched: Iterable[Account]) -> Iterable[tuple[str, int, int]]:
    """Code, what is allowed, what is used."""
    whole = state.whole
    yield "FUND-CEILING-NEGATIVE", whole.ceiling_idr or 0, 0
    if whole.ceiling_idr is None:
        yield "FUND-NO-CEILING", 0, whole.committed_idr
    yield "FUND-OVER-CEILING", whole.ceiling_idr or 0, whole.committed_idr
    for account in sorted(touched, key=str):
        one = state.accounts.get(account, Sums())
        yield "FUND-OVER-CONTRACT", one.contracted_idr, one.paid_idr
        yield "FUND-OVER-COMMITMENT", one.committed_idr, one.contracted_idr
        yield "FUND-BELOW-ZERO", min(one.paid_idr, one.contracted_idr, one.committed_idr), 0
