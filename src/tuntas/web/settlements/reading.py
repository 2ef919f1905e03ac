"""A filed map of slum locations, read and worked out: the same for its preview and for taking it in."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from tuntas.city.dossiers.settlements import surveyed
from tuntas.city.people.models import City
from tuntas.city.places.editions import CannotPlace
from tuntas.city.places.loading import Answers, LoadReport
from tuntas.city.places.outlines import FileNotUsable
from tuntas.city.records.models import Paper
from tuntas.city.settlements.loading import SettlementPlan, plan_settlements
from tuntas.city.settlements.refusing import CannotSettle
from tuntas.city.settlements.sheets import SettlementSheet
from tuntas.web.places.reading import Refused, read_paper

#: The kind of paper.
DELINEATION = "DELINEATION"


@dataclass(frozen=True, slots=True)
class Look:
    """A map with what it would do under these answers."""

    sheet: SettlementSheet
    answers: Answers
    plan: SettlementPlan

    @property
    def report(self) -> LoadReport:
        """What there is to say and to ask."""
        return self.plan.report

    @property
    def fingerprint(self) -> str:
        """Equal as long as neither the answers nor what the city holds has moved on."""
        problems = [(one.code, one.place.row, str(one.params.get("area_m2", ""))) for one in self.report.problems]
        told = [sorted(self.answers.said.items()), str(self.answers.changed_on), self.answers.is_adding,
                self.sheet.is_grouped, sorted(self.report.counts.items()), problems]  # fmt: skip
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def read_sheet(paper: Paper, city: City, on: date, said: dict[str, Any]) -> SettlementSheet | Refused:
    """The outlines of a filed map with what the survey says; `Refused` where it cannot be read."""
    file = read_paper(paper, city, said.get("crs", ""), said.get("layer", ""))
    if isinstance(file, Refused):
        return file
    assert file.sheet is not None  # a paper of this kind is a map
    return SettlementSheet(city, file.sheet, on, surveyed(city), said.get("grouping", ""))


def look_at(sheet: SettlementSheet, answers: Answers) -> Look | Refused:
    """What the map would do; nothing stays of it."""
    try:
        return Look(sheet, answers, plan_settlements(sheet=sheet, answers=answers))
    except (FileNotUsable, CannotPlace, CannotSettle) as refusal:
        return Refused(refusal.code, refusal.params)
