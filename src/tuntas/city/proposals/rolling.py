"""Taking proposals without money to a later year: a new proposal goes on where the old one ends, priced anew."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tuntas.city.people.models import City, User
from tuntas.city.proposals.facts import cost_of, money_of, whole
from tuntas.city.proposals.models import Proposal, ProposalLine, ProposalSource, ProposalState, ReadinessPaper
from tuntas.city.proposals.pricing import Library, Price, line_cost
from tuntas.city.proposals.refusals import CannotPropose
from tuntas.city.records.actions import note
from tuntas.domain.rupiah import split_rupiah


@dataclass(frozen=True, slots=True)
class Step:
    """What taking one proposal along does to its cost; `unpriced` are activities without a price in the new year."""

    proposal: Proposal
    before_idr: int
    after_idr: int
    unpriced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Costed:
    line: ProposalLine
    unit_cost_idr: int | None
    cost_idr: int | None


def preview(proposals: Iterable[Proposal], *, to_year: int) -> list[Step]:
    """What `roll_over` would do, without doing it. All of one city."""
    rows = list(proposals)
    library = Library(rows[0].city) if rows else None
    return [_step(one, to_year, library) for one in rows if library is not None]


@transaction.atomic
def roll_over(
    *, city: City, proposals: Iterable[int], to_year: int, by: User | None, at: datetime
) -> list[Proposal]:  # fmt: skip
    """Let proposals (their ids) go on in a later year with their history; a submitted one stays submitted.

    Lines with their own price keep it, all others take the library's price of the new year; shares of sources keep
    their proportion. Raises `CannotPropose` for one that ended, that has money, or that is of that year or a later one.
    """
    wanted = list(proposals)
    Proposal.objects.select_for_update().filter(pk__in=wanted).count()
    rows = list(whole(Proposal.objects.filter(city=city, pk__in=wanted)).order_by("pk"))
    if len(rows) != len(set(wanted)):
        raise CannotPropose("PROPOSAL-FOREIGN")
    for one in rows:
        _may_go_on(one, to_year)
    library = Library(city)
    return [_go_on(one, to_year, library, by, at) for one in rows]


def _may_go_on(one: Proposal, to_year: int) -> None:
    if not one.is_standing:
        raise CannotPropose("PROPOSAL-ENDED", title=one.title)
    if to_year <= one.year or to_year > one.year + 10:
        raise CannotPropose("PROPOSAL-ROLL-YEAR", title=one.title, year=one.year)
    if money_of(one).is_funded:
        raise CannotPropose("PROPOSAL-HAS-MONEY", title=one.title)


def _go_on(one: Proposal, to_year: int, library: Library, by: User | None, at: datetime) -> Proposal:
    before = cost_of(one)
    steps = list(one.steps.all())
    state, was_submitted = one.state, one.submitted_at is not None
    one.state, one.ended_by, one.ended_at = ProposalState.ROLLED, by, at
    lines, shares, papers = list(one.lines.all()), list(one.sources.all()), list(one.papers.all())
    one.save(update_fields=["state", "ended_by", "ended_at"])
    later = Proposal.objects.create(
        city=one.city, settlement=one.settlement, agency=one.agency, title=one.title, year=to_year, origin=one.origin,
        state=state, rolled_from=one, readiness=one.readiness, budget_code=one.budget_code, location=one.location,
        geometry=bytes(one.geometry), note=one.note, drafted_by=by, drafted_at=at,
        submitted_by=by if was_submitted else None, submitted_at=at if was_submitted else None,
    )  # fmt: skip
    after = _copy_lines(later, [_costed(line, to_year, library) for line in lines])
    _copy_shares(later, shares, after)
    ReadinessPaper.objects.bulk_create(
        ReadinessPaper(proposal=later, item=row.item, paper_id=row.paper_id, by=row.by, at=row.at) for row in papers
    )
    note("proposal.rolled_over", about=later, by=by, at=at, rolled_from=one.pk, from_year=one.year, to_year=to_year,
         before_idr=before, after_idr=after, steps=len(steps))  # fmt: skip
    return later


def _copy_lines(later: Proposal, costed: Sequence[_Costed]) -> int:
    """The lines in the new year, those that others go along with first; the sum of their costs."""
    made: dict[int, ProposalLine] = {}
    for one in sorted(costed, key=lambda row: (row.line.along_id is not None, row.line.position)):
        old = one.line
        made[old.pk] = ProposalLine.objects.create(
            proposal=later, position=old.position, problem_id=old.problem_id, aspect=old.aspect,
            criterion=old.criterion, activity=old.activity, volume_micro=old.volume_micro, unit=old.unit,
            unit_cost_idr=one.unit_cost_idr, cost_idr=one.cost_idr, own_price=old.own_price,
            along=made[old.along_id] if old.along_id is not None else None,
        )  # fmt: skip
    return sum(one.cost_idr or 0 for one in costed)


def _copy_shares(later: Proposal, shares: Sequence[ProposalSource], cost_idr: int) -> None:
    if not shares:
        return
    weights = [row.share_idr for row in shares]
    parts = split_rupiah(cost_idr, weights) if sum(weights) else weights
    ProposalSource.objects.bulk_create(
        ProposalSource(proposal=later, source_id=row.source_id, share_idr=part)
        for row, part in zip(shares, parts, strict=True)
    )


def _step(one: Proposal, to_year: int, library: Library) -> Step:
    costed = [_costed(line, to_year, library) for line in one.lines.all()]
    return Step(one, cost_of(one), sum(row.cost_idr or 0 for row in costed),
                tuple(row.line.activity for row in costed if row.cost_idr is None))  # fmt: skip


def _costed(line: ProposalLine, year: int, library: Library) -> _Costed:
    if line.along_id is not None or line.own_price:
        return _Costed(line, line.unit_cost_idr, line.cost_idr)
    price = library.price(line.activity, year)
    if not isinstance(price, Price):
        return _Costed(line, None, None)
    return _Costed(line, price.cost_idr, line_cost(line.volume_micro, price.cost_idr))
