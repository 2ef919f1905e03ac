"""The city's calendar of budget documents: its own days where it set them, else the default months."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from tuntas.city.people.models import City, User
from tuntas.city.proposals.catalogue import DocumentKind, documents
from tuntas.city.proposals.models import YEARS, Deadline, Proposal
from tuntas.city.proposals.refusals import CannotPropose
from tuntas.city.records.actions import note


@dataclass(frozen=True, slots=True)
class Due:
    """A document's day for a budget year; `row` None: the default month, a choice of the house."""

    document: DocumentKind
    year: int
    on: date
    row: Deadline | None

    def is_late(self, on: date) -> bool:
        """Whether the day is past."""
        return self.on < on


@dataclass(frozen=True, slots=True)
class DeadlineHead:
    """A day as told."""

    year: int
    document: str
    due_on: date
    remark: str = ""


def calendar(city: City, year: int) -> list[Due]:
    """The days of a budget year, by day (one query)."""
    own = {row.document: row for row in Deadline.objects.filter(city=city, year=year)}
    found = []
    for code, document in documents().items():
        row = own.get(code)
        day = row.due_on if row else document.due_on(year)
        if day is not None:
            found.append(Due(document, year, day, row))
    return sorted(found, key=lambda due: due.on)


def coming(city: City, *, on: date, most: int = 3) -> list[Due]:
    """What is due next, over this budget year and the two after."""
    found = [due for year in range(on.year, on.year + 3) for due in calendar(city, year) if not due.is_late(on)]
    return sorted(found, key=lambda due: due.on)[:most]


def missed(proposal: Proposal, *, on: date) -> list[Due]:
    """Documents whose day has passed and in which the proposal does not stand; the last document it stands in and all
    before that are no longer asked for. Of musrenbang and pokir one suffices."""
    days = calendar(proposal.city, proposal.year)
    order = list(documents())
    stands = {step.document for step in proposal.steps.all()}
    reached = max((order.index(code) for code in stands if code in order), default=-1)
    return [due for due in days if due.is_late(on) and order.index(due.document.code) > reached
            and due.document.code not in ("MUSRENBANG", "POKIR", "APBD_P")]  # fmt: skip


@transaction.atomic
def set_deadline(*, city: City, head: DeadlineHead, by: User | None, at: datetime) -> Deadline:
    """Set the city's own day for a document of a budget year."""
    if head.document not in documents():
        raise CannotPropose("PROPOSAL-UNKNOWN-CODE", code=head.document)
    if not YEARS[0] <= head.year <= YEARS[1] or abs(head.due_on.year - head.year) > 2:
        raise CannotPropose("DEADLINE-YEAR", year=head.year)
    key = {"city": city, "year": head.year, "document": head.document}
    row = Deadline.objects.select_for_update().filter(**key).first()
    was = row.due_on if row else None
    row = row or Deadline(**key)
    row.due_on, row.note, row.by, row.at = head.due_on, head.remark.strip(), by, at
    row.save()
    note("deadline.set", about=row, by=by, at=at, year=head.year, document=head.document, due_on=head.due_on, was=was)
    return row
