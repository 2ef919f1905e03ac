"""A filed code list or map, read and worked out: the same for its preview and for taking it in."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from tuntas.city.assessments.areas import rebuild_city
from tuntas.city.people.models import City
from tuntas.city.places.boundary_loading import load_boundaries, plan_boundaries
from tuntas.city.places.code_loading import CodeRow, load_codes, rehearse_codes
from tuntas.city.places.editions import CannotPlace
from tuntas.city.places.loading import Answers, LoadReport
from tuntas.city.places.outlines import FileNotUsable, MapSheet
from tuntas.city.records.files import file_path
from tuntas.city.records.models import Paper
from tuntas.exchange.regions.boundary_files import read_boundaries
from tuntas.exchange.regions.code_lists import read_code_list
from tuntas.exchange.regions.keeping import is_boundary_file, source_words, under_its_name
from tuntas.sheets.opening.refusal import RefusedFile

BOUNDARY, CODE_LIST = "BOUNDARY", "CODE_LIST"


@dataclass(frozen=True, slots=True)
class Refused:
    """Why the whole file cannot be used."""

    code: str
    params: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PlaceFile:
    """What a file holds: a map of outlines, or the rows of a code list (`elsewhere` rows of other cities left out)."""

    paper: Paper
    sheet: MapSheet | None = None
    rows: Sequence[CodeRow] = ()
    elsewhere: int = 0
    reading: LoadReport | None = None

    @property
    def count(self) -> int:
        """How many rows or outlines."""
        return len(self.sheet.outlines) if self.sheet else len(self.rows)


@dataclass(frozen=True, slots=True)
class Look:
    """A file with what it would do under these answers."""

    file: PlaceFile
    answers: Answers
    report: LoadReport

    @property
    def fingerprint(self) -> str:
        """Equal as long as neither the answers nor the places have moved on."""
        problems = [(one.code, one.place.row) for one in self.report.problems]
        told = [sorted(self.answers.said.items()), str(self.answers.changed_on), self.answers.is_adding,
                sorted(self.report.counts.items()), problems]  # fmt: skip
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def kind_of(name: str) -> str:
    """The kind of paper that a file of that name is filed as."""
    return BOUNDARY if is_boundary_file(name) else CODE_LIST


def source_of(paper: Paper) -> str:
    """What editions name as their source."""
    return source_words(paper.filename, paper.file_id or "")


def read_paper(paper: Paper, city: City, crs: str = "", layer: str = "") -> PlaceFile | Refused:
    """The content of a filed code list or map; `Refused` where it cannot be read or its system is not known."""
    try:
        with under_its_name(file_path(paper.file_id or ""), paper.filename) as path:
            if paper.kind != CODE_LIST:
                found = read_boundaries(path, crs, layer)
                return PlaceFile(paper, MapSheet(found.outlines, found.crs, source_of(paper), city.place))
            reading = LoadReport()
            rows = read_code_list(path, reading)
    except RefusedFile as refusal:
        return Refused(refusal.code, dict(refusal.params))
    own = [row for row in rows if f"{row.code}.".startswith(f"{city.code}.")]
    return PlaceFile(paper, None, own, len(rows) - len(own), reading)


def look_at(file: PlaceFile, answers: Answers, *, by: Any, at: datetime) -> Look | Refused:
    """What the file would do; nothing stays of it."""
    try:
        if file.sheet is not None:
            return Look(file, answers, plan_boundaries(sheet=file.sheet, answers=answers).report)
        return Look(file, answers, _with_reading(file, rehearse_codes(
            rows=file.rows, source=source_of(file.paper), answers=answers, by=by, at=at)))  # fmt: skip
    except (FileNotUsable, CannotPlace) as refusal:
        return Refused(refusal.code, refusal.params)


@transaction.atomic
def take_in(look: Look, city: City, *, by: Any, at: datetime) -> LoadReport:
    """Do what the look showed: all of it, or nothing. Raises `CannotPlace`."""
    if look.file.sheet is not None:
        return load_boundaries(sheet=look.file.sheet, answers=look.answers, by=by, at=at)
    report = load_codes(rows=look.file.rows, source=source_of(look.file.paper), answers=look.answers, by=by, at=at)
    if report.counts["confirmed"] or report.counts["changed"]:
        rebuild_city(city, at=at)  # a survey's kelurahan may have learnt its kecamatan
    return report


def _with_reading(file: PlaceFile, report: LoadReport) -> LoadReport:
    report.problems[:0] = file.reading.problems if file.reading else []
    return report
