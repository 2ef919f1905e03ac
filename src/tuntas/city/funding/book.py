"""The rows of an envelope as the bookkeeping reads them."""

from collections.abc import Iterable

from tuntas.city.funding.bookkeeping import Account, Line
from tuntas.city.funding.models import Envelope, MoneyEntry


def lines_of(rows: Iterable[MoneyEntry]) -> list[Line]:
    """Rows in the order of the book."""
    seqs: dict[int, int] = {}
    lines = []
    for row in rows:
        seqs[row.pk] = row.seq
        corrects = seqs[row.corrects_id] if row.corrects_id is not None else None
        lines.append(Line(row.seq, row.kind, row.amount_idr, row.on, account_of(row), corrects))
    return lines


def book_of(envelope: Envelope) -> list[Line]:
    """The lines of an envelope (one query)."""
    return lines_of(envelope.entries.order_by("seq"))


def account_of(row: MoneyEntry) -> Account:
    """The account that a row moves."""
    return row.work, row.settlement_id, row.aspect, row.agency_id
