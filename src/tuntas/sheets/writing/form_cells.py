"""A filled form as finished rows, for the sheets that print them."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import Assessment
from tuntas.sheets.assessed import AssessedRow
from tuntas.sheets.writing.figures import micro_text, percent_of_share, percent_text
from tuntas.sheets.writing.form_lines import HEADS, FormLine, form_lines, head_pairs, line_labels
from tuntas.sheets.writing.frame import Frame
from tuntas.sheets.writing.records import problem_codes
from tuntas.sheets.writing.streamed import blank_cell, number_cell, row_xml, text_cell
from tuntas.sheets.writing.unit_cells import grade_text
from tuntas.sheets.writing.unit_table import field_title
from tuntas.sheets.writing.words import Words

SIGN_ROWS = 7
ROW_PT = 16.5


@dataclass(frozen=True, slots=True)
class FormStyles:
    """Format numbers of a printed form."""

    head: int
    label: int
    text: int
    center: int
    absent: int
    volume: int
    two: int
    four: int
    whole: int
    average: int
    average_two: int
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

    @property
    def height(self) -> int:
        """Rows of one form."""
        return len(self._head) + 2 + len(self._lines) + 3 + 1 + len(self._signs)

    def rows(self, row: AssessedRow, first: int) -> Iterator[str]:
        """The rows of one form, the first of them numbered `first` (from 1)."""
        bodies = [*self._head_rows(row), [], self._table_head, *self._table_rows(row), *self._footer(row)]
        bodies += [self._remark(row), *self._signs]
        for number, cells in enumerate(bodies, first):
            yield row_xml(number, cells, ROW_PT)

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
        return number_cell(self._styles.figure, micro_text(micro))

    def _labels(self, line: FormLine) -> tuple[str, str, str]:
        aspect, name, unit = line_labels(line, self._words)
        styles = self._styles
        if line.criterion is None:
            return blank_cell(styles.label), text_cell(styles.average, name), blank_cell(styles.average)
        first = text_cell(styles.label, aspect) if aspect else blank_cell(styles.label)
        return first, text_cell(styles.text, name), text_cell(styles.center, unit)

    def _table_rows(self, row: AssessedRow) -> Iterator[list[str]]:
        results = iter(row.assessment.criteria) if row.assessment else None
        facts, styles = row.row.facts.quantities, self._styles
        for line, (aspect, name, unit) in self._lines:
            if line.criterion is None:
                average = self._average(row.assessment, line.aspect.id)
                yield [aspect, name, blank_cell(styles.average), unit, average, blank_cell(styles.average)]
                continue
            micro = facts.get(line.criterion.field)
            volume = self._absent if micro is None else number_cell(styles.volume, micro_text(micro))
            result = next(results) if results else None
            percent = score = self._absent
            if result and result.percent is not None:
                percent = number_cell(styles.two, percent_text(result.percent, self._regulation.bands))
                score = number_cell(styles.whole, result.score_min)
            elif result:
                score = text_cell(styles.absent, f"{result.score_min}–{result.score_max}")
            yield [aspect, name, volume, unit, percent, score]

    @property
    def _absent(self) -> str:
        return text_cell(self._styles.absent, self._words.absent)

    def _average(self, assessment: Assessment | None, aspect: str) -> str:
        share = assessment.aspect_average(aspect) if assessment else None
        if share is None:
            return text_cell(self._styles.average, self._words.absent)
        return number_cell(self._styles.average_two, _rounded(share))

    def _footer(self, row: AssessedRow) -> Iterator[list[str]]:
        words, styles, assessment = self._words, self._styles, row.assessment
        blocked = text_cell(styles.total_right, words("complete-blocked"))
        average = assessment.sectoral_average if assessment else None
        total = grade = blocked
        if assessment:
            total = self._total(assessment)
            style = self._grades[assessment.grade.id] if assessment.grade else styles.total_right
            grade = text_cell(style, grade_text(assessment, words))
        sectoral = text_cell(styles.total_right, words.absent)
        if average is not None:
            sectoral = number_cell(styles.four, f"{percent_of_share(average, 4):f}")
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


def _rounded(share: Fraction) -> str:
    return f"{percent_of_share(share, 2):f}"


def _styles(frame: Frame) -> FormStyles:
    number_of = frame.looks.number_of
    return FormStyles(
        head=number_of("head"),
        label=number_of("cell", "bold", "shrink"),
        text=number_of("cell", "shrink"),
        center=number_of("cell", "center"),
        absent=number_of("cell", "italic", "center", "faint", "small"),
        volume=number_of("cell", "volume"),
        two=number_of("cell", "two"),
        four=number_of("total", "four", "across"),
        whole=number_of("cell", "whole", "center"),
        average=number_of("cell", "average"),
        average_two=number_of("cell", "average", "two"),
        total=number_of("total"),
        total_right=number_of("total", "across"),
        plain=number_of("plain"),
        bold=number_of("bold", "left"),
        faint=number_of("faint"),
        figure=number_of("volume", "bold", "right"),
    )
