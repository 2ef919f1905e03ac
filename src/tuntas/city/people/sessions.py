"""The session engine: Django's own, with the user on each row, so that a user can see and end their sessions."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from tuntas.city.people.models import Session

DEVICE = "_device"


class SessionStore(DatabaseStore):
    """Sessions in the database."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Our table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row with its user, for the list of one's own sessions."""
        row: Any = super().create_model_instance(data)
        user_id = data.get(SESSION_KEY)
        row.user_id = int(user_id) if user_id else None
        row.device = str(data.get(DEVICE, ""))[:120]
        return row
