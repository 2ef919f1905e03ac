"""What a file is, by its first bytes; its name and the sender's word for it count for nothing."""

SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"PK\x03\x04", "application/zip"),
    (b"SQLite format 3\x00", "application/geopackage+sqlite3"),
)
TEXT = "text/plain"
#: Text that a browser might run or draw, however it is named.
ACTIVE_MARKS = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml", b"<?php", b"<body", b"<head", b"<iframe")
HEAD_BYTES = 4096
SUFFIXES = {
    "application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/tiff": ".tif", "image/webp": ".webp",
    TEXT: ".txt", "application/geopackage+sqlite3": ".gpkg",
}  # fmt: skip


class RefusedContent(Exception):
    """Bytes that we do not keep: `code` is a code of the wording catalogue."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def media_type(head: bytes) -> str:
    """The type of a file that begins with `head`. Raises `RefusedContent` for what browsers could run, or nobody knows.

    SVG, HTML and other markup are refused wherever the mark stands in the head, so that a picture with a page hidden
    in its beginning is refused too. Workbooks are zip or OLE containers: their own reader looks inside.
    """
    lowered = head.lower()
    if any(mark in lowered for mark in ACTIVE_MARKS) and not head.startswith((b"%PDF-", b"PK\x03\x04")):
        raise RefusedContent("PAPER-ACTIVE")
    for signature, found in SIGNATURES:
        if head.startswith(signature):
            return found
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if _is_text(head):
        return TEXT
    raise RefusedContent("PAPER-UNKNOWN")


def _is_text(head: bytes) -> bool:
    if b"\0" in head:
        return False
    try:
        head[:-3].decode("utf-8")  # the cut may fall within a character
    except UnicodeDecodeError:
        return False
    return True
