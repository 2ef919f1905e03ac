"""Making proposals from problems and changing drafts. Every change names `seen`: nobody overwrites another."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from tuntas.city.funding.models import Source
from tuntas.city.people.models import Agency, City, User
from tuntas.city.problems.models import Problem
from tuntas.city.proposals.catalogue import activities, codes_in, law, readiness
from tuntas.city.proposals.models import (
    YEARS,
    Origin,
    Proposal,
    ProposalLine,
    ProposalSource,
    ProposalState,
    ReadinessPaper,
)
from tuntas.city.proposals.pricing import Library, Price, line_cost
from tuntas.city.proposals.refusals import CannotPropose
from tuntas.city.records.actions import note
from tuntas.city.records.models import Paper
from tuntas.city.settlements.models import Settlement
from tuntas.domain.rupiah import LARGEST_IDR

#: Beside the items of readiness: the paper in which levels of government agree to pay together.
COFUNDING = "kofunding"


@dataclass(frozen=True, slots=True)
class Work:
    """A line as it is told. `own_idr` with `own_reason` replaces the library's price; `along` is the position (from 1)
    of the line whose work also does this."""

    activity: str
    volume_micro: int
    criterion: str = ""
    aspect: str = ""
    problem: Problem | None = None
    own_idr: int | None = None
    own_reason: str = ""
    along: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal as a form tells it, whole: what it does not name is taken away.

    `geometry` None: leave the drawing as it is; empty bytes: the whole settlement.
    """

    title: str
    agency: Agency
    year: int
    origin: Origin = Origin.AGENCY
    budget_code: str = ""
    location: str = ""
    note: str = ""
    readiness: dict[str, str] = field(default_factory=dict)
    works: Sequence[Work] = ()
    shares: Sequence[tuple[Source, int]] = ()
    geometry: bytes | None = None


@transaction.atomic
def draft_proposal(*, settlement: Settlement, told: Draft, by: User | None, at: datetime) -> Proposal:
    """Begin a proposal for a settlement. Raises `CannotPropose` for what cannot be right, such as a foreign agency."""
    _check(settlement.city, settlement, told)
    proposal = Proposal.objects.create(
        city=settlement.city, settlement=settlement, **_head(told), geometry=told.geometry or b"",
        drafted_by=by, drafted_at=at,
    )  # fmt: skip
    _put_works(proposal, told.works)
    _put_shares(proposal, told.shares)
    note("proposal.drafted", about=proposal, by=by, at=at, year=told.year, settlement=settlement.pk,
         lines=len(told.works), cost_idr=_cost(proposal))  # fmt: skip
    return proposal


@transaction.atomic
def change_proposal(*, proposal: Proposal, told: Draft, seen: int, by: User | None, at: datetime) -> Proposal:
    """Put a draft as told. Raises `CannotPropose`: PROPOSAL-CHANGED-MEANWHILE where somebody else changed it since."""
    draft = lock_draft(proposal, seen)
    _check(draft.city, draft.settlement, told)
    for name, value in _head(told).items():
        setattr(draft, name, value)
    if told.geometry is not None:
        draft.geometry = told.geometry
    draft.changed += 1
    draft.save()
    draft.lines.all().delete()
    draft.sources.all().delete()
    _put_works(draft, told.works)
    _put_shares(draft, told.shares)
    note("proposal.changed", about=draft, by=by, at=at, number=draft.changed, cost_idr=_cost(draft))
    return draft


@transaction.atomic
def reprice(*, proposal: Proposal, seen: int, by: User | None, at: datetime) -> int:
    """Take the library's prices as they are now; lines with their own price keep it. How many lines changed.

    Shares of sources stay as they were told: completeness shows where they no longer add up.
    """
    draft = lock_draft(proposal, seen)
    library = Library(draft.city)
    changed = 0
    for line in draft.lines.filter(along=None, own_price=""):
        before = line.unit_cost_idr, line.cost_idr
        line.unit_cost_idr, line.cost_idr = _priced(library, line.activity, draft.year, line.volume_micro)
        if before != (line.unit_cost_idr, line.cost_idr):
            line.save(update_fields=["unit_cost_idr", "cost_idr"])
            changed += 1
    if changed:
        draft.changed += 1
        draft.save(update_fields=["changed"])
        note("proposal.repriced", about=draft, by=by, at=at, lines=changed, cost_idr=_cost(draft))
    return changed


@transaction.atomic
def add_paper(*, proposal: Proposal, item: str, paper: Paper, by: User | None, at: datetime) -> ReadinessPaper:
    """Show an item of readiness (or the co-funding agreement) by a paper, while the proposal stands."""
    held = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not held.is_standing:
        raise CannotPropose("PROPOSAL-ENDED", title=held.title)
    if item not in (*readiness().items, COFUNDING) or paper.city_id != held.city_id:
        raise CannotPropose("PROPOSAL-UNKNOWN-CODE", code=item)
    row, _ = ReadinessPaper.objects.get_or_create(proposal=held, item=item, paper=paper, defaults={"by": by, "at": at})
    note("proposal.paper_added", about=held, by=by, at=at, item=item, paper=paper.pk)
    return row


