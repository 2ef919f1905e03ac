"""Which decimal mark each column of text numbers has: proved by its cells, else by the other columns, else likely."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tuntas.domain.numbers import number
from tuntas.domain.problems import Severity
from tuntas.sheets.opening.cells import Cell
from tuntas.sheets.reading.findings import Findings
from tuntas.sheets.reading.header_rows import Column
from tuntas.sheets.reading.numerals import Mark, Numeral, evidence, is_ambiguous, numeral_of, value_of
from tuntas.sheets.reading.words import words

#: So many columns are named; the count says how many there are.
MOST_NAMES = 12
NAME_LENGTH = 30

Numerals = Mapping[str, Numeral | None]


@dataclass(frozen=True, slots=True)
class Written:
    """The text numbers of a column: each different text once."""

    column: Column
    numerals: Numerals
    proofs: Counter[Mark]
    open_text: str

    @property
    def proved(self) -> Mark | None:
        """The mark that most cells prove; None where none does."""
        return self.proofs.most_common(1)[0][0] if self.proofs else None


def written_numbers(column: Column, cells: Iterable[Cell]) -> Written:
    """The different texts of a column with the numbers they write."""
    texts = dict.fromkeys(cell for cell in cells if isinstance(cell, str))
    numerals = {text: numeral_of(text) for text in texts}
    known = [numeral for numeral in numerals.values() if numeral]
    proofs = Counter(mark for numeral in known if (mark := evidence(numeral)))
    ambiguous = (text for text, numeral in numerals.items() if numeral and is_ambiguous(numeral))
    return Written(column, numerals, proofs, next(ambiguous, ""))


def decide_marks(columns: Sequence[Written], found: Findings) -> dict[int, Mark]:
    """The decimal mark by column place, each decision said: once for those proved alike, singly for the open ones."""
    proved = {written.column.place: mark for written in columns if (mark := written.proved)}
    for mark in Mark:
        alike = [written.column for written in columns if proved.get(written.column.place) is mark]
        if alike:
            names = ", ".join(" ".join(column.header.split())[:NAME_LENGTH] for column in alike[:MOST_NAMES])
            names += ", …" if len(alike) > MOST_NAMES else ""
            found.of_column(
                alike[0],
                "R218",
                Severity.INFO,
                columns=names,
                count=len(alike),
                mark=mark.value,
                group=mark.other.value,
            )
    common = set(proved.values())
    marks = dict(proved)
    for written in columns:
        place = written.column.place
        if place not in marks:
            marks[place] = next(iter(common)) if len(common) == 1 else _likely(written)
            if written.open_text:
                _say_open(written, marks[place], found)
    return marks


def _likely(written: Written) -> Mark:
    """Whole units (and square metres for hectares) are grouped in thousands, hectares and shares have decimals."""
    numeral = written.numerals.get(written.open_text)
    if numeral is None:
        return Mark.COMMA
    seen = Mark.POINT if "." in numeral.body else Mark.COMMA
    meaning = written.column.meaning
    small = words().units.get(numeral.unit or meaning.written_unit)
    is_whole = meaning.unit in words().whole_units or (small is not None and small.times < 1)
    return seen.other if is_whole else seen


def _say_open(written: Written, mark: Mark, found: Findings) -> None:
    numeral = written.numerals[written.open_text]
    reading, other = (value_of(numeral, one) if numeral else None for one in (mark, mark.other))
    told = {"value": written.open_text.strip(), **_both("reading", reading), **_both("other", other)}
    found.of_column(written.column, "R219", Severity.WARNING, **told)


def _both(name: str, value: Decimal | None) -> dict[str, str]:
    """A number as each language writes it."""
    exact = Decimal(0) if value is None else value
    return {name: number(exact), f"{name}_en": number(exact, "en")}
