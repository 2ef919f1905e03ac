"""A plan beside what others say: the mayor's word, the budget, the money there is, the book of hectares."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tuntas.city.decisions.facts import standing
from tuntas.city.decisions.models import Decision, Verdict
from tuntas.city.funding.facts import use
from tuntas.city.funding.models import Eligibility, Source
from tuntas.city.hectares.facts import CityLedger, city_ledger
from tuntas.city.plans.drafting import set_targets
from tuntas.city.plans.facts import by_source_and_year, finished_m2
from tuntas.city.plans.models import Plan, PlanLine
from tuntas.city.problems.models import Problem, ProblemKind
from tuntas.city.proposals.catalogue import documents
from tuntas.city.proposals.models import BudgetStep, Proposal


@dataclass(frozen=True)
class Beside:
    """What stands beside a plan on a day; each part is read when it is asked for."""

    plan: Plan
    lines: Sequence[PlanLine]
    on: date
    sources: dict[int, Source] = field(default_factory=dict)

    @cached_property
    def verdicts(self) -> Mapping[int, Decision]:
        """The mayor's word on each proposal."""
        return standing(self.plan.city)

    @cached_property
    def decided(self) -> list[Proposal]:
        """Proposals for the plan's years that the mayor decided and that still stand."""
        ids = [pk for pk, word in self.verdicts.items() if word.verdict == Verdict.DECIDED]
        years = (self.plan.span[0], self.plan.span[-1])
        rows = Proposal.objects.standing().filter(pk__in=ids, year__range=years)
        return list(rows.select_related("settlement", "agency").order_by("year", "pk"))

    @cached_property
    def confirmed(self) -> set[int]:
        """Proposals that stand in a document that makes their money certain; lines on others are indicative."""
        return confirmed({line.proposal_id for line in self.lines if line.proposal_id})

    @cached_property
    def ceilings(self) -> Mapping[tuple[int, int], int | None]:
        """The ceiling of every envelope of the years, by source's id and year; None: an envelope without one."""
        return {(one.envelope.source_id, one.envelope.year): one.sums.ceiling_idr
                for one in use(self.plan.city, self.plan.span, on=self.on)}  # fmt: skip

    @cached_property
    def money(self) -> Mapping[tuple[int | None, int], int]:
        """The plan's own rupiah by source's id and year."""
        return by_source_and_year(self.lines)

    @cached_property
    def eligibilities(self) -> Mapping[int, list[Eligibility]]:
        """What each source may pay."""
        found: dict[int, list[Eligibility]] = {}
        for cell in Eligibility.objects.filter(source__city=self.plan.city):
            found.setdefault(cell.source_id, []).append(cell)
        return found

    @cached_property
    def targets(self) -> Mapping[int, int]:
        """The plan's targets."""
        return {one.year: one.area_m2 for one in self.plan.targets.all()}

    @cached_property
    def set_targets(self) -> Mapping[int, int]:
        """The targets that papers set."""
        return set_targets(self.plan.city, self.plan.span)

    @cached_property
    def finished(self) -> Mapping[int, int]:
        """What the programme finishes, by year."""
        return finished_m2(self.lines)

    @cached_property
    def ledger(self) -> CityLedger:
        """What the book says on the day."""
        return city_ledger(self.plan.city, on=self.on)

    @cached_property
    def deficient(self) -> Mapping[int, set[str]]:
        """By settlement the aspects that its standing deficits are about."""
        rows = Problem.objects.filter(city=self.plan.city, kind=ProblemKind.DEFICIT).standing()
        found: dict[int, set[str]] = {}
        for settlement, aspect in rows.values_list("settlement", "aspect"):
            if settlement is not None:
                found.setdefault(settlement, set()).add(aspect)
        return found


def confirmed(proposals: Iterable[int]) -> set[int]:
    """Those of some proposals that stand in a document that makes their money certain (one query)."""
    final = [one.code for one in documents().values() if one.is_final]
    rows = BudgetStep.objects.filter(proposal__in=list(proposals), document__in=final, corrected_by=None)
    return set(rows.exclude(ceiling_idr=0).values_list("proposal", flat=True))


def is_indicative(line: PlanLine, certain: Iterable[int]) -> bool:
    """Whether a line's money is not certain yet: no proposal behind it, or none that stands in the DPA."""
    return line.proposal_id is None or line.proposal_id not in certain
