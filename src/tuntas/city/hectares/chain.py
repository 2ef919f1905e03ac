"""How a line of the book is sealed (SHA-256 over what it says and the seal before it), and looking whether it holds."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from tuntas.city.hectares.facts import book_of
from tuntas.city.hectares.models import LedgerEntry
from tuntas.city.people.models import City
from tuntas.domain.problems import Problem
from tuntas.ledger.checking import check

_SEALED = (
    "city_id", "seq", "kind", "area_m2", "place_id", "decree", "paper_id", "line", "by_id", "reason", "corrects_id",
    "successor", "remark", "printed", "printed_on", "previous_hash",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LedgerBreak:
    """Where a book is not as it was written: LEDGER-GAP, LEDGER-UNLINKED or LEDGER-CHANGED, at that line."""

    code: str
    seq: int


def seal(entry: LedgerEntry) -> str:
    """The hash that the line must carry."""
    said: dict[str, Any] = {name: getattr(entry, name) for name in _SEALED}
    if entry.settlement_id is not None:  # lines from before there were settlements keep their seal
        said["settlement_id"] = entry.settlement_id
    said["true_on"] = entry.true_on.isoformat()
    said["recorded_at"] = entry.recorded_at.astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def faults(city: City) -> tuple[list[LedgerBreak], list[Problem]]:
    """Where a city's book is not as it was written, and where it breaks the rules of every book."""
    rows = list(city.ledger.select_related("place").order_by("seq"))
    return breaks(rows), check(book_of(city, rows))


def breaks(entries: Iterable[LedgerEntry]) -> list[LedgerBreak]:
    """Every break in a city's book, its lines given in the order of their numbers."""
    found = []
    seq, previous = 0, ""
    for entry in entries:
        seq += 1
        if entry.seq != seq:
            found.append(LedgerBreak("LEDGER-GAP", entry.seq))
        if entry.previous_hash != previous:
            found.append(LedgerBreak("LEDGER-UNLINKED", entry.seq))
        if entry.entry_hash != seal(entry):
            found.append(LedgerBreak("LEDGER-CHANGED", entry.seq))
        seq, previous = entry.seq, entry.entry_hash
    return found
