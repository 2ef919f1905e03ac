"""Who a request comes from: the user, with the posts that they hold today."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db import DEFAULT_DB_ALIAS
from django.utils import timezone

from tuntas.city.people.models import User
from tuntas.city.places.prepared import Prepared

COLUMNS = [column.attname for column in User._meta.concrete_fields]
KNOWN = Prepared(lambda pk: User.objects.filter(pk=pk).values_list(*COLUMNS), -1)


class OnDutyBackend(ModelBackend):
    """Django's own check of the password; the user takes up the duties of today, which every permission needs."""

    def authenticate(
        self, request: Any, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> Any:
        """The user whose name and password these are, on duty; None where they are not."""
        user = super().authenticate(request, username=username, password=password, **kwargs)
        return on_duty(user) if isinstance(user, User) else None

    def get_user(self, user_id: int) -> Any:
        """The user of a session, on duty."""
        rows = KNOWN.rows(user_id)
        user = User.from_db(DEFAULT_DB_ALIAS, COLUMNS, rows[0]) if rows else None
        return on_duty(user) if user is not None and self.user_can_authenticate(user) else None


def on_duty(user: User) -> User:
    """The user with the duties of today."""
    return user.take_duties(timezone.localdate())
