"""One proposal as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.city.people.access import can
from tuntas.city.proposals.calendar import missed
from tuntas.city.proposals.catalogue import activity_word, budget_codes, document_word, law, readiness
from tuntas.city.proposals.clashes import clashes
from tuntas.city.proposals.drafting import COFUNDING
from tuntas.city.proposals.facts import cost_of, history, money_of, open_proposals, unpriced
from tuntas.city.proposals.locating import shown_shape
from tuntas.city.proposals.mending import Effect
from tuntas.city.proposals.models import BudgetStep, Proposal, ProposalLine
from tuntas.city.proposals.screening import Screener, Screening, Unserved
from tuntas.city.records.models import Paper
from tuntas.rules.scoring import Assessment
from tuntas.web.proposals import clash_shown, list_shown
from tuntas.web.proposals.loading import Chosen
from tuntas.web.proposals.words import (
    ORIGINS,
    READINESS_LOOKS,
    authority_word,
    criterion_word,
    gap_advice,
    gap_text,
    item_word,
    problem_word,
    readiness_word,
    serves_word,
    state_look,
    total_words,
)
from tuntas.web.shared.components import Crumb, Event, Figure
from tuntas.web.shared.formats import count, day, hectares, language, moment, no_data, quantity, rupiah, rupiah_short
from tuntas.web.shared.maps import feature


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A work."""

    line: ProposalLine
    activity: str
    serves: str
    volume: str
    unit_cost: str
    cost: str
    note: str


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item of readiness with its papers."""

    code: str
    name: str
    state: str
    css: str
    icon: str
    papers: Sequence[tuple[Paper, str]]


@dataclass(frozen=True, slots=True)
class ShownEffect:
    """Before and after: score, class, hectares, RT."""

    label: str
    before: str
    after: str
    grade_before: str | None
    grade_after: str | None
    freed: str
    units: str
    over: Sequence[str]


def context(request: HttpRequest, chosen: Chosen, on: date) -> dict[str, object]:
    """What the page shows."""
    one, city = chosen.proposal, chosen.city
    screener = Screener(city, [one.settlement], on=on)
    found, money = screener.screen(one), money_of(one)
    steps = list(one.steps.all())
    beside = [row for row in open_proposals(city, [one.year]) if row.settlement_id == one.settlement_id]
    met = [clash for clash in clashes(beside) if one in clash.proposals]
    code = next((row for row in budget_codes() if row.code == one.budget_code), None)
    return {
        "city": city, "chosen": chosen, "proposal": one, "state": state_look(one, money),
        "breadcrumbs": list_shown.crumbs(city, Crumb(one.title)), "origin": ORIGINS[one.origin],
        "tiles": _tiles(one, found), "lines": [_line(line) for line in one.lines.all()],
        "cost": rupiah(cost_of(one)), "is_priced": not unpriced(one), "code_name": code.name if code else "",
        "sources": [(row.source.name, rupiah(row.share_idr)) for row in one.sources.all()],
        "effects": _effects(found), "finishes": found.would_finish, "known": found.alone is not None,
        "unserved": [_unserved(row) for row in found.unserved],
        "untouched": [problem_word(problem) for problem in found.untouched],
        "gaps": [(gap_text(gap), gap_advice(gap), gap.is_warning) for gap in found.gaps],
        "authority": authority_word(found.authority), "items": _items(request, one),
        "events": [*_earlier(one), *_events(one), *_trail(steps)],
        "missed": [list_shown.shown_due(due, on) for due in missed(one, on=on)],
        "stage": list_shown.stage_words(money), "cut": rupiah(money.cut_idr) if money.cut_idr else "",
        "history": [(row.year, list_shown.proposal_url(row), row.pk == one.pk) for row in _years(one)],
        "clashes": clash_shown.shown(met), "has_own_place": bool(one.geometry),
        "has_map": bool(one.geometry) or one.settlement.delineations.in_force(on).exists(),
        "can_keep_prices": can(request.user, "keep_costs", city),
    }  # fmt: skip


def features(chosen: Chosen, on: date) -> list[str]:
    """The settlement as it is drawn, and the proposal's own shape on it."""
    one, found = chosen.proposal, []
    drawn = one.settlement.delineations.in_force(on).first()
    if drawn is not None:
        url = reverse("settlement", args=[chosen.city.code, one.settlement_id])
        found.append(feature(bytes(drawn.geometry), 1, label=one.settlement.name, outline="drawn", url=url,
                             link_word=_("Buka kawasan")))  # fmt: skip
    if shape := shown_shape(one):
        found.append(feature(shape, 2, label=one.title, detail=one.location, handled=True))
    return found


