"""The regulated lists of proposals, as data: activities, readiness, budget documents and codes, order of works."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from django.conf import settings

from tuntas.domain.text import Text
from tuntas.rules.regulation import Regulation
from tuntas.rules.shelf import open_shelf


@dataclass(frozen=True, slots=True)
class Activity:
    """A kind of work with the unit it is counted and priced in; `work` is a kind of `precedence.toml` or empty."""

    code: str
    name: Text
    unit: str
    criteria: frozenset[str]
    subjects: frozenset[str]
    work: str

    def serves(self, criterion: str, subject: str = "") -> bool:
        """Whether it is done against that criterion, or that subject of a problem outside the criteria."""
        return criterion in self.criteria if criterion else subject in self.subjects


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A budget document; `due` is its default day as (years from the budget year, month, day), None: not every year."""

    code: str
    name: Text
    due: tuple[int, int, int] | None
    is_final: bool

    def due_on(self, year: int) -> date | None:
        """The default day for a budget year."""
        return None if self.due is None else date(year + self.due[0], self.due[1], self.due[2])


@dataclass(frozen=True, slots=True)
class BudgetCode:
    """A code of the national classification of regional budgets; `area` narrows the hectares of the location."""

    code: str
    name: str
    level: str
    area: str
    from_year: int


@dataclass(frozen=True, slots=True)
class Readiness:
    """What has to be there before works begin, and the states that each item has."""

    items: Mapping[str, Text]
    states: Mapping[str, Text]


@cache
def activities() -> Mapping[str, Activity]:
    """Every activity by its code, in the order of the file."""
    return {code: Activity(code, _text(row), row["unit"], frozenset(row["criteria"]),
                           frozenset(row.get("subjects", ())), row["work"])
            for code, row in _told("activities")["activities"].items()}  # fmt: skip


def activities_for(criterion: str, subject: str = "") -> list[Activity]:
    """What may be done against a criterion, or against a subject."""
    return [one for one in activities().values() if one.serves(criterion, subject)]


@cache
def readiness() -> Readiness:
    """The items and states of readiness."""
    told = _told("readiness")
    return Readiness(*({code: _text(row) for code, row in told[part].items()} for part in ("items", "states")))


@cache
def documents() -> Mapping[str, DocumentKind]:
    """The budget documents by code, in the order of the year."""
    return {code: DocumentKind(code, _text(row), _due(row.get("due")), bool(row.get("final")))
            for code, row in _told("budget_documents")["documents"].items()}  # fmt: skip


@cache
def budget_codes() -> Sequence[BudgetCode]:
    """The codes of the budget classification."""
    told = _told("budget_codes")
    return [BudgetCode(row["code"], row["id"], row["level"], row.get("area", ""),
                       row.get("from_year", told["from_year"])) for row in told["codes"]]  # fmt: skip


def codes_in(year: int) -> list[BudgetCode]:
    """The codes that may be used in a budget year."""
    return [one for one in budget_codes() if one.from_year <= year]


@cache
def works() -> Mapping[str, Text]:
    """The kinds of work that have an order."""
    return {code: _text(row) for code, row in _told("precedence")["works"].items()}


@cache
def work_order() -> frozenset[tuple[str, str]]:
    """Pairs of kinds of work: the first comes before the second where both are done in one place."""
    return _pairs("before")


@cache
def aspect_order() -> frozenset[tuple[str, str]]:
    """The same for aspects of the rule set, for plans that know packages of an aspect."""
    return _pairs("aspects")


def activity_word(code: str, lang: str) -> str:
    """The activity in words; a code that is no longer listed stands for itself."""
    known = activities().get(code)
    return known.name.in_(lang) if known else code


def document_word(code: str, lang: str) -> str:
    """The document in words; a code that is no longer listed stands for itself."""
    known = documents().get(code)
    return known.name.in_(lang) if known else code


@cache
def law() -> Regulation:
    """The rule set that no other one supersedes: its criteria and aspects are those that proposals name."""
    return open_shelf(settings.TUNTAS_HOME / "rules").current()


def _pairs(table: str) -> frozenset[tuple[str, str]]:
    return frozenset((row["first"], later) for row in _told("precedence")[table] for later in row["then"])


def _due(row: Mapping[str, int] | None) -> tuple[int, int, int] | None:
    return None if row is None else (row["years"], row["month"], row["day"])


def _text(row: Mapping[str, Any]) -> Text:
    return Text(row["id"], row["en"])


def _told(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))
