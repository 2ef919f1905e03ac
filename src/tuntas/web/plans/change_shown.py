"""What a revision changed, as its page shows it."""

from dataclasses import dataclass

from django.utils.functional import Promise

from tuntas.city.plans.facts import PlanChange, compare, target_changes
from tuntas.city.plans.models import PlanLine
from tuntas.web.plans.loading import Chosen
from tuntas.web.plans.words import CHANGES, line_word
from tuntas.web.shared.formats import hectares, rupiah


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One line before and after; empty: it is not in that plan."""

    name: str
    location: str
    what: "list[str | Promise]"
    before: str
    after: str
    css: str


def context(chosen: Chosen) -> dict[str, object]:
    """The lines that changed, how many stayed, and the targets that changed."""
    before, after = chosen.plan.revises, chosen.plan
    found = compare(before, after)
    changed = [one for one in found if one.what != ("SAME",)]
    targets = [(year, hectares(old), hectares(new)) for year, old, new in target_changes(before, after)]
    return {"before": before, "changes": [_shown(one) for one in changed], "same": len(found) - len(changed),
            "target_changes": targets}  # fmt: skip


def _shown(one: PlanChange) -> ShownChange:
    line = one.after or one.before
    assert line is not None  # a change is of one of the two
    css = {"ADDED": "is-good", "DROPPED": "is-bad"}.get(one.what[0], "is-note")
    return ShownChange(line_word(line), line.location, [CHANGES[code] for code in one.what], _figures(one.before),
                       _figures(one.after), css)  # fmt: skip


def _figures(line: PlanLine | None) -> str:
    """`Rp 90.000.000 · 2027, 2028`."""
    if line is None:
        return ""
    years = ", ".join(str(year) for year in sorted({one.year for one in line.amounts.all()}))
    return " · ".join(part for part in (rupiah(line.cost_idr), years) if part)
