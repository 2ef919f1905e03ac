"""Movements that an officer records on a paper: handled, slum again, added, withdrawn, corrected.

Where the verified area of a finished place is not the decree's, the difference is posted as a correction of the
delineation on the same paper, so that a place can reach zero.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from tuntas.city.hectares.accounts import AccountKey, OpenAccount, accounts
from tuntas.city.hectares.actions import EntryHead, post_entries
from tuntas.city.hectares.models import LedgerEntry
from tuntas.city.people.models import City, User
from tuntas.city.records.models import Paper
from tuntas.ledger.entries import Kind, Reason
from tuntas.rules.decree_terms import DecreeTerms, Recognition, decree_terms


class Happening(StrEnum):
    """What an officer can record of an account."""

    HANDLED = "HANDLED"
    SLUM_AGAIN = "SLUM_AGAIN"
    ADDED = "ADDED"
    WITHDRAWN = "WITHDRAWN"


class CannotMove(Exception):
    """A refusal: `code` is a code of the wording catalogue."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@dataclass(frozen=True, slots=True)
class MovementHead:
    """A movement of one account; `reason` for a withdrawal alone. `closes`: the place is handled as a whole, so what
    the verified area leaves or lacks is a correction of its delineation."""

    account: AccountKey
    what: Happening
    area_m2: int
    on: date
    reason: Reason = Reason.NONE
    closes: bool = False
    remark: str = ""
    printed: str = ""


@transaction.atomic
def record_movement(
    *, city: City, head: MovementHead, paper: Paper, by: User | None, at: datetime, terms: DecreeTerms | None = None
) -> list[LedgerEntry]:
    """Post a movement in an account of the decree in force on that day; the same paper twice changes nothing.

    Raises `CannotMove` for an account that there is not, an area below one, a place closed by anything but handling,
    or a part of a settlement where the law data recognise whole ones only; `tuntas.ledger.posting.CannotPost` where
    the book would not be right.
    """
    City.objects.select_for_update().get(pk=city.pk)
    account = next((one for one in accounts(city, on=head.on) if one.key == head.account), None)
    if account is None:
        raise CannotMove("MOVE-NO-ACCOUNT", on=head.on)
    if head.area_m2 <= 0:
        raise CannotMove("MOVE-AREA")
    if head.closes and head.what is not Happening.HANDLED:
        raise CannotMove("MOVE-CLOSES")
    if _is_part(account, head) and (terms or decree_terms()).recognition is Recognition.SETTLEMENT:
        raise CannotMove("MOVE-WHOLE")
    heads = [_head(account, head)]
    if head.closes and not _is_posted(paper, account):
        heads = _closing(account, head) + heads
    return post_entries(paper=paper, heads=heads, by=by, at=at)


@transaction.atomic
def correct_line(
    *, line: LedgerEntry, area_m2: int, paper: Paper, remark: str, by: User | None, at: datetime
) -> list[LedgerEntry]:
    """Say that a line should have had another area: the signed difference is posted beside it, on its day.

    Raises `CannotMove` for a correction of a correction, and where nothing would change.
    """
    if line.kind == Kind.CORRECTION.value:
        raise CannotMove("MOVE-CORRECTION-TWICE")
    now = line.area_m2 + sum(LedgerEntry.objects.filter(corrects=line).values_list("area_m2", flat=True))
    if area_m2 < 0 or area_m2 == now:
        raise CannotMove("MOVE-NOTHING")
    head = EntryHead(Kind.CORRECTION, area_m2 - now, line.place, line.decree, f"k{line.seq}", line.true_on,
                     corrects=line.seq, remark=remark, settlement=line.settlement)  # fmt: skip
    return post_entries(paper=paper, heads=[head], by=by, at=at)


def _head(account: OpenAccount, head: MovementHead) -> EntryHead:
    reason = head.reason if head.what is Happening.WITHDRAWN else Reason.NONE
    return EntryHead(Kind(head.what.value), head.area_m2, line=f"{account.name}-{head.what.value}", on=head.on,
                     reason=reason, remark=head.remark, printed=head.printed, **account.where)  # fmt: skip


def _closing(account: OpenAccount, head: MovementHead) -> list[EntryHead]:
    """The difference between what the account still has and what was verified as handled."""
    difference = account.remaining_m2 - head.area_m2
    if difference == 0:
        return []
    kind = Kind.WITHDRAWN if difference > 0 else Kind.ADDED
    reason = Reason.DELINEATION if difference > 0 else Reason.NONE
    return [EntryHead(kind, abs(difference), line=f"{account.name}-batas", on=head.on, reason=reason,
                      remark=head.remark, **account.where)]  # fmt: skip


def _is_part(account: OpenAccount, head: MovementHead) -> bool:
    is_handling = head.what is Happening.HANDLED and account.settlement is not None
    return is_handling and not head.closes and head.area_m2 < account.remaining_m2


def _is_posted(paper: Paper, account: OpenAccount) -> bool:
    return LedgerEntry.objects.filter(paper=paper, line=f"{account.name}-{Happening.HANDLED.value}").exists()
