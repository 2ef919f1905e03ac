"""Findings about a draft by what they ask for: what stands in the way, what needs a reason, what is only said."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tuntas.domain.findings import Finding
from tuntas.domain.problems import Severity

TITLES: Mapping[Severity, tuple["str | Promise", str]] = {
    Severity.ERROR: (gettext_lazy("Menghalangi"), "error"),
    Severity.WARNING: (gettext_lazy("Perlu alasan tertulis"), "warning"),
    Severity.INFO: (gettext_lazy("Keterangan"), "info"),
}


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One finding; `reason` is what was written for it, `link` the address where it is mended (empty: nowhere)."""

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


@dataclass(frozen=True, slots=True)
class Wording:
    """How a room says its findings: the title of a code, what is wrong, what to do, where it is mended."""

    title: Callable[[str], str]
    text: Callable[[Finding], str]
    advice: Callable[[Finding], str]
    link: Callable[[Finding], str]


def parts_of(found: Sequence[Finding], wording: Wording) -> list[Part]:
    """The findings, the worst first."""
    shown = []
    for severity, (title, css) in TITLES.items():
        own = [one for one in found if one.severity is severity]
        codes = dict.fromkeys(one.code for one in own)
        if kinds := [_kind(code, css, [one for one in own if one.code == code], wording) for code in codes]:
            shown.append(Part(title, css, kinds, len(own)))
    return shown


def _kind(code: str, css: str, own: Sequence[Finding], wording: Wording) -> Kind:
    found = [ShownFinding(one.key, wording.text(one), one.reason, wording.link(one)) for one in own]
    return Kind(code, wording.title(code), css, wording.advice(own[0]), found)
