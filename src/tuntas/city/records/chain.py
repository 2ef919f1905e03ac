"""How an audit entry is sealed: SHA-256 over what it says and the seal before it."""

import hashlib
import json
from datetime import UTC
from typing import Any

from tuntas.city.records.models import AuditEntry

#: What the seal covers, in the order of the model.
SEALED = ("chain", "seq", "city_id", "verb", "about_type", "about_id", "by_id", "details", "previous_hash")


def seal(entry: AuditEntry) -> str:
    """The hash that the entry must carry."""
    said: dict[str, Any] = {name: getattr(entry, name) for name in SEALED}
    said["at"] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
