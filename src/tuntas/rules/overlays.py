"""Local overlays: a city's by-law adds to or changes a rule set without touching the national file.

An overlay file holds `[overlay]` (id, base, city, title, source, confidence) and any tables of an instrument.
Tables are merged key by key; lists of tables with an `id` are merged by it, new ids are appended.
"""

from typing import Any

Raw = dict[str, Any]


def apply_overlay(raw: Raw, overlay: Raw) -> Raw:
    """`raw` with the overlay's tables merged in; neither argument is changed."""
    changes = {key: value for key, value in overlay.items() if key != "overlay"}
    merged: Raw = _merge(raw, changes)
    return {**merged, "overlays": [*raw.get("overlays", []), overlay["overlay"]]}


def _merge(old: Any, new: Any) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{key: _merge(old[key], value) if key in old else value for key, value in new.items()}}
    if _is_table_list(old) and _is_table_list(new):
        return _merge_by_id(old, new)
    return new


def _is_table_list(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) and "id" in row for row in value)


def _merge_by_id(old: list[Raw], new: list[Raw]) -> list[Raw]:
    changes = {row["id"]: row for row in new}
    kept = [_merge(row, changes.pop(row["id"])) if row["id"] in changes else row for row in old]
    return [*kept, *changes.values()]
