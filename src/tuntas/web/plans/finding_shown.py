"""Findings about a draft by what they ask for: what stands in the way, what needs a reason, what is only said."""

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse

from tuntas.city.plans.models import PlanLine
from tuntas.domain.findings import Finding
from tuntas.domain.problems import Severity
from tuntas.web.plans.loading import Chosen
from tuntas.web.plans.words import finding_advice, finding_text, finding_title
from tuntas.web.shared.findings import Part, Wording, parts_of

#: Where a finding about the whole plan is mended.
PAGES = {"RP-NO-LINES": "plan_add", "RP-LEFT-OUT": "plan_add", "RP-NO-TARGETS": "plan_targets",
         "RP-YEAR-WITHOUT-TARGET": "plan_targets", "RP-TARGET-DIFFERS": "plan_targets",
         "RP-TARGET-NOT-REACHED": "plan_targets", "RP-MORE-THAN-REMAINS": "plan_targets",
         "RP-LESS-THAN-REMAINS": "plan_targets", "RP-NOT-COMPLETE": "plan_add"}  # fmt: skip


def parts(chosen: Chosen, found: Sequence[Finding], lines: Iterable[PlanLine]) -> list[Part]:
    """The findings, the worst first, each with the address where it is mended."""
    by_position = {line.position: line.pk for line in lines}
    wording = Wording(finding_title, finding_text, finding_advice, lambda one: _link(chosen, one, by_position))
    return parts_of(found, wording)


def _link(chosen: Chosen, one: Finding, lines: Mapping[int, int]) -> str:
    """The address at which this is mended; empty: there is nothing to mend, or not by this person."""
    own = [chosen.city.code, chosen.plan.pk]
    if one.code in ("RP-NO-ENVELOPE", "RP-OVER-ENVELOPE"):
        return reverse("ceilings", args=[chosen.city.code])
    if not chosen.can_edit or one.severity is Severity.INFO:
        return ""
    if one.line is not None and one.line in lines:
        return reverse("plan_line", args=[*own, lines[one.line]])
    return reverse(PAGES[one.code], args=own) if one.code in PAGES else ""
