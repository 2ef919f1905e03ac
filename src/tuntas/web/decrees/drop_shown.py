"""What a revision no longer holds of the decree before, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.http import QueryDict

from tuntas.city.decrees.drafting import explain_drop
from tuntas.city.decrees.facts import followers_of
from tuntas.city.decrees.models import DropReason
from tuntas.city.decrees.posting import Dropped, hand_over
from tuntas.city.hectares.accounts import open_accounts
from tuntas.city.people.models import User
from tuntas.web.decrees.loading import Chosen
from tuntas.web.decrees.words import DROPS
from tuntas.web.shared.formats import hectares

REASON, REMARK, EVERY, LONGEST = "alasan-", "catatan-", "semua", 500


@dataclass(frozen=True, slots=True)
class ShownDrop:
    """One account with what the draft no longer holds of it."""

    key: str
    name: str
    area: str
    decree: str
    reason: str
    remark: str


def dropped(chosen: Chosen, on: date) -> list[Dropped]:
    """Every account of the decree in force that loses hectares."""
    accounts = open_accounts(chosen.city, on=on)
    return hand_over(list(chosen.decree.lines.select_related("place")), accounts, followers_of(chosen.city)).dropped


def context(chosen: Chosen, found: Sequence[Dropped]) -> dict[str, object]:
    """The rows with the reasons that were given."""
    said = {(one.place_id, one.settlement_id): one for one in chosen.decree.drops.all()}
    rows = []
    for one in found:
        account, given = one.account, said.get(one.account.key)
        name = account.settlement.name if account.settlement else account.place.name
        rows.append(ShownDrop(account.name, name, hectares(one.area_m2), account.decree,
                              given.reason if given else "", given.remark if given else ""))  # fmt: skip
    return {"drops": rows, "reasons": list(DROPS.items()), "open": sum(not one.reason for one in rows),
            "area": hectares(sum(one.area_m2 for one in found))}  # fmt: skip


@transaction.atomic
def save(chosen: Chosen, found: Sequence[Dropped], data: QueryDict, *, by: User, at: datetime) -> int:
    """Write the reasons that were chosen; one for all fills those that were left open. How many were written."""
    said = {(one.place_id, one.settlement_id): (one.reason, one.remark) for one in chosen.decree.drops.all()}
    every, saved = data.get(EVERY, ""), 0
    for one in found:
        account = one.account
        reason = data.get(f"{REASON}{account.name}", "") or every
        remark = data.get(f"{REMARK}{account.name}", "")[:LONGEST].strip()
        if reason in DropReason.values and said.get(account.key) != (reason, remark):
            explain_drop(decree=chosen.decree, about=account.settlement or account.place, reason=DropReason(reason),
                         remark=remark, by=by, at=at)  # fmt: skip
            saved += 1
    return saved
