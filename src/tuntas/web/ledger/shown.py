"""A city's book as its page shows it: the sentence, the figures, the lines, the differences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from tuntas.city.hectares.facts import CityLedger, LedgerLine
from tuntas.city.hectares.models import AdoptedStatement, LedgerEntry, StatedFigure
from tuntas.domain.area import m2_to_hectares
from tuntas.domain.numbers import number
from tuntas.domain.problems import Problem
from tuntas.ledger.entries import Kind, Reason
from tuntas.ledger.plain import sum_problems
from tuntas.web.shared.components import Companion, Figure
from tuntas.web.shared.drawing import TrendPoint
from tuntas.web.shared.formats import day, hectares, language, square_metres

_ADDING = (Kind.ESTABLISHED, Kind.ADDED, Kind.SLUM_AGAIN)


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the statement, ready for reading; `seq` names it in the book."""

    seq: int
    on: str
    what: str
    paper: str
    place: str
    moved: str
    moved_exact: str
    remaining: str
    remaining_exact: str
    remark: str
    is_adding: bool
    is_correction: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that does not close: what, and what to do or its likely cause."""

    what: str
    why: str


def headline(seen: CityLedger) -> str:
    """The page in one sentence; the rounding difference stands below, not here."""
    state = seen.balance
    told = {"remaining": hectares(state.remaining_m2), "decreed": hectares(state.decreed_m2)}
    if not seen.targets:
        return _("Tersisa %(remaining)s dari %(decreed)s.") % told
    targets = ", ".join(f"{target.year} {hectares(target.area_m2)}" for target in seen.targets)
    return _("Tersisa %(remaining)s dari %(decreed)s; target %(targets)s.") % {**told, "targets": targets}


def tiles(seen: CityLedger) -> list[Figure]:
    """Decreed, handled, remaining, targets; nobody has counted the people of a legacy decree's hectares."""
    state, rows = seen.balance, "#" + LINES
    targets = sum(target.area_m2 for target in seen.targets) if seen.targets else None
    beside = [Companion(word, None) for word in (_("KK"), _("Jiwa"), _("Bangunan"), _("RTLH"))]
    return [
        _tile(_("Luas SK"), state.decreed_m2, "paper", rows, note=seen.decree or ""),
        _tile(_("Tertangani"), state.handled_m2, "check", rows, note=_("sejak SK ini")),
        replace(_tile(_("Sisa"), state.remaining_m2, "map", rows), is_accent=True, companions=beside),
        _tile(_("Target"), targets, "calendar", rows, note=_("sesudah penanganan terakhir")),
    ]


LINES = "baris"


def lines(seen: CityLedger, place: str = "") -> list[ShownLine]:
    """The statement, newest last, as at a bank; `place` narrows it to locations of which that is a part of the name.

    What remains stays the whole city's: a line says what it moved, not what a location still has.
    """
    found = [_line(line) for line in seen.lines]
    return [one for one in found if place.casefold() in one.place.casefold()]


def trend_points(seen: CityLedger) -> list[TrendPoint]:
    """What remained at the end of each year from the decree to the last line, and what should after each target."""
    if not seen.lines:
        return []
    by_year = {line.movement.on.year: line.remaining_m2 for line in seen.lines}
    points, remaining = [], 0
    for year in range(min(by_year), max(by_year) + 1):
        remaining = by_year.get(year, remaining)
        points.append(TrendPoint(str(year), remaining, _bare(remaining)))
    ahead = remaining
    for target in seen.targets:
        ahead -= target.area_m2
        goal = max(ahead, 0)
        points.append(TrendPoint(str(target.year), None, None, goal, _bare(goal)))
    return points


