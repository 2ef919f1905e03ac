"""`tuntas explain FILE --unit "Podosugih/RT001-RW002"`: why this score, and what would change it."""

import argparse
from collections.abc import Sequence
from typing import Any

from tuntas.cli.choices import add_rule_arguments, add_sheet_argument, chosen_regulation, chosen_survey
from tuntas.cli.commands.check import finding, show_findings
from tuntas.cli.recap import class_text, rule_notes, rule_record
from tuntas.cli.screen import Refusal, Screen
from tuntas.domain.numbers import micro, percent
from tuntas.domain.places import fold_name, parse_rt_rw
from tuntas.domain.wording import text
from tuntas.rules.explaining import explain
from tuntas.rules.scoring import Assessment
from tuntas.rules.whatif import ways_below
from tuntas.sheets.assessed import AssessedRow, assess_survey

MOST_SUGGESTIONS = 8


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The file, the unit, the rule set, the sheet."""
    parser.add_argument("file", metavar="FILE", help=text("CLI-ARG-FILE", lang))
    parser.add_argument("--unit", required=True, metavar="KELURAHAN/RT", help=text("CLI-ARG-UNIT", lang))
    parser.add_argument("--rt-table", metavar="TABLE", help=text("CLI-ARG-RT-TABLE", lang))
    add_rule_arguments(parser, lang)
    add_sheet_argument(parser, lang)


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Exit code 1 when an error keeps the unit from being scored."""
    rule = chosen_regulation(options)
    rows = assess_survey(chosen_survey(options.file, options, rule), rule, profile=options.profile)
    row = find_unit(rows, options.unit)
    if row.assessment is None:
        show_findings(screen, row.problems)
        screen.say("CLI-EXPLAIN-BLOCKED", style="bold red", unit=options.unit)
    else:
        _show(screen, row, row.assessment)
    screen.result(_record(row, screen.lang))
    return 0 if row.assessment else 1


