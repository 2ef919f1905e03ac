"""A target with the scan of its paper, and a sheet that went out, in the city of the tests."""

from datetime import date

from tests.world import AT, World
from tuntas.city.hectares.actions import EntryHead, TargetHead, post_entries, set_target
from tuntas.city.hectares.models import IssuedReport, LedgerEntry, YearTarget
from tuntas.city.hectares.reports import issue_report
from tuntas.city.records.actions import PaperHead, file_paper
from tuntas.ledger.entries import Kind
from tuntas.ledger.measures import Reading
from tuntas.ledger.official_forms import form_named

SCAN = b"%PDF-1.4\n% contoh\n"


def filed_target(world: World) -> YearTarget:
    """12 ha in 2027, by a paper with its scan."""
    head = PaperHead("RKPD", "050/1/2026", "", date(2026, 1, 5))
    paper = file_paper(city=world.city, head=head, by=None, at=AT, content=SCAN, filename="rkpd.pdf")
    return set_target(head=TargetHead(2027, 120_000, "SK 1", "12"), paper=paper, by=None, at=AT)


def went_out(world: World) -> IssuedReport:
    """The LKjIP of 2025."""
    reading = Reading(date(2025, 1, 1), date(2025, 12, 31))
    return issue_report(city=world.city, form=form_named("lkjip"), reading=reading, by=None, at=AT)


def booked(world: World) -> LedgerEntry:
    """A decree of 2 ha in Melati, in the book."""
    paper = file_paper(city=world.city, head=PaperHead("SK", number="SK 1"), by=None, at=AT)
    head = EntryHead(Kind.ESTABLISHED, 20_000, world.kelurahan, "SK 1", "1", date(2026, 2, 20))
    post_entries(paper=paper, heads=[head], by=None, at=AT)
    return LedgerEntry.objects.get(paper=paper)
