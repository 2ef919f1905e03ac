"""Proposals in words: states, origins, readiness, gaps, refusals."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.funding.models import Authority
from tuntas.city.problems.models import Problem
from tuntas.city.problems.subjects import subject_word
from tuntas.city.proposals.catalogue import activity_word, law, readiness
from tuntas.city.proposals.drafting import COFUNDING
from tuntas.city.proposals.facts import Money
from tuntas.city.proposals.models import Origin, Proposal, ProposalLine, ProposalState
from tuntas.city.proposals.refusals import CannotPropose
from tuntas.city.proposals.screening import Gap
from tuntas.domain.wording import optional_text, text
from tuntas.web.shared.formats import language, no_data, quantity, rupiah

Words = Mapping[str, "str | Promise"]

#: Word, colour and icon of each state.
STATES: Mapping[str, tuple["str | Promise", str, str]] = {
    ProposalState.DRAFT: (gettext_lazy("konsep"), "is-note", "edit"),
    ProposalState.SUBMITTED: (gettext_lazy("diajukan"), "is-warn", "share"),
    ProposalState.WITHDRAWN: (gettext_lazy("ditarik"), "is-bad", "close"),
    ProposalState.ROLLED: (gettext_lazy("berlanjut ke tahun lain"), "", "arrow-right"),
}
FUNDED: tuple["str | Promise", str, str] = (gettext_lazy("terdanai"), "is-good", "check")
ORIGINS: Words = {
    Origin.AGENCY: gettext_lazy("Perangkat daerah"),
    Origin.KELURAHAN: gettext_lazy("Kelurahan"),
    Origin.MUSRENBANG: gettext_lazy("Musrenbang"),
    Origin.POKIR: gettext_lazy("Pokir DPRD"),
}
READINESS_LOOKS: Mapping[str, tuple[str, str]] = {
    "READY": ("is-good", "check"),
    "NOT_NEEDED": ("", "minus"),
    "UNDERWAY": ("is-warn", "wait"),
    "ABSENT": ("is-bad", "alert"),
    "": ("", "help"),
}


def state_look(proposal: Proposal, money: Money) -> tuple[str, str, str]:
    """The state as a coloured word; one with money says so."""
    word, css, icon = FUNDED if money.is_funded and proposal.is_standing else STATES[proposal.state]
    return str(word), css, icon


def refusal_text(refusal: CannotPropose) -> str:
    """A refusal of the core as the page says it."""
    return text(refusal.code, language(), **refusal.params)


def gap_text(gap: Gap) -> str:
    """What is missing, in words."""
    told = dict(gap.params)
    if gap.code == "PROPOSAL-GAP-READINESS":
        told = {"name": item_word(gap.about), "state": readiness_word(str(told["state"]))}
    if gap.code == "PROPOSAL-GAP-PRICE":
        told["name"] = activity_word(gap.about, language())
    if gap.code == "PROPOSAL-GAP-SHARES":
        told = {"told": rupiah(int(str(told["told_idr"]))), "cost": rupiah(int(str(told["cost_idr"])))}
    if gap.code == "PROPOSAL-GAP-COFUNDING":
        told["authority"] = authority_word(str(told["authority"]))
    return text(gap.code, language(), **told)


def gap_advice(gap: Gap) -> str:
    """What to do about it; empty where the words say it already."""
    return optional_text(f"{gap.code}-TODO", language())


def authority_word(authority: str) -> str:
    """Whose affair a settlement is."""
    return str(Authority(authority).label) if authority else no_data()


def item_word(code: str) -> str:
    """An item of readiness, or the co-funding agreement."""
    if code == COFUNDING:
        return _("Kesepakatan pendanaan bersama")
    known = readiness().items.get(code)
    return known.in_(language()) if known else code


def readiness_word(state: str) -> str:
    """The state of an item; nothing said is no data."""
    known = readiness().states.get(state)
    return known.in_(language()) if known else no_data()


def criterion_word(criterion: str) -> str:
    """`2a Cakupan Pelayanan Jalan Lingkungan`."""
    known = {one.id: one.name for one in law().criteria}
    return f"{criterion} {known[criterion].in_(language())}" if criterion in known else criterion


def aspect_word(aspect: str) -> str:
    """An aspect of the rule set."""
    known = {one.id: one.name for one in law().aspects}
    return known[aspect].in_(language()) if aspect in known else _("Di luar tujuh aspek")


def serves_word(line: ProposalLine) -> str:
    """What a line is done against."""
    if line.criterion:
        return criterion_word(line.criterion)
    return problem_word(line.problem) if line.problem else _("Di luar tujuh aspek")


def problem_word(problem: Problem) -> str:
    """A problem by its criterion or subject, with its volume."""
    name = criterion_word(problem.criterion) if problem.criterion else subject_word(problem.subject, language())
    if problem.needed_micro is None:
        return name
    return _("%(name)s: kurang %(volume)s") % {"name": name, "volume": quantity(problem.needed_micro, problem.unit)}


def total_words(low: int | None, high: int | None) -> str:
    """A score, or the range that it lies in."""
    if low is None or high is None:
        return no_data()
    return str(low) if low == high else f"{low}–{high}"
