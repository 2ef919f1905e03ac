"""From the tally of an RT and its row in the RT table to the survey row that is scored."""

from collections.abc import Sequence
from dataclasses import dataclass

from tuntas.domain.problems import CellPlace, Problem, Severity
from tuntas.domain.quantity import MICRO, from_micro
from tuntas.rules.facts import UnitFacts
from tuntas.rules.regulation import Count, Criterion, Regulation
from tuntas.sheets.buildings.listing import Listing
from tuntas.sheets.buildings.places import rt_key
from tuntas.sheets.buildings.rt_table import GivenRow
from tuntas.sheets.buildings.tally import KK, PEOPLE, Tally
from tuntas.sheets.buildings.unit_places import UnitPlaces
from tuntas.sheets.survey import SurveyRow

# Spellings of one RT may meet; two kawasan in one RT are a question, two years or cities no RT at all.
_VARIED = {
    "kawasan": ("B437", Severity.WARNING),
    **dict.fromkeys(("tahun", "kota", "provinsi"), ("B438", Severity.ERROR)),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What all rows of one reading share. `criteria`: those with a column of marks in the list."""

    listing: Listing
    regulation: Regulation
    criteria: Sequence[Criterion]
    city_size: str
    has_rt_table: bool


def survey_row(tally: Tally, given: GivenRow | None, setting: Setting) -> SurveyRow:
    """The row of one RT: counted from buildings what they tell, taken from the RT table what they cannot."""
    counted, open_ended = counted_facts(tally, setting)
    quantities = {**(given.quantities if given else {}), **counted}
    facts = UnitFacts(quantities, open_ended, answers=given.answers if given else {}, city_size=setting.city_size)
    key = rt_key(tally.values["rt_rw"][0])
    return SurveyRow(
        number=tally.first_row,
        identity={name: tally.values[name][0] for name in setting.listing.identity_columns},
        rt=key.rt if key else "",
        rw=key.rw if key else "",
        facts=facts,
        problems=tuple(_problems(tally, given, counted, setting)),
        places=UnitPlaces(setting.listing.sheet, _cells(tally, counted, setting), given.places if given else {}),
    )


def counted_facts(tally: Tally, setting: Setting) -> tuple[dict[str, int], dict[str, int]]:
    """Quantities and open ends, in micro-units, that the buildings of an RT give.

    Households are unknown as soon as one building lacks them; then everything weighed by them is missing.
    A building without a mark may be deficient: its weight opens the interval of that criterion.
    """
    counts = _wholes(tally, setting.regulation)
    open_ends: dict[str, int] = {}
    for criterion in setting.criteria:
        denominator = setting.regulation.denominator_of(criterion)
        if denominator.count is Count.HOUSEHOLDS and tally.without_households:
            continue
        counts[criterion.field] = tally.deficient[criterion.id]
        if denominator.count is Count.SURVEYED:
            counts[denominator.field] = tally.marked[criterion.id]
        elif tally.unknown[criterion.id]:
            open_ends[criterion.field] = tally.unknown[criterion.id]
    return _micro(counts), _micro(open_ends)


def _wholes(tally: Tally, regulation: Regulation) -> dict[str, int]:
    counts: dict[str, int] = {}
    for denominator in regulation.denominators.values():
        if denominator.count is Count.BUILDINGS:
            counts[denominator.field] = tally.buildings
        elif denominator.count is Count.HOUSEHOLDS and not tally.without_households:
            counts[denominator.field] = tally.households
    if not tally.without_people:
        counts[PEOPLE] = tally.people
    return counts


def _micro(counts: dict[str, int]) -> dict[str, int]:
    return {name: count * MICRO for name, count in counts.items()}


def _cells(tally: Tally, counted: dict[str, int], setting: Setting) -> dict[str, tuple[int, int | None]]:
    columns = setting.listing.columns.places
    cells: dict[str, tuple[int, int | None]] = {name: (tally.first_row, columns.get(name)) for name in counted}
    for criterion in setting.criteria:
        if criterion.field in counted:
            # Where a mark is missing, that cell is the one to look at.
            row = tally.first_unknown.get(criterion.id, tally.first_row)
            cells[criterion.field] = (row, columns[criterion.id])
    return cells


def _problems(tally: Tally, given: GivenRow | None, counted: dict[str, int], setting: Setting) -> list[Problem]:
    place = CellPlace(setting.listing.sheet, "", tally.first_row)
    found = []

    def say(code: str, severity: Severity = Severity.WARNING, **params: object) -> None:
        found.append(Problem(code, severity, params, place))

    if given is None and setting.has_rt_table:
        say("B431")
    if tally.wrong_marks:
        say("B435", cells=tally.wrong_marks, buildings=tally.buildings)
    if tally.without_households and KK in setting.listing.columns.places:
        say("B436", missing=tally.without_households, buildings=tally.buildings)
    if not rt_key(tally.values["rt_rw"][0]):
        say("B419", text=tally.values["rt_rw"][0])
    for name, texts in tally.values.items():
        if len(texts) > 1:
            code, severity = _VARIED.get(name, ("B421", Severity.INFO))
            say(code, severity, column=name, texts=" | ".join(texts[:5]))
    return found + (_disagreements(given, counted) if given else [])


def _disagreements(given: GivenRow, counted: dict[str, int]) -> list[Problem]:
    different = {name: said for name, said in given.quantities.items() if counted.get(name, said) != said}
    return [
        Problem("B434", Severity.WARNING, _compared(name, said, counted[name]), given.places[name])
        for name, said in different.items()
    ]


def _compared(name: str, said: int, counted: int) -> dict[str, object]:
    return {"field": name, "given": f"{from_micro(said):f}", "counted": f"{from_micro(counted):f}"}
