"""Spreadsheet coordinates. Rows and columns are counted from 0 in code and named as on screen (`F41`)."""

import re

_REF = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_MAX_DIGITS = 10


def column_name(col: int) -> str:
    """Letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    number = col + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, col: int) -> str:
    """Name of a cell as the spreadsheet shows it: (40, 5) is F41."""
    return f"{column_name(col)}{row + 1}"


def cell_position(name: str) -> tuple[int, int] | None:
    """Row and column, from 0, of a name such as `F41`; None when it is no cell name."""
    match = _REF.fullmatch(name)
    if match is None:
        return None
    col = 0
    for letter in match[1]:
        col = col * 26 + ord(letter) - 64
    return int(match[2]) - 1, col - 1


def row_number(text: str | None, following: int) -> int:
    """Row, from 0, of a written row number such as `41`; `following` when none is written."""
    return int(text) - 1 if text and text.isdecimal() and len(text) <= _MAX_DIGITS else following
