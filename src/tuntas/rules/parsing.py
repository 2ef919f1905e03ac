"""Raw TOML tables → the frozen dataclasses of `regulation`. Wrong shape is `BrokenLaw`, never a guess."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tuntas.domain.quantity import to_micro
from tuntas.domain.text import Text
from tuntas.rules import regulation as law

Raw = Mapping[str, Any]


#: Ways of working that the evaluators know. A rule set that names another one is refused, never half-obeyed.
KNOWN_WAYS = {
    ("clamping", "percent"): [0, 100],
    ("zero_denominator", "percent"): 0,
    ("aggregation", "method"): "sum_volumes_then_rescore",
    ("aggregation", "aspect_average"): "mean_of_all_criterion_percents",
    ("aggregation", "sectoral_average"): "mean_of_aspect_averages",
    ("aggregation", "contribution_cap"): 1,
    ("reduction", "method"): "full_area_when_below_threshold",
    ("building_rows", "missing_marks"): "open_interval",
    ("legality", "rule"): "all_positive",
}


class BrokenLaw(ValueError):
    """The law data cannot be read as a rule set; the message names the table and the key."""


def parse_regulation(raw: Raw, *, content_hash: str, overlays: tuple[str, ...] = ()) -> law.Regulation:
    """The rule set that `raw` describes. Raises `BrokenLaw`."""
    try:
        return _regulation(raw, content_hash, overlays)
    except (KeyError, TypeError, AttributeError) as error:
        name = raw.get("instrument", {}).get("id", "?")
        raise BrokenLaw(f"{name}: missing or misshapen value: {error}") from error
    except ValueError as error:
        raise BrokenLaw(str(error)) from error


def _regulation(raw: Raw, content_hash: str, overlays: tuple[str, ...]) -> law.Regulation:
    head = raw["instrument"]
    _need_known_ways(raw)
    reduction = raw.get("reduction", {})
    return law.Regulation(
        id=head["id"],
        kind=law.Kind(head["kind"]),
        title=_text(head["title"]),
        short=_text(head["short"]),
        status=_text(head["status"]),
        origin=_origin(head),
        content_hash=content_hash,
        in_force_from=_date(head, "in_force_from"),
        in_force_until=_date(head, "in_force_until"),
        supersedes=head.get("supersedes", ""),
        max_total=head["max_total"],
        bands=_bands(raw.get("bands")),
        grades=tuple(_grade(row) for row in raw.get("classes", [])),
        denominators={key: _denominator(key, row) for key, row in raw.get("denominators", {}).items()},
        aspects=tuple(sorted((_aspect(row) for row in raw.get("aspects", [])), key=lambda aspect: aspect.no)),
        criteria=tuple(_criterion(row) for row in raw.get("criteria", [])),
        unit_steps={unit: to_micro(step) for unit, step in raw.get("units", {}).get("step", {}).items()},
        considerations=_considerations(raw.get("considerations")),
        legality=tuple(_legality(row) for row in raw.get("legality", {}).get("items", [])),
        codes=tuple(_code(key, row) for key, row in raw.get("codes", {}).items() if isinstance(row, Mapping)),
        handling=tuple(_pattern(row) for row in raw.get("handling", {}).get("patterns", [])),
        handling_names={key: _text(row) for key, row in raw.get("handling", {}).get("names", {}).items()},
        authority=tuple(_authority(row) for row in raw.get("authority", {}).get("rules", [])),
        slum_from_total=reduction.get("counted_when_total_below", 0),
        area_field=reduction.get("area_field", ""),
        overlays=overlays,
    )


def _need_known_ways(raw: Raw) -> None:
    for (table, key), known in KNOWN_WAYS.items():
        given = raw.get(table, {}).get(key, known)
        if given != known:
            raise BrokenLaw(f"{table}.{key}: {given!r} is not a way of working that the evaluators know")


def _text(row: Raw) -> Text:
    return Text(id=row["id"], en=row["en"])


def _origin(row: Raw) -> law.Provenance:
    return law.Provenance(tuple(row["source"]), row["confidence"], row.get("article", ""))


def _date(row: Raw, key: str) -> date | None:
    value = row.get(key)
    if value is not None and not isinstance(value, date):
        raise BrokenLaw(f"{row['id']}: {key} is no date")
    return value


def _bands(row: Raw | None) -> law.Bands:
    if row is None:
        return law.Bands((), 0, law.Provenance((), "D"))
    if row["round_mode"] != "half_up":
        raise BrokenLaw(f"bands: rounding {row['round_mode']!r} is not known")
    decimals = row["round_decimals"]
    unit = 10**decimals
    steps = [law.Band(int(Decimal(str(s["min_percent"])) * unit), s["score"], s["label"]) for s in row["steps"]]
    steps.sort(key=lambda step: -step.from_percent)
    return law.Bands(tuple(steps), decimals, _origin(row))


def _grade(row: Raw) -> law.GradeRule:
    name = _text(row["name"])
    return law.GradeRule(row["id"], law.Grade(row["grade"]), row["letter"], name, row["min"], row["max"], _origin(row))


def _denominator(key: str, row: Raw) -> law.Denominator:
    return law.Denominator(key, row["field"], row["unit"], _text(row["name"]), law.Count(row["count"]), _origin(row))


def _aspect(row: Raw) -> law.Aspect:
    return law.Aspect(row["no"], row["id"], _text(row["name"]), _origin(row))


def _criterion(row: Raw) -> law.Criterion:
    return law.Criterion(
        id=row["id"],
        aspect=row["aspect"],
        name=_text(row["name"]),
        unit=row["unit"],
        field=row["field"],
        field_name=_text(row["field_name"]),
        denominator=row["denominator"],
        indicator=_text(row["indicator"]),
        parameter=_text(row["parameter"]),
        origin=_origin(row),
    )


def _considerations(row: Raw | None) -> law.Considerations | None:
    if row is None:
        return None
    items = tuple(_item(item) for item in row["items"])
    density: Raw = next((item for item in row["items"] if item["kind"] == law.AnswerKind.DENSITY), {})
    return law.Considerations(
        items=items,
        profiles={key: _profile(key, profile) for key, profile in row["profiles"].items()},
        default=row["default_profile"],
        population_field=density.get("population_field", ""),
        area_field=density.get("area_field", ""),
    )


def _item(row: Raw) -> law.ConsiderationItem:
    options = tuple(law.Option(option["id"], option.get("rank", 0), _text(option["text"])) for option in row["options"])
    density = tuple(
        law.DensitySteps(tuple(step["city_sizes"]), tuple(step["above"]), tuple(step["ranks"]))
        for step in row.get("steps", [])
    )
    name = _text(row["name"])
    return law.ConsiderationItem(row["id"], law.AnswerKind(row["kind"]), name, options, density, _origin(row))


def _profile(key: str, row: Raw) -> law.ConsiderationProfile:
    scores = {int(rank): score for rank, score in row["option_score"].items()}
    classes = tuple(law.ConsiderationClass(c["id"], _text(c["name"]), c["min"], c["max"]) for c in row["classes"])
    return law.ConsiderationProfile(key, scores, classes, _origin(row))


def _legality(row: Raw) -> law.LegalityItem:
    texts = (_text(row["name"]), _text(row["positive"]), _text(row["negative"]))
    return law.LegalityItem(row["id"], *texts, _origin(row))


def _code(key: str, row: Raw) -> law.Code:
    return law.Code(key, row["class"], row["consideration"], row["legal"], row["priority"])


def _pattern(row: Raw) -> law.HandlingPattern:
    return law.HandlingPattern(row["class"], row["legal"], row["id"])


def _authority(row: Raw) -> law.AuthorityRule:
    return law.AuthorityRule(row["id"], _text(row["name"]), row.get("below_ha"))
