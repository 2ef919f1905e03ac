"""Result files by the ending of their name."""

import argparse
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tuntas.cli.screen import Refusal
from tuntas.rules.regulation import Regulation
from tuntas.sheets.assessed import AssessedArea, AssessedRow, Level, sum_rows
from tuntas.sheets.survey import Survey
from tuntas.sheets.writing.form_prints import TooManyTabs
from tuntas.sheets.writing.frame import BookOptions
from tuntas.sheets.writing.parquet import write_parquet
from tuntas.sheets.writing.plain import write_csv, write_json
from tuntas.sheets.writing.result_book import write_result_workbook

Units = Sequence[AssessedRow] | Sequence[AssessedArea]

PLAIN: dict[str, Callable[[Path, Units, Regulation], None]] = {
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
    wanted = BookOptions(
        lang=options.lang,
        made_at=datetime.now(UTC),
        is_example=getattr(options, "is_example", False),
        tab_per_unit=options.sheet_per_rt,
    )
    try:
        write_result_workbook(path, survey, rows, rule, wanted)
    except TooManyTabs as error:
        raise Refusal(error.code, units=error.units) from error
