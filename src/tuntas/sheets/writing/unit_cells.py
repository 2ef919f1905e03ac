"""The cells of one unit in the sheet of all RT."""

from fractions import Fraction

from tuntas.domain.problems import Problem
from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import Assessment, CriterionResult
from tuntas.sheets.assessed import AssessedRow
from tuntas.sheets.writing.figures import micro_text, percent_of_share, percent_text
from tuntas.sheets.writing.looks import Looks
from tuntas.sheets.writing.records import problem_codes
from tuntas.sheets.writing.streamed import blank_cell, number_cell, text_cell
from tuntas.sheets.writing.unit_table import UnitTable
from tuntas.sheets.writing.words import Words


class UnitCells:
    """Makes the cells of any unit in the order of the table; missing stays blank, an open score is its range."""

    def __init__(self, table: UnitTable, regulation: Regulation, looks: Looks, words: Words) -> None:
        self._table, self._regulation, self._words = table, regulation, words
        number_of = looks.number_of
        self._text, self._center = number_of("cell"), number_of("cell", "center")
        self._volume, self._two, self._four = (number_of("cell", name) for name in ("volume", "two", "four"))
        self._whole, self._bold = number_of("cell", "whole", "center"), number_of("cell", "bold", "center")
        self._open = number_of("cell", "italic", "center", "faint")
        self._blank = blank_cell(self._text)

    def of(self, key: str, row: AssessedRow) -> list[str]:
        """All cells of one unit."""
        texts = (key, *(row.row.identity.get(name, "") for name in self._table.identity), row.row.rt, row.row.rw)
        facts = row.row.facts.quantities
        cells = [text_cell(self._text, value) if value else self._blank for value in texts]
        cells += [self._micro(facts.get(name)) for name in self._table.fields]
        cells += [self._micro(facts.get(criterion.field)) for criterion in self._regulation.criteria]
        if row.assessment is None:
            return cells + self._blocked(row.problems)
        return cells + self._scores(row.assessment) + self._results(row.assessment, row.problems)

    def _micro(self, micro: int | None) -> str:
        return self._blank if micro is None else number_cell(self._volume, micro_text(micro))

    def _scores(self, assessment: Assessment) -> list[str]:
        percents = [self._percent(result) for result in assessment.criteria]
        scores = [self._range(result.score_min, result.score_max, result.score) for result in assessment.criteria]
        averages = [self._share(assessment.aspect_average(aspect.id), 2) for aspect in self._regulation.aspects]
        return percents + scores + averages

    def _percent(self, result: CriterionResult) -> str:
        if result.percent is None:
            return self._blank
        return number_cell(self._two, percent_text(result.percent, self._regulation.bands))

    def _range(self, low: int, high: int, known: int | None) -> str:
        return text_cell(self._open, f"{low}–{high}") if known is None else number_cell(self._whole, known)

    def _share(self, share: Fraction | None, decimals: int) -> str:
        style = self._two if decimals == 2 else self._four
        return self._blank if share is None else number_cell(style, f"{percent_of_share(share, decimals):f}")

    def _results(self, assessment: Assessment, problems: tuple[Problem, ...]) -> list[str]:
        low, high = assessment.total_min, assessment.total_max
        complete = self._words("complete-yes" if assessment.is_complete else "complete-no")
        return [
            self._range(low, high, assessment.total),
            number_cell(self._whole, low),
            number_cell(self._whole, high),
            text_cell(self._bold, grade_text(assessment, self._words)),
            self._share(assessment.sectoral_average, 4),
            text_cell(self._center, complete),
            *self._priority(assessment),
            text_cell(self._text, problem_codes(problems)),
        ]

    def _priority(self, assessment: Assessment) -> list[str]:
        priority, words = assessment.priority, self._words
        handling = self._regulation.handling_names.get(priority.handling)
        legality = {True: words("legal"), False: words("not-legal"), None: ""}[priority.is_legal]
        texts = (
            words.of(priority.consideration.name) if priority.consideration else "",
            legality,
            priority.code.id if priority.code else "",
        )
        number = number_cell(self._whole, priority.code.priority) if priority.code else self._blank
        named = text_cell(self._text, words.of(handling)) if handling else self._blank
        return [*(text_cell(self._center, value) if value else self._blank for value in texts), number, named]

    def _blocked(self, problems: tuple[Problem, ...]) -> list[str]:
        width = len(self._regulation.criteria) * 2 + len(self._regulation.aspects)
        cells = [self._blank] * (width + 12)
        cells[width + 3] = cells[width + 5] = text_cell(self._open, self._words("complete-blocked"))
        cells[width + 11] = text_cell(self._text, problem_codes(problems))
        return cells


def grade_text(assessment: Assessment, words: Words) -> str:
    """The class, or the two classes between which an incomplete unit lies."""
    if assessment.grade:
        return words.of(assessment.grade.name)
    return f"{words.of(assessment.grade_min.name)} – {words.of(assessment.grade_max.name)}"