def _tiles(one: Proposal, found: Screening) -> list[Figure]:
    effect, cost = found.alone, cost_of(one)
    whole_cost = not unpriced(one)
    return [
        Figure(_("Biaya"), rupiah_short(cost), exact=rupiah(cost), icon="sheet",
               note="" if whole_cost else _("belum semua pekerjaan ada harganya")),
        Figure(_("Turun di bawah ambang"), hectares(effect.freed_m2) if effect else None, icon="trend-down",
               note=_("oleh usulan ini saja"), is_accent=True),
        Figure(_("Nilai kawasan"), _arrow(effect), icon="list", note=_("sebelum dan sesudah")),
    ]  # fmt: skip


def _arrow(effect: Effect | None) -> str | None:
    if effect is None or effect.before is None or effect.after is None:
        return None
    before, after = effect.before, effect.after
    return f"{total_words(before.total_min, before.total_max)} → {total_words(after.total_min, after.total_max)}"


def _line(line: ProposalLine) -> ShownLine:
    note = line.own_price
    if line.along_id is not None and line.along:
        note = _("ikut pekerjaan %(number)s, tanpa biaya sendiri") % {"number": line.along.position}
    is_free = line.along_id is not None
    return ShownLine(line, activity_word(line.activity, language()), serves_word(line),
                     quantity(line.volume_micro, line.unit),
                     "–" if is_free else _("belum ada harga") if line.unit_cost_idr is None
                     else rupiah(line.unit_cost_idr),
                     "–" if is_free else rupiah(line.cost_idr), note)  # fmt: skip


def _effects(found: Screening) -> list[ShownEffect]:
    pairs = ((_("Usulan ini saja"), found.alone), (_("Bersama usulan lain di kawasan ini"), found.together))
    shown = [_effect(label, effect) for label, effect in pairs if effect is not None]
    same = len(shown) == 2 and found.alone == found.together
    return shown[:1] if same else shown


def _effect(label: str, effect: Effect) -> ShownEffect:
    before, after = effect.before, effect.after
    beyond = _("%(criterion)s: %(volume)s melebihi kekurangan menurut survei")
    units_of = {one.id: one.unit for one in law().criteria}
    over = [beyond % {"criterion": criterion_word(code), "volume": quantity(volume, units_of.get(code, ""))}
            for code, volume in effect.left_over.items()]  # fmt: skip
    units = _("%(freed)s dari %(slum)s RT kumuh turun di bawah ambang") % {
        "freed": count(effect.freed_units), "slum": count(effect.slum_units)}  # fmt: skip
    if effect.units_silent:
        units += _("; %(n)s RT belum dinilai") % {"n": count(effect.units_silent)}
    return ShownEffect(label, _total(before), _total(after), _grade(before), _grade(after), hectares(effect.freed_m2),
                       units, over)  # fmt: skip


def _total(assessed: Assessment | None) -> str:
    return total_words(assessed.total_min, assessed.total_max) if assessed else no_data()


def _grade(assessed: Assessment | None) -> str | None:
    return assessed.grade.grade.value if assessed and assessed.grade else None


def _unserved(one: Unserved) -> tuple[str, str, bool]:
    left = one.left_micro
    words = _("hanya diketahui persennya") if left is None else quantity(left, one.deficit.criterion.unit)
    return criterion_word(one.deficit.criterion.id), words, one.served_micro > 0


