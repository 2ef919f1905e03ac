"""Loading a list of Kemendagri codes: new places join, survey places are confirmed, the unclear is asked."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from tuntas.city.places.actions import PlaceHead, add_places, change_place, confirm_place
from tuntas.city.places.loading import Answers, LoadReport, Question, near_names, nearest
from tuntas.city.places.models import Level, Place, PlaceKind
from tuntas.city.places.naming import match_name
from tuntas.domain.problems import Severity

CODE = re.compile(r"^\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?$")
LEVELS = (Level.PROVINCE, Level.CITY, Level.KECAMATAN, Level.KELURAHAN)
#: Kemendagri numbers kota from 71 on, and gives desa numbers that begin with 2.
FIRST_KOTA = 71


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One line of a code list; `row` is its number in the file, 0 where the line follows from another."""

    code: str
    name: str
    row: int

    @property
    def level(self) -> Level:
        """The storey, by the number of parts of the code."""
        return LEVELS[self.code.count(".")]

    @property
    def parent_code(self) -> str:
        """The code of the place above; empty for a province."""
        return self.code.rpartition(".")[0]

    @property
    def kind(self) -> PlaceKind:
        """What the law calls it: said by the name, else by the code."""
        last = self.code.rpartition(".")[2]
        if self.level == Level.CITY:
            is_kota = self.name.upper().startswith("KOTA ") or int(last) >= FIRST_KOTA
            return PlaceKind.KOTA if is_kota else PlaceKind.KABUPATEN
        if self.level == Level.KELURAHAN:
            return PlaceKind.DESA if last.startswith("2") else PlaceKind.KELURAHAN
        return PlaceKind.PROVINSI if self.level == Level.PROVINCE else PlaceKind.KECAMATAN


def is_code(text: str) -> bool:
    """Whether a text is a Kemendagri code with dots, as in 33.75.01.1002."""
    return CODE.match(text) is not None


@transaction.atomic
def load_codes(*, rows: Sequence[CodeRow], source: str, answers: Answers, by: Any, at: datetime) -> LoadReport:
    """Take a code list in, from provinces down; nothing that is unclear is decided here.

    A code or name that we know otherwise is asked, unless `answers.changed_on` says from which day the list holds.
    """
    loading = _Loading(source, answers, by, at)
    for level in LEVELS:
        loading.take([row for row in rows if row.level == level])
    loading.name_the_unmatched()
    return loading.report


@transaction.atomic
def rehearse_codes(*, rows: Sequence[CodeRow], source: str, answers: Answers, by: Any, at: datetime) -> LoadReport:
    """What `load_codes` would do, done and taken back: nothing stays."""
    report = load_codes(rows=rows, source=source, answers=answers, by=by, at=at)
    transaction.set_rollback(True)
    return report


