"""A small book to write in: numbers, moments and papers are counted up."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from tuntas.ledger.entries import Entry, Kind, Reason
from tuntas.ledger.posting import post

CITY = ("99.01",)
DAY = date(2026, 1, 1)
FIRST_MOMENT = datetime(2026, 6, 1, 8, tzinfo=UTC)


@dataclass
class Book:
    """Entries, and the next one's number, moment and paper."""

    entries: list[Entry] = field(default_factory=list)

    def draft(self, kind: Kind, area_m2: int, on: date = DAY, *, place: tuple[str, ...] = CITY, decree: str = "SK 1",
              ahead: int = 0, **more: object) -> Entry:  # fmt: skip
        """An entry that could be posted next; `ahead` counts the drafts of one batch."""
        number = len(self.entries) + 1 + ahead
        entry = Entry(
            number=number, kind=kind, area_m2=area_m2, place=place, decree=decree, paper=f"BA {number}", line="1",
            on=on, at=FIRST_MOMENT + timedelta(minutes=number), by="sari", remark="contoh",
        )  # fmt: skip
        return replace(entry, **more)  # type: ignore[arg-type]

    def post(self, *entries: Entry) -> list[Entry]:
        """Post them."""
        added = post(self.entries, entries)
        self.entries += added
        return added

    def write(self, kind: Kind, area_m2: int, on: date = DAY, **more: object) -> Entry:
        """Draft and post."""
        entry = self.draft(kind, area_m2, on, **more)  # type: ignore[arg-type]
        self.post(entry)
        return entry

    def revise(self, on: date, old: str, new: str, rows: dict[tuple[str, ...], int],
               established: dict[tuple[str, ...], int]) -> list[Entry]:  # fmt: skip
        """Close the rows of `old` and open those of `new`, in one batch."""
        batch = [
            self.draft(Kind.SUPERSEDED, area, on, place=place, decree=old, successor=new, ahead=ahead)
            for ahead, (place, area) in enumerate(rows.items())
        ]
        batch += [
            self.draft(Kind.ESTABLISHED, area, on, place=place, decree=new, ahead=ahead)
            for ahead, (place, area) in enumerate(established.items(), start=len(batch))
        ]
        return self.post(*batch)


REASONS = tuple(reason for reason in Reason if reason not in (Reason.NONE, Reason.MOVED))
