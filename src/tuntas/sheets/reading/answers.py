"""Answers to the other considerations and the legality items: option ids, their wording, or yes and no."""

from collections.abc import Mapping, Sequence

from tuntas.rules.priorities import NEGATIVE, POSITIVE
from tuntas.rules.regulation import AnswerKind, ConsiderationItem, LegalityItem, Regulation
from tuntas.sheets.opening.cells import Cell
from tuntas.sheets.reading.cell_texts import cell_text
from tuntas.sheets.reading.words import fold_word, words


def answer_words(regulation: Regulation) -> dict[str, Mapping[str, str]]:
    """By item: folded cell text → answer. Items that are computed (density) take no answer."""
    known: dict[str, Mapping[str, str]] = {item.id: _legality_words(item) for item in regulation.legality}
    for item in regulation.considerations.items if regulation.considerations else ():
        if item.kind is not AnswerKind.DENSITY:
            known[item.id] = _option_words(item)
    return known


def read_answers(cells: Sequence[Cell], known: Mapping[str, str]) -> list[str | None]:
    """The answer of each row: None where the cell is blank, the text itself where it is no known answer."""
    return [_answer(cell_text(cell), known) for cell in cells]


def _answer(text: str, known: Mapping[str, str]) -> str | None:
    word = fold_word(text)
    if not word or (word in words().missing and word not in known):
        return None
    return known.get(word, text.strip())


def _option_words(item: ConsiderationItem) -> dict[str, str]:
    found: dict[str, str] = {}
    for option in item.options:
        found |= dict.fromkeys((fold_word(option.text.id), fold_word(option.text.en), fold_word(option.id)), option.id)
    # Yes and no answer an item of two options; the one that ranks higher is the yes.
    if len(item.options) == len(("yes", "no")):
        low, high = sorted(item.options, key=lambda option: option.rank)
        found = dict.fromkeys(words().yes, high.id) | dict.fromkeys(words().no, low.id) | found
    return found


def _legality_words(item: LegalityItem) -> dict[str, str]:
    positive = {fold_word(item.positive.id), fold_word(item.positive.en), *words().positive, *words().yes}
    negative = {fold_word(item.negative.id), fold_word(item.negative.en), *words().negative, *words().no}
    return dict.fromkeys(positive, POSITIVE) | dict.fromkeys(negative, NEGATIVE)
