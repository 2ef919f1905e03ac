"""Results as answers: rows of the list, one assessment, its explanation."""

from typing import Any

from tuntas.api.filling.places import rule_set_out, unit_place
from tuntas.api.filling.quantities import decimal_text, printed_hectares, square_metres, whole
from tuntas.api.shapes.results import (
    AssessmentDetail,
    AssessmentOut,
    ChangeOut,
    CriterionOut,
    ExplanationOut,
    FactOut,
    FindingOut,
    ReasonOut,
    UnitOut,
    WayOut,
)
from tuntas.api.shapes.summary import AspectOut
from tuntas.city.assessments.facts import ppm
from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.dossiers.unit import field_names
from tuntas.city.dossiers.units import UnitRow
from tuntas.city.surveys.facts import unit_facts
from tuntas.city.surveys.rule_sets import kept_regulation
from tuntas.city.surveys.typed import answer_options, field_units
from tuntas.domain.wording import optional_text
from tuntas.rules.explaining import Reason, explain
from tuntas.rules.regulation import Bands
from tuntas.rules.scoring import Assessment, CriterionResult, assess
from tuntas.rules.whatif import ways_below


def unit_out(row: UnitRow) -> UnitOut:
    """One RT of the list."""
    return UnitOut(
        **_result(row.stored), place=unit_place(row.place), buildings=whole(row.buildings),
        households=whole(row.households), people=whole(row.people), unfit_houses=whole(row.unfit_houses),
    )  # fmt: skip


def assessment_out(stored: StoredAssessment) -> AssessmentOut:
    """One assessment; its record, place and campaign are loaded."""
    return AssessmentOut(**_assessment(stored))


def assessment_detail(stored: StoredAssessment, lang: str) -> AssessmentDetail:
    """An assessment with its facts and criteria, scored again from what is stored."""
    again = scored_again(stored)
    aspects = [AspectOut(id=aspect.id, name=aspect.name.in_(lang), average_ppm=ppm(again.aspect_average(aspect.id)))
               for aspect in again.regulation.aspects]  # fmt: skip
    findings = [FindingOut(code=one.code, severity=one.severity.value, wording=one.wording(lang),
                           advice=one.advice(lang)) for one in again.problems]  # fmt: skip
    return AssessmentDetail(
        **_assessment(stored), rule_set=rule_set_out(stored.rule_set, lang), facts=_facts(again, lang),
        criteria=[_criterion(one, again.regulation.bands, lang) for one in again.criteria], aspects=aspects,
        findings=findings,
    )  # fmt: skip


def explanation_out(stored: StoredAssessment, lang: str) -> ExplanationOut:
    """Why, and what would change it."""
    again = scored_again(stored)
    ways = [WayOut(criteria=[one.criterion.id for one in way.results], total_after=way.total_after)
            for way in ways_below(again)]  # fmt: skip
    return ExplanationOut(
        assessment_id=stored.pk, total_min=stored.total_min, total_max=stored.total_max,
        slum_from_total=again.regulation.slum_from_total, reasons=[_reason(one, lang) for one in explain(again)],
        ways_below=ways,
    )  # fmt: skip


def scored_again(stored: StoredAssessment) -> Assessment:
    """The assessment from its stored facts and its kept law, as it was."""
    return assess(unit_facts(stored.facts), kept_regulation(stored.rule_set_id), profile=stored.profile or None)


def is_current(stored: StoredAssessment) -> bool:
    """Whether it is of the newest version of its record, under its campaign's rule set and profile."""
    record = stored.record
    chosen = (record.version, record.campaign.rule_set_id, record.campaign.profile)
    return chosen == (stored.record_version, stored.rule_set_id, stored.profile)


def _assessment(stored: StoredAssessment) -> dict[str, Any]:
    record = stored.record
    return {
        **_result(stored), "place": unit_place(record.place), "campaign_id": record.campaign_id,
        "year": record.campaign.year, "record_version": stored.record_version, "is_current": is_current(stored),
        "rule_set_hash": stored.rule_set_id, "profile": stored.profile, "assessed_on": stored.assessed_on,
        "at": stored.at,
    }  # fmt: skip


def _result(stored: StoredAssessment) -> dict[str, Any]:
    same = ("total_min", "total_max", "grade_min", "grade_max", "is_complete", "is_slum", "sectoral_ppm", "is_legal",
            "priority")  # fmt: skip
    texts = ("consideration", "priority_code", "handling")
    return {
        "assessment_id": stored.pk,
        **{name: getattr(stored, name) for name in same},
        **{name: getattr(stored, name) or None for name in texts},
        "area_m2": square_metres(stored.area_micro_ha),
        "area_ha": printed_hectares(stored.area_micro_ha),
    }


def _facts(again: Assessment, lang: str) -> list[FactOut]:
    facts, rule = again.facts, again.regulation
    names, units = field_names(rule), field_units(rule)
    fields = dict.fromkeys([*units, *facts.quantities, *answer_options(rule), *facts.answers])
    return [
        FactOut(
            field=field, unit=units.get(field, ""), value=decimal_text(facts.quantities.get(field)),
            answer=facts.answers.get(field),
            name=names[field].in_(lang) if field in names else optional_text(f"writing-field-{field}", lang) or field,
        )
        for field in fields
    ]  # fmt: skip


def _criterion(result: CriterionResult, bands: Bands, lang: str) -> CriterionOut:
    rule = result.criterion
    return CriterionOut(
        id=rule.id, aspect=rule.aspect, name=rule.name.in_(lang), unit=rule.unit, volume=decimal_text(result.volume),
        whole=decimal_text(result.whole), percent=_percent(result.percent, bands), score_min=result.score_min,
        score_max=result.score_max,
    )  # fmt: skip


def _percent(percent: int | None, bands: Bands) -> str | None:
    if percent is None:
        return None
    units, rest = divmod(percent, 10**bands.decimals)
    return f"{units}.{rest:0{bands.decimals}d}" if bands.decimals else str(units)


def _reason(reason: Reason, lang: str) -> ReasonOut:
    rule, change = reason.result.criterion, reason.change
    way = ChangeOut(volume=decimal_text(change.volume) or "0", unit=rule.unit, band=change.band.label,
                    score=change.band.score, wording=reason.way_out(lang)) if change else None  # fmt: skip
    return ReasonOut(
        criterion=rule.id, name=rule.name.in_(lang), formula=reason.formula(lang), verdict=reason.verdict(lang),
        source=reason.source(lang), score_min=reason.result.score_min, score_max=reason.result.score_max, change=way,
    )  # fmt: skip
