"""The sentences that the code marks for translation, extracted once."""

from functools import cache

from door.words.extraction import Sentence, sentences
from tests.house.source import PACKAGE, ROOT


@cache
def marked() -> tuple[Sentence, ...]:
    """All of them, each with its place."""
    return tuple(sentences(ROOT, PACKAGE))
