"""Lines of the money book for reading."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tuntas.city.funding.bookkeeping import Sums
from tuntas.city.funding.facts import BookLine
from tuntas.city.funding.models import MoneyEntry, MoneyKind
from tuntas.city.records.models import Paper
from tuntas.web.shared.formats import day


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line: what happened, for what, on which paper, and what its envelopes come to after it."""

    seq: int
    on: str
    what: str
    source: str
    about: str
    paper: str
    remark: str
    moved_idr: int
    after: Sums
    has_answer: bool
    can_change: bool


def lines(found: Iterable[BookLine], aspects: Mapping[str, str]) -> list[ShownLine]:
    """Lines in the order given."""
    return [
        ShownLine(
            row.seq, day(row.on), what(row), f"{row.envelope.source.name} {row.envelope.year}", about(row, aspects),
            paper_word(row.paper), " ".join(dict.fromkeys(word for word in (row.remark, row.reason) if word)),
            line.move.delta_idr, line.after, bool(row.reason or row.cofunding_id),
            row.kind != MoneyKind.CORRECTION,
        )
        for line in found for row in [line.row]
    ]  # fmt: skip


def what(row: MoneyEntry) -> str:
    """What the line says, with the line that it names."""
    told = str(MoneyKind(row.kind).label)
    if row.corrects is None:
        return told
    return _("%(what)s atas baris %(seq)s") % {"what": told, "seq": row.corrects.seq}


def about(row: MoneyEntry, aspects: Mapping[str, str]) -> str:
    """What the money is for."""
    named = [row.work, row.settlement.name if row.settlement else "", aspects.get(row.aspect, row.aspect),
             row.agency.code if row.agency else ""]  # fmt: skip
    return " · ".join(word for word in named if word)


def paper_word(paper: Paper) -> str:
    """A paper as it is cited."""
    return paper.number or paper.title or paper.filename
