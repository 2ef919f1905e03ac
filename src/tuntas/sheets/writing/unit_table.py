"""The sheet of all RT as a table: which columns it has, where each stands, and how other sheets refer to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import quote_sheetname, xl_col_to_name

from tuntas.domain.wording import optional_text
from tuntas.rules.regulation import Regulation
from tuntas.sheets.assessed import AssessedRow
from tuntas.sheets.writing.units import ShownUnit, shown_units
from tuntas.sheets.writing.words import Words

HEAD_ROW = 5
FIRST_ROW = 6


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` for formulas, `group` and `title` for people, `width` in characters."""

    key: str
    group: str
    title: str
    width: float


@dataclass(frozen=True, slots=True)
class UnitTable:
    """All columns in order, the units, and the sheet's name."""

    sheet: str
    columns: tuple[Column, ...]
    units: tuple[ShownUnit, ...]
    identity: tuple[str, ...]
    fields: tuple[str, ...]

    def position(self, key: str) -> int:
        """The column's number from 0."""
        return next(number for number, column in enumerate(self.columns) if column.key == key)

    def cells(self, key: str) -> str:
        """The column's cells as an absolute reference that other sheets can use."""
        letter, last = xl_col_to_name(self.position(key)), FIRST_ROW + max(len(self.units), 1) - 1
        return f"{quote_sheetname(self.sheet)}!${letter}${FIRST_ROW}:${letter}${last}"


def unit_table(rows: Sequence[AssessedRow], identity: Sequence[str], regulation: Regulation, words: Words) -> UnitTable:
    """The table of these rows; `identity` names the input's identity columns."""
    fields = fact_fields(regulation)
    groups = (
        [Column("key", words("group-unit"), words("column-key"), 30)],
        [Column(f"id:{n}", words("group-unit"), field_title(n, regulation, words), 16) for n in identity],
        [Column(key, words("group-unit"), key.upper(), 6) for key in ("rt", "rw")],
        [Column(f"fact:{f}", words("group-facts"), field_title(f, regulation, words), 11) for f in fields],
        _criterion_columns(regulation, words),
        _result_columns(regulation, words),
    )
    columns = tuple(column for group in groups for column in group)
    return UnitTable(words("sheet-units"), columns, shown_units(rows, regulation), tuple(identity), fields)


def fact_fields(regulation: Regulation) -> tuple[str, ...]:
    """The denominators' fields and the population's, the verified area first."""
    fields = [denominator.field for denominator in regulation.denominators.values()]
    people = [regulation.considerations.population_field] if regulation.considerations else []
    return tuple(dict.fromkeys([regulation.area_field, *people, *fields]))


def field_title(name: str, regulation: Regulation, words: Words) -> str:
    """A field's name for people: the law's own, else the catalogue's, else the name as it stands."""
    for denominator in regulation.denominators.values():
        if denominator.field == name:
            return f"{words.of(denominator.name)} ({denominator.unit})"
    return optional_text(f"writing-field-{name}", words.lang) or name


def field_unit(name: str, regulation: Regulation) -> str:
    """The unit of a denominator's field; empty for a plain count such as people."""
    return next((d.unit for d in regulation.denominators.values() if d.field == name), "")


def _criterion_columns(regulation: Regulation, words: Words) -> list[Column]:
    columns = []
    for kind, width in (("volume", 13.0), ("percent", 9.0), ("score", 9.0)):
        for criterion in regulation.criteria:
            named = f"{criterion.id} {words.of(criterion.name)}"
            title = f"{named} ({criterion.unit})" if kind == "volume" else named
            columns.append(Column(f"{kind}:{criterion.id}", words(f"group-{kind}"), title, width))
    return columns


def _result_columns(regulation: Regulation, words: Words) -> list[Column]:
    averages = [Column(f"average:{a.id}", words("group-average"), words.of(a.name), 11) for a in regulation.aspects]
    widths = {"total": 9, "total_min": 8, "total_max": 8, "grade": 20, "sectoral": 12, "complete": 10,
              "consideration": 16, "legality": 11, "code": 7, "priority": 9, "handling": 18, "codes": 22}  # fmt: skip
    results = [Column(key, words("group-result"), words(f"column-{key}"), width) for key, width in widths.items()]
    return [*averages, *results]
