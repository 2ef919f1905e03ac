"""Findings about a draft by what they ask for: what stands in the way, what needs a reason, what is only said."""

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse

from tuntas.city.decrees.models import DecreeLine
from tuntas.domain.findings import Finding
from tuntas.domain.problems import Severity
from tuntas.web.decrees.loading import Chosen
from tuntas.web.decrees.words import finding_advice, finding_text, finding_title
from tuntas.web.shared.findings import Part, Wording, parts_of

#: Where a finding about a location is mended: at the settlement, or among the location's own RT.
AT_SETTLEMENT = frozenset({"DECREE-NO-UNITS", "DECREE-NO-MAP", "DECREE-OVERLAP"})


def parts(chosen: Chosen, found: Sequence[Finding], lines: Iterable[DecreeLine]) -> list[Part]:
    """The findings, the worst first, each with the address where it is mended."""
    by_position = {line.position: line for line in lines}
    wording = Wording(finding_title, finding_text, finding_advice, lambda one: _link(chosen, one, by_position))
    return parts_of(found, wording)


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
