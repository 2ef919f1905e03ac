"""Findings about a draft by what they ask for: what stands in the way, what needs a reason, what is only said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tuntas.city.decrees.checking import Finding
from tuntas.city.decrees.models import DecreeLine
from tuntas.domain.problems import Severity
from tuntas.web.decrees.loading import Chosen
from tuntas.web.decrees.words import finding_advice, finding_text, finding_title

TITLES: Mapping[Severity, tuple["str | Promise", str]] = {
    Severity.ERROR: (gettext_lazy("Menghalangi"), "error"),
    Severity.WARNING: (gettext_lazy("Perlu alasan tertulis"), "warning"),
    Severity.INFO: (gettext_lazy("Keterangan"), "info"),
}
#: Where a finding about a location is mended: at the settlement, or among the location's own RT.
AT_SETTLEMENT = frozenset({"DECREE-NO-UNITS", "DECREE-NO-MAP", "DECREE-OVERLAP"})


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One finding; `reason` is what was written for it, `link` (address, words) where it is mended."""

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
    total: int


def parts(chosen: Chosen, found: Sequence[Finding], lines: Iterable[DecreeLine]) -> list[Part]:
    """The findings, the worst first."""
    by_position = {line.position: line for line in lines}
    shown = []
    for severity, (title, css) in TITLES.items():
        own = [one for one in found if one.severity is severity]
        codes = dict.fromkeys(one.code for one in own)
        kinds = [_kind(chosen, code, css, [one for one in own if one.code == code], by_position) for code in codes]
        if kinds:
            shown.append(Part(title, css, kinds, len(own)))
    return shown


def _kind(chosen: Chosen, code: str, css: str, own: Sequence[Finding], lines: Mapping[int, DecreeLine]) -> Kind:
    found = [ShownFinding(one.key, finding_text(one), one.reason, _link(chosen, one, lines)) for one in own]
    return Kind(code, finding_title(code), css, finding_advice(own[0]), found)


def _link(chosen: Chosen, one: Finding, lines: Mapping[int, DecreeLine]) -> str:
    """The address at which this is mended; empty: there is nothing to mend."""
    code, own = chosen.city.code, [chosen.city.code, chosen.decree.pk]
    line = lines.get(one.line or 0)
    if one.code in AT_SETTLEMENT and line is not None and line.settlement_id:
        return reverse("settlement", args=[code, line.settlement_id])
    if line is not None and one.severity is not Severity.INFO:
        return reverse("decree_line", args=[*own, line.pk])
    plain = {"DECREE-NO-LINES": "decree_add", "DECREE-DROP": "decree_drops", "DECREE-DROP-EXPLAINED": "decree_drops"}
    if one.code in plain:
        return reverse(plain[one.code], args=own)
    return _place_link(chosen, one)


def _place_link(chosen: Chosen, one: Finding) -> str:
    name = {"DECREE-NOT-AGREED": "agreement", "DECREE-UNIT-TWICE": "unit_page"}.get(one.code)
    number = one.key[1:]
    if name is None or not number.isdecimal() or chosen.decree.campaign_id is None:
        return ""
    return f"{reverse(name, args=[chosen.city.code, number])}?survei={chosen.decree.campaign_id}"
