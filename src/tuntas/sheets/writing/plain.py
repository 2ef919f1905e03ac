"""Results as plain tables: CSV and JSON, the same in every locale."""

import csv
import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from tuntas.rules.regulation import Regulation
from tuntas.sheets.assessed import AssessedArea, AssessedRow
from tuntas.sheets.writing.records import records_of

Units = Sequence[AssessedRow | AssessedArea]


def write_csv(path: Path, units: Units, regulation: Regulation) -> None:
    """Comma, UTF-8, decimal point, `\\n`; one line a unit in order; missing is an empty cell.

    Identity cells are copied verbatim, so open the file as data, not in a spreadsheet: that is what XLSX is for.
    """
    names, records = records_of(units, regulation)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows({name: _plain(value) for name, value in record.items()} for record in records)


def write_json(path: Path, units: Units, regulation: Regulation) -> None:
    """A list of objects, one a unit; figures are numbers, missing is null."""
    names, records = records_of(units, regulation)
    rows = [{name: as_number(record.get(name)) for name in names} for record in records]
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _plain(value: object) -> object:
    # A Decimal prints its own decimals, in exponents for the very small: hence the "f".
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else value


def as_number(value: object) -> object:
    """Decimals as floats, which JSON and Parquet hold; everything else as it is."""
    return float(value) if isinstance(value, Decimal) else value
