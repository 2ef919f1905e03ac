"""Result files by the ending of their name."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tuntas.cli.screen import Refusal
from tuntas.rules.regulation import Regulation
from tuntas.sheets.assessed import AssessedArea, AssessedRow, Level, sum_rows
from tuntas.sheets.survey import Survey
from tuntas.sheets.writing.plain import write_csv, write_json, write_parquet
from tuntas.sheets.writing.result_workbook import TooManySheets, write_result_workbook

Rows = tuple[AssessedRow, ...] | tuple[AssessedArea, ...]

PLAIN: dict[str, Callable[[Path, Rows, Regulation], None]] = {
    ".csv": write_csv,
    ".json": write_json,
    ".parquet": write_parquet,
}
FORMATS = (".xlsx", *PLAIN)


def write_result(
    path: Path, survey: Survey, rows: tuple[AssessedRow, ...], rule: Regulation, options: argparse.Namespace
) -> None:
    """Write the result of the level asked for, as the ending of `path` says. Raises `Refusal`."""
    level = Level(options.by)
    if path.suffix.lower() in PLAIN:
        PLAIN[path.suffix.lower()](path, rows if level is Level.RT else sum_rows(rows, level, rule), rule)
        return
    try:
        write_result_workbook(path, survey, rows, rule, lang=options.lang, sheet_per_rt=options.sheet_per_rt,
                              made_at=datetime.now(UTC))  # fmt: skip
    except TooManySheets as error:
        raise Refusal(error.code, **error.params) from error