def differences(seen: CityLedger, rows: Sequence[LedgerEntry]) -> list[Difference]:
    """Sums that do not close under the decree in force, and what older papers dropped without a reason."""
    found = [_worded(problem) for problem in sum_problems(seen.sum)]
    for row in rows:
        if row.reason == Reason.NOT_BROKEN_DOWN:
            told = {"area": hectares(row.area_m2), "decree": row.decree, "paper": paper_name(row)}
            found.append(Difference(
                _("%(area)s dari SK %(decree)s tidak lagi tercakup dalam %(paper)s.") % told,
                _("Sumbernya tidak merinci: tertangani, delineasi dikoreksi, atau bukan kumuh."),
            ))  # fmt: skip
    return found


def statements(figures: Sequence[StatedFigure], adopted: Sequence[AdoptedStatement] = ()) -> list[dict[str, str]]:
    """What other sources print, as they print it, and why one of them is used; `adopted` in the order of recording."""
    used = {(one.about, one.year): one for one in adopted}
    reasons = {one.figure_id: one.reason for one in used.values()}
    words = {"DECREED": _("Luas SK"), "HANDLED": _("Tertangani"), "REMAINING": _("Sisa")}
    return [
        {"when": one.printed_on, "what": words[one.about], "area": as_printed(one), "source": one.source,
         "remark": one.remark, "url": one.url, "adopted": reasons.get(one.pk, "")}
        for one in figures
    ]  # fmt: skip


def paper_name(row: LedgerEntry) -> str:
    """The paper as people call it."""
    return row.paper.number if row.paper.kind == "SK" else row.paper.title or row.paper.number


def _line(line: LedgerLine) -> ShownLine:
    movement, row = line.movement, line.row
    signed = movement.area_m2 if movement.kind in _ADDING else -movement.area_m2
    return ShownLine(
        seq=row.seq, on=row.printed_on or day(movement.on), what=_what(line), paper=paper_name(row),
        place=row.settlement.name if row.settlement else row.place.name,
        moved=f"{'+' if signed > 0 else '−'}{hectares(abs(signed))}", moved_exact=square_metres(signed),
        remaining=hectares(line.remaining_m2), remaining_exact=square_metres(line.remaining_m2), remark=row.remark,
        is_adding=signed > 0, is_correction=row.kind == Kind.CORRECTION,
    )  # fmt: skip


def _what(line: LedgerLine) -> str:
    words = {
        Kind.ESTABLISHED: _("Ditetapkan"),
        Kind.ADDED: _("Ditambahkan"),
        Kind.WITHDRAWN: _("Dikurangi"),
        Kind.HANDLED: _("Tertangani"),
        Kind.SLUM_AGAIN: _("Kumuh kembali"),
        Kind.SUPERSEDED: _("Beralih ke %(decree)s") % {"decree": line.row.successor},
    }
    reasons = {
        Reason.DELINEATION: _("delineasi dikoreksi"),
        Reason.NOT_SLUM: _("tidak kumuh"),
        Reason.MOVED: _("pindah baris"),
        Reason.NOT_BROKEN_DOWN: _("tidak dirinci"),
    }
    what = words[line.movement.kind]
    if line.row.kind == Kind.CORRECTION:
        what = _("Koreksi: %(what)s") % {"what": what}
    reason = reasons.get(line.movement.reason)
    return f"{what} ({reason})" if reason else what


def _tile(label: str, area_m2: int | None, icon: str, url: str, note: str = "") -> Figure:
    value = None if area_m2 is None else _bare(area_m2)
    return Figure(label, value, "ha", note, square_metres(area_m2), url, icon=icon)


def _bare(area_m2: int) -> str:
    return number(m2_to_hectares(area_m2), language(), 2)


def as_printed(one: StatedFigure) -> str:
    """The figure with as many decimals as its source prints."""
    decimals = len(re.search(r"(?<=[.,])\d+$|$", one.printed)[0])  # type: ignore[index]  # the end always matches
    return f"{number(m2_to_hectares(one.area_m2), language(), decimals)} ha"


def _worded(problem: Problem) -> Difference:
    return Difference(problem.wording(language()), problem.advice(language()))
