"""Problems in words: states, origins, steps, causes, and what a problem is called."""

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.people.models import City
from tuntas.city.problems.models import (
    CloseCause,
    Problem,
    ProblemKind,
    ProblemOrigin,
    ProblemState,
    StepKind,
    TargetAreaEnd,
)
from tuntas.city.problems.refreshing import Turn
from tuntas.city.problems.refusals import CannotHandle
from tuntas.city.problems.subjects import subject_word
from tuntas.city.surveys.rule_sets import law_on_shelf, regulation_of
from tuntas.domain.wording import text
from tuntas.rules.regulation import Aspect, Regulation
from tuntas.web.city_page.loading import load_campaigns
from tuntas.web.shared.formats import day, language

Words = Mapping[str, "str | Promise"]

#: Word, colour and icon of each state; an open problem without an agency has its own.
STATES: Mapping[str, tuple["str | Promise", str, str]] = {
    ProblemState.OPEN: (gettext_lazy("menunggu jawaban"), "is-warn", "wait"),
    ProblemState.ACCEPTED: (gettext_lazy("diterima"), "is-good", "check"),
    ProblemState.RETURNED: (gettext_lazy("dikembalikan"), "is-bad", "return"),
    ProblemState.CLOSED: (gettext_lazy("ditutup"), "", "archive"),
}
NOBODY: tuple["str | Promise", str, str] = (gettext_lazy("belum ada perangkat daerah"), "is-bad", "alert")
ORIGINS: Words = {
    ProblemOrigin.ASSESSMENT: gettext_lazy("penilaian"),
    ProblemOrigin.AGENCY: gettext_lazy("perangkat daerah"),
    ProblemOrigin.KELURAHAN: gettext_lazy("kelurahan atau kecamatan"),
    ProblemOrigin.MUSRENBANG: gettext_lazy("musrenbang"),
}
STEPS: Words = {
    StepKind.FOUND: gettext_lazy("Ditemukan dari penilaian"),
    StepKind.BROUGHT: gettext_lazy("Disampaikan"),
    StepKind.ROUTED: gettext_lazy("Ditujukan"),
    StepKind.ACCEPTED: gettext_lazy("Diterima"),
    StepKind.COMPLETED: gettext_lazy("Dilengkapi"),
    StepKind.HANDED_ON: gettext_lazy("Diteruskan"),
    StepKind.RETURNED: gettext_lazy("Dikembalikan"),
    StepKind.UPDATED: gettext_lazy("Diperbarui dari penilaian"),
    StepKind.CLOSED: gettext_lazy("Ditutup"),
    StepKind.REOPENED: gettext_lazy("Dibuka kembali"),
}
STEP_ICONS: Mapping[str, str] = {
    StepKind.FOUND: "survey", StepKind.BROUGHT: "add", StepKind.ROUTED: "arrow-right", StepKind.ACCEPTED: "check",
    StepKind.COMPLETED: "edit", StepKind.HANDED_ON: "share", StepKind.RETURNED: "return", StepKind.UPDATED: "refresh",
    StepKind.CLOSED: "archive", StepKind.REOPENED: "redo",
}  # fmt: skip
CAUSES: Words = {
    CloseCause.NOT_SHOWN: gettext_lazy("tidak lagi ditunjukkan penilaian"),
    CloseCause.SETTLEMENT_ENDED: gettext_lazy("kawasan berakhir"),
    CloseCause.SOLVED: gettext_lazy("sudah ditangani"),
    CloseCause.NOT_SO: gettext_lazy("ternyata tidak benar"),
    CloseCause.DUPLICATE: gettext_lazy("sudah tercatat di masalah lain"),
    CloseCause.WITHDRAWN: gettext_lazy("ditarik oleh yang menyampaikan"),
}
TURNS: Words = {
    Turn.NEW: gettext_lazy("baru"),
    Turn.REOPENED: gettext_lazy("dibuka kembali"),
    Turn.CHANGED: gettext_lazy("berubah"),
    Turn.CONFIRMED: gettext_lazy("tetap menurut survei baru"),
    Turn.ROUTED: gettext_lazy("kini ada perangkat daerahnya"),
    Turn.CLOSED: gettext_lazy("ditutup"),
    Turn.UNTOLD: gettext_lazy("belum dapat diperbarui"),
    Turn.KEPT_CLOSED: gettext_lazy("tetap ditutup"),
    Turn.SAME: gettext_lazy("tidak berubah"),
}
ENDS: Words = {
    TargetAreaEnd.COMPLETE: gettext_lazy("Selesai tuntas"),
    TargetAreaEnd.GIVEN_UP: gettext_lazy("Dihentikan"),
    TargetAreaEnd.REPLACED: gettext_lazy("Diganti daerah sasaran lain"),
}


def rules_of(city: City) -> Regulation:
    """The rule set of the newest survey; before the first survey the current one."""
    campaigns = load_campaigns(city)
    return regulation_of(campaigns[0]) if campaigns else law_on_shelf().regulation


def aspect_word(aspects: Mapping[str, Aspect], aspect: str) -> str:
    """The aspect in words; of none, that it stands outside the seven."""
    known = aspects.get(aspect)
    return known.name.in_(language()) if known else aspect or _("di luar tujuh aspek")


def called(problem: Problem) -> str:
    """What a problem is called: the criterion, or the subject."""
    if problem.kind == ProblemKind.BROUGHT or problem.campaign is None:
        return subject_word(problem.subject, language())
    return criterion_word(regulation_of(problem.campaign), problem.criterion)


def criterion_word(rule: Regulation, criterion: str) -> str:
    """The criterion in words; one that the rule set no longer knows stands for itself."""
    known = next((one for one in rule.criteria if one.id == criterion), None)
    return known.name.in_(language()) if known else criterion


def where(problem: Problem) -> str:
    """The settlement, else the place."""
    return problem.settlement.name if problem.settlement else problem.place.name


def state_look(problem: Problem) -> tuple[str, str, str]:
    """Word, colour and icon of where a problem stands."""
    nobody = problem.state == ProblemState.OPEN and problem.agency_id is None
    word, css, icon = NOBODY if nobody else STATES[problem.state]
    return str(word), css, icon


def refusal_text(refusal: CannotHandle) -> str:
    """A refusal of the core as the page says it."""
    told = {name: day(value) if isinstance(value, date) else value for name, value in refusal.params.items()}
    return text(refusal.code, language(), **told)
