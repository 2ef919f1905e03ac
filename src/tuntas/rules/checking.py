"""`tuntas rules check`: is the law data fit to be used? Every fault names the place in the data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from tuntas.rules.loading import LIST_TABLES
from tuntas.rules.parsing import parse_regulation
from tuntas.rules.regulation import AnswerKind, Considerations, Kind, Regulation

Raw = Mapping[str, Any]

CONFIDENCE = frozenset("ABCD")
BILINGUAL = frozenset(
    ["title", "short", "status", "name", "field_name", "indicator", "parameter", "text", "positive", "negative"]
)
#: Tables that hold one sourced value per key instead of being one sourced value.
TABLES_OF_VALUES = frozenset(["denominators"])


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of the law data: its code in the wording catalogue, the path in the data, and what was found."""

    code: str
    path: str
    found: str = ""


def check_instrument(raw: Raw, known_sources: frozenset[str]) -> list[Fault]:
    """All faults of a rule set's data; empty when it is fit. Raises `BrokenLaw` when it cannot even be read."""
    faults = [*_source_faults(raw, known_sources), *_translation_faults(raw, "")]
    regulation = parse_regulation(raw, content_hash="")
    if regulation.kind is Kind.SCORED:
        for check in (_bands, _grades, _criteria, _codes, _considerations, _authority):
            faults += check(regulation)
    return faults


def sourced_values(raw: Raw) -> Iterator[tuple[str, Raw]]:
    """Every value that needs a source, with its path: tables, rows of lists, and nested tables with a source."""
    for key, value in raw.items():
        if key in LIST_TABLES:
            for row in value:
                yield f"{key}.{row.get('id', '?')}", row
                yield from _nested(row, f"{key}.{row.get('id', '?')}")
        elif key in TABLES_OF_VALUES:
            yield from ((f"{key}.{name}", row) for name, row in value.items())
        elif isinstance(value, Mapping):
            yield key, value
            yield from _nested(value, key)


def _nested(value: Raw, path: str) -> Iterator[tuple[str, Raw]]:
    for key, inner in value.items():
        if key == "items":
            for row in inner:
                yield f"{path}.items.{row.get('id', '?')}", row
        elif key == "profiles":
            yield from ((f"{path}.profiles.{name}", row) for name, row in inner.items())
        elif isinstance(inner, Mapping) and "source" in inner:
            yield f"{path}.{key}", inner


def _source_faults(raw: Raw, known: frozenset[str]) -> list[Fault]:
    faults = []
    for path, value in sourced_values(raw):
        sources = value.get("source") or []
        if not sources:
            faults.append(Fault("L601", path))
        faults += [Fault("L602", path, str(source)) for source in sources if source not in known]
        if value.get("confidence") not in CONFIDENCE:
            faults.append(Fault("L603", path, str(value.get("confidence", ""))))
    return faults


def _translation_faults(value: Any, path: str) -> list[Fault]:
    if isinstance(value, list):
        return [f for i, row in enumerate(value) for f in _translation_faults(row, _join(path, _name(row, i)))]
    if not isinstance(value, Mapping):
        return []
    faults = []
    for key, inner in value.items():
        if key in BILINGUAL:
            given = inner if isinstance(inner, Mapping) else {}
            faults += [Fault("L604", _join(path, key), lang) for lang in ("id", "en") if not given.get(lang)]
        else:
            faults += _translation_faults(inner, _join(path, key))
    return faults


def _name(row: Any, position: int) -> str:
    return str(row.get("id", position)) if isinstance(row, Mapping) else str(position)


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _bands(rule: Regulation) -> list[Fault]:
    limits = [step.from_percent for step in rule.bands.steps]
    scores = [step.score for step in rule.bands.steps]
    faults = []
    if len(set(limits)) < len(limits) or sorted(set(scores), reverse=True) != scores:
        faults.append(Fault("L605", "bands.steps", str(limits)))
    if not limits or limits[-1] != 0 or limits[0] > rule.bands.factor:
        faults.append(Fault("L606", "bands.steps", str(limits)))
    return faults


def _grades(rule: Regulation) -> list[Fault]:
    faults = []
    if rule.max_total != len(rule.criteria) * rule.bands.highest:
        faults.append(Fault("L608", "instrument.max_total", str(rule.max_total)))
    for total in range(rule.max_total + 1):
        fitting = [grade.id for grade in rule.grades if grade.minimum <= total <= grade.maximum]
        if len(fitting) != 1:
            faults.append(Fault("L607", "classes", f"{total}: {', '.join(fitting) or '-'}"))
    if not any(grade.minimum == rule.slum_from_total for grade in rule.grades):
        faults.append(Fault("L609", "reduction.counted_when_total_below", str(rule.slum_from_total)))
    return faults


def _criteria(rule: Regulation) -> list[Fault]:
    aspects = {aspect.id for aspect in rule.aspects}
    faults = []
    for criterion in rule.criteria:
        if criterion.aspect not in aspects or criterion.denominator not in rule.denominators:
            faults.append(Fault("L610", f"criteria.{criterion.id}", f"{criterion.aspect}, {criterion.denominator}"))
        if criterion.unit not in rule.unit_steps:
            faults.append(Fault("L611", f"criteria.{criterion.id}", criterion.unit))
    for names in ([c.id for c in rule.criteria], [c.field for c in rule.criteria]):
        faults += [Fault("L612", "criteria", name) for name in sorted(set(names)) if names.count(name) > 1]
    return faults


def _codes(rule: Regulation) -> list[Fault]:
    slum = [grade.id for grade in rule.grades if grade.minimum >= rule.slum_from_total]
    if rule.considerations is None:
        return []
    kinds = {c.id for profile in rule.considerations.profiles.values() for c in profile.classes}
    have = {(code.class_id, code.consideration, code.legal) for code in rule.codes}
    patterns = {(pattern.class_id, pattern.legal) for pattern in rule.handling}
    needed = sorted(product(slum, kinds, (False, True)))
    faults = [Fault("L613", "codes", f"{grade}, {kind}, {legal}") for grade, kind, legal in needed
              if (grade, kind, legal) not in have]  # fmt: skip
    return faults + [Fault("L614", "handling", f"{grade}, {legal}") for grade, legal in product(slum, (False, True))
                     if (grade, legal) not in patterns]  # fmt: skip


def _considerations(rule: Regulation) -> list[Fault]:
    if rule.considerations is None:
        return []
    faults = []
    for profile in rule.considerations.profiles.values():
        for total in sorted(_possible_sums(rule.considerations, profile.score_of_rank)):
            fitting = [c.id for c in profile.classes if c.minimum <= total <= c.maximum]
            if len(fitting) != 1:
                faults.append(Fault("L615", f"considerations.profiles.{profile.id}", str(total)))
    return faults


def _possible_sums(considerations: Considerations, score_of_rank: Mapping[int, int]) -> set[int]:
    sums = {0}
    for item in considerations.items:
        if item.kind is AnswerKind.RECORDED:
            continue
        ranks = {option.rank for option in item.options} | {rank for step in item.density for rank in step.ranks}
        sums = {total + score_of_rank[rank] for total in sums for rank in ranks}
    return sums


def _authority(rule: Regulation) -> list[Fault]:
    limits = [row.below_ha for row in rule.authority]
    known = [limit for limit in limits if limit is not None]
    ends_open = not limits or (limits[-1] is None and limits.count(None) == 1)
    return [] if ends_open and known == sorted(set(known)) else [Fault("L616", "authority.rules", str(limits))]
