"""Header text → what the column holds, for one rule set: its own names, and the aliases in `headers.toml`."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from tuntas.rules.regulation import Criterion, Regulation
from tuntas.sheets.reading.words import Unit, fold_word, words

_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
_NOT_WORD = re.compile(r"[^0-9a-z]+")


class Kind(StrEnum):
    """What a column holds. PASSED columns are known and not read; ANOTHER ones are a criterion of other rules."""

    IDENTITY = "IDENTITY"
    QUANTITY = "QUANTITY"
    VOLUME = "VOLUME"
    SHARE = "SHARE"
    SCORE = "SCORE"
    TOTAL = "TOTAL"
    GRADE = "GRADE"
    AVERAGE = "AVERAGE"
    ANSWER = "ANSWER"
    PASSED = "PASSED"
    ANOTHER = "ANOTHER"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column means. `key`: identity name, field, criterion or item id. `unit`: what its figures are in.

    `unit` of shares is `%` (0–100) or empty (0–1); `written_unit` is the one that the header states.
    """

    kind: Kind
    key: str
    unit: str = ""
    written_unit: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All headers that a rule set knows, folded."""

    meanings: Mapping[str, Meaning]
    another: re.Pattern[str]
    _remembered: dict[str, Meaning | None] = field(default_factory=dict, repr=False, compare=False)

    def meaning(self, header: str) -> Meaning | None:
        """What a column with this header holds; None where the header says nothing known."""
        if header not in self._remembered:
            self._remembered[header] = self._meaning(header)
        return self._remembered[header]

    def _meaning(self, header: str) -> Meaning | None:
        whole, bare = fold_header(header), fold_header(_BRACKETS.sub(" ", header))
        found = self.meanings.get(bare) or self.meanings.get(whole)
        if found is None:
            match = self.another.fullmatch(bare)
            return Meaning(Kind.ANOTHER, match[1]) if match else None
        unit = written_unit(header)
        if unit is None:
            return found
        if found.kind is Kind.VOLUME and unit.of == "%":
            return Meaning(Kind.SHARE, found.key, "%")
        if found.kind is Kind.SHARE or found.kind is Kind.AVERAGE:
            return replace(found, unit="%") if unit.of == "%" else found
        return replace(found, written_unit=fold_word(_bracketed(header)))


def fold_header(text: str) -> str:
    """A header without case, accents, spaces and punctuation: `Total Nilai` and `totalNilai` are one."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", text).casefold())


def written_unit(header: str) -> Unit | None:
    """The unit in a header's last brackets; None where there is none."""
    return words().units.get(fold_word(_bracketed(header)))


@cache
def header_words() -> dict[str, Any]:
    """The aliases of `headers.toml`."""
    return tomllib.loads((files(__package__) / "headers.toml").read_text(encoding="utf-8"))


def vocabulary_of(regulation: Regulation) -> Vocabulary:
    """The headers of a rule set. A name that two things share means neither."""
    meanings: dict[str, Meaning | None] = {}
    for name, meaning in _named_meanings(regulation):
        folded = fold_header(name)
        if folded and meanings.setdefault(folded, meaning) != meaning:
            meanings[folded] = None
    known = {name: meaning for name, meaning in meanings.items() if meaning}
    return Vocabulary(known, re.compile(header_words()["another"]["pattern"]))


def unit_of_field(name: str, regulation: Regulation) -> str:
    """The unit of a fact that is no volume; empty where nobody states it."""
    stated = {denominator.field: denominator.unit for denominator in regulation.denominators.values()}
    return stated.get(name) or str(header_words()["quantity_units"].get(name, ""))


def _bracketed(header: str) -> str:
    found = _BRACKETS.findall(header)
    return str(found[-1]) if found else ""


def _named_meanings(regulation: Regulation) -> Iterator[tuple[str, Meaning]]:
    raw = header_words()
    for name, others in raw["identity"].items():
        yield from _all((name, *others), Meaning(Kind.IDENTITY, name))
    for name, others in raw["quantities"].items():
        yield from _all((name, *others), Meaning(Kind.QUANTITY, name, unit_of_field(name, regulation)))
    for denominator in regulation.denominators.values():
        names = (denominator.name.id, denominator.name.en)
        with_unit = tuple(f"{name} {denominator.unit}" for name in names)
        meaning = Meaning(Kind.QUANTITY, denominator.field, denominator.unit)
        yield from _all((denominator.field, *names, *with_unit), meaning)
    for criterion in regulation.criteria:
        yield from _criterion_meanings(criterion)
    yield from _item_meanings(regulation)
    yield from _result_meanings(regulation)


def _criterion_meanings(criterion: Criterion) -> Iterator[tuple[str, Meaning]]:
    volume = Meaning(Kind.VOLUME, criterion.id, criterion.unit)
    yield from _all((criterion.field, criterion.field_name.id, criterion.field_name.en), volume)
    forms = {
        "volume": volume,
        "share": Meaning(Kind.SHARE, criterion.id),
        "percent": Meaning(Kind.SHARE, criterion.id, "%"),
        "score": Meaning(Kind.SCORE, criterion.id),
    }
    for form, meaning in forms.items():
        for shape in header_words()["criteria"][form]:
            names = (criterion.name.id, criterion.name.en) if "{name}" in shape else ("",)
            yield from _all((shape.format(id=criterion.id, name=n, unit=criterion.unit) for n in names), meaning)


def _item_meanings(regulation: Regulation) -> Iterator[tuple[str, Meaning]]:
    considered = regulation.considerations.items if regulation.considerations else ()
    items = [*((item.id, item.name) for item in considered), *((item.id, item.name) for item in regulation.legality)]
    for item_id, name in items:
        names = (name.id, name.en)
        yield from _all((item_id, *names, *(f"{item_id} {n}" for n in names)), Meaning(Kind.ANSWER, item_id))


def _result_meanings(regulation: Regulation) -> Iterator[tuple[str, Meaning]]:
    raw = header_words()
    printed = raw["printed"]
    yield from _all(printed["total"], Meaning(Kind.TOTAL, "total"))
    yield from _all(printed["grade"], Meaning(Kind.GRADE, "grade"))
    yield from _all(printed["average"], Meaning(Kind.AVERAGE, "average"))
    yield from _all(printed["average_percent"], Meaning(Kind.AVERAGE, "average", "%"))
    passed = Meaning(Kind.PASSED, "")
    yield from _all(raw["passed"]["names"], passed)
    for criterion in regulation.criteria:
        yield from _all((shape.format(id=criterion.id) for shape in raw["passed"]["checks"]), passed)
    for aspect in regulation.aspects:
        for shape in raw["passed"]["aspect"]:
            names = (aspect.name.id, aspect.name.en)
            yield from _all((shape.format(no=aspect.no, name=name) for name in names), passed)


def _all(names: Iterable[str], meaning: Meaning) -> Iterator[tuple[str, Meaning]]:
    return ((name, meaning) for name in names)
