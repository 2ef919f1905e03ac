"""The units of a workbook as its sheets show them: named once, their averages computed once."""

from collections.abc import Sequence
from dataclasses import dataclass

from tuntas.rules.regulation import Regulation
from tuntas.sheets.assessed import AssessedRow
from tuntas.sheets.writing.figures import percent_of_share

MOST_KEY = 200
#: MATCH takes these for wildcards.
NO_WILDCARDS = str.maketrans("*?~", "___")


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """One row with its unique name, and its averages in percent as exact text (None: not known).

    `aspects` has two decimals, in the order of the rule set; `sectoral` has four.
    """

    key: str
    row: AssessedRow
    aspects: tuple[str | None, ...]
    sectoral: str | None


def shown_units(rows: Sequence[AssessedRow], regulation: Regulation) -> tuple[ShownUnit, ...]:
    """Every row as shown, in order; a name that stands twice has its row number behind it."""
    seen: set[str] = set()
    units = []
    for row in rows:
        name = unit_name(row).translate(NO_WILDCARDS)[:MOST_KEY]
        key = f"{name} [{row.row.number}]" if name.casefold() in seen else name
        seen.add(key.casefold())
        units.append(_shown(key, row, regulation))
    return tuple(units)


def unit_name(row: AssessedRow) -> str:
    """What a unit is called: `Podosugih/RT001-RW002`, as in `tuntas explain --unit`."""
    identity = row.row.identity
    return f"{identity.get('kelurahan', '').strip()}/{identity.get('rt_rw', '').strip()}"


def _shown(key: str, row: AssessedRow, regulation: Regulation) -> ShownUnit:
    assessment = row.assessment
    if assessment is None:
        return ShownUnit(key, row, (None,) * len(regulation.aspects), None)
    shares = (assessment.aspect_average(aspect.id) for aspect in regulation.aspects)
    aspects = tuple(None if share is None else f"{percent_of_share(share, 2):f}" for share in shares)
    sectoral = assessment.sectoral_average
    return ShownUnit(key, row, aspects, None if sectoral is None else f"{percent_of_share(sectoral, 4):f}")
