"""Looking whether the audit trail is as it was written."""

from collections.abc import Iterable
from dataclasses import dataclass

from tuntas.city.records.chain import seal
from tuntas.city.records.models import AuditEntry


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain does not hold: AUDIT-GAP, AUDIT-UNLINKED or AUDIT-CHANGED, at the entry with that number."""

    code: str
    chain: str
    seq: int


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The last entry of a chain. Kept outside (printed, published), it shows a later rewriting of the whole chain."""

    chain: str
    count: int
    entry_hash: str


def verify_chain(chain: str, entries: Iterable[AuditEntry]) -> tuple[ChainHead, list[Break]]:
    """Check the entries of one chain in the order of their numbers; every break is reported."""
    breaks: list[Break] = []
    count, previous = 0, ""
    for entry in entries:
        if entry.seq != count + 1:
            breaks.append(Break("AUDIT-GAP", chain, entry.seq))
        if entry.previous_hash != previous:
            breaks.append(Break("AUDIT-UNLINKED", chain, entry.seq))
        if entry.entry_hash != seal(entry):
            breaks.append(Break("AUDIT-CHANGED", chain, entry.seq))
        count, previous = entry.seq, entry.entry_hash
    return ChainHead(chain, count, previous), breaks


def verify_all(chains: Iterable[str] = ()) -> list[tuple[ChainHead, list[Break]]]:
    """Check the named chains, or all that there are."""
    wanted = list(chains) or sorted(AuditEntry.objects.values_list("chain", flat=True).distinct())
    rows = AuditEntry.objects.order_by("seq")
    return [verify_chain(chain, rows.filter(chain=chain).iterator()) for chain in wanted]
