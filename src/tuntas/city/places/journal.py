"""Where the first two stages have their acts written down.

The audit trail belongs to `records`, which stands later in the lifecycle and may not be imported from here; when the
apps start it lends its pen. Without one nothing can be done: an act that nobody records must not happen.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import models

Pen = Callable[..., Any]


class NobodyKeepsTheJournal(Exception):
    """The app of records is not installed."""


class _Journal:
    pen: Pen | None = None


def kept_by(pen: Pen) -> None:
    """Let `records` write down what happens here."""
    _Journal.pen = pen


def note(verb: str, *, about: models.Model, by: Any, at: datetime, **details: Any) -> None:
    """As `records.actions.note`, for acts of places and people."""
    if _Journal.pen is None:
        raise NobodyKeepsTheJournal(verb)
    _Journal.pen(verb, about=about, by=by, at=at, **details)
