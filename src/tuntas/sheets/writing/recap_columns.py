"""The columns of the recap and what each takes from a line."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from tuntas.rules.regulation import Regulation
from tuntas.sheets.writing.figures import percent_of_share
from tuntas.sheets.writing.recap_figures import RecapLine, Sum
from tuntas.sheets.writing.unit_cells import grade_text
from tuntas.sheets.writing.words import Words

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class RecapColumn:
    """One column: `of` gives its text, figure or `Sum` of a line; `field` names the quantity it sums, if any."""

    group: str
    title: str
    width: float
    of: Callable[[int, RecapLine], Value | Sum]
    look: tuple[str, ...] = ()
    is_summed: bool = False
    field: str = ""
    class_id: str = ""
    is_grade: bool = False

    def value(self, number: int, line: RecapLine) -> Value:
        """What stands in the cell of the line with that number (from 0)."""
        found = self.of(number, line)
        return _plain(found) if isinstance(found, Sum) else found

    def number(self, line: RecapLine) -> float | None:
        """The figure that the total adds; None where there is none."""
        value = self.value(0, line)
        return value if isinstance(value, int | float) else None

    def is_least(self, line: RecapLine) -> bool:
        """Whether part of the figure is missing."""
        found = self.of(0, line)
        return isinstance(found, Sum) and found.is_least


def recap_columns(regulation: Regulation, words: Words) -> list[RecapColumn]:
    """All columns in order."""
    place = words("group-place")
    names = ("kecamatan", "kelurahan")
    columns = [RecapColumn(place, words("column-number"), 4, lambda number, line: number + 1, ("center",))]
    columns += [RecapColumn(place, words(f"field-{n}"), 18, partial(_identity, n), ("left",)) for n in names]
    columns += _class_columns(regulation, words)
    columns += _size_columns(regulation, words)
    return columns + _result_columns(words)


def _class_columns(regulation: Regulation, words: Words) -> list[RecapColumn]:
    titles = [(rule.id, words.of(rule.name)) for rule in regulation.grades] + [("", words("column-uncertain"))]
    counts, hectares = words("group-counts"), words("group-hectares")
    columns = [RecapColumn(counts, words("column-rt"), 5.5, lambda _, line: len(line.area.members), ("whole",), True)]
    columns += [
        RecapColumn(counts, title, 7, partial(_count, number), ("whole",), True, class_id=class_id)
        for number, (class_id, title) in enumerate(titles)
    ]
    columns += [
        RecapColumn(hectares, title, 8, partial(_hectares, number), ("two",), True, class_id=class_id)
        for number, (class_id, title) in enumerate(titles)
    ]
    return [
        *columns,
        RecapColumn(hectares, words("column-sum"), 9, lambda _, line: line.total_ha, ("two", "bold"), True),
    ]


def _size_columns(regulation: Regulation, words: Words) -> list[RecapColumn]:
    kept = {"kk": "households", "bangunan": "buildings"}
    fields = [(d.field, words(f"column-{kept[key]}")) for key, d in regulation.denominators.items() if key in kept]
    if regulation.considerations:
        fields.append((regulation.considerations.population_field, words("column-people")))
    return [
        RecapColumn(words("group-sizes"), title, 9.5, partial(_size, number), ("whole",), True, field=field)
        for number, (field, title) in enumerate(fields)
    ]


def _result_columns(words: Words) -> list[RecapColumn]:
    group = words("group-area-result")
    return [
        RecapColumn(group, words("column-total"), 7.5, _total, ("whole", "center")),
        RecapColumn(
            group, words("column-grade"), 15, partial(_grade, words), ("center", "wrap", "middle"), is_grade=True
        ),
        RecapColumn(group, words("column-sectoral"), 10, _sectoral, ("two", "center")),
        RecapColumn(group, words("column-authority"), 12, partial(_authority, words), ("center", "shrink")),
        RecapColumn(
            words("group-open"), words("column-incomplete"), 7.5, lambda _, line: line.incomplete, ("whole",), True
        ),
        RecapColumn(words("group-open"), words("column-blocked"), 7.5, lambda _, line: line.blocked, ("whole",), True),
    ]


def _plain(found: Sum) -> Value:
    return None if found.value is None else float(found.value)


def _identity(name: str, _: int, line: RecapLine) -> str | None:
    return dict(line.area.identity).get(name) or None


def _count(position: int, _: int, line: RecapLine) -> int:
    return line.counts[position]


def _hectares(position: int, _: int, line: RecapLine) -> Sum:
    return line.hectares[position]


def _size(position: int, _: int, line: RecapLine) -> Sum:
    return line.sizes[position]


def _total(_: int, line: RecapLine) -> Value:
    found = line.area.assessment
    if found is None or found.total is not None:
        return found.total if found else None
    return f"{found.total_min}–{found.total_max}"


def _grade(words: Words, _: int, line: RecapLine) -> str | None:
    return grade_text(line.area.assessment, words) if line.area.assessment else None


def _sectoral(_: int, line: RecapLine) -> float | None:
    average = line.area.assessment.sectoral_average if line.area.assessment else None
    return None if average is None else float(percent_of_share(average, 4))


def _authority(words: Words, _: int, line: RecapLine) -> str | None:
    return words.of(line.authority.name) if line.authority else None
