"""What a file would do to a campaign, worked out without doing it: the same for preview and acceptance."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path, PurePath

from tuntas.city.places.models import Level, Place
from tuntas.city.records.files import file_path
from tuntas.city.surveys.addresses import Address, Ambiguous, PlaceBook, address_of, place_book
from tuntas.city.surveys.facts import facts_json
from tuntas.city.surveys.models import Campaign, SurveyRecord, Upload
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.domain.problems import CellPlace, Problem, Severity
from tuntas.sheets.assessed import AssessedRow, assess_survey
from tuntas.sheets.reading.survey_file import read_survey
from tuntas.sheets.survey import Survey

#: How far a plan is, in percent of the time that it takes: most of it goes into reading.
BEGUN, READ, SCORED, PLANNED = 5, 70, 85, 95


class Deed(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file: where it lies, what becomes of it, which problems it has beside those of its reading."""

    row: AssessedRow
    address: Address
    deed: Deed
    place: Place | None = None
    record: SurveyRecord | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """All lines in the order of the file, with what they were worked out from."""

    survey: Survey
    book: PlaceBook
    lines: tuple[Line, ...]

    @property
    def posted(self) -> list[Line]:
        """The lines that make or change a record."""
        return [line for line in self.lines if line.deed in (Deed.NEW, Deed.CHANGED)]

    @property
    def fingerprint(self) -> str:
        """Equal as long as the campaign has not moved on in what the file touches."""
        said = [
            (line.row.row.number, line.deed.value, line.place and line.place.pk, line.record and line.record.version)
            for line in self.lines
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


Step = Callable[[int, int], None]


def no_steps(_percent: int, _rows: int) -> None:
    """For those who show no progress."""


def plan_of(upload: Upload, *, on: date, step: Step = no_steps) -> Plan:
    """Read the file of an upload and work out what it does. Raises `RefusedFile`, and whatever `step` raises.

    `step` is told how far it is in percent, and how many rows were read.
    """
    campaign = upload.campaign
    regulation = regulation_of(campaign)
    step(BEGUN, 0)
    with named_copy(upload) as path:
        survey = read_survey(path, regulation, sheet=upload.sheet or None, city_size=campaign.city_size)
    count = len(survey.rows)
    step(READ, count)
    rows = assess_survey(survey, regulation, profile=campaign.profile or None)
    step(SCORED, count)
    book = place_book(campaign.city, on)
    plan = Plan(survey, book, tuple(_Planner(campaign, book).lines(rows)))
    step(PLANNED, count)
    return plan


@contextmanager
def named_copy(upload: Upload) -> Iterator[Path]:
    """The upload's file under the name that its sender gave it, so that messages speak of that name."""
    name = PurePath(upload.file_name.replace("\\", "/")).name or "berkas"
    with tempfile.TemporaryDirectory(prefix="tuntas-") as folder:
        path = Path(folder) / name.replace("\0", "")
        shutil.copyfile(file_path(upload.file_id), path)
        yield path


@dataclass
class _Planner:
    campaign: Campaign
    book: PlaceBook
    taken: dict[tuple[int | None, Address], int] = field(default_factory=dict)

    def lines(self, rows: tuple[AssessedRow, ...]) -> Iterator[Line]:
        records = {record.place_id: record for record in SurveyRecord.objects.filter(campaign=self.campaign)}
        for row in rows:
            yield self._line(row, records)

    def _line(self, row: AssessedRow, records: dict[int, SurveyRecord]) -> Line:
        address = address_of(row.row)
        if row.assessment is None:
            return Line(row, address, Deed.BLOCKED)
        try:
            place = self.book.find(address, Level.RT)
        except Ambiguous as found:
            return self._blocked(row, address, "S402", name=found.name)
        if not address.rt:
            return self._blocked(row, address, "S401")
        key = (place.pk, Address("", "", "", "")) if place else (None, address.above(Level.RT))
        if (first := self.taken.setdefault(key, row.row.number)) != row.row.number:
            return self._blocked(row, address, "S403", first=first)
        record = records.get(place.pk) if place else None
        return Line(row, address, _deed(row, record), place, record)

    def _blocked(self, row: AssessedRow, address: Address, code: str, **params: object) -> Line:
        place = row.row.places.get("rt_rw", CellPlace(row=row.row.number))
        shown = row.row.identity.get("rt_rw", "")
        problem = Problem(code, Severity.ERROR, {"row": row.row.number, "value": shown, **params}, place, shown)
        return Line(row, address, Deed.BLOCKED, problems=(problem,))


def _deed(row: AssessedRow, record: SurveyRecord | None) -> Deed:
    if record is None:
        return Deed.NEW
    return Deed.UNCHANGED if record.facts == facts_json(row.row.facts) else Deed.CHANGED
