"""Numbers written as text: their shape, their decimal mark, their unit, and what a slip may have meant."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tuntas.sheets.reading.words import fold_word, words

_SHAPE = re.compile(
    r"(?P<sign>[+\-−]?)\s*(?P<body>\d[\d.,\s]*|[.,]\d+)(?P<exponent>[eE][+\-]?\d+)?\s*(?P<unit>\D[^\d]{0,20}\d?)?"
)
_GROUPS = re.compile(r"\d{1,3}(?:\s\d{3})+(?=[.,]|$)")
_WHOLE_MARKS = {".": re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+"), ",": re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")}


class Mark(StrEnum):
    """The decimal mark of a column: COMMA reads `1.234,56`, POINT reads `1,234.56`."""

    COMMA = ","
    POINT = "."

    @property
    def other(self) -> "Mark":
        """The other one, which then groups thousands."""
        return Mark.POINT if self is Mark.COMMA else Mark.COMMA


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: digits with their marks, without spaces; `unit` is the folded word behind it."""

    sign: str
    body: str
    exponent: str = ""
    unit: str = ""


def numeral_of(text: str) -> Numeral | None:
    """The number that a text writes; None where it is no number."""
    plain = unicodedata.normalize("NFKC", text.strip().lstrip("'").strip())
    match = _SHAPE.fullmatch(plain)
    if match is None:
        return None
    body, unit = match["body"].strip(), fold_word(match["unit"] or "").rstrip(".")
    if " " in body:
        if not _GROUPS.match(body):
            return None
        body = body.replace(" ", "")
    if not body or body[-1] in ".," or (unit and unit not in words().units):
        return None
    return Numeral("-" if match["sign"] in "-−" and match["sign"] else "", body, match["exponent"] or "", unit)


def evidence(numeral: Numeral) -> Mark | None:
    """The decimal mark that the number proves; None where it has no mark, or can be read both ways."""
    points, commas = numeral.body.count("."), numeral.body.count(",")
    if numeral.exponent and not commas:
        return Mark.POINT
    if points and commas:
        return Mark.POINT if numeral.body.rfind(".") > numeral.body.rfind(",") else Mark.COMMA
    if points + commas == 0:
        return None
    mark = Mark.POINT if points else Mark.COMMA
    if points + commas > 1:
        return mark.other
    return None if _WHOLE_MARKS[mark].fullmatch(numeral.body) else mark


def is_ambiguous(numeral: Numeral) -> bool:
    """Whether `1.234` or `1,234`: one thousand and more, or one and a bit."""
    return evidence(numeral) is None and not numeral.body.isdigit()


def value_of(numeral: Numeral, mark: Mark) -> Decimal | None:
    """The value under a decimal mark; None where the number is not written so."""
    whole, has_decimals, decimals = numeral.body.partition(mark)
    group = mark.other.value
    if group in whole and not _WHOLE_MARKS[group].fullmatch(whole):
        return None
    if has_decimals and not decimals.isdigit():
        return None
    plain = whole.replace(group, "") or "0"
    return Decimal(f"{numeral.sign}{plain}{'.' if decimals else ''}{decimals}{numeral.exponent}")


def likely_slip(text: str) -> tuple[str, str] | None:
    """For `12O`: the letters that stand for digits and the number that was likely meant; None without a good guess."""
    plain = text.strip()
    letters = [c for c in plain if c in words().lookalikes]
    if not letters or not any(c.isdigit() for c in plain):
        return None
    meant = "".join(words().lookalikes.get(c, c) for c in plain)
    return ("".join(dict.fromkeys(letters)), meant) if numeral_of(meant) else None
