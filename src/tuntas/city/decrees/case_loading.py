"""A case that ships with the product, with its decrees on record beside the book."""

from datetime import datetime

from django.db import transaction

from tuntas.city.decrees.enacting import LegacyHead, LegacyLine, Scan, enter_legacy
from tuntas.city.hectares.case_loading import LoadedCase, load_case
from tuntas.city.people.models import City, User
from tuntas.city.records.models import Paper
from tuntas.ledger.case_files import Case
from tuntas.ledger.plain import DECREES, PlainLine


@transaction.atomic
def load_case_with_decrees(*, case: Case, by: User | None, at: datetime) -> LoadedCase:
    """As `hectares.load_case`; each decree of the case is then entered as printed: a total for the whole city."""
    loaded = load_case(case=case, by=by, at=at)
    for line in case.lines:
        if line.kind in DECREES:
            _enter(case, line, loaded.city, by=by, at=at)
    return loaded


def _enter(case: Case, line: PlainLine, city: City, *, by: User | None, at: datetime) -> None:
    paper = Paper.objects.get(city=city, kind="SK", number=line.basis)
    aliases = tuple(name for name in case.aliases.get(line.basis, ()) if name != line.basis)
    head = LegacyHead(
        title=line.basis, scan=Scan(line.basis, line.on, paper=paper), aliases=aliases, printed_on=line.printed_on,
        printed_total=line.printed, printed_total_m2=line.area_m2, reason=case.name.id,
    )  # fmt: skip
    row = LegacyLine(city.place, city.name, line.area_m2, line.printed)
    enter_legacy(city=city, head=head, lines=[row], by=by, at=at)
