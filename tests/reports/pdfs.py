"""Reading back the PDF that we wrote, as far as tests need it."""

import html
import re
import zlib

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
BOX = re.compile(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]")


def page_sizes(content: bytes) -> list[tuple[int, int]]:
    """Width and height of every page, in points."""
    return [(round(float(width)), round(float(height))) for width, height in BOX.findall(_whole(content))]


def title_of(content: bytes) -> str:
    """The title that the file gives itself."""
    found = re.search(rb"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", content, re.DOTALL)
    return html.unescape(found.group(1).decode()) if found else ""


def is_archival(content: bytes) -> bool:
    """Whether it says of itself that it is PDF/A-2b."""
    return b"<pdfaid:part>2</pdfaid:part>" in content and b"<pdfaid:conformance>B</pdfaid:conformance>" in content


def _whole(content: bytes) -> bytes:
    return content + b"".join(_opened(stream) for stream in STREAM.findall(content))


def _opened(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""
