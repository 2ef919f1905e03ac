"""A filled form as finished rows, for the sheets that print them."""

from collections.abc import Iterator
from dataclasses import dataclass

from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import Assessment
from tuntas.sheets.assessed import AssessedRow
from tuntas.sheets.writing.figures import percent_text
from tuntas.sheets.writing.form_lines import HEADS, ROW_PT, FormLine, form_lines, head_pairs, line_height, line_labels
from tuntas.sheets.writing.frame import Frame
from tuntas.sheets.writing.records import problem_codes
from tuntas.sheets.writing.streamed import blank_cell, number_cell, row_xml, text_cell
from tuntas.sheets.writing.unit_cells import grade_text
from tuntas.sheets.writing.unit_table import field_title, field_unit
from tuntas.sheets.writing.units import ShownUnit
from tuntas.sheets.writing.volumes import VolumeCells
from tuntas.sheets.writing.words import Words


@dataclass(frozen=True, slots=True)
class FormStyles:
    """Format numbers of a printed form."""

    head: int
    aspect: int
    label: int
    text: int
    center: int
    absent: int
    two: int
    four: int
    whole: int
    average: int
    average_two: int
    average_absent: int
    total: int
    total_right: int
    plain: int
    bold: int
    faint: int
    figure: int


class FormCells:
    """Makes the rows of any unit's form; all forms of a book have the same number of rows."""

    def __init__(self, frame: Frame, identity: tuple[str, ...]) -> None:
        self._regulation: Regulation = frame.regulation
        self._words: Words = frame.words
        self._styles = _styles(frame)
        self._head = [self._head_labels(left, right) for left, right in head_pairs(identity, frame.regulation)]
        self._lines = [(line, self._labels(line)) for line in form_lines(frame.regulation)]
        self._table_head = [text_cell(self._styles.head, self._words(f"form-{name}")) for name in HEADS]
        self._grades = {rule.id: frame.looks.number_of("total", "across", f"grade_{rule.grade.value}")
                        for rule in frame.regulation.grades}  # fmt: skip
        self._signs = self._signature()
        self._volume, self._figure = VolumeCells(frame.looks, "cell"), VolumeCells(frame.looks, "bold", "right")
        self._absent = text_cell(self._styles.absent, self._words.absent)
        lines = [line_height(line_labels(line, self._words)[1]) for line, _ in self._lines]
        self._heights = [*[ROW_PT] * (len(self._head) + 2), *lines, *[ROW_PT] * (4 + len(self._signs))]

    @property
    def height(self) -> int:
        """Rows of one form."""
        return len(self._heights)

    def rows(self, unit: ShownUnit, first: int) -> Iterator[str]:
        """The rows of one form, the first of them numbered `first` (from 1)."""
        row = unit.row
        bodies = [*self._head_rows(row), [], self._table_head, *self._table_rows(unit), *self._footer(unit)]
        bodies += [self._remark(row), *self._signs]
        for number, (cells, height) in enumerate(zip(bodies, self._heights, strict=True), first):
            yield row_xml(number, cells, height)

    def _head_labels(self, left: str, right: str) -> tuple[str, str, str, str]:
        words, plain = self._words, self._styles.faint
        names = [words("form-row") if name == "#row" else field_title(name, self._regulation, words) if name else ""
                 for name in (left, right)]  # fmt: skip
        return left, right, text_cell(plain, names[0]), text_cell(plain, names[1])

    def _head_rows(self, row: AssessedRow) -> Iterator[list[str]]:
        for left, right, left_label, right_label in self._head:
            value = str(row.row.number) if left == "#row" else row.row.identity.get(left, "")
            known = text_cell(self._styles.bold, value or self._words.absent) if left else ""
            cells = [left_label if left else "", known]
            cells += [right_label, "", "", self._fact(row, right)] if right else []
            yield cells

    def _fact(self, row: AssessedRow, name: str) -> str:
        micro = row.row.facts.quantities.get(name)
        if micro is None:
            return text_cell(self._styles.figure, self._words.absent)
        return self._figure.of(micro, field_unit(name, self._regulation))

    def _labels(self, line: FormLine) -> tuple[str, str, str]:
        aspect, name, unit = line_labels(line, self._words)
        styles = self._styles
        if line.criterion is None:
            return blank_cell(styles.label), text_cell(styles.average, name), blank_cell(styles.average)
        first = text_cell(styles.aspect, aspect) if aspect else blank_cell(styles.label)
        return first, text_cell(styles.text, name), text_cell(styles.center, unit)

    def _table_rows(self, unit: ShownUnit) -> Iterator[list[str]]:
        row, averages = unit.row, iter(unit.aspects)
        results = iter(row.assessment.criteria) if row.assessment else None
        facts, styles = row.row.facts.quantities, self._styles
        for line, (aspect, name, measure) in self._lines:
            if line.criterion is None:
                average = self._average(next(averages))
                yield [aspect, name, measure, measure, average, blank_cell(styles.average)]
                continue
            micro = facts.get(line.criterion.field)
            volume = self._absent if micro is None else self._volume.of(micro, line.criterion.unit)
            result = next(results) if results else None
            percent = score = self._absent
            if result and result.percent is not None:
                percent = number_cell(styles.two, percent_text(result.percent, self._regulation.bands))
                score = number_cell(styles.whole, result.score_min)
            elif result:
                score = text_cell(styles.absent, f"{result.score_min}–{result.score_max}")
            yield [aspect, name, volume, measure, percent, score]

    def _average(self, average: str | None) -> str:
        if average is None:
            return text_cell(self._styles.average_absent, self._words.absent)
        return number_cell(self._styles.average_two, average)

    def _footer(self, unit: ShownUnit) -> Iterator[list[str]]:
        words, styles, assessment = self._words, self._styles, unit.row.assessment
        blocked = text_cell(styles.total_right, words("complete-blocked"))
        total = grade = blocked
        if assessment:
            total = self._total(assessment)
            style = self._grades[assessment.grade.id] if assessment.grade else styles.total_right
            grade = text_cell(style, grade_text(assessment, words))
        sectoral = text_cell(styles.total_right, words.absent)
        if unit.sectoral is not None:
            sectoral = number_cell(styles.four, unit.sectoral)
        for label, value in (("form-total", total), ("form-grade", grade), ("form-sectoral", sectoral)):
            # The class needs more room than NILAI has: the value is centred across two cells.
            blanks = [blank_cell(styles.total)] * 3
            yield [text_cell(styles.total, words(label)), *blanks, value, blank_cell(styles.total_right)]

    def _total(self, assessment: Assessment) -> str:
        if assessment.total is not None:
            return number_cell(self._styles.total_right, assessment.total)
        return text_cell(self._styles.total_right, f"{assessment.total_min}–{assessment.total_max}")

    def _remark(self, row: AssessedRow) -> list[str]:
        codes = problem_codes(row.problems)
        return [text_cell(self._styles.faint, self._words("form-remark", codes=codes))] if codes else []

    def _signature(self) -> list[list[str]]:
        words, plain = self._words, self._styles.plain
        dots = "." * 44
        pairs = [("", ""), ("", words("sign-place")), (words("sign-head"), words("sign-surveyor")), ("", ""), ("", ""),
                 (f"( {dots} )", f"( {dots} )"), (words("sign-number"), words("sign-number"))]  # fmt: skip
        return [[text_cell(plain, left), "", text_cell(plain, right)] if right else [] for left, right in pairs]


def _styles(frame: Frame) -> FormStyles:
    number_of = frame.looks.number_of
    return FormStyles(
        head=number_of("head"),
        aspect=number_of("aspect_first", "shrink"),
        label=number_of("aspect_more"),
        text=number_of("cell", "wrap", "middle"),
        center=number_of("cell", "center"),
        absent=number_of("cell", "italic", "center", "faint", "small"),
        two=number_of("cell", "two"),
        four=number_of("total", "four", "across"),
        whole=number_of("cell", "whole", "center"),
        average=number_of("cell", "average"),
        average_two=number_of("cell", "average", "two"),
        average_absent=number_of("cell", "average", "italic", "center", "faint", "small"),
        total=number_of("total"),
        total_right=number_of("total", "across"),
        plain=number_of("plain"),
        bold=number_of("bold", "left"),
        faint=number_of("faint"),
        figure=number_of("italic", "faint", "right"),
    )
