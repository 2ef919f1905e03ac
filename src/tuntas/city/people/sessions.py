"""The session engine: Django's own, with the user on each row, so that a user can see and end their sessions."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from tuntas.city.people.models import Session
from tuntas.city.places.prepared import Prepared

DEVICE = "_device"
LIVING = Prepared(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now).values_list("session_data"),
    "?", datetime.min.replace(tzinfo=UTC),
)  # fmt: skip


class SessionStore(DatabaseStore):
    """Sessions in the database."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Our table."""
        return Session

    def load(self) -> dict[str, Any]:
        """What the session holds; Django's own way where it is over."""
        rows = LIVING.rows(self.session_key, timezone.now()) if self.session_key else ()
        data: dict[str, Any] = self.decode(rows[0][0]) if rows else super().load()
        return data

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row with its user, for the list of one's own sessions."""
        row: Any = super().create_model_instance(data)
        user_id = data.get(SESSION_KEY)
        row.user_id = int(user_id) if user_id else None
        row.device = str(data.get(DEVICE, ""))[:120]
        return row