def lock_draft(proposal: Proposal, seen: int | None) -> Proposal:
    """The draft, locked. Raises `CannotPropose` where it is no draft or was changed since `seen`."""
    draft = Proposal.objects.select_for_update(of=("self",)).select_related("city", "settlement").get(pk=proposal.pk)
    if draft.state != ProposalState.DRAFT:
        raise CannotPropose("PROPOSAL-NOT-DRAFT", title=draft.title)
    if seen is not None and draft.changed != seen:
        raise CannotPropose("PROPOSAL-CHANGED-MEANWHILE")
    return draft


def _check(city: City, settlement: Settlement, told: Draft) -> None:
    if not told.title.strip():
        raise CannotPropose("PROPOSAL-NO-TITLE")
    if not YEARS[0] <= told.year <= YEARS[1]:
        raise CannotPropose("PROPOSAL-YEAR", year=told.year)
    if told.agency.city_id != city.pk or any(source.city_id != city.pk for source, _ in told.shares):
        raise CannotPropose("PROPOSAL-FOREIGN")
    known = readiness()
    unknown = [code for code, state in told.readiness.items() if code not in known.items or state not in known.states]
    if told.budget_code and told.budget_code not in {one.code for one in codes_in(told.year)}:
        unknown.append(told.budget_code)
    if unknown:
        raise CannotPropose("PROPOSAL-UNKNOWN-CODE", code=", ".join(unknown))
    for number, work in enumerate(told.works, start=1):
        _check_work(settlement, number, work, told.works)
    if any(not 0 <= share <= LARGEST_IDR for _, share in told.shares):
        raise CannotPropose("PROPOSAL-SHARE")


def _check_work(settlement: Settlement, number: int, work: Work, works: Sequence[Work]) -> None:
    activity = activities().get(work.activity)
    if activity is None:
        raise CannotPropose("PROPOSAL-UNKNOWN-CODE", code=work.activity)
    subject = work.problem.subject if work.problem else ""
    is_fitting = activity.serves(work.criterion, subject) if work.criterion or subject else not activity.criteria
    if not is_fitting:
        raise CannotPropose("PROPOSAL-ACTIVITY", activity=activity.name.id, number=number)
    if not 0 < work.volume_micro:
        raise CannotPropose("PROPOSAL-VOLUME", number=number)
    if work.problem is not None and work.problem.settlement_id not in (settlement.pk, None):
        raise CannotPropose("PROPOSAL-FOREIGN")
    if work.along is not None and not (0 < work.along <= len(works) and works[work.along - 1].along is None):
        raise CannotPropose("PROPOSAL-ALONG", number=number)
    if work.own_idr is not None and not (0 < work.own_idr <= LARGEST_IDR and work.own_reason.strip()):
        raise CannotPropose("PROPOSAL-OWN-PRICE", number=number)


def _head(told: Draft) -> dict[str, object]:
    return {"title": told.title.strip(), "agency": told.agency, "year": told.year, "origin": told.origin,
            "budget_code": told.budget_code, "location": told.location.strip(), "note": told.note.strip(),
            "readiness": dict(told.readiness)}  # fmt: skip


def _put_works(proposal: Proposal, works: Sequence[Work]) -> None:
    """Lines that others go along with first: they are named by their row."""
    library = Library(proposal.city)
    rows: dict[int, ProposalLine] = {}
    for number, work in sorted(enumerate(works, start=1), key=lambda one: (one[1].along is not None, one[0])):
        row = ProposalLine(
            proposal=proposal, position=number, problem=work.problem, criterion=work.criterion,
            aspect=aspect_of(work), activity=work.activity, volume_micro=work.volume_micro,
            unit=activities()[work.activity].unit,
        )  # fmt: skip
        if work.along is not None:
            row.along, row.cost_idr = rows[work.along], 0
        elif work.own_idr is not None:
            row.unit_cost_idr, row.own_price = work.own_idr, work.own_reason.strip()
            row.cost_idr = line_cost(work.volume_micro, work.own_idr)
        else:
            row.unit_cost_idr, row.cost_idr = _priced(library, work.activity, proposal.year, work.volume_micro)
        if row.cost_idr is not None and row.cost_idr > LARGEST_IDR:
            raise CannotPropose("PROPOSAL-COST", number=number)
        row.save(force_insert=True)
        rows[number] = row


def aspect_of(work: Work) -> str:
    """The aspect that a work belongs to: of its criterion, its problem, or as told."""
    if work.criterion:
        known = {one.id: one.aspect for one in law().criteria}
        return known.get(work.criterion, work.aspect)
    return work.problem.aspect if work.problem else work.aspect


def _priced(library: Library, activity: str, year: int, volume_micro: int) -> tuple[int | None, int | None]:
    price = library.price(activity, year)
    return (price.cost_idr, line_cost(volume_micro, price.cost_idr)) if isinstance(price, Price) else (None, None)


def _put_shares(proposal: Proposal, shares: Sequence[tuple[Source, int]]) -> None:
    if len({source.pk for source, _ in shares}) < len(shares):
        raise CannotPropose("PROPOSAL-SOURCE-TWICE")
    ProposalSource.objects.bulk_create(
        ProposalSource(proposal=proposal, source=source, share_idr=share) for source, share in shares
    )


def _cost(proposal: Proposal) -> int:
    """What the priced lines come to: for the audit trail."""
    return sum(cost or 0 for cost in proposal.lines.values_list("cost_idr", flat=True))
