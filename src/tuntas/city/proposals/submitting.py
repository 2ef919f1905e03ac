"""Submitting a proposal, taking it back to work on, withdrawing it, and the budget documents it passes."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from tuntas.city.people.models import User
from tuntas.city.proposals.catalogue import documents
from tuntas.city.proposals.drafting import lock_draft
from tuntas.city.proposals.facts import cost_of
from tuntas.city.proposals.models import BudgetStep, Proposal, ProposalState
from tuntas.city.proposals.refusals import CannotPropose
from tuntas.city.records.actions import note
from tuntas.city.records.models import Paper
from tuntas.domain.rupiah import LARGEST_IDR


@dataclass(frozen=True, slots=True)
class Passage:
    """A budget document as it speaks of a proposal; `corrects` is an earlier step that was entered wrongly."""

    document: str
    on: date
    number: str = ""
    ceiling_idr: int | None = None
    sub_activity: str = ""
    cut_idr: int = 0
    cut_by: str = ""
    note: str = ""
    paper: Paper | None = None
    corrects: BudgetStep | None = None


@transaction.atomic
def submit_proposal(*, proposal: Proposal, seen: int, by: User | None, at: datetime) -> Proposal:
    """Bring a draft before the city. What is missing does not hinder it: it is shown beside it (`screening`).

    Raises `CannotPropose` for a proposal without a single work.
    """
    draft = lock_draft(proposal, seen)
    if not draft.lines.exists():
        raise CannotPropose("PROPOSAL-NO-WORKS", title=draft.title)
    draft.state, draft.submitted_by, draft.submitted_at = ProposalState.SUBMITTED, by, at
    draft.changed += 1
    draft.save(update_fields=["state", "submitted_by", "submitted_at", "changed"])
    note("proposal.submitted", about=draft, by=by, at=at, cost_idr=cost_of(draft), year=draft.year)
    return draft


@transaction.atomic
def take_back(*, proposal: Proposal, reason: str, by: User | None, at: datetime) -> Proposal:
    """Make a submitted proposal a draft again, to work on it; its steps stay."""
    held = lock_standing(proposal)
    if held.state != ProposalState.SUBMITTED:
        raise CannotPropose("PROPOSAL-NOT-SUBMITTED", title=held.title)
    if not reason.strip():
        raise CannotPropose("PROPOSAL-REASON-EMPTY")
    note("proposal.taken_back", about=held, by=by, at=at, submitted_at=held.submitted_at, reason=reason.strip())
    held.state, held.submitted_by, held.submitted_at = ProposalState.DRAFT, None, None
    held.changed += 1
    held.save(update_fields=["state", "submitted_by", "submitted_at", "changed"])
    return held


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, reason: str, by: User | None, at: datetime) -> Proposal:
    """Withdraw a proposal, with the reason; it stays on record and is changed no more."""
    held = lock_standing(proposal)
    if not reason.strip():
        raise CannotPropose("PROPOSAL-REASON-EMPTY")
    held.state, held.withdraw_reason, held.ended_by, held.ended_at = (
        ProposalState.WITHDRAWN, reason.strip(), by, at
    )  # fmt: skip
    held.save(update_fields=["state", "withdraw_reason", "ended_by", "ended_at"])
    note("proposal.withdrawn", about=held, by=by, at=at, year=held.year)
    return held


@transaction.atomic
def record_passage(*, proposal: Proposal, passage: Passage, by: User | None, at: datetime) -> BudgetStep:
    """Add what a budget document says of a proposal. Raises `CannotPropose` for amounts that cannot be, for a cut
    without its author, and for a correction of another proposal's step, or of one corrected already."""
    held = lock_standing(proposal)
    _check_passage(held, passage)
    step = BudgetStep.objects.create(
        proposal=held, document=passage.document, number=passage.number.strip(), on=passage.on,
        ceiling_idr=passage.ceiling_idr, sub_activity=passage.sub_activity.strip(), cut_idr=passage.cut_idr,
        cut_by=passage.cut_by.strip(), note=passage.note.strip(), paper=passage.paper, corrects=passage.corrects,
        by=by, at=at,
    )  # fmt: skip
    note("proposal.step_recorded", about=step, by=by, at=at, proposal=held.pk, document=passage.document,
         ceiling_idr=passage.ceiling_idr, cut_idr=passage.cut_idr,
         corrects=passage.corrects.pk if passage.corrects else None)  # fmt: skip
    return step


def lock_standing(proposal: Proposal) -> Proposal:
    """The proposal, locked. Raises `CannotPropose` where it was withdrawn or went on to another year."""
    held = Proposal.objects.select_for_update(of=("self",)).select_related("city", "settlement").get(pk=proposal.pk)
    if not held.is_standing:
        raise CannotPropose("PROPOSAL-ENDED", title=held.title)
    return held


def _check_passage(held: Proposal, passage: Passage) -> None:
    if passage.document not in documents():
        raise CannotPropose("PROPOSAL-UNKNOWN-CODE", code=passage.document)
    amounts = [passage.cut_idr, passage.ceiling_idr or 0]
    if any(not 0 <= amount <= LARGEST_IDR for amount in amounts):
        raise CannotPropose("PROPOSAL-AMOUNT")
    if passage.cut_idr and not passage.cut_by.strip():
        raise CannotPropose("PROPOSAL-CUT-BY")
    wrong = passage.corrects
    if wrong is not None and (wrong.proposal_id != held.pk or hasattr(wrong, "corrected_by")):
        raise CannotPropose("PROPOSAL-CORRECTS")
