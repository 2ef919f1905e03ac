"""Official sheets as dated data (`forms/*.toml`): which figures, by which definition, from which source."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from tuntas.domain.text import Text
from tuntas.ledger.measures import Measure, Reading, Records, parts, vague_parts

#: A value: square metres, hundredths of a percent, the id of a grade; None: nothing is known.
Value = int | str | None
PRESENT = "PRESENT"
WHOLE_SHARE = 10_000


class Period(StrEnum):
    """What a sheet covers: a year, or January to the end of a month."""

    YEAR = "YEAR"
    MONTHS = "MONTHS"


class Unit(StrEnum):
    """What a value is."""

    AREA = "AREA"
    SHARE = "SHARE"
    WORD = "WORD"


@dataclass(frozen=True, slots=True)
class FormSource:
    """Where a definition was read, on which day, and how sure it is: A law, B seen elsewhere, C our reading."""

    name: Text
    url: str
    seen_on: date
    confidence: str


@dataclass(frozen=True, slots=True)
class FormFigure:
    """One row. Exactly one of `measure`, `share`, `graded`, `present` tells how it is made; none: `lacks` says why."""

    key: str
    name: Text
    definition: Text
    confidence: str
    unit: Unit
    unit_name: Text
    measure: Measure | None = None
    share: tuple[Measure, Measure] | None = None
    graded: str = ""
    present: Measure | None = None
    lacks: Text | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """A word for a share, from whole percents on."""

    id: str
    at_least: int
    name: Text


@dataclass(frozen=True, slots=True)
class OfficialForm:
    """A sheet. `hash` names its definition: two issues with another hash were made by another definition."""

    id: str
    order: int
    name: Text
    period: Period
    from_on: date
    note: Text
    sources: tuple[FormSource, ...]
    figures: tuple[FormFigure, ...]
    grades: tuple[Grade, ...]
    below_m2: int
    hash: str

    def grade_named(self, wanted: str) -> Grade | None:
        """The grade of that id."""
        return next((grade for grade in self.grades if grade.id == wanted), None)


class UnknownForm(KeyError):
    """No official sheet has that name."""


@cache
def all_forms() -> tuple[OfficialForm, ...]:
    """Every sheet, in the order in which they are shown."""
    folder = files("tuntas.ledger").joinpath("forms")
    found = [_form(one.read_bytes()) for one in folder.iterdir() if one.name.endswith(".toml")]
    return tuple(sorted(found, key=lambda form: (form.order, form.id)))


def form_named(wanted: str) -> OfficialForm:
    """The sheet of that id. Raises `UnknownForm`."""
    for form in all_forms():
        if form.id == wanted:
            return form
    raise UnknownForm(wanted)


def fill(form: OfficialForm, records: Records, reading: Reading) -> dict[str, Value]:
    """The value of every figure, in the order of the form."""
    kept = records if records.below_m2 == form.below_m2 else replace(records, below_m2=form.below_m2)
    values: dict[str, Value] = {}
    for figure in form.figures:
        values[figure.key] = _value(figure, form, values, kept, reading)
    return values


def vague_figures(form: OfficialForm, records: Records, reading: Reading) -> frozenset[str]:
    """The figures that rest on a line of which the source tells only a year: part may belong to earlier ones."""
    measured = {figure.key: [*(figure.share or ()), *([figure.measure] if figure.measure else [])]
                for figure in form.figures}  # fmt: skip
    return frozenset(
        key for key, used in measured.items() if any(vague_parts(measure, records, reading) for measure in used)
    )


def _value(figure: FormFigure, form: OfficialForm, before: Mapping[str, Value], records: Records,
           reading: Reading) -> Value:  # fmt: skip
    if figure.measure is not None:
        return _area(figure.measure, records, reading)
    if figure.share is not None:
        return share_of(*(_area(measure, records, reading) for measure in figure.share))
    if figure.graded:
        return _grade(before[figure.graded], form)
    if figure.present is not None:
        return PRESENT if parts(figure.present, records, reading) else None
    return None


def share_of(part: int | None, whole: int | None) -> int | None:
    """A share in hundredths of a percent, half up; None where a part is not known or the whole is none."""
    if part is None or whole is None or whole <= 0:
        return None
    return (2 * part * WHOLE_SHARE + whole) // (2 * whole)


def _area(measure: Measure, records: Records, reading: Reading) -> int | None:
    found = parts(measure, records, reading)
    return None if found is None else sum(found.values())


def _grade(share: Value, form: OfficialForm) -> str | None:
    """The word of a share, which is rounded half up to whole percents first: the steps are printed in such."""
    if not isinstance(share, int):
        return None
    whole = (share + 50) // 100
    fitting = [grade for grade in form.grades if whole >= grade.at_least]
    return max(fitting, key=lambda grade: grade.at_least).id if fitting else None


def _form(raw: bytes) -> OfficialForm:
    read = tomllib.loads(raw.decode("utf-8"))
    head = read["form"]
    return OfficialForm(
        id=head["id"],
        order=head["order"],
        name=_text(head["name"]),
        period=Period(head["period"]),
        from_on=head["from_on"],
        note=_text(head["note"]),
        sources=tuple(
            FormSource(_text(one["name"]), one.get("url", ""), one["seen_on"], one["confidence"])
            for one in read["source"]
        ),
        figures=tuple(_figure(one) for one in read["figure"]),
        grades=tuple(Grade(one["id"], one["at_least"], _text(one["name"])) for one in read.get("grade", ())),
        below_m2=head.get("below_m2", 0),
        hash=hashlib.sha256(raw).hexdigest(),
    )


def _figure(one: Mapping[str, object]) -> FormFigure:
    share = one.get("share")
    assert share is None or isinstance(share, list)
    return FormFigure(
        key=str(one["key"]),
        name=_text(one["name"]),
        definition=_text(one["definition"]),
        confidence=str(one["confidence"]),
        unit=Unit(str(one["unit"])),
        unit_name=_text(one["unit_name"]),
        measure=Measure(str(one["measure"])) if "measure" in one else None,
        share=(Measure(share[0]), Measure(share[1])) if share else None,
        graded=str(one.get("graded", "")),
        present=Measure(str(one["present"])) if "present" in one else None,
        lacks=_text(one["lacks"]) if "lacks" in one else None,
    )


def _text(value: object) -> Text:
    assert isinstance(value, dict)
    return Text(str(value["id"]), str(value["en"]))
