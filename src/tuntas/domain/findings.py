"""Findings about a draft that is to have force: errors block it, warnings need a written reason, the rest is said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tuntas.domain.problems import Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a draft. `code` has its sentence in the catalogue; `key` names what it is about, so that a reason
    given for it is found again; `line` is the number of the line (None: about the whole).
    """

    code: str
    severity: Severity
    key: str = ""
    line: int | None = None
    params: dict[str, Any] = field(default_factory=dict)
    reason: str = ""

    @property
    def blocks(self) -> bool:
        """Whether the draft cannot go on: an error, or a warning without a written reason."""
        return self.severity is Severity.ERROR or (self.severity is Severity.WARNING and not self.reason)


def answered(found: Iterable[Finding], reasons: Mapping[tuple[str, str], str]) -> list[Finding]:
    """The findings, errors first, each warning with the reason written for its code and key."""
    order = list(Severity)
    said = [replace(one, reason=reasons.get((one.code, one.key), "")) if one.severity is Severity.WARNING else one
            for one in found]  # fmt: skip
    return sorted(said, key=lambda one: (order.index(one.severity), one.line or 0, one.code))
