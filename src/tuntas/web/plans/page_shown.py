"""A plan as its page shows it: the sentence, its figures, the programme table, its papers and its history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.city.plans.models import Plan, PlanLine, PlanState
from tuntas.city.plans.programme import Programme, ProgrammeRow
from tuntas.city.records.models import AuditEntry
from tuntas.domain.area import m2_to_hectares
from tuntas.web.audit.words import VERB_WORDS, word
from tuntas.web.plans.list_shown import years_words
from tuntas.web.plans.loading import Chosen
from tuntas.web.plans.words import aspect_word, line_word, readiness_words
from tuntas.web.shared.components import Event, Figure
from tuntas.web.shared.drawing import TrendPoint
from tuntas.web.shared.formats import count, day, hectares, moment, percent, quantity, rupiah, rupiah_short


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A year of a line: its volume and its money."""

    year: int
    volume: str
    cost: str
    exact: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the programme table."""

    position: int
    url: str
    name: str
    code: str
    location: str
    volume: str
    unit_cost: str
    cost: str
    cost_exact: str
    cells: Sequence[ShownCell | None]
    sources: Sequence[tuple[str, str]]
    agency: str
    readiness: Sequence[tuple[str, str, str]]
    target: str
    finished: int | None
    is_indicative: bool


@dataclass(frozen=True, slots=True)
class AspectGroup:
    """The lines of an aspect, with their sum."""

    name: str
    lines: Sequence[ShownLine]
    cost: str
    cost_exact: str


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year: its target, what the programme finishes, its money."""

    year: int
    target: str
    finished: str
    is_short: bool
    cost: str
    cost_exact: str


def headline(chosen: Chosen, table: Programme, blocking: int) -> str:
    """The page in one sentence."""
    plan = chosen.plan
    told = {"years": years_words(plan), "n": count(len(table.rows)), "cost": rupiah_short(table.cost_idr),
            "area": hectares(sum(table.targets.values())), "blocking": count(blocking),
            "number": plan.number, "day": day(plan.signed_on)}  # fmt: skip
    if chosen.state is PlanState.DROPPED:
        return _("Rancangan ini dibatalkan; tetap tersimpan beserta alasannya.")
    if chosen.state is PlanState.DISCUSSED:
        return _("Rancangan %(years)s: %(n)s program, %(cost)s, target %(area)s. Sudah dibahas, menunggu penetapan.") \
            % told  # fmt: skip
    if chosen.state is PlanState.DRAFT and blocking:
        return ngettext(
            "Rancangan %(years)s: %(n)s program, %(cost)s, target %(area)s. %(blocking)s hal masih menghalangi.",
            "Rancangan %(years)s: %(n)s program, %(cost)s, target %(area)s. %(blocking)s hal masih menghalangi.",
            blocking) % told  # fmt: skip
    if chosen.state is PlanState.DRAFT:
        return _("Rancangan %(years)s: %(n)s program, %(cost)s, target %(area)s. Siap dibahas.") % told
    return _("%(number)s, %(day)s: %(n)s program %(years)s, %(cost)s, target %(area)s.") % told


def steps(chosen: Chosen, blocking: int) -> tuple[list[str], int] | None:
    """How far an open draft has come, for the path above it."""
    if not chosen.is_open:
        return None
    now = 3 if chosen.state is PlanState.DISCUSSED else 1 if blocking else 2
    return [_("Rancangan"), _("Pembahasan"), _("Penetapan")], now


def tiles(chosen: Chosen, table: Programme) -> list[Figure]:
    """Target, what the programme finishes, money, and how much of it is certain."""
    target, finished = sum(table.targets.values()), sum(table.finished.values())
    certain = sum(row.line.cost_idr for row in table.rows if not row.is_indicative)
    share = percent(m2_to_hectares(finished) / m2_to_hectares(target)) if target else ""
    pictures = reverse("plan_pictures", args=[chosen.city.code, chosen.plan.pk])
    return [
        Figure(_("Target luas"), _bare(target) if table.targets else None, "ha", icon="calendar", is_accent=True),
        Figure(_("Diselesaikan program"), _bare(finished), "ha",
               _("%(share)s dari target") % {"share": share} if share else "", icon="check", source_url=pictures,
               source_label=_("Lihat gambarnya")),
        Figure(_("Biaya"), rupiah_short(table.cost_idr), note=rupiah(table.cost_idr), icon="paper"),
        Figure(_("Sudah dalam DPA"), rupiah_short(certain),
               note=ngettext("%(n)s baris masih indikatif", "%(n)s baris masih indikatif", table.indicative)
               % {"n": count(table.indicative)}, icon="checked"),
    ]  # fmt: skip


