"""An upload as its page shows it: job, findings, what becomes of each row, what happened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.people.models import City, User
from tuntas.city.surveys.facts import problem_of
from tuntas.city.surveys.models import Upload, UploadState
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.city.surveys.uploads import PROGRESS, progress_of
from tuntas.domain.problems import Problem, Severity
from tuntas.domain.wording import optional_text, text
from tuntas.web.shared.components import Crumb, Event, Finding, FindingGroup, JobView, SheetPreview
from tuntas.web.shared.formats import count, language, moment
from tuntas.web.uploads.sheet_view import sheet_view

MOST_FINDINGS, MOST_LINES = 100, 500
MARKS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
DEEDS = {"new": gettext_lazy("baru"), "changed": gettext_lazy("berubah"), "unchanged": gettext_lazy("tetap"),
         "blocked": gettext_lazy("tidak dapat masuk")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One row of the file and what becomes of it; `grade` None: undecided or not scored."""

    row: int
    place: str
    deed: str
    deed_word: str
    total: str
    grade: str | None
    changes: int


@dataclass(frozen=True, slots=True)
class ShownPreview:
    """What accepting would do. `refusal` and its advice are set where the file could not be read."""

    refusal: str = ""
    advice: str = ""
    counts: Sequence[tuple[str, str, int]] = ()
    grades: Sequence[tuple[str | None, int, str, str]] = ()
    groups: Sequence[FindingGroup] = ()
    sheet: SheetPreview | None = None
    similar: Sequence[dict[str, str]] = ()
    lines: Sequence[ShownLine] = ()
    rows: int = 0
    new_places: int = 0


def crumbs(city: City, file_name: str = "") -> list[Crumb]:
    """The way to the list, or to one file."""
    way = [Crumb(city.name, reverse("city_page", args=[city.code]))]
    if not file_name:
        return [*way, Crumb(_("Unggah survei"))]
    return [*way, Crumb(_("Unggah survei"), reverse("uploads", args=[city.code])), Crumb(file_name)]


def job_of(upload: Upload, *, may_cancel: bool = False) -> JobView:
    """The reading of the file as a job."""
    here, progress = [upload.city.code, upload.pk], progress_of(upload)
    states = {UploadState.RECEIVED: "RUNNING" if progress else "WAITING", UploadState.FAILED: "FAILED"}
    label = _("Membaca dan memeriksa %(name)s") % {"name": upload.file_name}
    detail = _("Anda boleh menutup halaman ini; pemeriksaan tetap berjalan.")
    if progress and progress.rows:
        read = _("%(n)s RT terbaca.") % {"n": count(progress.rows)}
        detail = f"{read} {detail}"
    return JobView(label, states.get(UploadState(upload.state), "DONE"), reverse("upload_progress", args=here),
                   percent=progress.percent if progress else None, detail=detail,
                   cancel_url=reverse("upload_cancel", args=here) if may_cancel else "")  # fmt: skip


def upload_events(upload: Upload) -> list[Event]:
    """What happened to the file, newest first."""
    brought = _event(_("Diunggah"), upload.uploaded_at, upload.uploaded_by, icon="upload")
    if upload.decided_at is None:
        return [brought]
    is_accepted = upload.state == UploadState.ACCEPTED
    title, icon = (_("Diterima"), "check") if is_accepted else (_("Dikembalikan"), "return")
    return [_event(title, upload.decided_at, upload.decided_by, icon=icon, detail=upload.reason), brought]


def shown_preview(upload: Upload) -> ShownPreview | None:
    """The preview for reading; None while there is none."""
    kept, lang = upload.preview, language()
    if kept is None or PROGRESS in kept:
        return None
    if "refusal" in kept:
        code, params = kept["refusal"]["code"], kept["refusal"]["params"]
        return ShownPreview(text(code, lang, **params), optional_text(f"{code}-TODO", lang, **params))
    grades = {rule.id: rule.grade.value for rule in regulation_of(upload.campaign).grades}
    problems = [problem_of(one) for one in kept["findings"]]
    differences = [problem_of(one) for one in kept["differences"]]
    marks = dict(_marks(problems, differences, kept["sheet"], lang))
    return ShownPreview(
        counts=[(deed, str(word), kept["counts"].get(deed, 0)) for deed, word in DEEDS.items()],
        grades=[(grades.get(name), rows, _("%(n)s RT") % {"n": rows}, "") for name, rows in _in_order(kept, grades)],
        groups=_groups(problems, differences, marks, lang),
        sheet=sheet_view(upload, kept["sheet"], marks, lang),
        similar=kept["similar"],
        lines=[_line(one, grades) for one in kept["lines"][:MOST_LINES]],
        rows=kept["rows"],
        new_places=len(kept["new_places"]),
    )


def _in_order(kept: dict[str, Any], grades: dict[str, str]) -> list[tuple[str, int]]:
    return [(name, kept["grades"][name]) for name in (*grades, "undecided") if kept["grades"].get(name)]


def _marks(
    problems: list[Problem], differences: list[Problem], sheet: str, lang: str
) -> Iterator[tuple[str, tuple[str, str]]]:
    """The cells to mark, the gravest last so that it stands."""
    order = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}
    for problem in sorted([*differences, *problems], key=lambda one: order[one.severity]):
        if problem.place.cell and problem.place.sheet in ("", sheet):
            yield problem.place.cell, (MARKS[problem.severity], problem.wording(lang))


def _groups(
    problems: list[Problem], differences: list[Problem], marks: dict[str, tuple[str, str]], lang: str
) -> list[FindingGroup]:
    by_kind = [
        (_("Kesalahan: baris ini tidak dapat masuk"), "error", _of(problems, Severity.ERROR)),
        (_("Perlu ditinjau"), "warning", _of(problems, Severity.WARNING)),
        (_("Berbeda dari angka yang tercetak di berkas"), "warning", differences),
        (_("Catatan"), "info", _of(problems, Severity.INFO)),
    ]
    return [
        FindingGroup(title, severity, [_finding(one, marks, lang) for one in found[:MOST_FINDINGS]],
                     len(found), is_open=severity == "error")
        for title, severity, found in by_kind if found
    ]  # fmt: skip


def _of(problems: list[Problem], severity: Severity) -> list[Problem]:
    return [problem for problem in problems if problem.severity is severity]


def _finding(problem: Problem, marks: dict[str, tuple[str, str]], lang: str) -> Finding:
    cell = problem.place.cell if problem.place.cell in marks else ""
    return Finding(problem.wording(lang), problem.advice(lang), cell)


def _line(kept: dict[str, Any], grades: dict[str, str]) -> ShownLine:
    low, high = kept["total"] or (None, None)
    total = "" if low is None else str(low) if low == high else f"{low}–{high}"
    ends = {grades.get(name) for name in kept["grade"] or ()}
    return ShownLine(kept["row"], f"{kept['kelurahan']} {kept['rt_rw']}".strip(), kept["what"],
                     str(DEEDS[kept["what"]]), total, ends.pop() if len(ends) == 1 else None,
                     len(kept["changes"]))  # fmt: skip


def _event(title: str, at: Any, by: User | None, *, icon: str, detail: str = "") -> Event:
    return Event(title, moment(at), at.isoformat(), by.name if by else _("lewat baris perintah"), detail, icon)
