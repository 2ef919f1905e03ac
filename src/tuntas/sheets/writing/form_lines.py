"""The lines of the official form, whatever fills them: ASPEK | KRITERIA | VOLUME | SATUAN | PROSEN (%) | NILAI."""

from collections.abc import Iterator
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from tuntas.rules.regulation import Aspect, Criterion, Regulation
from tuntas.sheets.writing.unit_table import fact_fields
from tuntas.sheets.writing.words import Words

WIDTHS = (33, 46, 12, 8, 12, 11)
#: Heights in points, and the characters of a name that fit on one line.
ROW_PT, TWO_LINES_PT, ONE_LINE = 17.0, 27.0, 52
HEADS = ("aspect", "criterion", "volume", "unit", "percent", "score")
#: A4 between margins of half an inch, in pixels; a column of w characters takes 7w + 5. Some nine in a hundred to
#: spare, for LibreOffice draws columns wider than Excel.
PRINTABLE_PX = 694
SCALE = int(91 * PRINTABLE_PX / sum(7 * width + 5 for width in WIDTHS))


@dataclass(frozen=True, slots=True)
class FormLine:
    """A criterion's line, or (without criterion) the average that closes its aspect."""

    aspect: Aspect
    criterion: Criterion | None
    is_first: bool = False


def form_lines(regulation: Regulation) -> Iterator[FormLine]:
    """All lines in the order of the form."""
    for aspect in regulation.aspects:
        for number, criterion in enumerate(regulation.criteria_of(aspect.id)):
            yield FormLine(aspect, criterion, number == 0)
        yield FormLine(aspect, None)


def line_labels(line: FormLine, words: Words) -> tuple[str, str, str]:
    """Aspect (first line only), criterion or `Rata-rata …`, and unit."""
    if line.criterion is None:
        return "", words("form-average", aspect=words.of(line.aspect.name)), ""
    aspect = f"{line.aspect.no}. {words.of(line.aspect.name)}" if line.is_first else ""
    return aspect, f"{line.criterion.id}  {words.of(line.criterion.name)}", line.criterion.unit


def line_height(label: str) -> float:
    """Points a line needs: a long name takes two lines."""
    return ROW_PT if len(label) <= ONE_LINE else TWO_LINES_PT


def head_pairs(identity: tuple[str, ...], regulation: Regulation) -> list[tuple[str, str]]:
    """The form's head, two columns: identity fields left, measured fields right; empty names pad the shorter."""
    first = [name for name in ("kecamatan", "kelurahan", "rt_rw", "kawasan", "tahun") if name in identity]
    fields = fact_fields(regulation)
    length = max(len(first) + 1, len(fields))
    left, right = [*first, "#row"], list(fields)
    return list(zip(left + [""] * (length - len(left)), right + [""] * (length - len(right)), strict=True))


def set_form_columns(sheet: Worksheet) -> None:
    """Widths and scale such that a form fills an A4 page; a fixed scale, for shrinking would void page breaks."""
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_print_scale(SCALE)
