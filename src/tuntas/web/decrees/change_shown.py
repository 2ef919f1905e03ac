"""What a revision changed: how many rows of each kind, then row by row, before beside after."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tuntas.city.decrees.facts import LineChange, compare
from tuntas.city.decrees.models import Decree, DecreeDrop, DecreeLine
from tuntas.city.decrees.scoping import grades_of
from tuntas.domain.area import NotAnArea, hectares_to_m2, m2_to_hectares, printed_rows, read_hectares
from tuntas.domain.numbers import number
from tuntas.web.decrees.loading import Chosen
from tuntas.web.decrees.words import CHANGES, DROPS
from tuntas.web.shared.formats import hectares, language

ORDER = ("ADDED", "DROPPED", "AREA", "REDRAWN", "RESCORED", "SAME")
LOOKS = {"ADDED": "is-good", "DROPPED": "is-bad", "AREA": "is-warn", "REDRAWN": "is-note", "RESCORED": "is-note",
         "SAME": ""}  # fmt: skip
Grades = Mapping[str, str]
Printed = Mapping[int, int]
Reasons = Mapping[tuple[int, int | None], DecreeDrop]


@dataclass(frozen=True, slots=True)
class Side:
    """A location in one of the two decrees."""

    area: str
    grade: str | None
    total: int | None


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One row: what changed, before and after (None: not in that decree), and why it was dropped."""

    name: str
    place: str
    marks: list[tuple["str | Promise", str]]
    before: Side | None
    after: Side | None
    moved: str
    reason: str


def context(chosen: Chosen) -> dict[str, object]:
    """The comparison with the decree before; without one there is none."""
    before = chosen.decree.revises
    if before is None:
        return {"before": None, "changes": []}
    found = compare(before, chosen.decree)
    counts = Counter(code for one in found for code in one.what)
    reasons = {(one.place_id, one.settlement_id): one for one in chosen.decree.drops.all()}
    sides = grades_of(before), grades_of(chosen.decree)
    printed = _printed(before) | _printed(chosen.decree)
    totals = [sum(printed[line.pk] for line in decree.lines.all()) for decree in (before, chosen.decree)]
    return {
        "before": before, "changes": [_shown(one, sides, reasons, printed) for one in found],
        "counts": [(CHANGES[code], LOOKS[code], counts[code]) for code in ORDER if counts[code]],
        "before_area": hectares(totals[0]), "after_area": hectares(totals[1]), "moved": _signed(totals[1] - totals[0]),
    }  # fmt: skip


def _shown(one: LineChange, sides: tuple[Grades, Grades], reasons: Reasons, printed: Printed) -> ShownChange:
    line = one.after or one.before
    assert line is not None
    drop = reasons.get((line.place_id, line.settlement_id)) if one.after is None else None
    moved = (printed[one.after.pk] if one.after else 0) - (printed[one.before.pk] if one.before else 0)
    return ShownChange(
        line.name, line.place.name, [(CHANGES[code], LOOKS[code]) for code in one.what],
        _side(one.before, sides[0], printed), _side(one.after, sides[1], printed), _moved_words(one, moved),
        f"{DROPS[drop.reason]}{f': {drop.remark}' if drop.remark else ''}" if drop else "",
    )  # fmt: skip


def _printed(decree: Decree) -> dict[int, int]:
    """By line the square metres that its printed hectares say: what is compared has to add up on paper."""
    lines = list(decree.lines.order_by("position"))
    rounded = printed_rows([line.area_m2 for line in lines])
    return {line.pk: _said(line) or hectares_to_m2(one) for line, one in zip(lines, rounded, strict=True)}


def _said(line: DecreeLine) -> int | None:
    try:
        return read_hectares(line.printed, ",") if "," in line.printed else read_hectares(line.printed)
    except NotAnArea:
        return None


def _moved_words(one: LineChange, moved: int) -> str:
    """The difference of the printed figures; where only the rounding differs it says so."""
    is_rounding = moved and one.before and one.after and one.before.area_m2 == one.after.area_m2
    if is_rounding:
        return _("%(area)s (pembulatan)") % {"area": _signed(moved)}
    return _signed(moved) if moved else ""


def _side(line: DecreeLine | None, grades: Grades, printed: Printed) -> Side | None:
    return None if line is None else Side(hectares(printed[line.pk]), grades.get(line.grade), line.total)


def _signed(area_m2: int) -> str:
    sign = "+" if area_m2 > 0 else "−" if area_m2 < 0 else ""
    return f"{sign}{number(m2_to_hectares(abs(area_m2)), language(), 2)} ha"
