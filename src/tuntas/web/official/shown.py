"""Official sheets as their pages show them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from tuntas.city.hectares.models import IssuedReport, LedgerEntry, YearTarget
from tuntas.domain.area import m2_to_hectares
from tuntas.domain.numbers import number
from tuntas.ledger.entries import Kind
from tuntas.ledger.explaining import Cause, Difference, Why
from tuntas.ledger.measures import Reading, Records
from tuntas.ledger.official_forms import (
    PRESENT,
    FormFigure,
    OfficialForm,
    Period,
    Unit,
    Value,
    fill,
    vague_figures,
)
from tuntas.web.shared.formats import count, day, hectares, language, moment, no_data, square_metres

HUNDREDTHS = 2


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """One row of a sheet; `value` None: nothing is known, and `lacks` says what is missing."""

    name: str
    value: str | None
    exact: str
    definition: str
    is_ours: bool
    lacks: str
    is_vague: bool


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A sheet of the period with what went out last."""

    form: OfficialForm
    name: str
    note: str
    period: str
    figures: list[ShownFigure]
    sources: list[tuple[str, str, str]]
    issued: Sequence[IssuedReport]
    is_early: bool


@dataclass(frozen=True, slots=True)
class ShownCause:
    """A line that makes a difference: when it is true, what it is, where it stands, when it was recorded, why."""

    what: str
    when: str
    paper: str
    recorded: str
    moved: str
    exact: str
    why: str


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """A figure that differs, with its causes; `unexplained` empty: nothing is left over."""

    name: str
    was: str
    now: str
    moved: str
    causes: list[ShownCause]
    unexplained: str
    is_area: bool


def period_words(form: OfficialForm, reading: Reading) -> str:
    """`2018`, or `Januari–Juli 2026`; a period that still runs names its last day."""
    year = reading.on.year
    months = str(MONTHS[reading.on.month])
    words = str(year) if form.period is Period.YEAR else _("Januari–%(month)s %(year)s")
    if form.period is Period.MONTHS:
        words = words % {"month": months, "year": year} if reading.on.month > 1 else f"{months} {year}"
    next_day = reading.on + timedelta(days=1)
    if next_day.day == 1 and (form.period is Period.MONTHS or next_day.month == 1):
        return words
    return _("%(period)s, sampai %(day)s") % {"period": words, "day": day(reading.on)}


def sheet(form: OfficialForm, records: Records, reading: Reading, issued: Sequence[IssuedReport]) -> ShownSheet:
    """A sheet ready for reading."""
    lang, values, vague = language(), fill(form, records, reading), vague_figures(form, records, reading)
    return ShownSheet(
        form=form, name=form.name.in_(lang), note=form.note.in_(lang), period=period_words(form, reading),
        figures=[_figure(figure, form, values[figure.key], figure.key in vague) for figure in form.figures],
        sources=[(one.name.in_(lang), one.url, day(one.seen_on)) for one in form.sources], issued=issued,
        is_early=reading.on < form.from_on,
    )  # fmt: skip


def value_words(figure: FormFigure, form: OfficialForm, value: Value) -> str:
    """A value in words; what is not known says so."""
    if value is None:
        return no_data()
    if isinstance(value, int):
        return hectares(value) if figure.unit is Unit.AREA else f"{count(_percent(value), HUNDREDTHS)} %"
    grade = form.grade_named(value)
    return grade.name.in_(language()) if grade else _("ya") if value == PRESENT else value


def differences(found: Iterable[Difference], form: OfficialForm, rows: Mapping[int, LedgerEntry],
                targets: Mapping[int, YearTarget]) -> list[ShownDifference]:  # fmt: skip
    """Every figure that differs, with the lines behind it."""
    figures = {figure.key: figure for figure in form.figures}
    return [_difference(one, figures[one.key], form, (rows, targets)) for one in found]


def _figure(figure: FormFigure, form: OfficialForm, value: Value, is_vague: bool) -> ShownFigure:
    lang, lacks = language(), ""
    if value is None:
        lacks = figure.lacks.in_(lang) if figure.lacks else _("tidak ada baris buku luas atau target untuk angka ini")
    exact = square_metres(value) if figure.unit is Unit.AREA and isinstance(value, int) else ""
    return ShownFigure(figure.name.in_(lang), None if value is None else value_words(figure, form, value), exact,
                       figure.definition.in_(lang), figure.confidence == "C", lacks, is_vague)  # fmt: skip


def _difference(one: Difference, figure: FormFigure, form: OfficialForm,
                kept: tuple[Mapping[int, LedgerEntry], Mapping[int, YearTarget]]) -> ShownDifference:  # fmt: skip
    is_area = figure.unit is Unit.AREA
    was, now = (value_words(figure, form, value) for value in (one.was, one.now))
    return ShownDifference(
        name=figure.name.in_(language()), was=was, now=now,
        moved=_signed(_number(one.now) - _number(one.was)) if is_area else "",
        causes=[_cause(cause, *kept) for cause in one.causes],
        unexplained=_signed(one.unexplained_m2) if one.unexplained_m2 else "", is_area=is_area,
    )  # fmt: skip


def _cause(cause: Cause, rows: Mapping[int, LedgerEntry], targets: Mapping[int, YearTarget]) -> ShownCause:
    moved, exact, why = _signed(cause.moved_m2), square_metres(cause.moved_m2), _why(cause.why)
    if cause.part.is_target:
        target = targets[cause.part.number]
        what = _("Target %(year)s") % {"year": target.year}
        paper = target.paper.number or target.paper.title
        return ShownCause(what, str(target.year), paper, moment(target.recorded_at), moved, exact, why)
    row = rows[cause.part.number]
    what = _("Baris %(seq)s: %(kind)s") % {"seq": row.seq, "kind": _kind(row.kind)}
    paper = row.paper.number if row.paper.kind == "SK" else row.paper.title or row.paper.number
    return ShownCause(what, row.printed_on or day(row.true_on), paper, moment(row.recorded_at), moved, exact, why)


def _kind(kind: str) -> str:
    words = {Kind.ESTABLISHED: _("Ditetapkan"), Kind.ADDED: _("Ditambahkan"), Kind.WITHDRAWN: _("Dikurangi"),
             Kind.HANDLED: _("Tertangani"), Kind.SLUM_AGAIN: _("Kumuh kembali"),
             Kind.SUPERSEDED: _("Beralih ke SK baru"), Kind.CORRECTION: _("Koreksi")}  # fmt: skip
    return words[Kind(kind)]


def _why(why: Why) -> str:
    words = {
        Why.RECORDED_LATER: _("dicatat sesudah laporan itu"),
        Why.TRUE_LATER: _("berlaku sesudah periode laporan itu"),
        Why.OTHER_PERIOD: _("hanya termasuk satu dari kedua periode"),
        Why.OTHER_DECREE: _("SK yang berlaku berganti"),
        Why.REPLACED: _("digantikan target lain"),
        Why.OTHER_SIZE: _("lokasinya melewati batas luas"),
    }
    return words[why]


def _signed(area_m2: int) -> str:
    sign = "+" if area_m2 > 0 else "−" if area_m2 < 0 else ""
    return f"{sign}{number(m2_to_hectares(abs(area_m2)), language(), None if area_m2 % 100 else 2)} ha"


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0


def _percent(hundredths: int) -> Decimal:
    return Decimal(hundredths) / 100
