"""`tuntas compare BEFORE AFTER`: contribution, changed classes, hectares crossing the threshold."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tuntas.cli.choices import add_rule_arguments, add_sheet_argument, chosen_regulation, chosen_survey
from tuntas.cli.recap import class_text, hectares, rule_notes, rule_record
from tuntas.cli.screen import Screen
from tuntas.domain.numbers import number, percent
from tuntas.domain.places import fold_name
from tuntas.domain.wording import text
from tuntas.rules.comparing import Comparison, compare
from tuntas.rules.regulation import Regulation
from tuntas.sheets.assessed import AssessedRow, assess_survey

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Units found in both files, and the names of those found in one only."""

    both: tuple[tuple[AssessedRow, AssessedRow], ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The two files, the rule set, the sheet."""
    parser.add_argument("before", metavar="BEFORE", help=text("CLI-ARG-BEFORE", lang))
    parser.add_argument("after", metavar="AFTER", help=text("CLI-ARG-AFTER", lang))
    add_rule_arguments(parser, lang)
    add_sheet_argument(parser, lang)


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Exit code 1 when some units could not be compared."""
    rule = chosen_regulation(options)
    before, after = (
        assess_survey(chosen_survey(file, options, rule), rule) for file in (options.before, options.after)
    )
    pairs = pair_rows(before, after)
    compared = [
        (old, compare(old.assessment, new.assessment))
        for old, new in pairs.both
        if old.assessment is not None and new.assessment is not None
    ]
    blocked = len(pairs.both) - len(compared)
    _show(screen, compared, pairs, blocked, rule)
    screen.result(_record(compared, pairs, blocked, rule))
    return 1 if blocked or pairs.only_before or pairs.only_after else 0


def pair_rows(before: Sequence[AssessedRow], after: Sequence[AssessedRow]) -> Pairs:
    """Rows of the same kelurahan and RT; spelling differences beyond case and spacing are never joined."""
    old, new = ({_key(row): row for row in rows} for rows in (before, after))
    both = tuple((row, new[key]) for key, row in old.items() if key in new)
    return Pairs(both, _names(old, new), _names(new, old))


def _key(row: AssessedRow) -> Key:
    unit = f"{row.row.rt}/{row.row.rw}" if row.row.rt else row.row.identity.get("rt_rw", "").strip()
    return fold_name(row.row.identity.get("kelurahan", "")), unit


def _names(rows: dict[Key, AssessedRow], others: dict[Key, AssessedRow]) -> tuple[str, ...]:
    return tuple(_name(row) for key, row in rows.items() if key not in others)


def _name(row: AssessedRow) -> str:
    return f"{row.row.identity.get('kelurahan', '')}/{row.row.identity.get('rt_rw', '')}"


def _show(
    screen: Screen, compared: list[tuple[AssessedRow, Comparison]], pairs: Pairs, blocked: int, rule: Regulation
) -> None:
    lang = screen.lang
    columns = [screen.text(f"CLI-COL-{c}") for c in ("UNIT", "BEFORE", "AFTER", "CONTRIBUTION", "HANDLED", "RELAPSED")]
    rows = [
        [_name(row), _result(change.before, lang), _result(change.after, lang),
         screen.text("CLI-NO-DATA") if change.contribution is None else percent(change.contribution, lang),
         _area(screen, change.handled), _area(screen, change.relapsed)]
        for row, change in compared
        if change.has_changed_class or change.before.total != change.after.total
    ]  # fmt: skip
    if rows:
        screen.table(screen.text("CLI-COMPARE-TITLE"), columns, rows, right=3)
    else:
        screen.say("CLI-COMPARE-SAME")
    handled, relapsed = (_sum(compared, side) for side in ("handled", "relapsed"))
    screen.say("CLI-COMPARE-SUMMARY", style="bold", units=len(compared),
               changed=sum(change.has_changed_class for _, change in compared), handled=_area(screen, handled) or "0",
               relapsed=_area(screen, relapsed) or "0", unknown=_unknown(compared))  # fmt: skip
    if blocked:
        screen.say("CLI-COMPARE-BLOCKED", style="yellow", blocked=blocked)
    for code, names in (("CLI-ONLY-BEFORE", pairs.only_before), ("CLI-ONLY-AFTER", pairs.only_after)):
        if names:
            screen.say(code, style="yellow", count=len(names), names="; ".join(names[:20]))
    rule_notes(screen, rule)


def _result(assessment: Any, lang: str) -> str:
    total = assessment.total
    shown = f"{assessment.total_min}–{assessment.total_max}" if total is None else str(total)
    return f"{shown} ({class_text(assessment, lang)})"


def _area(screen: Screen, micro: int | None) -> str:
    value = hectares(micro)
    if value is None:
        return screen.text("CLI-NO-DATA")
    return number(value, screen.lang, 4) if value else ""


def _sum(compared: list[tuple[AssessedRow, Comparison]], side: str) -> int:
    return sum(getattr(change, side) or 0 for _, change in compared)


def _unknown(compared: list[tuple[AssessedRow, Comparison]]) -> int:
    return sum(change.handled is None or change.relapsed is None for _, change in compared)


def _record(
    compared: list[tuple[AssessedRow, Comparison]], pairs: Pairs, blocked: int, rule: Regulation
) -> dict[str, Any]:
    return {
        "units": [
            {
                "unit": _name(row),
                "before": {"total": change.before.total, "class": _class_id(change.before)},
                "after": {"total": change.after.total, "class": _class_id(change.after)},
                "contribution_percent": None if change.contribution is None else float(change.contribution * 100),
                "handled_m2": _m2(change.handled),
                "relapsed_m2": _m2(change.relapsed),
            }
            for row, change in compared
        ],
        "handled_ha": str(hectares(_sum(compared, "handled"))),
        "relapsed_ha": str(hectares(_sum(compared, "relapsed"))),
        "crossing_unknown": _unknown(compared),
        "blocked": blocked,
        "only_before": list(pairs.only_before),
        "only_after": list(pairs.only_after),
        "rules": rule_record(rule),
    }


def _class_id(assessment: Any) -> str | None:
    return assessment.grade.id if assessment.grade else None


def _m2(micro: int | None) -> int | None:
    # 10⁻⁶ ha are hundredths of a square metre; posted areas are whole m², half up.
    return None if micro is None else (micro + 50) // 100
