"""Between a stored assessment and the one of the ground floor: its row, its result as JSON, and back for checking."""

from fractions import Fraction
from typing import Any

from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.surveys.facts import Json, facts_json, problem_json
from tuntas.city.surveys.models import SurveyRecordVersion
from tuntas.rules.scoring import Assessment

PPM = 10**6
#: Columns that repeat parts of the result, for lists; compared one by one when all is scored again.
COLUMNS = (
    "facts", "result", "total_min", "total_max", "grade_min", "grade_max", "is_complete", "is_slum", "sectoral_ppm",
    "consideration", "is_legal", "priority_code", "priority", "handling", "area_micro_ha",
)  # fmt: skip


def columns_of(assessment: Assessment) -> Json:
    """Every column that follows from the assessment alone."""
    priority = assessment.priority
    return {
        "facts": facts_json(assessment.facts),
        "result": result_json(assessment),
        "total_min": assessment.total_min,
        "total_max": assessment.total_max,
        "grade_min": assessment.grade_min.id,
        "grade_max": assessment.grade_max.id,
        "is_complete": assessment.is_complete,
        "is_slum": assessment.is_slum,
        "sectoral_ppm": ppm(assessment.sectoral_average),
        "consideration": priority.consideration.id if priority.consideration else "",
        "is_legal": priority.is_legal,
        "priority_code": priority.code.id if priority.code else "",
        "priority": priority.code.priority if priority.code else None,
        "handling": priority.handling,
        "area_micro_ha": assessment.facts.quantities.get(assessment.regulation.area_field),
    }


def result_json(assessment: Assessment) -> Json:
    """The trace: each criterion with volume, whole, percent, share and score interval; averages; items; problems.

    Percents are in units of the rule set's own decimals, shares in 10⁻⁸, averages in millionths.
    """
    return {
        "criteria": {result.criterion.id: _criterion(result) for result in assessment.criteria},
        "aspects": {aspect.id: ppm(assessment.aspect_average(aspect.id)) for aspect in assessment.regulation.aspects},
        "item_scores": dict(assessment.priority.item_scores),
        "is_mixed": assessment.priority.is_mixed,
        "problems": [problem_json(problem) for problem in assessment.problems],
    }


def stored_row(version: SurveyRecordVersion, assessment: Assessment, **moment: Any) -> StoredAssessment:
    """The row that keeps the assessment of a version; `moment` gives `assessed_on` and `at`."""
    record = version.record
    return StoredAssessment(
        record=record, version=version, record_version=version.number, rule_set_id=assessment.regulation.content_hash,
        profile=record.campaign.profile, **columns_of(assessment), **moment,
    )  # fmt: skip


def ppm(share: Fraction | None) -> int | None:
    """A share in millionths, half up."""
    if share is None:
        return None
    return int((2 * share.numerator * PPM + share.denominator) // (2 * share.denominator))


def _criterion(result: Any) -> Json:
    return {"volume": result.volume, "whole": result.whole, "percent": result.percent, "share": result.share,
            "score_min": result.score_min, "score_max": result.score_max}  # fmt: skip
