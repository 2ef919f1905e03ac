"""The start of an XML part: refuse DOCTYPE and entities, learn the root element.

A DOCTYPE is only legal before the root element, so the rest of the part need not be searched.
"""

import re
from collections.abc import Iterator

from tuntas.sheets.opening import limits
from tuntas.sheets.opening.refusal import RefusedFile, corrupt

_SPACE = b" \t\r\n"
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
# Encodings in which every byte below 128 means the same: the scanners look for ASCII bytes.
_ASCII_LIKE = {b"utf-8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}
_ROOT = re.compile(rb"<([^\s/>]+)")


def first_chunk(pieces: Iterator[bytes]) -> bytes:
    """Enough of the part to hold everything before its root element."""
    head = b""
    for piece in pieces:
        head += piece
        if len(head) >= limits.MAX_PROLOG_BYTES:
            break
    return head


def root_element(head: bytes, part: str) -> str:
    """Name of the root element, with its prefix; empty for an empty part. `part` names it in refusals."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:4]:
        raise RefusedFile("FILE-XML-ENCODING", part=part)
    at = _skip_space(head, 3 if head.startswith(b"\xef\xbb\xbf") else 0)
    while at < len(head):
        if head.startswith(b"<?", at):
            at = _after(head, b"?>", at, part)
            _check_encoding(head[:at], part)
        elif head.startswith(b"<!--", at):
            at = _after(head, b"-->", at, part)
        elif head.startswith(b"<!", at):
            raise RefusedFile("FILE-XML-DOCTYPE", part=part)
        else:
            return _root_name(head, at, part)
        at = _skip_space(head, at)
    if at >= limits.MAX_PROLOG_BYTES:
        raise RefusedFile("FILE-XML-DOCTYPE", part=part)
    return ""


def _root_name(head: bytes, at: int, part: str) -> str:
    match = _ROOT.match(head, at)
    if match is None:
        raise corrupt(f"XML: {part}: no root element")
    return match[1].decode("utf-8", "replace")


def _check_encoding(declaration: bytes, part: str) -> None:
    match = _ENCODING.search(declaration)
    if match is not None and match[1].lower() not in _ASCII_LIKE:
        raise RefusedFile("FILE-XML-ENCODING", part=part)


def _skip_space(head: bytes, at: int) -> int:
    while head[at : at + 1] and head[at] in _SPACE:
        at += 1
    return at


def _after(head: bytes, end: bytes, at: int, part: str) -> int:
    found = head.find(end, at)
    if found < 0:
        raise RefusedFile("FILE-XML-DOCTYPE", part=part)
    return found + len(end)
