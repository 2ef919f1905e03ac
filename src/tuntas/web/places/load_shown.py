"""A file of places on its way in, as its page shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.places.loading import ADD, LEAVE, LoadReport, Question
from tuntas.city.places.models import PlaceEdition
from tuntas.city.records.models import Paper
from tuntas.domain.problems import Problem, Severity
from tuntas.domain.wording import optional_text, text
from tuntas.web.places.forms import ANSWER
from tuntas.web.places.reading import Look, Refused, source_of
from tuntas.web.shared.components import Finding, FindingGroup
from tuntas.web.shared.formats import count, language

MOST_FINDINGS, MOST_QUESTIONS, MOST_ROWS = 100, 300, 12
COUNTS = {"added": gettext_lazy("wilayah ditambahkan"), "confirmed": gettext_lazy("dipastikan oleh daftar"),
          "changed": gettext_lazy("berganti edisi"), "drawn": gettext_lazy("batas digambar"),
          "same": gettext_lazy("sudah sama")}  # fmt: skip
ASKS = {
    "PLACE-UNKNOWN": gettext_lazy("Nama ini tidak dikenal. Wilayah mana yang dimaksud?"),
    "PLACE-AMBIGUOUS": gettext_lazy("Nama ini cocok dengan beberapa wilayah. Yang mana?"),
    "SHAPE-TWICE": gettext_lazy("Ada beberapa gambar yang berbeda untuk RT ini. Gambar mana yang benar?"),
    "PLACE-RT-UNREADABLE": gettext_lazy("Nomor RT dan RW tidak terbaca."),
    "PLACE-RT-UNKNOWN": gettext_lazy("RT ini belum dikenal."),
    "PLACE-ALIKE": gettext_lazy("Nama ini mirip dengan wilayah yang dikenal dari survei."),
    "PLACE-OTHER-NAME": gettext_lazy("Kode ini kita kenal dengan nama lain."),
    "PLACE-OTHER-CODE": gettext_lazy("Nama ini kita kenal dengan kode lain."),
    "SETTLEMENT-BY-GROUND": gettext_lazy("Berkas tidak menyebut kelurahan; menurut letaknya di sini. Benar?"),
    "SETTLEMENT-WHERE": gettext_lazy("Kelurahannya belum jelas. Wilayah mana yang memuatnya?"),
    "SETTLEMENT-UNNAMED": gettext_lazy("Gambar-gambar ini tidak bernama. Bagaimana menyebutnya?"),
    "SETTLEMENT-SAME-NAME": gettext_lazy("Ada beberapa gambar dengan nama ini. Gambar mana yang dimaksud?"),
}
#: Answers that name no place and no row.
ANSWER_WORDS = {
    "NUMBER": gettext_lazy("beri nomor urut di kelurahannya"), "JOIN": gettext_lazy("satukan menjadi satu kawasan"),
}  # fmt: skip
#: Words before a choice that names a place or a shape.
MEANS = {"SHAPE-TWICE": gettext_lazy("gambar pada baris %s"),
         "SETTLEMENT-SAME-NAME": gettext_lazy("gambar pada baris %s"),
         "PLACE-OTHER-NAME": gettext_lazy("beda ejaan saja: %s"),
         "PLACE-ALIKE": gettext_lazy("wilayah yang sama: %s")}  # fmt: skip
#: By far the most frequent; its questions stand apart, and one answer serves them all.
NEW_RT = "PLACE-RT-UNKNOWN"
#: What a question tells already.
ASKED = frozenset(ASKS)


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question with its choices; `answer` is what was chosen."""

    name: str
    title: str
    ask: str
    rows: str
    likely: list[tuple[str, str]]
    others: list[tuple[str, str]]
    answer: str


@dataclass(frozen=True, slots=True)
class BroughtFile:
    """A file that came before. `used`: how many places have their name or boundary from it."""

    paper: Paper
    used: int


