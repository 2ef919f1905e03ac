"""What the paper of a meeting says, the same for the pages and the workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuntas.city.decisions.advice import words_of
from tuntas.city.decisions.deciding import ordered
from tuntas.city.decisions.facts import Totals, carried, totals_of
from tuntas.city.decisions.models import Decision, Directive, ItemKind, Meeting, MeetingItem, MeetingKind
from tuntas.city.people.agencies import Stage
from tuntas.domain.area import m2_to_hectares
from tuntas.domain.numbers import number
from tuntas.domain.rupiah import printed_rupiah
from tuntas.planning.ranking_terms import measures
from tuntas.reports.words import absent, language, moment


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure: as printed, and as the workbook adds it (`look`: area, money, count); None: not known."""

    text: str
    value: int | float | None = None
    look: str = "text"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: title, width in parts of the page, whether it holds figures."""

    title: str
    width: float
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A part of the paper."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class MeetingPaper:
    """The paper: head, parts, sums, what a reader has to know. `marks` stand on every page."""

    title: str
    subject: str
    city: str
    facts: Sequence[tuple[str, str]]
    tables: Sequence[Table]
    sums: Sequence[tuple[str, str]]
    notes: Sequence[str]
    marks: Sequence[str]
    at: datetime


def meeting_paper(meeting: Meeting, *, at: datetime) -> MeetingPaper:
    """The paper of a meeting as it stands."""
    return _tasks(meeting, at) if meeting.kind == MeetingKind.CONTROL else _decisions(meeting, at)


def _decisions(meeting: Meeting, at: datetime) -> MeetingPaper:
    words, groups = words_of(meeting), ordered(meeting)
    dissents = {row.pk: row for row in Decision.objects.filter(pk__in=[one.pk for one in words.values()])
                .prefetch_related("dissents")}  # fmt: skip
    titles = {ItemKind.PROBLEM: _("Masalah"), ItemKind.TARGET_AREA: _("Daerah sasaran"), ItemKind.PROPOSAL: _("Usulan")}
    tables = [
        Table(titles[kind], _columns(kind), [_row(kind, place, one, words.get(one.pk), dissents)
                                             for place, one in enumerate(groups[kind], start=1)])
        for kind in ItemKind if kind in groups
    ]  # fmt: skip
    found = totals_of([one for group in groups.values() for one in group], words)
    bare = any(one.paper is None for one in words.values())
    return MeetingPaper(
        _("DAFTAR PUTUSAN"), meeting.title, meeting.city.name, _facts(meeting), tables, _sums(found),
        [_("Saran: peringkat dan nilai (0–100) dengan bobot %(weights)s.") % {"weights": weights_line(meeting.weights)},
         _("Tanda * : ada ukuran yang belum ada data; peringkatnya dapat berubah."),
         _("“Berbeda dari saran”: bertukar tempat dengan butir yang disarankan lebih dulu.")],
        _marks(meeting, _("ARAHAN: SEBAGIAN BELUM BERKERTAS") if bare else ""), at,
    )  # fmt: skip


def _tasks(meeting: Meeting, at: datetime) -> MeetingPaper:
    own = list(Directive.objects.filter(meeting=meeting).select_related("agency", "owner", "settlement", "paper"))
    columns = [Column(_("No."), 0.5, True), Column(_("Arahan"), 4), Column(_("Perangkat daerah"), 2),
               Column(_("Penanggung jawab"), 2), Column(_("Tenggat"), 1.5), Column(_("Keadaan"), 1.5),
               Column(_("Asal"), 2)]  # fmt: skip
    rows = [(one, "") for one in own] + [(one, one.meeting.title) for one in carried(meeting)]
    tables = []
    for stage in Stage:
        held = [(one, came) for one, came in rows if one.stage == stage]
        if held:
            cells = [_task_row(place, one, came) for place, (one, came) in enumerate(held, start=1)]
            tables.append(Table(str(stage.label), columns, cells))
    return MeetingPaper(_("DAFTAR TUGAS"), meeting.title, meeting.city.name, _facts(meeting), tables, [], [],
                        _marks(meeting, ""), at)  # fmt: skip


def _columns(kind: ItemKind) -> list[Column]:
    figures = [Column(_("Luas (ha)"), 1.1, True)]
    if kind is ItemKind.PROPOSAL:
        figures += [Column(_("Tahun"), 0.8, True), Column(_("Biaya (Rp)"), 1.9, True)]
    return [Column(_("No."), 0.5, True), Column(_("Butir"), 3.2), Column(_("Lokasi"), 2.4), *figures,
            Column(_("Saran"), 1.3), Column(_("Putusan"), 1.4), Column(_("Dokumen"), 2),
            Column(_("Alasan dan pendapat lain"), 3.2)]  # fmt: skip


def _row(kind: ItemKind, place: int, one: MeetingItem, word: Decision | None, told: Mapping[int, Decision]
         ) -> list[Cell]:  # fmt: skip
    figures = [_area(one.area_m2)]
    if kind is ItemKind.PROPOSAL:
        cost = Cell(absent()) if one.cost_idr is None else Cell(number(one.cost_idr, language()), one.cost_idr, "money")
        figures += [Cell(str(one.year), one.year, "year"), cost]
    star = "*" if one.rank_low != one.rank_high else ""
    score = number(Decimal(one.score_centi) / 100, language(), 2)
    return [Cell(str(place), place, "count"), Cell(one.name), Cell(one.where), *figures,
            Cell(f"{one.rank}{star} ({score})"), Cell(_verdict(word)), Cell(_force(word)),
            Cell(_said(word, told.get(word.pk) if word else None))]  # fmt: skip


def _task_row(place: int, one: Directive, came: str) -> list[Cell]:
    states = {"OPEN": _("terbuka"), "DONE": _("selesai"), "DROPPED": _("dibatalkan")}
    where = f" ({one.settlement.name})" if one.settlement else ""
    return [Cell(str(place), place, "count"), Cell(f"{one.text}{where}"), Cell(one.agency.name),
            Cell(one.owner.name if one.owner else "–"), Cell(date_format(one.due_on, "j F Y")),
            Cell(states[one.state]), Cell(came or _("rapat ini"))]  # fmt: skip


def _verdict(word: Decision | None) -> str:
    words = {"DECIDED": _("diputuskan"), "DEFERRED": _("ditunda"), "DECLINED": _("ditolak")}
    return words[word.verdict] if word else _("belum diputuskan")


def _force(word: Decision | None) -> str:
    if word is None:
        return ""
    paper = word.paper
    if paper is None:
        return _("arahan, belum berdokumen")
    return f"{paper.number}, {date_format(paper.signed_on, 'j F Y')}" if paper.signed_on else paper.number


def _said(word: Decision | None, told: Decision | None) -> str:
    if word is None:
        return ""
    parts = [_("berbeda dari saran") if word.departs else "", word.reason]
    parts += [f"{one.who}: {one.text}" for one in told.dissents.all()] if told else []
    return "; ".join(part for part in parts if part)


def _facts(meeting: Meeting) -> list[tuple[str, str]]:
    rows = [(_("Tanggal"), date_format(meeting.held_on, "j F Y")), (_("Tempat"), meeting.place)]
    if meeting.closed_at is not None:
        rows.append((_("Ditutup"), moment(meeting.closed_at, meeting.city)))
    if meeting.skip_reason:
        rows.append((_("Alasan melewati saran"), meeting.skip_reason))
    return [(label, value) for label, value in rows if value]


def _sums(found: Totals) -> list[tuple[str, str]]:
    rows = [
        (_("Diputuskan"), _("%(n)s butir; %(w)s belum diputuskan") % {"n": found.decided, "w": found.waiting}),
        (_("Luas kawasan yang diputuskan"), f"{_area(found.area_m2).text} ha"),
        (_("Rumah tangga; rumah tidak layak huni"), f"{_count(found.households)}; {_count(found.unfit_houses)}"),
        (_("Biaya usulan yang diputuskan"), printed_rupiah(found.cost_idr, language())),
    ]  # fmt: skip
    return rows + [(str(year), printed_rupiah(cost, language())) for year, cost in found.cost_by_year.items()]


def weights_line(weights: Mapping[str, int]) -> str:
    """`Prioritas 25, Luas 15`, those above zero."""
    return ", ".join(f"{one.name.in_(language())} {weights[one.code]}" for one in measures() if weights.get(one.code))


def _marks(meeting: Meeting, mark: str) -> list[str]:
    example = _("CONTOH: data buatan") if meeting.city.is_example else ""
    return [one for one in (example, mark) if one]


def _area(area_m2: int | None) -> Cell:
    if area_m2 is None:
        return Cell(absent())
    hectares = m2_to_hectares(area_m2)
    return Cell(number(hectares, language(), 2), float(hectares), "area")


def _count(value: int | None) -> str:
    return absent() if value is None else number(value, language())