def years(table: Programme) -> list[YearRow]:
    """Every year of the plan."""
    rows = []
    for year in table.years:
        target, finished, cost = table.targets.get(year), table.finished.get(year, 0), table.by_year.get(year, 0)
        rows.append(YearRow(year, hectares(target), hectares(finished), target is not None and finished < target,
                            rupiah_short(cost), rupiah(cost)))  # fmt: skip
    return rows


def trend(table: Programme) -> list[TrendPoint]:
    """What the programme finishes each year, with the target as goal."""
    return [TrendPoint(str(year), m2_to_hectares(table.finished.get(year, 0)), hectares(table.finished.get(year, 0)),
                       None if year not in table.targets else m2_to_hectares(table.targets[year]),
                       hectares(table.targets[year]) if year in table.targets else "")
            for year in table.years]  # fmt: skip


def groups(chosen: Chosen, table: Programme) -> list[AspectGroup]:
    """The programme table by aspect."""
    found: dict[str, list[ProgrammeRow]] = {}
    for row in table.rows:
        found.setdefault(row.line.aspect, []).append(row)
    made = []
    for aspect, rows in found.items():
        cost = sum(row.line.cost_idr for row in rows)
        made.append(AspectGroup(aspect_word(aspect), [shown_line(chosen, row, table.years) for row in rows],
                                rupiah_short(cost), rupiah(cost)))  # fmt: skip
    return made


def shown_line(chosen: Chosen, row: ProgrammeRow, span: Iterable[int]) -> ShownLine:
    """A line in words."""
    line = row.line
    cells = [ShownCell(year, quantity(cell.volume_micro, line.unit) if cell.volume_micro is not None else "",
                       rupiah_short(cell.cost_idr), rupiah(cell.cost_idr)) if cell else None
             for year, cell in zip(span, row.cells, strict=True)]  # fmt: skip
    return ShownLine(
        position=line.position, url=line_url(chosen, line), name=line_word(line), code=line.budget_code,
        location=line.location, volume=quantity(line.volume_micro, line.unit), unit_cost=rupiah(line.unit_cost_idr),
        cost=rupiah_short(line.cost_idr), cost_exact=rupiah(line.cost_idr), cells=cells,
        sources=[(source.name if source else "", rupiah_short(cost)) for source, cost in row.sources],
        agency=line.agency.name if line.agency else "", readiness=readiness_words(line.readiness),
        target=hectares(line.target_m2) if line.target_m2 else "", finished=line.finished_year,
        is_indicative=row.is_indicative,
    )  # fmt: skip


def plan_url(chosen: Chosen) -> str:
    """The page of the plan."""
    return reverse("plan", args=[chosen.city.code, chosen.plan.pk])


def line_url(chosen: Chosen, line: PlanLine) -> str:
    """The page of a line."""
    return reverse("plan_line", args=[chosen.city.code, chosen.plan.pk, line.pk])


def crumb(plan: Plan) -> str:
    """The plan on the way to a page below it: its number, or that it is a draft."""
    return plan.number or _("Rancangan %(years)s") % {"years": years_words(plan)}


def papers(plan: Plan) -> list[dict[str, object]]:
    """Regulation and minutes, each with its file where one was kept."""
    found = ((_("Peraturan yang ditandatangani"), plan.paper), (_("Berita acara pembahasan"), plan.minutes))
    return [{"label": label, "paper": paper} for label, paper in found if paper is not None]


ICONS = {"plan.drafted": "edit", "plan.discussed": "checked", "plan.adopted": "paper", "plan.dropped": "close",
         "plan.reopened": "return"}  # fmt: skip


def events(chosen: Chosen, entries: Iterable[AuditEntry] | None) -> list[Event]:
    """The way of the plan, newest first: from the trail for who may read it, else its own dates."""
    if entries is not None:
        return [Event(word(VERB_WORDS, one.verb), moment(one.at), one.at.isoformat(), one.by.name if one.by else "",
                      icon=ICONS.get(one.verb, "edit")) for one in entries]  # fmt: skip
    plan = chosen.plan
    own = [
        ("plan.drafted", plan.drafted_at, plan.drafted_by),
        ("plan.discussed", plan.discussed_at, plan.discussed_by),
        ("plan.adopted", plan.adopted_at, plan.adopted_by),
        ("plan.dropped", plan.dropped_at, plan.dropped_by),
    ]
    return [Event(word(VERB_WORDS, verb), moment(at), at.isoformat(), by.name if by else "", icon=ICONS[verb])
            for verb, at, by in reversed(own) if at]  # fmt: skip


def _bare(area_m2: int) -> str:
    return hectares(area_m2).removesuffix(" ha")
