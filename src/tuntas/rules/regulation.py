"""A rule set as typed, frozen data. Built by `loading`; nothing here knows a number of any regulation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tuntas.domain.text import Text


class Kind(StrEnum):
    """SCORED rule sets score facts; AS_PRINTED ones keep a decree's area and class untouched."""

    SCORED = "SCORED"
    AS_PRINTED = "AS_PRINTED"


class Grade(StrEnum):
    """Tingkat kekumuhan, the same four words in every rule set."""

    SEVERE = "SEVERE"
    MODERATE = "MODERATE"
    LIGHT = "LIGHT"
    NOT_SLUM = "NOT_SLUM"


class Count(StrEnum):
    """How building rows give a denominator: counted, summed households, surveyed marks only, or given per RT."""

    BUILDINGS = "BUILDINGS"
    HOUSEHOLDS = "HOUSEHOLDS"
    SURVEYED = "SURVEYED"
    GIVEN = "GIVEN"


class AnswerKind(StrEnum):
    """How an item of the other considerations is answered."""

    CHOICE = "CHOICE"
    DENSITY = "DENSITY"
    RECORDED = "RECORDED"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a value comes from: source keys, confidence mark A–D, and the article where someone has read it."""

    sources: tuple[str, ...]
    confidence: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """Score of a percent from `from_percent` (in units of 10⁻ᵈ percent, d = the rule's decimals) upward."""

    from_percent: int
    score: int
    label: str


@dataclass(frozen=True, slots=True)
class Bands:
    """All bands, highest first, with the number of decimals a percent is rounded to (half up)."""

    steps: tuple[Band, ...]
    decimals: int
    origin: Provenance

    @property
    def factor(self) -> int:
        """Percent units in a whole: 10,000 for two decimals."""
        return 100 * int(10**self.decimals)

    @property
    def highest(self) -> int:
        """The largest score a criterion can have."""
        return max(step.score for step in self.steps)


@dataclass(frozen=True, slots=True)
class GradeRule:
    """A class (tingkat kekumuhan) and the totals, inclusive, that make it."""

    id: str
    grade: Grade
    letter: str
    name: Text
    minimum: int
    maximum: int
    origin: Provenance


@dataclass(frozen=True, slots=True)
class Denominator:
    """What a percent is taken of: `field` names the fact, `count` how building rows give it."""

    key: str
    field: str
    unit: str
    name: Text
    count: Count
    origin: Provenance


@dataclass(frozen=True, slots=True)
class Aspect:
    """One of the seven aspects (aspek)."""

    no: int
    id: str
    name: Text
    origin: Provenance


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion (kriteria): `field` names the fact that is its volume."""

    id: str
    aspect: str
    name: Text
    unit: str
    field: str
    field_name: Text
    denominator: str
    indicator: Text
    parameter: Text
    origin: Provenance


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to an item, with its rank (3 best, 1 least); the profile turns ranks into scores."""

    id: str
    rank: int
    text: Text


@dataclass(frozen=True, slots=True)
class DensitySteps:
    """Ranks by persons per hectare for some city sizes: above[0] → ranks[0], …, else ranks[-1]."""

    city_sizes: tuple[str, ...]
    above: tuple[int, ...]
    ranks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ConsiderationItem:
    """One item of the other considerations (pertimbangan lain). RECORDED items add nothing to the sum."""

    id: str
    kind: AnswerKind
    name: Text
    options: tuple[Option, ...]
    density: tuple[DensitySteps, ...]
    origin: Provenance


@dataclass(frozen=True, slots=True)
class ConsiderationClass:
    """Range of the sum, inclusive, that makes a consideration class."""

    id: str
    name: Text
    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True)
class ConsiderationProfile:
    """One reading of the item scores: rank → score, and the classes of their sum."""

    id: str
    score_of_rank: Mapping[int, int]
    classes: tuple[ConsiderationClass, ...]
    origin: Provenance


@dataclass(frozen=True, slots=True)
class Considerations:
    """The items with all profiles; `default` names the profile used unless another is asked for."""

    items: tuple[ConsiderationItem, ...]
    profiles: Mapping[str, ConsiderationProfile]
    default: str
    population_field: str
    area_field: str


@dataclass(frozen=True, slots=True)
class LegalityItem:
    """One item of land legality (legalitas lahan), answered yes or no."""

    id: str
    name: Text
    positive: Text
    negative: Text
    origin: Provenance


@dataclass(frozen=True, slots=True)
class Code:
    """A classification code such as A1, with the priority it gives."""

    id: str
    class_id: str
    consideration: str
    legal: bool
    priority: int


@dataclass(frozen=True, slots=True)
class HandlingPattern:
    """Class and legality → handling pattern (pola penanganan)."""

    class_id: str
    legal: bool
    id: str


@dataclass(frozen=True, slots=True)
class AuthorityRule:
    """Who leads the handling of a location below `below_ha` hectares (None: no upper limit)."""

    id: str
    name: Text
    below_ha: int | None


@dataclass(frozen=True, slots=True)
class Regulation:
    """A rule set: everything the evaluators need, and the hash of the data it was read from."""

    id: str
    kind: Kind
    title: Text
    short: Text
    status: Text
    origin: Provenance
    content_hash: str
    in_force_from: date | None
    in_force_until: date | None
    supersedes: str
    max_total: int
    bands: Bands
    grades: tuple[GradeRule, ...]
    denominators: Mapping[str, Denominator]
    aspects: tuple[Aspect, ...]
    criteria: tuple[Criterion, ...]
    unit_steps: Mapping[str, int]
    considerations: Considerations | None
    legality: tuple[LegalityItem, ...]
    codes: tuple[Code, ...]
    handling: tuple[HandlingPattern, ...]
    handling_names: Mapping[str, Text]
    authority: tuple[AuthorityRule, ...]
    slum_from_total: int
    area_field: str
    overlays: tuple[str, ...] = ()

    def criterion(self, criterion_id: str) -> Criterion:
        """The criterion of that id; `KeyError` when the rule set has none."""
        for criterion in self.criteria:
            if criterion.id == criterion_id:
                return criterion
        raise KeyError(criterion_id)

    def criteria_of(self, aspect_id: str) -> tuple[Criterion, ...]:
        """The criteria of an aspect, in the order of the form."""
        return tuple(criterion for criterion in self.criteria if criterion.aspect == aspect_id)

    def grade_of(self, total: int) -> GradeRule:
        """The class of a total; `ValueError` outside every class."""
        for rule in self.grades:
            if rule.minimum <= total <= rule.maximum:
                return rule
        raise ValueError(f"{self.id}: no class for total {total}")

    def denominator_of(self, criterion: Criterion) -> Denominator:
        """What the criterion's percent is taken of."""
        return self.denominators[criterion.denominator]

    @property
    def confidence(self) -> str:
        """The weakest mark among the values that make score and class: a chain is as strong as that."""
        if self.kind is not Kind.SCORED:
            return self.origin.confidence
        marks = [self.bands.origin, *(rule.origin for rule in self.grades), *(c.origin for c in self.criteria)]
        return max(mark.confidence for mark in marks)