def context(look: Look | Refused, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that the page shows of a look, or of why there is none."""
    lang = language()
    if isinstance(look, Refused):
        return {"refusal": text(look.code, lang, **look.params), "refusal_code": look.code,
                "advice": advice(look.code, look.params, lang)}  # fmt: skip
    report = look.report
    return questions(report, sent) | {
        "look": look, "count": look.file.count,
        "counts": [(word, report.counts[name]) for name, word in COUNTS.items() if report.counts[name]],
        "groups": _groups(report, lang),
        "crs": look.file.sheet.crs if look.file.sheet else "",
        "needs_day": any(one.code in ("PLACE-DRAWN-OTHERWISE", "PLACE-OTHER-NAME", "PLACE-OTHER-CODE")
                         for one in report.problems) or look.answers.changed_on,
        "can_accept": not report.open_keys and any(report.counts[name] for name in COUNTS if name != "same"),
    }  # fmt: skip


def questions(report: LoadReport, sent: Mapping[str, Any]) -> dict[str, Any]:
    """What only the officer can say; unknown RT stand apart, one answer serves them all."""
    order = list(ASKS)  # a name answers for many rows: it comes first
    asked = sorted(report.questions.values(), key=lambda one: (order.index(one.code), one.rows))
    rts = [one for one in asked if one.code == NEW_RT]
    others = [one for one in asked if one.code != NEW_RT]
    return {
        "questions": [_question(one, sent) for one in others[:MOST_QUESTIONS]],
        "rt_questions": [_question(one, sent) for one in rts[:MOST_QUESTIONS]],
        "more_rts": max(0, len(rts) - MOST_QUESTIONS), "rt_count": len(rts), "open_count": len(report.open_keys),
    }  # fmt: skip


def done_words(report: LoadReport) -> str:
    """What became of the file, in one sentence."""
    done = [f"{count(report.counts[name])} {word}" for name, word in COUNTS.items() if report.counts[name]]
    return _("Berkas diterima: %(done)s.") % {"done": ", ".join(done)}


def brought(papers: Iterable[Paper]) -> list[BroughtFile]:
    """Files with how many places rest on them (two queries)."""
    shown = list(papers)
    sources = {source_of(paper) for paper in shown}
    used: dict[str, int] = {}
    for column in ("source", "boundary_source"):
        found = PlaceEdition.objects.filter(**{f"{column}__in": sources}).values_list(column, flat=True)
        for source in found:
            used[source] = used.get(source, 0) + 1
    return [BroughtFile(paper, used.get(source_of(paper), 0)) for paper in shown]


def _question(question: Question, sent: Mapping[str, Any]) -> ShownQuestion:
    means = MEANS.get(question.code)
    choices = [(value, str(ANSWER_WORDS.get(value) or (str(means) % words if means else words)))
               for value, words in question.choices]  # fmt: skip
    near = question.near or (len(choices) if means else 0)
    likely = choices[:near]
    if question.can_add:
        likely = [*likely, (ADD, _("tambahkan sebagai wilayah baru"))]
    rows = ", ".join(str(row) for row in question.rows[:MOST_ROWS])
    more = len(question.rows) - MOST_ROWS
    name = f"{ANSWER}{question.key}"
    return ShownQuestion(
        name, question.title or _("tanpa nama"), str(ASKS[question.code]), f"{rows}, +{more}" if more > 0 else rows,
        [*likely, (LEAVE, _("jangan pakai"))], choices[near:], str(sent.get(name, "")),
    )  # fmt: skip


def _groups(report: LoadReport, lang: str) -> list[FindingGroup]:
    """Findings that no question tells already."""
    told = [one for one in report.problems if one.code not in ASKED]
    titles = [(Severity.ERROR, "error", _("Tidak dapat dipakai")), (Severity.WARNING, "warning", _("Perlu ditinjau")),
              (Severity.INFO, "info", _("Catatan"))]  # fmt: skip
    groups = []
    for severity, look, title in titles:
        found = [one for one in told if one.severity is severity]
        if found:
            lines = [finding(one, lang) for one in found[:MOST_FINDINGS]]
            groups.append(FindingGroup(title, look, lines, len(found), is_open=look == "error"))
    return groups


def finding(problem: Problem, lang: str) -> Finding:
    """A finding with its row, and what to do about it."""
    row = _("Baris %(row)s: ") % {"row": problem.place.row} if problem.place.row else ""
    return Finding(f"{row}{problem.wording(lang)}", advice(problem.code, dict(problem.params), lang))


def advice(code: str, params: Mapping[str, Any], lang: str) -> str:
    """The advice, unless it speaks of the command line."""
    words = optional_text(f"{code}-TODO", lang, **params)
    return "" if "--" in words else words
