"""Everything a user reads exists twice: in Indonesian and in English, with the same blanks to fill in."""

import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.house.source import PACKAGE

LANGUAGES = ("id", "en")
CATALOGUES = sorted((PACKAGE / "domain" / "wording").glob("*.toml"))


def entries(table: dict[str, Any], code: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Each code of a catalogue with its wordings; a table that holds text is an entry."""
    if any(isinstance(value, str) for value in table.values()):
        yield code, table
        return
    for key, value in table.items():
        yield from entries(value, f"{code}.{key}".lstrip("."))


def blanks(text: str) -> set[str]:
    """Names of the blanks in a wording, as in {"cell"} for `Lihat sel {cell}`.

    A blank whose content is itself worded twice is called `name` in Indonesian and `name_en` in English.
    """
    names = (name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
    return {re.split(r"[.\[]", name)[0].removesuffix("_en") for name in names}


def untranslated_blanks(text: str) -> bool:
    """Whether an Indonesian wording shows English content."""
    return bool(re.search(r"\{\w+_en\b", text))


def test_there_are_catalogues() -> None:
    assert CATALOGUES, "no catalogue below domain/wording: users would read codes"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_each_wording_is_there_in_both_languages(path: Path) -> None:
    catalogue = tomllib.loads(path.read_text(encoding="utf-8"))
    found = dict(entries(catalogue))
    assert found, "an empty catalogue"
    lacking = [
        f"{code}.{lang}" for code, words in found.items() for lang in LANGUAGES if not words.get(lang, "").strip()
    ]
    assert not lacking, f"Write the missing wording: {lacking}"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_both_languages_have_the_same_blanks(path: Path) -> None:
    catalogue = tomllib.loads(path.read_text(encoding="utf-8"))
    unlike = [code for code, words in entries(catalogue) if blanks(words.get("id", "")) != blanks(words.get("en", ""))]
    unlike += [code for code, words in entries(catalogue) if untranslated_blanks(words.get("id", ""))]
    assert not unlike, f"Use the same {{blanks}} in both languages: {unlike}"
