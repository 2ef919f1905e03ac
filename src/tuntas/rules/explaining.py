"""Why a score is what it is: the input, the formula, the band, the source; and what would change it."""

from dataclasses import dataclass
from decimal import Decimal

from tuntas.domain.numbers import micro, number
from tuntas.domain.wording import text
from tuntas.rules.regulation import Band, Bands, Provenance, Regulation
from tuntas.rules.scoring import Assessment, CriterionResult
from tuntas.rules.whatif import NextBand, next_band


@dataclass(frozen=True, slots=True)
class Reason:
    """The explanation of one criterion. `band` is None while the criterion is incomplete."""

    result: CriterionResult
    band: Band | None
    change: NextBand | None
    regulation: Regulation

    def formula(self, lang: str = "id") -> str:
        """The calculation with its numbers: `400 m ÷ 600 m = 66,67 %`."""
        criterion, result = self.result.criterion, self.result
        if result.percent is None:
            return self._incomplete(lang)
        shown = percent_text(result.percent, self.regulation.bands, lang)
        if result.whole is None:
            return text("E503", lang, percent=shown)
        code = "E502" if result.whole <= 0 else "E504" if _is_clamped(result) else "E501"
        return text(code, lang, volume=micro(result.volume or 0, lang), whole=micro(result.whole, lang),
                    unit=criterion.unit, percent=shown)  # fmt: skip

    def verdict(self, lang: str = "id") -> str:
        """Band and score: `51%–75% → nilai 3`, or the interval while incomplete."""
        if self.band is None:
            return text("E511", lang, low=self.result.score_min, high=self.result.score_max)
        return text("E510", lang, band=self.band.label, score=self.band.score)

    def way_out(self, lang: str = "id") -> str:
        """What lowers the score by one band, in the criterion's own unit; empty where nothing does."""
        if self.change is None:
            return ""
        return text("E520", lang, volume=micro(self.change.volume, lang), unit=self.result.criterion.unit,
                    what=self.result.criterion.field_name.in_(lang), band=self.change.band.label,
                    score=self.change.band.score)  # fmt: skip

    def source(self, lang: str = "id") -> str:
        """The article, or the source keys with the note that the article was not checked."""
        return source_text(self.result.criterion.origin, lang)

    def _incomplete(self, lang: str) -> str:
        denominator = self.regulation.denominator_of(self.result.criterion)
        missing = [
            name
            for name, value in (
                (self.result.criterion.field_name.in_(lang), self.result.volume),
                (denominator.name.in_(lang), self.result.whole),
            )
            if value is None
        ]
        return text("E505", lang, missing="; ".join(missing)) if missing else text("E506", lang)


def explain(assessment: Assessment) -> list[Reason]:
    """One reason per criterion, in the order of the form."""
    rule = assessment.regulation
    return [
        Reason(result, band_of(result, rule.bands), next_band(result, rule), rule) for result in assessment.criteria
    ]


def band_of(result: CriterionResult, bands: Bands) -> Band | None:
    """The band the percent fell in; None while the criterion is incomplete."""
    if result.percent is None:
        return None
    return next(step for step in bands.steps if result.percent >= step.from_percent)


def percent_text(percent: int, bands: Bands, lang: str = "id") -> str:
    """A percent of the bands' own unit, with all its decimals and its sign."""
    return f"{number(Decimal(percent).scaleb(-bands.decimals), lang, bands.decimals)} %"


def source_text(origin: Provenance, lang: str = "id") -> str:
    """Where a value comes from, honest about an article that nobody has read."""
    keys = ", ".join(origin.sources)
    if origin.article:
        return text("E530", lang, article=origin.article, sources=keys)
    return text("E531", lang, sources=keys, confidence=origin.confidence)


def _is_clamped(result: CriterionResult) -> bool:
    return result.volume is not None and result.whole is not None and not 0 <= result.volume <= result.whole
