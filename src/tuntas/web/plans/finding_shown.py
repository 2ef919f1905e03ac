"""Findings about a draft by what they ask for: what stands in the way, what needs a reason, what is only said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tuntas.city.plans.checking import Finding
from tuntas.city.plans.models import PlanLine
from tuntas.domain.problems import Severity
from tuntas.web.plans.loading import Chosen
from tuntas.web.plans.words import finding_advice, finding_text, finding_title

TITLES: Mapping[Severity, tuple["str | Promise", str]] = {
    Severity.ERROR: (gettext_lazy("Menghalangi"), "error"),
    Severity.WARNING: (gettext_lazy("Perlu alasan tertulis"), "warning"),
    Severity.INFO: (gettext_lazy("Keterangan"), "info"),
}
#: Where a finding about the whole plan is mended.
PAGES = {"RP-NO-LINES": "plan_add", "RP-LEFT-OUT": "plan_add", "RP-NO-TARGETS": "plan_targets",
         "RP-YEAR-WITHOUT-TARGET": "plan_targets", "RP-TARGET-DIFFERS": "plan_targets",
         "RP-TARGET-NOT-REACHED": "plan_targets", "RP-MORE-THAN-REMAINS": "plan_targets",
         "RP-LESS-THAN-REMAINS": "plan_targets", "RP-NOT-COMPLETE": "plan_add"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One finding; `reason` is what was written for it, `link` where it is mended (empty: nowhere)."""

    key: str
    text: str
    reason: str
    link: str


@dataclass(frozen=True, slots=True)
class Kind:
    """Findings of one code; `advice` holds for all of them."""

    code: str
    title: str
    css: str
    advice: str
    findings: Sequence[ShownFinding]

    @property
    def unanswered(self) -> int:
        """How many still need a reason."""
        return sum(not one.reason for one in self.findings) if self.css == "warning" else 0


@dataclass(frozen=True, slots=True)
class Part:
    """Kinds of one severity."""

    title: "str | Promise"
    css: str
    kinds: Sequence[Kind]


def parts(chosen: Chosen, found: Sequence[Finding], lines: Iterable[PlanLine]) -> list[Part]:
    """The findings, the worst first."""
    by_position = {line.position: line.pk for line in lines}
    shown = []
    for severity, (title, css) in TITLES.items():
        own = [one for one in found if one.severity is severity]
        codes = dict.fromkeys(one.code for one in own)
        kinds = [_kind(chosen, code, css, [one for one in own if one.code == code], by_position) for code in codes]
        if kinds:
            shown.append(Part(title, css, kinds))
    return shown


def _kind(chosen: Chosen, code: str, css: str, own: Sequence[Finding], lines: Mapping[int, int]) -> Kind:
    found = [ShownFinding(one.key, finding_text(one), one.reason, _link(chosen, one, lines)) for one in own]
    return Kind(code, finding_title(code), css, finding_advice(own[0]), found)


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
