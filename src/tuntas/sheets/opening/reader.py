"""The one place that talks to the spreadsheet reader (calamine), and turns its failures into refusals."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import python_calamine as calamine

from tuntas.sheets.opening.cells import Cell, Grid
from tuntas.sheets.opening.refusal import RefusedFile, corrupt

Reader: TypeAlias = calamine.CalamineWorkbook


@contextmanager
def reader_of_path(path: Path) -> Iterator[Reader]:
    """A reader of a file that passed the guard."""
    with _failures_refused(), calamine.CalamineWorkbook.from_path(path) as reader:
        yield reader


@contextmanager
def reader_of_bytes(content: bytes) -> Iterator[Reader]:
    """A reader of a workbook in memory."""
    with _failures_refused(), calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as reader:
        yield reader


def sheet_list(reader: Reader) -> list[tuple[int, str, bool]]:
    """Index, name and visibility of each sheet that holds cells; charts and dialogs are left out."""
    return [
        (index, sheet.name, sheet.visible == calamine.SheetVisibleEnum.Visible)
        for index, sheet in enumerate(reader.sheets_metadata)
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet
    ]


def sheet_grid(reader: Reader, index: int, name: str, max_rows: int | None) -> Grid:
    """Cells of a sheet from its first used cell, blank as None."""
    sheet = reader.get_sheet_by_index(index)
    merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
    if sheet.start is None:
        return Grid(name, [], merged=merged)
    values = sheet.to_python(nrows=max_rows)
    rows: list[list[Cell]] = [[None if cell == "" else cell for cell in row] for row in values]
    return Grid(name, rows, *sheet.start, merged)


@contextmanager
def _failures_refused() -> Iterator[None]:
    try:
        yield
    except calamine.PasswordError as error:
        raise RefusedFile("FILE-ENCRYPTED") from error
    except (calamine.CalamineError, OSError) as error:
        raise corrupt(str(error)) from error
    except BaseException as error:
        # A panic inside the reader does not derive from Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise corrupt(str(error)) from error
