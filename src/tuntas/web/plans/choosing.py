"""Proposals that a draft may take in, each with the mayor's word on it."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tuntas.city.decisions.facts import standing
from tuntas.city.decisions.models import Verdict
from tuntas.city.plans.models import Plan
from tuntas.city.proposals.facts import cost_of, open_proposals
from tuntas.city.proposals.models import Proposal
from tuntas.web.shared.formats import rupiah, rupiah_short

#: Word, colour and icon of each verdict.
VERDICTS: dict[str, tuple["str | Promise", str, str]] = {
    Verdict.DECIDED: (gettext_lazy("diputuskan"), "is-good", "check"),
    Verdict.DEFERRED: (gettext_lazy("ditunda"), "is-warn", "clock"),
    Verdict.DECLINED: (gettext_lazy("ditolak"), "is-bad", "close"),
    "": (gettext_lazy("belum diputuskan"), "", "clock"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposal that is not in the draft yet."""

    proposal: Proposal
    verdict: tuple["str | Promise", str, str]
    cost: str
    cost_exact: str
    is_ticked: bool


def candidates(plan: Plan) -> list[Candidate]:
    """Submitted proposals for the plan's years that it does not hold: decided ones first, and ticked."""
    words, known = standing(plan.city), set(plan.lines.values_list("proposal", flat=True))
    rows = [one for one in open_proposals(plan.city, plan.span) if one.pk not in known]
    order = [Verdict.DECIDED.value, "", Verdict.DEFERRED.value, Verdict.DECLINED.value]
    said = {one.pk: words[one.pk].verdict if one.pk in words else "" for one in rows}
    rows.sort(key=lambda one: (order.index(said[one.pk]), one.year, one.title, one.pk))
    return [Candidate(one, VERDICTS[said[one.pk]], rupiah_short(cost_of(one)), rupiah(cost_of(one)),
                      said[one.pk] == Verdict.DECIDED) for one in rows]  # fmt: skip


def chosen_ids(said: QueryDict) -> set[int]:
    """The ids that were ticked."""
    return {int(one) for one in said.getlist("usulan") if one.isdecimal() and len(one) < 12}