def _items(request: HttpRequest, one: Proposal) -> list[ShownItem]:
    seen = {paper.pk: paper for paper in Paper.objects.visible_to(request.user).filter(
        pk__in=[row.paper_id for row in one.papers.all()])}  # fmt: skip
    found = []
    for code in (*readiness().items, COFUNDING):
        state = one.readiness.get(code, "")
        css, icon = READINESS_LOOKS.get(state, ("", "help"))
        papers = [(seen[row.paper_id], seen[row.paper_id].number or seen[row.paper_id].title or _("Dokumen"))
                  for row in one.papers.all() if row.item == code and row.paper_id in seen]  # fmt: skip
        if code != COFUNDING or papers:
            found.append(ShownItem(code, item_word(code), "" if code == COFUNDING else readiness_word(state), css, icon,
                                   papers))  # fmt: skip
    return found


def _events(one: Proposal) -> list[Event]:
    found = []
    if one.rolled_from is not None:
        found.append(Event(_("Dilanjutkan dari usulan %(year)s") % {"year": one.rolled_from.year},
                           moment(one.drafted_at), one.drafted_at.isoformat(), icon="arrow-right",
                           url=reverse("proposal", args=[one.city.code, one.rolled_from_id]),
                           link_label=_("Buka usulan tahun itu")))  # fmt: skip
    else:
        found.append(Event(_("Disusun"), moment(one.drafted_at), one.drafted_at.isoformat(), _name(one.drafted_by),
                           icon="edit"))  # fmt: skip
    if one.submitted_at:
        found.append(Event(_("Diajukan"), moment(one.submitted_at), one.submitted_at.isoformat(),
                           _name(one.submitted_by), icon="share"))  # fmt: skip
    if one.ended_at:
        later = one.rolled_to.exclude(state="WITHDRAWN").first()
        title = _("Berlanjut sebagai usulan %(year)s") % {"year": later.year} if later else _("Ditarik")
        found.append(Event(title, moment(one.ended_at), one.ended_at.isoformat(), _name(one.ended_by),
                           one.withdraw_reason, "arrow-right" if later else "close",
                           list_shown.proposal_url(later) if later else "",
                           _("Buka usulan itu") if later else ""))  # fmt: skip
    return found


def _trail(steps: Sequence[BudgetStep]) -> list[Event]:
    return [Event(document_word(step.document, language()), day(step.on), step.on.isoformat(), _name(step.by),
                  _step_words(step), "close" if step.cut_idr else "paper") for step in steps]  # fmt: skip


def _earlier(one: Proposal) -> list[Event]:
    """What budget documents said of it in earlier years: it goes on with its history."""
    return [replace(event, title=f"{event.title} ({row.year})") for row in history(one)[:-1]
            for event in _trail(list(row.steps.order_by("on", "pk")))]  # fmt: skip


def _step_words(step: BudgetStep) -> str:
    parts = [
        step.number and _("nomor %(number)s") % {"number": step.number},
        step.ceiling_idr is not None and _("pagu %(amount)s") % {"amount": rupiah(step.ceiling_idr)},
        step.sub_activity and _("sub kegiatan %(name)s") % {"name": step.sub_activity},
        step.cut_idr and _("dipotong %(amount)s oleh %(who)s") % {"amount": rupiah(step.cut_idr), "who": step.cut_by},
        step.corrects_id is not None and _("membetulkan catatan sebelumnya"),
        step.note,
    ]
    return "; ".join(str(part) for part in parts if part)


def _years(one: Proposal) -> list[Proposal]:
    """Earlier years, itself, and the later ones."""
    chain = history(one)
    while (later := chain[-1].rolled_to.exclude(state="WITHDRAWN").first()) is not None:
        chain.append(later)
    return chain


def _name(person: object) -> str:
    return getattr(person, "name", "") or ""
