"""Tables too large for Python objects: `tuntas assess` on Parquet goes down the column path."""

import argparse
from pathlib import Path

from tuntas.cli.outputs import safe_output
from tuntas.cli.recap import rule_notes, rule_record
from tuntas.cli.screen import Refusal, Screen
from tuntas.rollup.scoring import Scored, score_building_tables, score_rt_table
from tuntas.rollup.tables import BadTable
from tuntas.rules.regulation import Regulation

FORMATS = (".parquet", ".csv")


def is_table(options: argparse.Namespace) -> bool:
    """Whether the input is a table for the column path: Parquet. Sheets and CSV lists are read with all findings."""
    names = [options.file, *([options.rt_table] if options.rt_table else [])]
    return any(Path(name).suffix.lower() == ".parquet" for name in names)


def assess_table(options: argparse.Namespace, screen: Screen, rule: Regulation) -> int:
    """Score the table, write the result, say how many places are complete. Raises `Refusal`."""
    if not options.output:
        raise Refusal("CLI-TABLE-NEEDS-OUTPUT", formats=", ".join(FORMATS))
    inputs = [options.file, *([options.rt_table] if options.rt_table else [])]
    with screen.steps("CLI-STEP-SCORE") as steps, safe_output(options.output, formats=FORMATS, inputs=inputs) as path:
        steps.next()
        scored = _score(options, rule, path)
    screen.say("CLI-TABLE-SUMMARY", style="bold", places=scored.places, complete=scored.complete)
    rule_notes(screen, rule)
    screen.say("CLI-WRITTEN", style="green", path=options.output)
    screen.result({"file": options.file, "output": options.output, "places": scored.places,
                   "complete": scored.complete, "rules": rule_record(rule)})  # fmt: skip
    return 0


def _score(options: argparse.Namespace, rule: Regulation, path: Path) -> Scored:
    try:
        if options.rt_table:
            return score_building_tables(Path(options.file), Path(options.rt_table), rule, path, options.by)
        return score_rt_table(Path(options.file), rule, path, options.by)
    except BadTable as error:
        raise Refusal(error.code, **error.params) from error
