"""Loading a map of slum locations: what it would do, worked out without doing it; then all of it, or nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from tuntas.city.places.boundary_loading import add_missing, new_ones, one_each
from tuntas.city.places.grounds import Surroundings
from tuntas.city.places.loading import Answers, LoadReport
from tuntas.city.places.matching import Target
from tuntas.city.places.models import Level, Place
from tuntas.city.places.outlines import check_whole_file
from tuntas.city.settlements.actions import SettlementHead, classify, found_settlement, redraw, set_members
from tuntas.city.settlements.drawings import Drawing, drawing_of
from tuntas.city.settlements.findings import Findings
from tuntas.city.settlements.gathering import Gatherer, Location, claim_of
from tuntas.city.settlements.headers import printed_mark, statement_of
from tuntas.city.settlements.members import DrawnUnits
from tuntas.city.settlements.models import Delineation, Settlement, SettlementMember
from tuntas.city.settlements.placing import Placer
from tuntas.city.settlements.sheets import Placed, SettlementSheet
from tuntas.domain.area import DecimalMark


@dataclass(frozen=True, slots=True)
class SettlementPlan:
    """What a file would do. `changing` are founded or drawn anew; `locations` are all, `same` ones too."""

    report: LoadReport
    locations: Sequence[Location] = ()
    changing: Sequence[Location] = ()
    added: Sequence[Target] = ()
    mark: DecimalMark | None = None
    members: dict[int, list[Place]] = field(default_factory=dict)


def plan_settlements(*, sheet: SettlementSheet, answers: Answers) -> SettlementPlan:
    """What `load_settlements` would do with a file, with its report; nothing is written.

    Raises `FileNotUsable` where no outline lies in Indonesia: the system is wrong.
    """
    check_whole_file(sheet.map.outlines)
    report = LoadReport()
    findings, placer = Findings(sheet, report), Placer(sheet, answers, report)
    said = [(outline, statement_of(outline)) for outline in sheet.map.outlines]
    sound = [pair for pair in said if findings.is_sound(*pair)]
    placed = [part for pair in sound if (part := placer.placed(*pair)) is not None]
    placed = _held(_each_rt_once(placed, answers, report), sheet, report)
    gatherer, mark = Gatherer(sheet, answers, report), printed_mark([one for _, one in said])
    locations = gatherer.locations(placed)
    findings.look_among(sound)
    findings.look_beside(locations)
    findings.compare_printed(sound, mark)
    findings.compare_verified(placed)
    changing = _changing(locations, sheet, answers, report)
    added = new_ones([(part.target, part.outline) for part in placed], placer.matcher, report)
    plan = SettlementPlan(report, locations, changing, added, mark, _proposed(changing, sheet))
    for one in changing:
        findings.compare_members(one, plan.members.get(one.row, []))
    report.counts["members"] = sum(len(one.members) for one in changing) + sum(map(len, plan.members.values()))
    return plan


@transaction.atomic
def load_settlements(*, sheet: SettlementSheet, answers: Answers, by: Any, at: datetime) -> SettlementPlan:
    """Found and redraw what the plan shows, with the RT that belong; all of it, or nothing. Raises `CannotSettle`."""
    plan = plan_settlements(sheet=sheet, answers=answers)
    who_when = {"by": by, "at": at}
    new = add_missing(list(plan.added), sheet.map, who_when)
    for one in plan.changing:
        drawing = _drawing(one, sheet, plan.mark)
        settlement = _settle(one, drawing, sheet, answers, who_when)
        members = [target.place or new[target.mark] for target in one.members] or plan.members.get(one.row, [])
        if members and (not _has_members(settlement) or (one.members and answers.changed_on)):
            set_members(settlement=settlement, places=members, on=answers.changed_on, **who_when)
    return plan


def _settle(
    one: Location, drawing: Drawing, sheet: SettlementSheet, answers: Answers, who_when: dict[str, Any]
) -> Settlement:
    if one.settlement is None:
        head = SettlementHead(one.place, one.name, one.typology)
        return found_settlement(city=sheet.city, head=head, drawing=drawing, on=answers.changed_on, **who_when)
    redraw(settlement=one.settlement, drawing=drawing, on=answers.changed_on, **who_when)
    if one.typology:
        classify(settlement=one.settlement, typology=one.typology, **who_when)
    return one.settlement


def _each_rt_once(placed: list[Placed], answers: Answers, report: LoadReport) -> list[Placed]:
    """Of several shapes of one RT the one that the officer means; other outlines are not asked about here."""
    rts = {part.outline.row: part for part in placed if part.target.level == Level.RT}
    kept = one_each([(part.target, part.outline) for part in rts.values()], answers, report)
    rows = {outline.row for _, outline in kept}
    return [part for part in placed if part.outline.row not in rts or part.outline.row in rows]


def _held(placed: list[Placed], sheet: SettlementSheet, report: LoadReport) -> list[Placed]:
    """Those that touch the city; the report says how much of each lies outside its kelurahan."""
    around = Surroundings(sheet.city.place, report)
    held = [part for part in placed if around.holds(part.target, part.outline)]
    around.say_if_blind([(part.target, part.outline) for part in held])
    return held


def _changing(
    locations: list[Location], sheet: SettlementSheet, answers: Answers, report: LoadReport
) -> list[Location]:
    """Those that bring something new; an old shape is followed by another only from a day that the officer named."""
    known = [one.settlement for one in locations if one.settlement]
    drawn = {one.settlement_id: one for one in Delineation.objects.filter(settlement__in=known, until_on=None)}
    changing = []
    for one in locations:
        edition = drawn.get(one.settlement.pk) if one.settlement else None
        if edition is not None and bytes(edition.geometry) == _drawing(one, sheet, None).geometry:
            report.counts["same"] += 1
        elif edition is not None and answers.changed_on is None:
            report.ask("SETTLEMENT-DRAWN-OTHERWISE", one.row, name=one.name)
        elif edition is not None and edition.from_on and answers.changed_on and edition.from_on >= answers.changed_on:
            report.ask("SETTLEMENT-LATER-EDITION", one.row, name=one.name, on=edition.from_on)
        else:
            changing.append(one)
    founded = sum(one.settlement is None for one in changing)
    report.counts += Counter(founded=founded, redrawn=len(changing) - founded)
    return changing


def _proposed(changing: list[Location], sheet: SettlementSheet) -> dict[int, list[Place]]:
    """By first row the drawn RT that a delineation covers enough of, where its outlines name none."""
    asked = [one for one in changing if not one.members]
    if not asked:
        return {}
    units = DrawnUnits(sheet.city.place)
    return {one.row: [unit.place for unit in units.covered_by(one.shape) if unit.is_proposed] for one in asked}


def _drawing(one: Location, sheet: SettlementSheet, mark: DecimalMark | None) -> Drawing:
    return drawing_of(one.shape, crs=sheet.map.crs, source=sheet.map.source, claim=claim_of(one, mark))


def _has_members(settlement: Settlement) -> bool:
    return SettlementMember.objects.filter(settlement=settlement, until_on=None).exists()
