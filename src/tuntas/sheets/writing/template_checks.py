"""Live checks beside the inputs: percent, score, total and class as formulas made from the rule set's own numbers."""

from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from tuntas.rules.regulation import Bands, Regulation
from tuntas.sheets.writing.template_columns import CHECK_PREFIX, TemplateColumn
from tuntas.sheets.writing.words import Words


@dataclass(frozen=True, slots=True)
class CheckColumn:
    """One protected column; `formula` holds `{row}` for the row's number."""

    header: str
    name: str
    formula: str


def check_columns(
    columns: tuple[TemplateColumn, ...], first: int, regulation: Regulation, words: Words
) -> list[CheckColumn]:
    """The check columns in order, to stand from column `first` (from 0) on."""
    letters = {column.header: xl_col_to_name(number) for number, column in enumerate(columns)}
    criteria = [column for column in columns if column.whole]
    checks = []
    for number, column in enumerate(criteria):
        percent = percent_formula(letters[column.header], letters[column.whole], regulation.bands)
        checks.append(
            CheckColumn(f"{CHECK_PREFIX}{column.header}_persen", words("check-percent", id=column.header), percent)
        )
        score = score_formula(xl_col_to_name(first + 2 * number), regulation.bands)
        checks.append(
            CheckColumn(f"{CHECK_PREFIX}{column.header}_nilai", words("check-score", id=column.header), score)
        )
    total = first + 2 * len(criteria)
    scores = [f"{xl_col_to_name(first + 2 * number + 1)}{{row}}" for number in range(len(criteria))]
    inputs = f"A{{row}}:{xl_col_to_name(len(columns) - 2)}{{row}}"
    listed = ",".join(scores)
    summed = f'=IF(COUNT({listed})={len(scores)},SUM({listed}),IF(COUNTA({inputs})=0,"","{words("check-incomplete")}"))'
    grade = grade_formula(xl_col_to_name(total), regulation, words)
    return [
        *checks,
        CheckColumn(f"{CHECK_PREFIX}total_nilai", words("check-total"), summed),
        CheckColumn(f"{CHECK_PREFIX}tingkat_kekumuhan", words("check-grade"), grade),
    ]


def percent_formula(volume: str, whole: str, bands: Bands) -> str:
    """Percent of the volume column `volume` of the denominator column `whole`; nothing while one is no number."""
    v, d = f"{volume}{{row}}", f"{whole}{{row}}"
    share = f"ROUND(MIN(MAX({v},0),{d})/{d}*100,{bands.decimals})"
    return f'=IF(COUNT({v},{d})<2,"",IF({d}<=0,0,{share}))'


def score_formula(percent: str, bands: Bands) -> str:
    """The band of the percent column, highest first."""
    cell, unit = f"{percent}{{row}}", 10**bands.decimals
    nested = str(bands.steps[-1].score)
    for step in reversed(bands.steps[:-1]):
        nested = f"IF({cell}>={step.from_percent / unit:g},{step.score},{nested})"
    return f'=IF({cell}="","",{nested})'


def grade_formula(total: str, regulation: Regulation, words: Words) -> str:
    """The class of the total column."""
    cell = f"{total}{{row}}"
    rules = sorted(regulation.grades, key=lambda rule: rule.minimum)
    nested = _quoted(words.of(rules[0].name))
    for rule in rules[1:]:
        nested = f"IF({cell}>={rule.minimum},{_quoted(words.of(rule.name))},{nested})"
    return f'=IF(ISNUMBER({cell}),{nested},"")'


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'
