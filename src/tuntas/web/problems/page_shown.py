"""The page of a problem: what it is, the RT behind it with the reason of each score, its trail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.city.problems.models import Problem, ProblemKind, ProblemState, ProblemStep, ProblemUnit, StepKind
from tuntas.city.problems.refreshing import Turn
from tuntas.city.problems.routing import route
from tuntas.city.records.models import Paper
from tuntas.city.surveys.facts import unit_facts
from tuntas.city.surveys.rule_sets import kept_regulation
from tuntas.domain.wording import text
from tuntas.rules.explaining import explain
from tuntas.rules.scoring import assess
from tuntas.web.problems.forms import PAPER_KINDS
from tuntas.web.problems.list_shown import volume_words, why
from tuntas.web.problems.loading import Chosen
from tuntas.web.problems.papers import paper_words
from tuntas.web.problems.words import CAUSES, STEP_ICONS, STEPS, called, where
from tuntas.web.shared.components import Event
from tuntas.web.shared.formats import language, moment, quantity
from tuntas.web.units.shown import unit_name


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """An RT behind a deficit: its volume, its score, how the score comes about and what would lower it."""

    name: str
    url: str
    volume: str
    score: int
    formula: str
    way_out: str


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """A paper; `url` empty: it has no file, or none for this person."""

    label: str
    name: str
    url: str


def headline(problem: Problem) -> str:
    """One sentence: what, how much, where, and whose turn it is."""
    volume = volume_words(problem)
    told = {"name": called(problem), "where": where(problem), "volume": volume}
    what = _("%(name)s di %(where)s: %(volume)s.") % told if volume else _("%(name)s di %(where)s.") % told
    return f"{what} {_turn(problem)}"


def units(problem: Problem) -> list[ShownUnit]:
    """The RT behind it, the largest volume first; each explained by the rules that scored it."""
    related = problem.units.select_related("place__parent", "place__kelurahan", "assessment__record")
    found = sorted(related, key=lambda unit: (-(unit.volume_micro or 0), unit.place.name))
    return [_unit(problem, unit) for unit in found]


def unknown_words(problem: Problem) -> str:
    """How many RT do not say; empty: all do."""
    count = problem.units_unknown
    if not count:
        return ""
    return ngettext("%(n)d RT belum ada data, jadi volumenya dapat lebih besar.",
                    "%(n)d RT belum ada data, jadi volumenya dapat lebih besar.", count) % {"n": count}  # fmt: skip


def events(chosen: Chosen, steps: Sequence[ProblemStep]) -> list[Event]:
    """The trail, newest first."""
    return [_event(chosen, step) for step in reversed(steps)]


def papers(chosen: Chosen, steps: Sequence[ProblemStep], visible: frozenset[int]) -> list[ShownPaper]:
    """Evidence, the paper of the quotation, and what the steps brought."""
    problem = chosen.problem
    found: list[tuple[str, Paper | None]] = [(_("Bukti"), problem.evidence), (_("Kutipan warga"), problem.quote_paper)]
    found += [(str(STEPS[step.kind]), step.paper) for step in steps if step.kind != StepKind.BROUGHT]
    kinds = dict(PAPER_KINDS)
    return [
        ShownPaper(label, paper_words(paper, kinds), reverse("problem_paper", args=[
            chosen.city.code, problem.pk, paper.pk]) if paper.file_id and paper.pk in visible else "")
        for label, paper in found if paper is not None
    ]  # fmt: skip


def route_words(problem: Problem) -> str:
    """Why nobody was asked; empty where an agency was, also where it gave the problem back."""
    if problem.agency_id is not None or problem.state != ProblemState.OPEN:
        return ""
    return capfirst(why(route(problem.city, problem.aspect)))


def _turn(problem: Problem) -> str:
    told = {"agency": problem.agency.code if problem.agency else ""}
    if problem.state == ProblemState.CLOSED:
        return _("Ditutup: %(cause)s.") % {"cause": CAUSES.get(problem.close_cause, problem.close_cause)}
    if problem.state == ProblemState.RETURNED:
        return _("Dikembalikan; sekretariat menentukan perangkat daerah lain.")
    if not told["agency"]:
        return _("Belum ada perangkat daerah yang menjawabnya.")
    return (_("Diterima %(agency)s.") if problem.state == ProblemState.ACCEPTED
            else _("Menunggu jawaban %(agency)s.")) % told  # fmt: skip


def _unit(problem: Problem, unit: ProblemUnit) -> ShownUnit:
    stored, lang = unit.assessment, language()
    rule = kept_regulation(stored.rule_set_id)
    reasons = explain(assess(unit_facts(stored.facts), rule, profile=stored.profile or None))
    reason = next(one for one in reasons if one.result.criterion.id == problem.criterion)
    url = f"{reverse('unit_page', args=[problem.city.code, unit.place_id])}?survei={stored.record.campaign_id}"
    volume = quantity(unit.volume_micro, problem.unit) if unit.volume_micro is not None else _("hanya persen")
    return ShownUnit(unit_name(unit.place), url, volume, unit.score, f"{reason.formula(lang)} → {reason.verdict(lang)}",
                     reason.way_out(lang))  # fmt: skip


def _event(chosen: Chosen, step: ProblemStep) -> Event:
    title = str(STEPS[step.kind])
    ends = (step.from_agency.code if step.from_agency else "", step.to_agency.code if step.to_agency else "")
    if step.kind == StepKind.HANDED_ON:
        title = _("Diteruskan dari %(one)s kepada %(other)s") % {"one": ends[0], "other": ends[1]}
    elif step.kind == StepKind.ACCEPTED:
        title = _("Diterima %(agency)s") % {"agency": ends[1]}
    elif step.kind in (StepKind.RETURNED, StepKind.COMPLETED) and ends[0]:
        title = f"{title} ({ends[0]})"
    elif ends[1]:
        title = _("%(what)s, ditujukan kepada %(agency)s") % {"what": title, "agency": ends[1]}
    by = step.by.name if step.by else _("sistem")
    return Event(title, moment(step.at), step.at.isoformat(), by, _detail(chosen.problem, step), STEP_ICONS[step.kind])


def _detail(problem: Problem, step: ProblemStep) -> str:
    parts = [_reason(step), _volumes(problem, step.details)]
    return " ".join(part for part in parts if part)


def _reason(step: ProblemStep) -> str:
    """What was written; what an assessment says by itself, in the language of the page."""
    cause = step.details.get("cause", "")
    if "turn" not in step.details:
        return f"{str(CAUSES[cause]).capitalize()}. {step.reason}" if cause in CAUSES else step.reason
    if step.kind == StepKind.CLOSED:
        return text(f"PROBLEM-CLOSED-{cause}", language())
    return text("PROBLEM-SHOWN-AGAIN", language()) if step.details["turn"] == Turn.REOPENED.value else step.reason


def _volumes(problem: Problem, details: Mapping[str, object]) -> str:
    """`Volume 120 m, sebelumnya 150 m.`"""
    now = details.get("checked_micro", details.get("volume_micro"))
    before = details.get("before_micro")
    if not isinstance(now, int) or details.get("turn") == Turn.CLOSED.value:
        return ""
    told = {"now": quantity(now, problem.unit), "before": quantity(before if isinstance(before, int) else None,
                                                                   problem.unit)}  # fmt: skip
    if before is None or before == now:
        return _("Volume %(now)s.") % told
    return _("Volume %(now)s, sebelumnya %(before)s.") % told


def is_small(problem: Problem) -> bool:
    """Whether the deficit adds nothing to the settlement's score."""
    return problem.kind == ProblemKind.DEFICIT and problem.score == 0