def find_unit(rows: Sequence[AssessedRow], wanted: str) -> AssessedRow:
    """The one row that `wanted` (kelurahan/RT) names. Raises `Refusal` when none or several do."""
    kelurahan, _, rt_text = wanted.rpartition("/") if wanted.count("/") == 1 else wanted.partition("/")
    key = parse_rt_rw(rt_text)
    found = [row for row in rows if _is_unit(row, kelurahan, rt_text, (key.rt, key.rw) if key else None)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refusal("CLI-UNIT-AMBIGUOUS", unit=wanted, rows=", ".join(str(row.row.number) for row in found))
    near = [row for row in rows if fold_name(kelurahan) in fold_name(_kelurahan(row))] or rows
    names = [f"{_kelurahan(row)}/{row.row.identity.get('rt_rw', '')}" for row in near[:MOST_SUGGESTIONS]]
    raise Refusal("CLI-UNIT-UNKNOWN", unit=wanted, examples="; ".join(names))


def _is_unit(row: AssessedRow, kelurahan: str, rt_text: str, key: tuple[str, str] | None) -> bool:
    if fold_name(_kelurahan(row)) != fold_name(kelurahan):
        return False
    if row.row.identity.get("rt_rw", "").strip() == rt_text.strip():
        return True
    return key is not None and key == (row.row.rt, row.row.rw)


def _kelurahan(row: AssessedRow) -> str:
    return row.row.identity.get("kelurahan", "")


def _show(screen: Screen, row: AssessedRow, assessment: Assessment) -> None:
    lang, rule = screen.lang, assessment.regulation
    facts = assessment.facts.quantities
    given = [(d.name.in_(lang), facts.get(d.field), d.unit) for d in rule.denominators.values()]
    screen.table(screen.text("CLI-EXPLAIN-FACTS", unit=_unit_name(row)),
                 [screen.text("CLI-COL-FACT"), screen.text("CLI-COL-VALUE")],
                 [[name, screen.text("CLI-NO-DATA") if value is None else f"{micro(value, lang)} {unit}"]
                  for name, value, unit in given], right=1)  # fmt: skip
    columns = [screen.text(f"CLI-COL-{name}") for name in ("CRITERION", "FORMULA", "VERDICT", "CHANGE", "SOURCE")]
    screen.table(screen.text("CLI-EXPLAIN-CRITERIA"), columns, [
        [f"{r.result.criterion.id} {r.result.criterion.name.in_(lang)}", r.formula(lang), r.verdict(lang),
         r.way_out(lang), r.source(lang)] for r in explain(assessment)
    ])  # fmt: skip
    _show_averages(screen, assessment)
    screen.say("CLI-EXPLAIN-TOTAL", style="bold", total=_total(assessment), maximum=rule.max_total,
               grade=class_text(assessment, lang))  # fmt: skip
    _show_ways(screen, assessment)
    if row.problems:
        show_findings(screen, row.problems)
    rule_notes(screen, rule)


def _show_averages(screen: Screen, assessment: Assessment) -> None:
    rows = []
    for aspect in assessment.regulation.aspects:
        average = assessment.aspect_average(aspect.id)
        shown = screen.text("CLI-NO-DATA") if average is None else percent(average, screen.lang)
        rows.append([str(aspect.no), aspect.name.in_(screen.lang), shown])
    sectoral = assessment.sectoral_average
    shown = screen.text("CLI-NO-DATA") if sectoral is None else percent(sectoral, screen.lang)
    rows.append(["", screen.text("CLI-SECTORAL"), shown])
    columns = ["", screen.text("CLI-COL-ASPECT"), screen.text("CLI-COL-AVERAGE")]
    screen.table(screen.text("CLI-EXPLAIN-ASPECTS"), columns, rows, right=2)


def _show_ways(screen: Screen, assessment: Assessment) -> None:
    threshold = assessment.regulation.slum_from_total
    if assessment.is_slum is False:
        screen.say("CLI-BELOW-ALREADY", threshold=threshold)
        return
    ways = ways_below(assessment)
    if not ways:
        return
    rows = [[", ".join(result.criterion.id for result in way.results), str(way.total_after)] for way in ways]
    columns = [screen.text("CLI-COL-CRITERIA"), screen.text("CLI-COL-TOTAL-AFTER")]
    screen.table(screen.text("CLI-EXPLAIN-WAYS", threshold=threshold), columns, rows, right=1)
    screen.say("CLI-NOT-TUNTAS")


def _total(assessment: Assessment) -> str:
    return f"{assessment.total_min}" if assessment.is_complete else f"{assessment.total_min}–{assessment.total_max}"


def _unit_name(row: AssessedRow) -> str:
    return f"{_kelurahan(row)} / {row.row.identity.get('rt_rw', '')}"


def _record(row: AssessedRow, lang: str) -> dict[str, Any]:
    record: dict[str, Any] = {"identity": dict(row.row.identity), "rt": row.row.rt, "rw": row.row.rw,
                              "findings": [finding(problem, lang) for problem in row.problems]}  # fmt: skip
    assessment = row.assessment
    if assessment is None:
        return {**record, "scored": False}
    sectoral = assessment.sectoral_average
    grade = assessment.grade
    return {
        **record,
        "scored": True,
        "complete": assessment.is_complete,
        "total": assessment.total,
        "total_range": [assessment.total_min, assessment.total_max],
        "class": grade.id if grade else None,
        "sectoral_average_percent": None if sectoral is None else float(sectoral * 100),
        "criteria": [
            {
                "id": reason.result.criterion.id,
                "formula": reason.formula(lang),
                "verdict": reason.verdict(lang),
                "score": reason.result.score,
                "score_range": [reason.result.score_min, reason.result.score_max],
                "change": reason.way_out(lang),
                "source": reason.source(lang),
            }
            for reason in explain(assessment)
        ],
        "ways_below": [
            {"criteria": [r.criterion.id for r in way.results], "total_after": way.total_after}
            for way in ways_below(assessment)
        ],
        "rules": rule_record(assessment.regulation),
    }
