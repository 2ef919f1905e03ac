"""The shape of results: the list of RT, one assessment, its explanation."""

from datetime import date, datetime

from ninja import Field, Schema

from tuntas.api.shapes.places import RuleSetOut, UnitPlace
from tuntas.api.shapes.summary import AspectOut


class ResultOut(Schema):
    """A stored result. Total and class are certain where their two ends agree."""

    assessment_id: int
    total_min: int
    total_max: int
    grade_min: str
    grade_max: str
    is_complete: bool
    is_slum: bool | None = Field(description="null: the interval spans the threshold.")
    sectoral_ppm: int | None
    consideration: str | None
    is_legal: bool | None
    priority_code: str | None
    priority: int | None
    handling: str | None
    area_m2: int | None
    area_ha: str | None


class UnitOut(ResultOut):
    """One RT of the list."""

    place: UnitPlace
    buildings: int | None
    households: int | None
    people: int | None
    unfit_houses: int | None


class AssessmentOut(ResultOut):
    """One assessment: of which version of the record, under which law, when."""

    place: UnitPlace
    campaign_id: int
    year: int
    record_version: int
    is_current: bool = Field(description="Of the newest version, under the campaign's own rule set.")
    rule_set_hash: str
    profile: str
    assessed_on: date
    at: datetime


class FactOut(Schema):
    """One fact as surveyed; `value` in `unit`, exact; null: no data."""

    field: str
    name: str
    unit: str
    value: str | None
    answer: str | None


class CriterionOut(Schema):
    """One line of the form."""

    id: str
    aspect: str
    name: str
    unit: str
    volume: str | None
    whole: str | None
    percent: str | None
    score_min: int
    score_max: int


class FindingOut(Schema):
    """A numbered finding about the facts."""

    code: str
    severity: str
    wording: str
    advice: str


class AssessmentDetail(AssessmentOut):
    """An assessment with its facts, its criteria and what was found."""

    rule_set: RuleSetOut
    facts: list[FactOut]
    criteria: list[CriterionOut]
    aspects: list[AspectOut]
    findings: list[FindingOut]


class ChangeOut(Schema):
    """What brings a criterion into the next lower band."""

    volume: str = Field(description="To be mended, in the unit of the criterion.")
    unit: str
    band: str
    score: int
    wording: str


class ReasonOut(Schema):
    """Why a criterion has its score, in numbers and in a sentence."""

    criterion: str
    name: str
    formula: str
    verdict: str
    source: str
    score_min: int
    score_max: int
    change: ChangeOut | None = Field(description="null: at its lowest band, or volumes are unknown.")


class WayOut(Schema):
    """A smallest set of criteria whose mending brings the total below the slum threshold."""

    criteria: list[str]
    total_after: int


class ExplanationOut(Schema):
    """Why an assessment is what it is, and what would change it."""

    assessment_id: int
    total_min: int
    total_max: int
    slum_from_total: int
    reasons: list[ReasonOut]
    ways_below: list[WayOut] = Field(description="Empty: below already, or the total is not certain.")
