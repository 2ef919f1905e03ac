"""What the contract of every operation says beside its shape: its problems, 304, and other formats."""

from copy import deepcopy
from typing import Any

from tuntas.api.problems import KINDS, MEDIA_TYPE

TEXT = {"type": "string"}
PARAMETER = {"type": "object", "properties": {name: TEXT for name in ("in", "name", "code", "detail")}}
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "code": {"type": "string", "enum": [kind.code for kind in KINDS]},
        "scope": TEXT,
        "errors": {"type": "array", "items": PARAMETER},
    },
}
GEOJSON = {"application/geo+json": {"schema": {"type": "object", "description": "FeatureCollection (RFC 7946)"}}}


def extra(also: dict[str, Any] | None = None) -> dict[str, Any]:
    """What an operation's entry says beside its shape: every problem in one entry, 304, and 200 in other formats."""
    problem = {"description": "Kesalahan, dengan kode yang tidak berubah. / A problem, with a code that never changes.",
               "content": {MEDIA_TYPE: {"schema": deepcopy(PROBLEM)}}}  # fmt: skip
    same = {"description": "Tidak berubah sejak ETag yang Anda sebut. / Not changed since the ETag you named."}
    more = {200: {"content": also}} if also else {}
    return {"responses": {**more, 304: same, "default": problem}}
