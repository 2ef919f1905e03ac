"""Plans in words: states, refusals, findings, changes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.plans.models import PlanLine, PlanState
from tuntas.city.plans.packaging import LAND, OUTSIDE
from tuntas.city.plans.refusals import CannotPlan
from tuntas.city.plans.splitting import PART
from tuntas.city.proposals.catalogue import activity_word, law, readiness
from tuntas.domain.findings import Finding
from tuntas.domain.wording import optional_text, text
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import day, language

Words = Mapping[str, "str | Promise"]

#: Word, colour and icon of each state.
STATES: Mapping[PlanState, tuple["str | Promise", str, str]] = {
    PlanState.DRAFT: (gettext_lazy("rancangan"), "is-note", "edit"),
    PlanState.DISCUSSED: (gettext_lazy("sudah dibahas"), "is-warn", "checked"),
    PlanState.ADOPTED: (gettext_lazy("berlaku"), "is-good", "check"),
    PlanState.REVISED: (gettext_lazy("sudah diubah"), "", "history"),
    PlanState.DROPPED: (gettext_lazy("dibatalkan"), "is-bad", "close"),
}
CHANGES: Words = {
    "ADDED": gettext_lazy("ditambahkan"),
    "DROPPED": gettext_lazy("dikeluarkan"),
    "COST": gettext_lazy("biaya berubah"),
    "YEARS": gettext_lazy("tahun berubah"),
    "SOURCES": gettext_lazy("sumber dana berubah"),
    "VOLUME": gettext_lazy("volume berubah"),
    "TARGET": gettext_lazy("target luas berubah"),
    "AGENCY": gettext_lazy("penanggung jawab berubah"),
    "SAME": gettext_lazy("tetap"),
}


def refusal_text(refusal: CannotPlan) -> str:
    """A refusal of the core as the page says it: days as an office writes them."""
    told = {name: day(value) if isinstance(value, date) else value for name, value in refusal.params.items()}
    return text(refusal.code, language(), **told)


def finding_text(finding: Finding) -> str:
    """What is wrong."""
    return text(finding.code, language(), **_told(finding.params))


def finding_advice(finding: Finding) -> str:
    """What to do about it; empty where the catalogue gives none."""
    return optional_text(f"{finding.code}-TODO", language(), **_told(finding.params))


def finding_title(code: str) -> str:
    """What findings of a kind have in common."""
    return str(KINDS.get(code, code))


def aspect_word(aspect: str) -> str:
    """An aspect of the rule set, or what a package outside the aspects is about."""
    if aspect.startswith(LAND):
        return str(LAND_WORD)
    if not aspect or aspect.startswith(OUTSIDE):
        return str(OUTSIDE_WORD)
    whole, _mark, part = aspect.partition(PART)
    for one in law().aspects:
        if one.id == whole:
            name = one.name.in_(language())
            return _("%(aspect)s, bagian %(part)s") % {"aspect": name, "part": part} if part else name
    return aspect


def aspect_number(aspect: str) -> int:
    """Its place in the rule set, from 1; after all of them what lies outside."""
    order = [one.id for one in law().aspects]
    return order.index(aspect) + 1 if aspect in order else len(order) + 1


def line_word(line: PlanLine) -> str:
    """What a line does."""
    return activity_word(line.activity, language()) if line.activity else line.title


def readiness_words(states: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Item, state in words, state's code, in the order of the list; what was not said is left out."""
    known = readiness()
    return [(name.in_(language()), known.states[states[code]].in_(language()), states[code])
            for code, name in known.items.items() if states.get(code) in known.states]  # fmt: skip


def crumbs_of(way: list[Crumb], *last: tuple[str, str]) -> list[Crumb]:
    """A way with further steps: (label, address), the last without one."""
    return [*way, *(Crumb(label, url) for label, url in last)]


def _told(params: Mapping[str, Any]) -> dict[str, Any]:
    told = dict(params)
    if "aspects" in told:
        told["aspects"] = ", ".join(aspect_word(one) for one in told["aspects"])
    return told


LAND_WORD = gettext_lazy("Lahan dan relokasi")
OUTSIDE_WORD = gettext_lazy("Di luar tujuh aspek")
KINDS: Words = {
    "RP-NO-LINES": gettext_lazy("Belum ada program"),
    "RP-WITHDRAWN": gettext_lazy("Usulan yang sudah ditarik"),
    "RP-DECLINED": gettext_lazy("Usulan yang ditolak kepala daerah"),
    "RP-DEFERRED": gettext_lazy("Usulan yang ditunda kepala daerah"),
    "RP-NO-DECISION": gettext_lazy("Usulan yang belum diputuskan"),
    "RP-LEFT-OUT": gettext_lazy("Usulan yang diputuskan tetapi belum masuk"),
    "RP-SUM": gettext_lazy("Jumlah per tahun tidak sama dengan biaya"),
    "RP-NO-MONEY": gettext_lazy("Baris tanpa biaya"),
    "RP-VOLUME": gettext_lazy("Volume per tahun tidak berjumlah sama"),
    "RP-NO-SOURCE": gettext_lazy("Sumber dana belum ditentukan"),
    "RP-NO-ENVELOPE": gettext_lazy("Sumber tanpa pagu"),
    "RP-OVER-ENVELOPE": gettext_lazy("Melebihi pagu"),
    "RP-NOT-ELIGIBLE": gettext_lazy("Sumber tidak membiayai ini"),
    "RP-COFUNDING": gettext_lazy("Perlu surat pembiayaan bersama"),
    "RP-NO-TARGETS": gettext_lazy("Belum ada target luas"),
    "RP-YEAR-WITHOUT-TARGET": gettext_lazy("Tahun tanpa target"),
    "RP-TARGET-DIFFERS": gettext_lazy("Target berbeda dari surat penetapannya"),
    "RP-TARGET-NOT-REACHED": gettext_lazy("Program tidak mencapai target"),
    "RP-NO-LEDGER": gettext_lazy("Buku luas belum ada"),
    "RP-MORE-THAN-REMAINS": gettext_lazy("Target melebihi sisa luas"),
    "RP-LESS-THAN-REMAINS": gettext_lazy("Sisa luas sesudah rencana"),
    "RP-NOT-COMPLETE": gettext_lazy("Dimulai tetapi tidak tuntas"),
    "RP-INDICATIVE": gettext_lazy("Baris indikatif"),
}
