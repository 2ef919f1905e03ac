"""What stands in a decree's way: errors block it, warnings need a written reason, information is only said.

Every finding has a code (its sentence is in the catalogue) and a key that names what it is about, so that a reason
given for it is found again.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import shapely

from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.decrees.facts import followers_of
from tuntas.city.decrees.models import Decree, DecreeLine, DecreeUnit
from tuntas.city.decrees.posting import hand_over
from tuntas.city.hectares.accounts import open_accounts
from tuntas.city.places.overlapping import overlaps
from tuntas.city.settlements.models import Delineation
from tuntas.city.surveys.models import Agreement
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.domain.area import printed_hectares
from tuntas.domain.findings import Finding, answered
from tuntas.domain.problems import Severity
from tuntas.ledger.terms import house_terms
from tuntas.rules.decree_terms import DecreeTerms, decree_terms
from tuntas.rules.priorities import authority_for
from tuntas.rules.regulation import Grade, Regulation

PPM = 1_000_000
MICRO_HA_PER_M2 = 100


def findings(decree: Decree, *, on: date) -> list[Finding]:
    """Everything there is to say about a draft on a day, errors first (nine queries, whatever its size)."""
    lines = list(decree.lines.select_related("place", "settlement", "delineation").order_by("position"))
    if not lines:
        return [Finding("DECREE-NO-LINES", Severity.ERROR)]
    found = list(_legacy(decree, lines) if decree.is_legacy else _drafted(decree, lines, on))
    found += _drops(decree, lines, on)
    answers = {(one.code, one.key): one.reason for one in decree.answers.all()}
    return answered(found, answers)


def _drafted(decree: Decree, lines: Sequence[DecreeLine], on: date) -> Iterator[Finding]:
    assert decree.campaign is not None
    rule, terms = regulation_of(decree.campaign), decree_terms()
    units: dict[int, list[DecreeUnit]] = {line.pk: [] for line in lines}
    rows = DecreeUnit.objects.filter(line__in=lines).select_related("place__parent", "assessment")
    for unit in rows.order_by("place__parent__name", "place__name"):
        units[unit.line_id].append(unit)
    current = set(StoredAssessment.objects.filter(record__campaign=decree.campaign).current()
                  .filter(pk__in=[u.assessment_id for own in units.values() for u in own if u.assessment_id])
                  .values_list("pk", flat=True))  # fmt: skip
    shapes_now = dict(Delineation.objects.in_force(on).filter(settlement__in=[one.settlement_id for one in lines])
                      .values_list("settlement", "pk"))  # fmt: skip
    for line in lines:
        yield from _units(line, units[line.pk], rule)
        yield from _ages(line, units[line.pk], terms, on)
        yield from _areas(line, units[line.pk], terms)
        yield from _standing(line, rule)
        if _is_stale(line, units[line.pk], current, shapes_now):
            yield _about(line, "DECREE-STALE", Severity.WARNING)
    yield from _overlapping(lines)
    yield from _twice(units)
    yield from _not_agreed(decree, lines)


def _units(line: DecreeLine, units: Sequence[DecreeUnit], rule: Regulation) -> Iterator[Finding]:
    """RT detail, complete assessments, and no RT below the threshold."""
    if not units:
        yield _about(line, "DECREE-NO-UNITS", Severity.ERROR)
        return
    unknown = [unit for unit in units if unit.assessment is None]
    if unknown:
        yield _about(line, "DECREE-NOT-ASSESSED", Severity.ERROR, units=_names(unknown))
    open_ones = [unit for unit in units if unit.assessment and not unit.assessment.is_complete]
    undecided = [unit for unit in open_ones if unit.assessment and unit.assessment.is_slum is None]
    if undecided:
        yield _about(line, "DECREE-UNDECIDED", Severity.ERROR, units=_names(undecided))
    elif open_ones:
        yield _about(line, "DECREE-INCOMPLETE", Severity.WARNING, units=_names(open_ones))
    grades = {grade.id: grade.grade for grade in rule.grades}
    if grades.get(line.grade) is Grade.NOT_SLUM:
        yield _about(line, "DECREE-NOT-SLUM", Severity.ERROR, total=line.total, limit=rule.slum_from_total)
    below = [unit for unit in units if unit.assessment and unit.assessment.is_slum is False]
    if below and grades.get(line.grade) is not Grade.NOT_SLUM:
        yield _about(line, "DECREE-UNIT-NOT-SLUM", Severity.WARNING, units=_names(below))


def _ages(line: DecreeLine, units: Sequence[DecreeUnit], terms: DecreeTerms, on: date) -> Iterator[Finding]:
    oldest = min((unit.assessment.assessed_on for unit in units if unit.assessment), default=None)
    if oldest is not None and (on.year - oldest.year - ((on.month, on.day) < (oldest.month, oldest.day))
                               >= terms.oldest_years):  # fmt: skip
        yield _about(line, "DECREE-OLD", Severity.WARNING, on=oldest.isoformat(), years=terms.oldest_years)


def _areas(line: DecreeLine, units: Sequence[DecreeUnit], terms: DecreeTerms) -> Iterator[Finding]:
    """A shape, and three areas that agree or are explained."""
    if line.delineation is None:
        yield _about(line, "DECREE-NO-MAP", Severity.ERROR)
    known = [unit.area_m2 for unit in units if unit.area_m2 is not None]
    if units and len(known) == len(units) and _differs(line.area_m2, sum(known), terms):
        yield _about(line, "DECREE-SUM", Severity.WARNING, **_told(line.area_m2, sum(known)))
    if line.drawn_m2 is not None and _differs(line.area_m2, line.drawn_m2, terms):
        yield _about(line, "DECREE-DRAWN-DIFFERS", Severity.WARNING, **_told(line.area_m2, line.drawn_m2))


def _standing(line: DecreeLine, rule: Regulation) -> Iterator[Finding]:
    """Priority and land status where the survey says them; who leads the handling of a location of that size."""
    if line.priority is None:
        yield _about(line, "DECREE-NO-PRIORITY", Severity.WARNING)
    if leader := authority_for(line.area_m2 * MICRO_HA_PER_M2, rule):
        yield _about(line, "DECREE-AUTHORITY", Severity.INFO, level=leader.id, area=printed_hectares(line.area_m2),
                     name_level=leader.name.id, name_level_en=leader.name.en)  # fmt: skip


def _is_stale(line: DecreeLine, units: Sequence[DecreeUnit], current: set[int], shapes_now: dict[int, int]) -> bool:
    """Whether a shape or an assessment is no longer the one that holds."""
    old_shape = line.delineation_id is not None and shapes_now.get(line.settlement_id or 0) != line.delineation_id
    return old_shape or any(unit.assessment_id and unit.assessment_id not in current for unit in units)


def _overlapping(lines: Sequence[DecreeLine]) -> Iterator[Finding]:
    drawn = [(line, line.delineation) for line in lines if line.delineation is not None]
    shapes = [shapely.from_wkb(bytes(shape.geometry)) for _, shape in drawn]
    for one, other, area in overlaps(shapes):
        first, second = drawn[one][0], drawn[other][0]
        yield Finding("DECREE-OVERLAP", Severity.ERROR, f"{first.settlement_id}-{second.settlement_id}",
                      first.position, {"name": first.name, "other": second.name, "area_m2": area})  # fmt: skip


def _twice(units: dict[int, list[DecreeUnit]]) -> Iterator[Finding]:
    """An RT in two locations: its verified area must not count twice."""
    seen: dict[int, DecreeUnit] = {}
    for own in units.values():
        for unit in own:
            other = seen.setdefault(unit.place_id, unit)
            if other is not unit:
                yield Finding("DECREE-UNIT-TWICE", Severity.WARNING, f"p{unit.place_id}", None,
                              {"unit": _names([unit])})  # fmt: skip


def _not_agreed(decree: Decree, lines: Sequence[DecreeLine]) -> Iterator[Finding]:
    """Kelurahan whose data have no minutes of agreement."""
    agreed = set(Agreement.objects.filter(campaign=decree.campaign).values_list("place", flat=True))
    for pk, name in dict.fromkeys((line.place.kelurahan_id or line.place_id, line.place.name) for line in lines):
        if pk not in agreed:
            yield Finding("DECREE-NOT-AGREED", Severity.WARNING, f"k{pk}", None, {"name": name})


def _legacy(decree: Decree, lines: Sequence[DecreeLine]) -> Iterator[Finding]:
    """Printed rows that do not add to the printed total."""
    total = sum(line.area_m2 for line in lines)
    stated = decree.printed_total_m2
    if stated is not None and stated != total:
        severity = Severity.INFO if abs(stated - total) <= house_terms().rounding_m2 else Severity.WARNING
        yield Finding("DECREE-TOTAL", severity, "total", None, _told(stated, total))


def _drops(decree: Decree, lines: Sequence[DecreeLine], on: date) -> Iterator[Finding]:
    """What the decree before still has and this one no longer holds needs a reason."""
    plan = hand_over(lines, open_accounts(decree.city, on=on), followers_of(decree.city))
    said = {(drop.place_id, drop.settlement_id): drop.reason for drop in decree.drops.all()}
    for dropped in plan.dropped:
        account = dropped.account
        name = account.settlement.name if account.settlement else account.place.name
        told = {"name": name, "area": printed_hectares(dropped.area_m2), "decree": account.decree}
        if account.key in said:
            yield Finding("DECREE-DROP-EXPLAINED", Severity.INFO, account.name, None,
                          {**told, "why": said[account.key]})  # fmt: skip
        else:
            yield Finding("DECREE-DROP", Severity.ERROR, account.name, None, told)


def _differs(ours_m2: int, other_m2: int, terms: DecreeTerms) -> bool:
    return abs(ours_m2 - other_m2) * PPM > terms.warn_ppm * ours_m2


def _told(ours_m2: int, other_m2: int) -> dict[str, Any]:
    return {"ours": printed_hectares(ours_m2), "other": printed_hectares(other_m2), "area_m2": abs(ours_m2 - other_m2)}


def _about(line: DecreeLine, code: str, severity: Severity, **params: Any) -> Finding:
    key = f"s{line.settlement_id}" if line.settlement_id else f"l{line.position}"
    return Finding(code, severity, key, line.position, {"name": line.name, **params})


def _names(units: Sequence[DecreeUnit]) -> str:
    return ", ".join(f"{unit.place.name}/{unit.place.parent.name}" if unit.place.parent else unit.place.name
                     for unit in units)  # fmt: skip
