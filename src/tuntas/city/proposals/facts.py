"""What proposals come to: cost, what stands, what of it has money, and how far each came in the budget."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from tuntas.city.people.models import City
from tuntas.city.proposals.catalogue import documents
from tuntas.city.proposals.models import BudgetStep, Proposal, ProposalLine, ProposalQuerySet


def cost_of(proposal: Proposal) -> int:
    """The sum of the priced lines in whole rupiah; see `unpriced` for those that have no price yet."""
    return sum(line.cost_idr or 0 for line in proposal.lines.all())


def unpriced(proposal: Proposal) -> list[ProposalLine]:
    """Lines without a price: the cost is not known while there is one."""
    return [line for line in proposal.lines.all() if line.cost_idr is None]


def open_proposals(city: City, years: Collection[int]) -> ProposalQuerySet:
    """Submitted proposals of those years, with lines, sources and steps at hand."""
    return whole(Proposal.objects.filter(city=city, year__in=list(years)).submitted())


def whole(proposals: ProposalQuerySet) -> ProposalQuerySet:
    """With everything that lists and screening read (six queries for any number)."""
    steps = BudgetStep.objects.filter(corrected_by=None).order_by("on", "pk")
    return proposals.select_related("city", "agency", "settlement__place__parent").prefetch_related(
        Prefetch("lines", queryset=ProposalLine.objects.select_related("problem").order_by("position")),
        "sources__source__parent", "sources__source__eligibilities", "papers",
        Prefetch("steps", queryset=steps),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Money:
    """Where a proposal stands in the budget: its last document, the ceiling there, all that was cut on the way."""

    last: BudgetStep | None
    ceiling_idr: int | None
    cut_idr: int

    @property
    def is_funded(self) -> bool:
        """Whether it has a ceiling in a final document (DPA)."""
        return bool(self.last and is_final(self.last.document) and self.ceiling_idr)


def money_of(proposal: Proposal) -> Money:
    """How far it came: the latest step that was not corrected. A document without a ceiling leaves it unknown."""
    steps = standing_steps(proposal.steps.all())
    last = steps[-1] if steps else None
    final = [step for step in steps if is_final(step.document)]
    told = final[-1] if final else last
    return Money(told, told.ceiling_idr if told else None, sum(step.cut_idr for step in steps))


def standing_steps(steps: Iterable[BudgetStep]) -> list[BudgetStep]:
    """Steps that no later one corrects, by the day of their document."""
    told = list(steps)
    corrected = {step.corrects_id for step in told}
    return sorted((step for step in told if step.pk not in corrected), key=lambda step: (step.on, step.pk))


def is_final(code: str) -> bool:
    """Whether money is certain once a proposal stands in that document."""
    known = documents().get(code)
    return bool(known and known.is_final)


def unfunded(city: City, year: int) -> list[Proposal]:
    """Proposals of a year that stand and have no money in a final document: *belum terdanai*."""
    rows = whole(Proposal.objects.filter(city=city, year=year).standing()).order_by("agency__code", "title", "pk")
    return [one for one in rows if not money_of(one).is_funded]


def history(proposal: Proposal) -> list[Proposal]:
    """The same proposal in earlier years, the first one first, itself last."""
    chain = [proposal]
    while chain[0].rolled_from is not None:
        chain.insert(0, chain[0].rolled_from)
    return chain


def totals(proposals: Sequence[Proposal]) -> Mapping[str, dict[int, int]]:
    """Rupiah by `agency`, `settlement` and `year` of those proposals; keys are ids, years as such."""
    sums: dict[str, dict[int, int]] = {"agency": {}, "settlement": {}, "year": {}}
    for one in proposals:
        cost = cost_of(one)
        for name, key in (("agency", one.agency_id), ("settlement", one.settlement_id), ("year", one.year)):
            sums[name][key] = sums[name].get(key, 0) + cost
    return sums
