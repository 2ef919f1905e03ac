"""Office files that are the same bytes for the same content: what a library stamps with its clock is taken out."""

import re
import zipfile
from io import BytesIO

EPOCH = (1980, 1, 1, 0, 0, 0)
STAMPED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")


def steady_zip(content: bytes) -> bytes:
    """The same archive with fixed times, workbooks inside it likewise."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as given, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            head = zipfile.ZipInfo(name, EPOCH)
            head.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(head, _steady(name, given.read(name)))
    return target.getvalue()


def _steady(name: str, content: bytes) -> bytes:
    if not name.endswith(".xlsx"):
        return content
    inner = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as given, zipfile.ZipFile(inner, "w") as made:
        for part in given.namelist():
            head = zipfile.ZipInfo(part, EPOCH)
            head.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(head, STAMPED.sub(rb"\g<1>1980-01-01T00:00:00Z\2", given.read(part)))
    return inner.getvalue()
