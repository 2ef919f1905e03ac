"""The one catalogue of sentences: code → Indonesian and English, readable without Django.

Each `*.toml` beside this file holds tables `[CODE]` with the keys `id` and `en`, `str.format` placeholders inside.
A code `X-TODO` is the advice that belongs to problem `X`.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

LANGUAGES = ("id", "en")


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Every code with its wording per language. A code that stands in two files is a `ValueError`."""
    merged: dict[str, Mapping[str, str]] = {}
    for file in sorted(files(__name__).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            entries = tomllib.loads(file.read_text(encoding="utf-8"))
            if doubles := merged.keys() & entries.keys():
                raise ValueError(f"{file.name}: codes stand twice in the catalogue: {sorted(doubles)}")
            merged.update(entries)
    return merged


def text(code: str, /, lang: str = "id", **params: object) -> str:
    """The sentence of `code` in `lang` with `params` filled in.

    An unknown code gives the code itself: a finding must never vanish for want of a sentence.
    """
    return optional_text(code, lang, **params) or code


def optional_text(code: str, /, lang: str = "id", **params: object) -> str:
    """As `text`, but empty where the catalogue has no such code: advice that not every problem has."""
    entry = catalogue().get(code)
    return entry[lang].format(**params) if entry else ""
