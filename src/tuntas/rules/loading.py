"""Read the law data: a folder of TOML files per instrument becomes one `Regulation`."""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from tuntas.rules.overlays import apply_overlay
from tuntas.rules.parsing import BrokenLaw, parse_regulation
from tuntas.rules.regulation import Regulation

Raw = dict[str, Any]

LIST_TABLES = ("classes", "aspects", "criteria")


def shipped_law() -> Traversable:
    """The folder of the law data that the product ships."""
    return files("tuntas.rules") / "law"


def read_instrument(folder: Traversable) -> Raw:
    """All TOML files below `folder`, merged; a table that stands in two files is `BrokenLaw`."""
    merged: Raw = {}
    for file in _toml_files(folder):
        for key, value in _parsed(file).items():
            if key in LIST_TABLES:
                merged.setdefault(key, []).extend(value)
            elif key in merged:
                raise BrokenLaw(f"{file.name}: table [{key}] stands twice")
            else:
                merged[key] = value
    return merged


def load_regulation(folder: Traversable, overlays: tuple[Raw, ...] = ()) -> Regulation:
    """The rule set of `folder`, with local overlays applied in order. Raises `BrokenLaw`."""
    raw = read_instrument(folder)
    for overlay in overlays:
        raw = apply_overlay(raw, overlay)
    names = tuple(str(overlay["overlay"]["id"]) for overlay in overlays)
    return parse_regulation(raw, content_hash=content_hash(raw), overlays=names)


def content_hash(raw: Mapping[str, Any]) -> str:
    """SHA-256 of the data, comments and file layout left out: equal data has an equal hash."""
    canonical = json.dumps(raw, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _toml_files(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.is_dir():
            found += _toml_files(entry)
        elif entry.name.endswith(".toml"):
            found.append(entry)
    return found


def _parsed(file: Traversable) -> Raw:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BrokenLaw(f"{file.name}: {error}") from error
