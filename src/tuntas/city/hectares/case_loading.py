"""A case that ships with the product, as a city's book: its lines posted, its targets and statements kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from tuntas.city.hectares.actions import EntryHead, FigureHead, TargetHead, post_entries, set_target, state_figure
from tuntas.city.hectares.facts import book_of
from tuntas.city.people.actions import create_city
from tuntas.city.people.models import City, User
from tuntas.city.records.actions import PaperHead, file_paper
from tuntas.city.records.models import Paper
from tuntas.ledger.balances import balance
from tuntas.ledger.case_files import Case
from tuntas.ledger.entries import Kind, Reason
from tuntas.ledger.plain import DECREES, PlainKind, PlainLine

_PLAIN = {PlainKind.HANDLED: Kind.HANDLED, PlainKind.SLUM_AGAIN: Kind.SLUM_AGAIN, PlainKind.ADDED: Kind.ADDED}


@dataclass(frozen=True, slots=True)
class LoadedCase:
    """The city and how many lines, targets and statements were new."""

    city: City
    entries: int
    targets: int
    statements: int


@transaction.atomic
def load_case(*, case: Case, by: User | None, at: datetime) -> LoadedCase:
    """Make the case's city where there is none, and keep what is not kept yet; twice changes nothing."""
    city = create_city(code=case.city_code, name=case.city_name, by=by, at=at)
    before = _counts(city)
    report = file_paper(city=city, head=PaperHead("REPORT", number=case.id, title=case.name.id, signed_on=case.until),
                        by=by, at=at)  # fmt: skip
    decree = ""
    for position, line in enumerate(case.lines, start=1):
        if line.kind in DECREES:
            decree = _post_decree(line, decree, city=city, by=by, at=at, remark=case.name.id)
        elif line.kind is PlainKind.TARGET:
            set_target(head=TargetHead(line.on.year, line.area_m2, decree, line.printed), paper=report, by=by, at=at)
        else:
            _post_line(line, decree, str(position), paper=report, by=by, at=at)
    for told in case.told:
        head = FigureHead(told.about, told.printed_on, told.area_m2, told.printed, told.origin.name.id, told.origin.url,
                          told.note.id)  # fmt: skip
        state_figure(city=city, head=head, by=by, at=at)
    after = _counts(city)
    return LoadedCase(city, *(new - old for new, old in zip(after, before, strict=True)))


def _post_decree(line: PlainLine, earlier: str, *, city: City, by: User | None, at: datetime, remark: str) -> str:
    """The city's total under this decree; what the decree before still had goes over, the rest not broken down."""
    paper = file_paper(city=city, head=PaperHead("SK", number=line.basis), by=by, at=at)
    if city.ledger.filter(paper=paper).exists():
        return line.basis
    left = balance(book_of(city), on=line.on, decree=earlier).remaining_m2 if earlier else line.area_m2
    carried = min(left, line.area_m2)

    def head(kind: Kind, area_m2: int, decree: str, number: str, **more: Any) -> EntryHead:
        return EntryHead(kind, area_m2, city.place, decree, number, line.on, remark=remark,
                         printed_on=line.printed_on, **more)  # fmt: skip

    heads = [head(Kind.ESTABLISHED, carried, line.basis, "1", printed=line.printed if carried == line.area_m2 else "")]
    if earlier:
        heads.append(head(Kind.SUPERSEDED, carried, earlier, "2", successor=line.basis))
    if left > carried:
        heads.append(head(Kind.WITHDRAWN, left - carried, earlier, "3", reason=Reason.NOT_BROKEN_DOWN))
    if line.area_m2 > carried:
        heads.append(head(Kind.ADDED, line.area_m2 - carried, line.basis, "4"))
    post_entries(paper=paper, heads=heads, by=by, at=at)
    return line.basis


def _post_line(line: PlainLine, decree: str, name: str, *, paper: Paper, by: User | None, at: datetime) -> None:
    head = EntryHead(_PLAIN[line.kind], line.area_m2, paper.city.place, decree, name, line.on, remark=paper.title,
                     printed=line.printed, printed_on=line.printed_on)  # fmt: skip
    post_entries(paper=paper, heads=[head], by=by, at=at)


def _counts(city: City) -> tuple[int, int, int]:
    return city.ledger.count(), city.targets.count(), city.stated_figures.count()
