"""Meetings in words: kinds, verdicts, states of tasks, values of measures, refusals."""

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tuntas.city.decisions.models import DirectiveState, DirectiveStepKind, ItemKind, MeetingKind, MeetingState, Verdict
from tuntas.city.decisions.refusals import CannotDecide
from tuntas.domain.wording import text
from tuntas.planning.ranking import NEUTRAL
from tuntas.planning.ranking_terms import RankingMeasure, measures
from tuntas.web.shared.formats import count, day, hectares, language, no_data, rupiah_short

Words = Mapping[str, "str | Promise"]

KINDS: Words = {
    MeetingKind.PRIORITIES: gettext_lazy("Rapat penetapan prioritas"),
    MeetingKind.CONTROL: gettext_lazy("Rapat pengendalian"),
}
ITEMS: Words = {
    ItemKind.PROBLEM: gettext_lazy("Masalah"),
    ItemKind.TARGET_AREA: gettext_lazy("Daerah sasaran"),
    ItemKind.PROPOSAL: gettext_lazy("Usulan"),
}
#: Word, colour and icon of each state.
STATES: Mapping[str, tuple["str | Promise", str, str]] = {
    MeetingState.OPEN: (gettext_lazy("berjalan"), "is-warn", "clock"),
    MeetingState.CLOSED: (gettext_lazy("ditutup"), "is-good", "check"),
}
VERDICTS: Mapping[str, tuple["str | Promise", str, str]] = {
    Verdict.DECIDED: (gettext_lazy("diputuskan"), "is-good", "check"),
    Verdict.DEFERRED: (gettext_lazy("ditunda"), "is-warn", "clock"),
    Verdict.DECLINED: (gettext_lazy("ditolak"), "is-bad", "close"),
}
#: What the button says.
ACTS: Words = {
    Verdict.DECIDED: gettext_lazy("Putuskan"),
    Verdict.DEFERRED: gettext_lazy("Tunda"),
    Verdict.DECLINED: gettext_lazy("Tolak"),
}
TASK_STATES: Mapping[str, tuple["str | Promise", str, str]] = {
    DirectiveState.OPEN: (gettext_lazy("terbuka"), "is-note", "clock"),
    DirectiveState.DONE: (gettext_lazy("selesai"), "is-good", "check"),
    DirectiveState.DROPPED: (gettext_lazy("dibatalkan"), "is-bad", "close"),
}
STEPS: Words = {
    DirectiveStepKind.TOLD: gettext_lazy("Perkembangan dicatat"),
    DirectiveStepKind.DONE: gettext_lazy("Selesai"),
    DirectiveStepKind.DROPPED: gettext_lazy("Dibatalkan"),
    DirectiveStepKind.REOPENED: gettext_lazy("Dibuka kembali"),
    DirectiveStepKind.PUT_OFF: gettext_lazy("Tenggat diundur"),
    DirectiveStepKind.PAPER: gettext_lazy("Arahan berdokumen"),
}
PAPERS: Words = {
    "BERITA_ACARA": gettext_lazy("Berita acara"),
    "DISPOSISI": gettext_lazy("Disposisi"),
    "KEPUTUSAN": gettext_lazy("Keputusan"),
}


def refusal_text(refusal: CannotDecide) -> str:
    """A refusal of the core as the page says it."""
    told = {name: day(value) if isinstance(value, date) else value for name, value in refusal.params.items()}
    if language() == "en" and "measure_en" in told:
        told["measure"] = told["measure_en"]
    return text(refusal.code, language(), **told)


def measure_word(code: str) -> str:
    """A measure by its name."""
    return next((one.name.in_(language()) for one in measures() if one.code == code), code)


def value_word(measure: RankingMeasure, value: int | None) -> str:
    """A value with its unit."""
    if value is None:
        return no_data()
    if measure.unit == "m2":
        return hectares(value)
    if measure.unit == "idr":
        return _("%(amount)s per ha") % {"amount": rupiah_short(value)}
    if measure.unit == "yes":
        return _("ya") if value else _("tidak")
    ending = {"percent": " %", "days": " " + ngettext("hari", "hari", value)}.get(measure.unit, "")
    return f"{count(value)}{ending}"


def points(centi: int | None) -> str:
    """Hundredths of a point: `71,50`."""
    return no_data() if centi is None else _decimal(centi)


def points_word(value: int | None) -> str:
    """Points of a measure; what is not known counts as many as lie in the middle."""
    return count(value) if value is not None else _("dihitung %(n)s") % {"n": NEUTRAL}


def rank_word(low: int, high: int) -> str:
    """`2`, or `1–4` while something is missing."""
    return str(low) if low == high else f"{low}–{high}"


def _decimal(centi: int) -> str:
    mark = "." if language() == "en" else ","
    return f"{centi // 100}{mark}{centi % 100:02d}"
