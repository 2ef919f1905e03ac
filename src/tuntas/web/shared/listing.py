"""Lists whose sorting, filters and page live in the address, so that they can be sent to a colleague."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

SORT = "urut"
PAGE = "halaman"


@dataclass(frozen=True, slots=True)
class Sorting:
    """The column a list is sorted by; `descending` is written `-column` in the address."""

    column: str
    descending: bool = False

    @classmethod
    def read(cls, query: QueryDict, allowed: Sequence[str], default: str) -> "Sorting":
        """The sorting the address asks for; anything not allowed is the default."""
        asked = query.get(SORT, default)
        text = asked if asked.removeprefix("-") in allowed else default
        return cls(text.removeprefix("-"), text.startswith("-"))

    def order_by(self, fields: Mapping[str, str]) -> tuple[str, str]:
        """Arguments for `QuerySet.order_by`: the field of the column, then the key, so that pages do not overlap."""
        return (f"{'-' if self.descending else ''}{fields[self.column]}", "pk")

    def next_for(self, column: str) -> str:
        """What the head of a column links to: ascending first, then descending."""
        return f"-{column}" if column == self.column and not self.descending else column


def query_with(query: QueryDict, **changes: object) -> str:
    """The query string with some values replaced; None or empty removes. Begins with `?`."""
    changed = query.copy()
    for name, value in changes.items():
        if value in (None, ""):
            changed.pop(name, None)
        else:
            changed[name] = str(value)
    return f"?{changed.urlencode()}"
