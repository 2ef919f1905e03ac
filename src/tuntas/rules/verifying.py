"""Who compared which value with the printed annex, and when.

The record lives beside the office's data, never in the law files. A record names the hash of the value compared:
when the value changes, the record no longer speaks for it.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tuntas.rules.checking import sourced_values
from tuntas.rules.loading import content_hash


class UnknownValue(ValueError):
    """The rule set has no value at that path; `known` lists the paths there are."""

    def __init__(self, path: str, known: tuple[str, ...]) -> None:
        super().__init__(path)
        self.path, self.known = path, known


@dataclass(frozen=True, slots=True)
class Verification:
    """One comparison: rule set, path of the value, hash of the value, by whom, on which day, in which document."""

    regulation: str
    path: str
    value_hash: str
    by: str
    on: date
    document: str


def verify_value(raw: Mapping[str, Any], path: str, *, by: str, on: date, document: str) -> Verification:
    """The record that `by` compared the value at `path` with `document`. Raises `UnknownValue`."""
    values = dict(sourced_values(raw))
    if path not in values:
        raise UnknownValue(path, tuple(values))
    return Verification(str(raw["instrument"]["id"]), path, content_hash(values[path]), by, on, document)


def valid_verifications(raw: Mapping[str, Any], records: list[Verification]) -> dict[str, Verification]:
    """Path → the latest record that still speaks for the value as it stands now."""
    hashes = {path: content_hash(value) for path, value in sourced_values(raw)}
    name = str(raw["instrument"]["id"])
    return {
        record.path: record
        for record in sorted(records, key=lambda record: record.on)
        if record.regulation == name and hashes.get(record.path) == record.value_hash
    }


def read_verifications(file: Path) -> list[Verification]:
    """All records of the file, oldest first; none where there is no file."""
    if not file.is_file():
        return []
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Verification(**{**row, "on": date.fromisoformat(row["on"])}) for row in rows]


def append_verification(file: Path, record: Verification) -> None:
    """Add one record; earlier ones are never changed."""
    file.parent.mkdir(parents=True, exist_ok=True)
    row = {**asdict(record), "on": record.on.isoformat()}
    with file.open("a", encoding="utf-8") as handle:
        handle.write(json.dumps(row, ensure_ascii=False) + "\n")
