"""A written result workbook, opened again."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.sheets.writing.surveys import regulation, survey
from tuntas.sheets.assessed import AssessedRow, assess_survey
from tuntas.sheets.survey import Survey
from tuntas.sheets.writing.frame import BookOptions
from tuntas.sheets.writing.result_book import write_result_workbook

MADE_AT = datetime(2026, 1, 2, 3, 4)  # noqa: DTZ001  # the file format stores no zone
Opened = Callable[..., Any]


@pytest.fixture(scope="session")
def assessed() -> tuple[Survey, tuple[AssessedRow, ...]]:
    """The small survey with its assessed rows."""
    made = survey()
    return made, assess_survey(made, regulation())


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Writes a survey with options and opens the file: `opened(survey, values=True, tab_per_unit=True)`."""

    def open_written(of: Survey, *, values: bool = False, **options: object) -> Any:
        path = tmp_path / "hasil.xlsx"
        rows = assess_survey(of, regulation())
        write_result_workbook(path, of, rows, regulation(), BookOptions(made_at=MADE_AT, **options))
        return openpyxl.load_workbook(path, data_only=values)

    return open_written
