"""The cells of one unit in the sheet of all RT."""

from tuntas.domain.problems import Problem
from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import Assessment, CriterionResult
from tuntas.sheets.writing.figures import percent_text
from tuntas.sheets.writing.looks import Looks
from tuntas.sheets.writing.records import problem_codes
from tuntas.sheets.writing.streamed import blank_cell, number_cell, text_cell
from tuntas.sheets.writing.unit_table import UnitTable, field_unit
from tuntas.sheets.writing.units import ShownUnit
from tuntas.sheets.writing.volumes import VolumeCells
from tuntas.sheets.writing.words import Words


class UnitCells:
    """Makes the cells of any unit in the order of the table; missing stays blank, an open score is its range."""

    def __init__(self, table: UnitTable, regulation: Regulation, looks: Looks, words: Words) -> None:
        self._table, self._regulation, self._words = table, regulation, words
        number_of = looks.number_of
        self._text, self._center = number_of("cell"), number_of("cell", "center")
        self._two, self._four = number_of("cell", "two"), number_of("cell", "four")
        self._volume = VolumeCells(looks, "cell")
        self._whole, self._bold = number_of("cell", "whole", "center"), number_of("cell", "bold", "center")
        self._open = number_of("cell", "italic", "center", "faint")
        self._blank = blank_cell(self._text)

    def of(self, unit: ShownUnit) -> list[str]:
        """All cells of one unit."""
        row = unit.row
        texts = (unit.key, *(row.row.identity.get(name, "") for name in self._table.identity), row.row.rt, row.row.rw)
        facts = row.row.facts.quantities
        cells = [text_cell(self._text, value) if value else self._blank for value in texts]
        fields = ((name, field_unit(name, self._regulation)) for name in self._table.fields)
        criteria = ((criterion.field, criterion.unit) for criterion in self._regulation.criteria)
        cells += [self._micro(facts.get(name), measure) for name, measure in (*fields, *criteria)]
        if row.assessment is None:
            return cells + self._blocked(row.problems)
        return cells + self._scores(unit, row.assessment) + self._results(unit, row.assessment)

    def _micro(self, micro: int | None, unit: str) -> str:
        return self._blank if micro is None else self._volume.of(micro, unit)

    def _scores(self, unit: ShownUnit, assessment: Assessment) -> list[str]:
        percents = [self._percent(result) for result in assessment.criteria]
        scores = [self._range(result.score_min, result.score_max, result.score) for result in assessment.criteria]
        return percents + scores + [self._average(self._two, average) for average in unit.aspects]

    def _percent(self, result: CriterionResult) -> str:
        if result.percent is None:
            return self._blank
        return number_cell(self._two, percent_text(result.percent, self._regulation.bands))

    def _range(self, low: int, high: int, known: int | None) -> str:
        return text_cell(self._open, f"{low}–{high}") if known is None else number_cell(self._whole, known)

    def _average(self, style: int, average: str | None) -> str:
        return self._blank if average is None else number_cell(style, average)

    def _results(self, unit: ShownUnit, assessment: Assessment) -> list[str]:
        low, high = assessment.total_min, assessment.total_max
        complete = self._words("complete-yes" if assessment.is_complete else "complete-no")
        return [
            self._range(low, high, assessment.total),
            number_cell(self._whole, low),
            number_cell(self._whole, high),
            text_cell(self._bold, grade_text(assessment, self._words)),
            self._average(self._four, unit.sectoral),
            text_cell(self._center, complete),
            *self._priority(assessment),
            text_cell(self._text, problem_codes(unit.row.problems)),
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
