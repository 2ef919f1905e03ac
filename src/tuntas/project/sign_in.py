"""Who a request comes from: the user, with the posts that they hold today."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from tuntas.city.people.models import User


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
        user = super().get_user(user_id)
        return on_duty(user) if isinstance(user, User) else None


def on_duty(user: User) -> User:
    """The user with the duties of today."""
    return user.take_duties(timezone.localdate())
