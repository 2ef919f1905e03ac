"""How a line of the money book is sealed (SHA-256 over what it says and the seal before), and whether it holds."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from tuntas.city.funding.book import lines_of
from tuntas.city.funding.bookkeeping import Breach, first_breach, moves
from tuntas.city.funding.models import Envelope, MoneyEntry
from tuntas.city.people.models import City

_SEALED = (
    "city_id", "seq", "envelope_id", "kind", "amount_idr", "settlement_id", "aspect", "agency_id", "work", "paper_id",
    "line", "by_id", "corrects_id", "remark", "reason", "cofunding_id", "previous_hash",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MoneyBreak:
    """Where a book is not as it was written: MONEY-GAP, MONEY-UNLINKED or MONEY-CHANGED, at that line."""

    code: str
    seq: int


def seal(entry: MoneyEntry) -> str:
    """The hash that the line must carry."""
    said: dict[str, Any] = {name: getattr(entry, name) for name in _SEALED}
    said["on"] = entry.on.isoformat()
    said["at"] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def faults(city: City) -> tuple[list[MoneyBreak], list[tuple[Envelope, Breach]]]:
    """Where a city's book is not as it was written, and which envelopes break the rules of every book."""
    rows = list(city.money.select_related("envelope__source").order_by("seq"))
    by_envelope: dict[Envelope, list[MoneyEntry]] = {}
    for row in rows:
        by_envelope.setdefault(row.envelope, []).append(row)
    broken = [(envelope, breach) for envelope, own in by_envelope.items()
              if (breach := first_breach(moves(lines_of(own))))]  # fmt: skip
    return breaks(rows), broken


def breaks(entries: Iterable[MoneyEntry]) -> list[MoneyBreak]:
    """Every break in a city's book, its lines given in the order of their numbers."""
    found = []
    seq, previous = 0, ""
    for entry in entries:
        seq += 1
        if entry.seq != seq:
            found.append(MoneyBreak("MONEY-GAP", entry.seq))
        if entry.previous_hash != previous:
            found.append(MoneyBreak("MONEY-UNLINKED", entry.seq))
        if entry.entry_hash != seal(entry):
            found.append(MoneyBreak("MONEY-CHANGED", entry.seq))
        seq, previous = entry.seq, entry.entry_hash
    return found
