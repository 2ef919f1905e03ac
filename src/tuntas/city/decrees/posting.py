"""What a decree does to the book: its accounts open, those of the decree before close, every hectare with one reason.

Of what an earlier account still has, as much goes over as the new decree holds of it (SUPERSEDED there, ESTABLISHED
here); what the new decree holds beyond that is ADDED; what it no longer holds leaves the earlier account as HANDLED or
WITHDRAWN, by the reason given. See docs/algorithms/ledger.md.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, TypeAlias

from tuntas.city.decrees.models import DecreeLine, DropReason
from tuntas.city.hectares.accounts import AccountKey, OpenAccount
from tuntas.city.hectares.actions import EntryHead
from tuntas.ledger.entries import Kind, Reason

WHY = {
    DropReason.DELINEATION: Reason.DELINEATION,
    DropReason.NOT_SLUM: Reason.NOT_SLUM,
    DropReason.NOT_BROKEN_DOWN: Reason.NOT_BROKEN_DOWN,
}


@dataclass(frozen=True, slots=True)
class Dropped:
    """What a revision no longer holds of an account."""

    account: OpenAccount
    area_m2: int


@dataclass(slots=True)
class HandingOver:
    """How earlier accounts go over into the lines of a decree: by line what is carried, by account what is dropped."""

    carried: dict[int, int]
    going: list[tuple[OpenAccount, int]]
    dropped: list[Dropped]


def hand_over(
    lines: Sequence[DecreeLine], accounts: Iterable[OpenAccount], followers: Mapping[int, Collection[int]]
) -> HandingOver:
    """Match lines with accounts: a settlement with its own account or that of the one it follows, then with accounts
    of places that hold several (a legacy decree that prints only a kelurahan or the city), the nearest first.

    `followers`: by a settlement's id the ids of those that it was split into or merged to.
    """
    left = {line.position: line.area_m2 for line in lines}
    carried = dict.fromkeys(left, 0)
    going, dropped = [], []
    for account in sorted(accounts, key=_nearest_first):
        rest = account.remaining_m2
        for line in lines:
            if _goes_into(account, line, followers):
                part = min(rest, left[line.position])
                left[line.position] -= part
                carried[line.position] += part
                rest -= part
        if gone := account.remaining_m2 - rest:
            going.append((account, gone))
        if rest:
            dropped.append(Dropped(account, rest))
    return HandingOver(carried, going, dropped)


@dataclass(frozen=True, slots=True)
class Enacting:
    """A decree on its way into the book: its number as printed, its day, and what the lines remark."""

    number: str
    on: date
    remark: str = ""


Reasons: TypeAlias = Mapping[AccountKey, tuple[DropReason, str]]


def opening_heads(
    act: Enacting, lines: Sequence[DecreeLine], accounts: Sequence[OpenAccount], plan: HandingOver, reasons: Reasons
) -> list[EntryHead]:
    """The lines of the book that a decree's paper posts. `reasons` say what became of dropped area by account."""
    make = partial(EntryHead, on=act.on, remark=act.remark)
    heads = []
    for line in lines:
        kept = plan.carried[line.position] if accounts else line.area_m2
        own: dict[str, Any] = {"place": line.place, "settlement": line.settlement, "decree": act.number}
        if kept:
            printed = line.printed if kept == line.area_m2 else ""
            heads.append(make(Kind.ESTABLISHED, kept, line=f"{line.position}", printed=printed, **own))
        if line.area_m2 > kept:
            heads.append(make(Kind.ADDED, line.area_m2 - kept, line=f"{line.position}+", **own))
    for account, area in plan.going:
        heads.append(make(Kind.SUPERSEDED, area, line=f"{account.name}>", successor=act.number, **account.where))
    return heads + [_drop_head(drop, act, reasons) for drop in plan.dropped]


def _drop_head(drop: Dropped, act: Enacting, reasons: Reasons) -> EntryHead:
    account = drop.account
    why, said = reasons.get(account.key, (DropReason.NOT_BROKEN_DOWN, ""))
    kind = Kind.HANDLED if why is DropReason.HANDLED else Kind.WITHDRAWN
    return EntryHead(kind, drop.area_m2, line=f"{account.name}-", on=act.on, remark=said or act.remark,
                     reason=WHY.get(why, Reason.NONE), **account.where)  # fmt: skip


def _goes_into(account: OpenAccount, line: DecreeLine, followers: Mapping[int, Collection[int]]) -> bool:
    if account.settlement is None:
        return account.place.pk in line.place.ancestor_ids()
    own = account.settlement.pk
    return line.settlement_id == own or line.settlement_id in followers.get(own, ())


def _nearest_first(account: OpenAccount) -> tuple[bool, int, int]:
    """Settlements, then the places deepest down; ties by id."""
    return account.settlement is None, -len(account.place.ancestor_ids()), account.place.pk