class _Loading:
    """One list on its way in."""

    def __init__(self, source: str, answers: Answers, by: Any, at: datetime) -> None:
        self.source, self.answers = source, answers
        self.who_when = {"by": by, "at": at}
        self.report = LoadReport()
        self.by_code: dict[str, Place] = {}
        self.by_name: dict[tuple[int | None, str], list[Place]] = defaultdict(list)
        self.touched: set[int] = set()
        for place in Place.objects.filter(dissolved_on=None, level__in=LEVELS):
            self.know(place)
        #: Parents that had coded places before: what is new below them began at a certain day.
        self.were_listed = {p.parent_id for p in self.by_code.values() if p.is_confirmed}

    def know(self, place: Place) -> None:
        """Let the following rows find a place."""
        if place.code:
            self.by_code[place.code] = place
        self.by_name[place.parent_id, place.match_name].append(place)

    def take(self, rows: Sequence[CodeRow]) -> None:
        """Take the rows of one level in; their parents have been."""
        new: list[PlaceHead] = []
        for row in rows:
            head = self.head(row)
            if head is not None and not self.is_known(row, head):
                new.append(head)
        self.add([head for head in new if head.parent_id not in self.were_listed], is_later=False)
        self.add([head for head in new if head.parent_id in self.were_listed], is_later=True)

    def add(self, heads: list[PlaceHead], is_later: bool) -> None:
        """Add what nobody knew; where a list had been loaded before, from the day that the officer named."""
        from_on = self.answers.changed_on if is_later else None
        for group in _by_city(heads):
            for place in add_places(
                heads=group, source=self.source, about=group[0].parent, from_on=from_on, **self.who_when
            ):
                self.know(place)
            self.report.counts["added"] += len(group)

    def head(self, row: CodeRow) -> PlaceHead | None:
        """The place that a row describes; None (and a question) where its parent is unknown."""
        parent = self.by_code.get(row.parent_code)
        if row.parent_code and parent is None and row.level != Level.CITY:
            self.report.ask("PLACE-PARENT-ABSENT", row.row, name=row.name, code=row.code, parent=row.parent_code)
            return None
        if parent is not None:
            self.touched.add(parent.pk)
        return PlaceHead(kind=row.kind, name=row.name, parent=parent, code=row.code, is_confirmed=True)

    def is_known(self, row: CodeRow, head: PlaceHead) -> bool:
        """Whether a row needs no new place: it was known, is confirmed now, changed, or had to be asked."""
        if place := self.by_code.get(row.code):
            self.meet(place, row, head)
            return True
        found = self.by_name.get((head.parent_id, self.answers.our_name(row.name)), []) or self.strays(row, head)
        same_kind = [place for place in found if place.kind == head.kind] or found
        if len(same_kind) > 1:
            self.report.ask("PLACE-AMBIGUOUS", row.row, name=row.name, code=row.code, count=len(same_kind))
        elif same_kind:
            self.meet(same_kind[0], row, head)
        return bool(same_kind) or self.is_answered(row, head)

    def strays(self, row: CodeRow, head: PlaceHead) -> list[Place]:
        """Places of that name which a survey hung below the city, because its sheet names no kecamatan."""
        above = head.parent.parent_id if head.parent and row.level == Level.KELURAHAN else None
        found = self.by_name.get((above, self.answers.our_name(row.name)), []) if above else []
        return [place for place in found if not place.is_confirmed and place.level == row.level]

    def is_answered(self, row: CodeRow, head: PlaceHead) -> bool:
        """Whether the officer says of a new name that it is one we know from a survey in another spelling, or that it
        stays out. Without an answer the row is a new place; the question stands in the report."""
        key, alike = f"kode:{row.code}", self.alike(row, head)
        if not alike:
            return False
        choices = [(str(place.pk), place.name) for place in alike]
        self.report.wonder(Question(key, "PLACE-ALIKE", row.name, [row.row], choices, len(alike), True), self.answers)
        chosen = next((place for place in alike if place.pk == self.answers.chosen(key)), None)
        if chosen is not None:
            self.confirm(chosen, head)
        return chosen is not None or self.answers.is_left(key)

    def alike(self, row: CodeRow, head: PlaceHead) -> list[Place]:
        """Survey places of that level in the same place or city whose names are like the row's."""
        parents = {head.parent_id, head.parent.parent_id if head.parent else None}
        unsure = {place.name: place for places in self.by_name.values() for place in places
                  if not place.is_confirmed and place.level == row.level and place.parent_id in parents}  # fmt: skip
        return [unsure[name] for name in near_names(row.name, unsure)]

    def meet(self, place: Place, row: CodeRow, head: PlaceHead) -> None:
        """A place that we know and a row that speaks of it."""
        is_same_name = place.match_name in (match_name(row.name), self.answers.our_name(row.name))
        is_same_code = place.code in (None, row.code)
        if is_same_name and is_same_code:
            self.confirm(place, head)
        elif self.answers.changed_on:
            change_place(place=place, head=head, source=self.source, from_on=self.answers.changed_on, **self.who_when)
            self.know(place)
            self.report.counts["changed"] += 1
        elif not self.is_told(place, row, head, is_same_code):
            code = "PLACE-OTHER-NAME" if is_same_code else "PLACE-OTHER-CODE"
            self.report.ask(code, row.row, name=row.name, code=row.code, known=place.name, known_code=place.code)

    def is_told(self, place: Place, row: CodeRow, head: PlaceHead, is_same_code: bool) -> bool:
        """Whether the officer says that the other name is only a spelling, or that the row stays out."""
        key = f"kode:{row.code}"
        code = "PLACE-OTHER-NAME" if is_same_code else "PLACE-OTHER-CODE"
        choices = [(str(place.pk), place.name)] if is_same_code else []
        title = f"{row.name} ({row.code}) / {place.name} ({place.code or '–'})"
        self.report.wonder(Question(key, code, title, [row.row], choices), self.answers)
        if choices and self.answers.chosen(key) == place.pk:
            self.confirm(place, head)
            return True
        return self.answers.is_left(key)

    def confirm(self, place: Place, head: PlaceHead) -> None:
        """The list and we agree."""
        if place.is_confirmed and place.code == head.code and place.parent_id == head.parent_id:
            self.report.counts["same"] += 1
            return
        confirm_place(place=place, head=head, source=self.source, **self.who_when)
        self.know(place)
        self.report.counts["confirmed"] += 1

    def name_the_unmatched(self) -> None:
        """Places that only a survey knows, below parents that the list spoke of."""
        below = Place.objects.filter(parent__in=self.touched, dissolved_on=None)
        listed = [place.name for place in below if place.is_confirmed]
        for place in below:
            if not place.is_confirmed:
                near = nearest(place.name, listed)
                self.report.ask("PLACE-UNMATCHED", 0, Severity.WARNING, name=place.name, near=near)


def _by_city(heads: list[PlaceHead]) -> list[list[PlaceHead]]:
    """The places of each city together: what is done to a city stands in its own trail."""
    groups: dict[int | None, list[PlaceHead]] = defaultdict(list)
    for head in heads:
        groups[(head.parent.city_id or head.parent.pk) if head.parent else None].append(head)
    return list(groups.values())
