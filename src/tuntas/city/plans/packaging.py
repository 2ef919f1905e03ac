"""The works of each settlement by aspect: what proposals bring, and an estimate of the deficits that none covers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tuntas.city.people.models import Agency
from tuntas.city.plans.asking import Gap, Options, Package, Work
from tuntas.city.plans.terms import scenario_terms
from tuntas.city.problems.models import Problem
from tuntas.city.proposals.catalogue import activities, activities_for
from tuntas.city.proposals.models import Proposal, ProposalLine
from tuntas.city.proposals.pricing import Library, NoPrice, line_cost

#: Packages of works outside the aspects of the rule set, by the agency that proposed them; land comes before others.
OUTSIDE, LAND = "luar-", "lahan-"


@dataclass(slots=True)
class Packed:
    """By settlement: packages by aspect, the score that each aspect adds (None: unknown), and what is missing.

    A settlement of which something is missing has no packages: it cannot be planned to its end. `notes` are told only.
    """

    packages: dict[int, dict[str, Package]] = field(default_factory=dict)
    scores: dict[int, dict[str, int | None]] = field(default_factory=dict)
    gaps: dict[int, list[Gap]] = field(default_factory=dict)
    notes: dict[int, list[Gap]] = field(default_factory=dict)


class Packing:
    """Packs settlements one by one, with the prices of the city's library."""

    def __init__(self, library: Library, options: Options, names: Mapping[int, str]) -> None:
        self._library, self._options, self._names = library, options, names
        self.packed = Packed()

    def pack(self, problems: Iterable[Problem], proposals: Sequence[Proposal]) -> Packed:
        """The packages of the settlements named."""
        by_settlement: dict[int, list[Problem]] = {}
        for problem in problems:
            if problem.settlement_id is not None and problem.settlement_id in self._names:
                by_settlement.setdefault(problem.settlement_id, []).append(problem)
        for settlement, own in by_settlement.items():
            self._pack_one(settlement, own, [one for one in proposals if one.settlement_id == settlement])
        return self.packed

    def _pack_one(self, settlement: int, problems: Sequence[Problem], proposals: Sequence[Proposal]) -> None:
        name, covered = self._names[settlement], dict[int, int]()
        found = self._of_proposals(settlement, problems, proposals, covered)
        scores = dict[str, int | None]()
        for problem in problems:
            scores[problem.aspect] = _sum(scores.get(problem.aspect, 0), problem.score)
            estimate = self._estimate(problem, covered.get(problem.pk, 0), name)
            if estimate is not None:
                found.append((problem.aspect, estimate))
        self.packed.scores[settlement] = scores
        if gaps := [one for _, one in found if isinstance(one, Gap)]:
            self.packed.gaps[settlement] = gaps
            return
        works = dict[str, list[Work]]()
        for aspect, work in found:
            if isinstance(work, Work):
                works.setdefault(aspect, []).append(work)
        lags = _lags(proposals)
        self.packed.packages[settlement] = {aspect: Package(aspect, tuple(own), _lag(own, lags))
                                            for aspect, own in works.items()}  # fmt: skip

    def _of_proposals(self, settlement: int, problems: Sequence[Problem], proposals: Sequence[Proposal],
                      covered: dict[int, int]) -> list[tuple[str, Work | Gap]]:  # fmt: skip
        """What proposals bring, each problem once; `covered` is filled with the volume of each."""
        needed, name = {one.pk: one.needed_micro for one in problems}, self._names[settlement]
        found: list[tuple[str, Work | Gap]] = []
        for proposal in proposals:
            for line in proposal.lines.all():
                if self._is_double(line, needed, covered):
                    told = {"name": name, "proposal": proposal.title, "criterion": line.criterion}
                    self.packed.notes.setdefault(settlement, []).append(Gap("SCEN-DOUBLE", "PROPOSAL", told))
                else:
                    found.append((_aspect(line, proposal.agency), self._proposed(line, proposal, name)))
        return found

    @staticmethod
    def _is_double(line: ProposalLine, needed: Mapping[int, int | None], covered: dict[int, int]) -> bool:
        """Whether other proposals bring the whole of a problem already; else what the line brings is counted."""
        problem = line.problem_id
        if problem is None:
            return False
        wanted, held = needed.get(problem), covered.get(problem, 0)
        if wanted is not None and held >= wanted:
            return True
        covered[problem] = held + line.volume_micro
        return False

    def _proposed(self, line: ProposalLine, proposal: Proposal, name: str) -> Work | Gap:
        """A line of a proposal; where it has no price of its own yet, at that of the library."""
        unit_cost, cost = line.unit_cost_idr, line.cost_idr
        if cost is None:
            price = self._library.price(line.activity, proposal.year)
            if isinstance(price, NoPrice):
                return _no_price(line.activity, proposal.year, name)
            unit_cost, cost = price.cost_idr, line_cost(line.volume_micro, price.cost_idr)
        return Work(line.criterion, line.activity, line.volume_micro, line.unit, unit_cost, cost, proposal.pk, line.pk)

    def _estimate(self, problem: Problem, covered_micro: int, name: str) -> Work | Gap | None:
        """The rest of a deficit at the library's price; None where proposals cover it, a gap where nobody can say."""
        needed = problem.needed_micro
        if needed is None:
            missing = {"name": name, "criterion": problem.criterion, "problem": problem.pk}
            return None if covered_micro else Gap("SCEN-NO-VOLUME", "PROBLEM", missing)
        rest = needed - covered_micro
        if rest <= 0:
            return None
        fitting = [one for one in activities_for(problem.criterion) if one.unit == problem.unit]
        for activity in fitting:
            price = self._library.price(activity.code, self._options.from_year)
            if not isinstance(price, NoPrice):
                return Work(problem.criterion, activity.code, rest, activity.unit, price.cost_idr,
                            line_cost(rest, price.cost_idr))  # fmt: skip
        wanted = fitting or activities_for(problem.criterion)
        return _no_price(wanted[0].code if wanted else problem.criterion, self._options.from_year, name)


def _no_price(activity: str, year: int, name: str) -> Gap:
    return Gap("SCEN-NO-PRICE", "PRICE", {"activity": activity, "year": year, "name": name})


def _aspect(line: ProposalLine, agency: Agency) -> str:
    """The aspect of a line; outside the aspects the agency's own package, land apart."""
    if line.aspect:
        return line.aspect
    known = activities().get(line.activity)
    return f"{LAND if known and known.work == 'LAND' else OUTSIDE}{agency.pk}"


def _lags(proposals: Iterable[Proposal]) -> dict[int, int]:
    """By proposal the years until it can begin: the slowest item of its readiness; one not said does not wait."""
    told = scenario_terms().readiness
    return {one.pk: max((told.get(state, 0) for state in one.readiness.values()), default=0) for one in proposals}


def _lag(works: Iterable[Work], lags: Mapping[int, int]) -> int:
    return max((lags[work.proposal] for work in works if work.proposal is not None), default=0)


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other
