"""The sheet *Aturan*: which rule set, which data, what is not yet verified, and how the figures were computed."""

from collections.abc import Iterator
from typing import Any

from tuntas import __version__
from tuntas.rules.regulation import Provenance
from tuntas.sheets.writing.book import wrapped_height
from tuntas.sheets.writing.frame import Frame

WIDTHS = (38, 46, 64, 22, 34, 24, 14, 24)


def write_rules(frame: Frame) -> None:
    """Adds the sheet."""
    sheet = frame.add_sheet(frame.words("sheet-rules"), landscape=True)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, frame.title(frame.words("title-rules")), frame.looks("title"))
    row = 2
    for label, value in _facts(frame):
        sheet.write_string(row, 0, label, frame.looks("faint"))
        sheet.write_string(row, 1, value, frame.looks("bold"))
        row += 1
    for heads, lines in (_bands(frame), _grades(frame), _criteria(frame)):
        row = _table(frame, sheet, row + 1, heads, lines)
    row += 1
    for number in range(1, 8):
        sheet.write_string(row, 0, frame.words(f"method-{number}"), frame.looks("plain"))
        row += 1


def _facts(frame: Frame) -> Iterator[tuple[str, str]]:
    rule, words = frame.regulation, frame.words
    yield words("rule-title"), words.of(rule.title)
    yield words("rule-id"), rule.id
    yield words("rule-status"), words.of(rule.status)
    yield words("rule-verified"), words("not-verified")
    yield words("rule-force"), _in_force(frame)
    yield words("rule-hash"), rule.content_hash
    yield words("rule-overlays"), ", ".join(rule.overlays) or words("rule-no-overlays")
    yield words("rule-confidence"), words("rule-confidence-said", mark=rule.confidence)
    yield words("rule-source"), frame.made_line
    yield words("rule-version"), __version__


def _in_force(frame: Frame) -> str:
    rule = frame.regulation
    if rule.in_force_from is None:
        return frame.words("force-unknown")
    until = f"{rule.in_force_until:%d-%m-%Y}" if rule.in_force_until else frame.words("force-open")
    return f"{rule.in_force_from:%d-%m-%Y} – {until}"


def _origin(frame: Frame, origin: Provenance) -> tuple[str, str, str]:
    return ", ".join(origin.sources), origin.confidence, origin.article or frame.words("article-unread")


def _heads(frame: Frame, *keys: str) -> list[str]:
    return [frame.words(f"rule-head-{key}") for key in (*keys, "sources", "confidence", "article")]


def _bands(frame: Frame) -> tuple[list[str], list[tuple[object, ...]]]:
    bands = frame.regulation.bands
    unit = 10**bands.decimals
    lines: list[tuple[object, ...]] = [
        (step.label, frame.words("band-from", percent=f"{step.from_percent / unit:g}"), step.score,
         *_origin(frame, bands.origin))
        for step in bands.steps
    ]  # fmt: skip
    return _heads(frame, "band", "band-from", "score"), lines


def _grades(frame: Frame) -> tuple[list[str], list[tuple[object, ...]]]:
    words = frame.words
    lines: list[tuple[object, ...]] = [
        (rule.letter or "–", words.of(rule.name), f"{rule.minimum}–{rule.maximum}", *_origin(frame, rule.origin))
        for rule in frame.regulation.grades
    ]
    return _heads(frame, "letter", "grade", "total"), lines


def _criteria(frame: Frame) -> tuple[list[str], list[tuple[object, ...]]]:
    rule, words = frame.regulation, frame.words
    aspects = {aspect.id: words.of(aspect.name) for aspect in rule.aspects}
    lines: list[tuple[object, ...]] = [
        (f"{c.id} · {aspects[c.aspect]}", words.of(c.name), words.of(c.field_name), c.unit,
         words.of(rule.denominator_of(c).name), *_origin(frame, c.origin))
        for c in rule.criteria
    ]  # fmt: skip
    return _heads(frame, "aspect", "criterion", "field", "unit", "denominator"), lines


def _table(frame: Frame, sheet: Any, row: int, heads: list[str], lines: list[tuple[object, ...]]) -> int:
    for column, head in enumerate(heads):
        sheet.write_string(row, column, head, frame.looks("head"))
    for number, line in enumerate(lines, row + 1):
        sheet.set_row(number, wrapped_height([str(value) for value in line], WIDTHS))
        for column, value in enumerate(line):
            if isinstance(value, int):
                sheet.write_number(number, column, value, frame.looks("cell", "whole", "wrap", "left"))
            else:
                sheet.write_string(number, column, str(value), frame.looks("cell", "wrap"))
    return row + len(lines) + 1
