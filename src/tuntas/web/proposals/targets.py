"""What a work is done against: a problem, a criterion without a problem, or something outside the criteria."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tuntas.city.problems.models import Problem
from tuntas.city.proposals.catalogue import Activity, activities, activities_for, law
from tuntas.city.proposals.models import ProposalLine
from tuntas.city.settlements.models import Settlement
from tuntas.web.proposals.words import criterion_word, problem_word

PROBLEM, CRITERION, OTHER = "p", "k", "lain"


@dataclass(frozen=True, slots=True)
class Target:
    """`key` is what a form sends: `p12`, `k2a` or `lain`."""

    key: str
    label: str
    activities: Sequence[Activity]
    criterion: str = ""
    problem: Problem | None = None

    @property
    def needed_micro(self) -> int | None:
        """The volume that is lacking, where it is known."""
        return self.problem.needed_micro if self.problem else None


class Targets:
    """What may be worked on in a settlement (one query)."""

    def __init__(self, settlement: Settlement, *, also: Sequence[ProposalLine] = ()) -> None:
        rows = list(Problem.objects.filter(settlement=settlement).standing().order_by("criterion", "pk"))
        known = {one.pk for one in rows}
        rows += [line.problem for line in also if line.problem is not None and line.problem_id not in known]
        self.of_problems = [_of_problem(one) for one in rows]
        told = {one.criterion for one in self.of_problems}
        self.of_criteria = [Target(f"{CRITERION}{one.id}", criterion_word(one.id), activities_for(one.id), one.id)
                            for one in law().criteria if one.id not in told]  # fmt: skip
        outside = [one for one in activities().values() if not one.criteria]
        self.other = Target(OTHER, _("Pekerjaan lain di luar kriteria"), outside)
        self._every = {one.key: one for one in [*self.of_problems, *self.of_criteria, self.other]}

    def find(self, key: str) -> Target | None:
        """The target of that key; None where the settlement has none such."""
        if key in self._every:
            return self._every[key]
        criterion = key.removeprefix(CRITERION)
        known = {one.id for one in law().criteria}
        if key.startswith(CRITERION) and criterion in known:
            return Target(key, criterion_word(criterion), activities_for(criterion), criterion)
        return None

    @staticmethod
    def key_of(line: ProposalLine) -> str:
        """The target of a line that stands."""
        if line.problem_id is not None:
            return f"{PROBLEM}{line.problem_id}"
        return f"{CRITERION}{line.criterion}" if line.criterion else OTHER


def _of_problem(one: Problem) -> Target:
    fitting = activities_for(one.criterion, one.subject)
    return Target(f"{PROBLEM}{one.pk}", problem_word(one), fitting or activities_for("", "lainnya"), one.criterion, one)
