"""The app of problems."""

from django.apps import AppConfig


class ProblemsConfig(AppConfig):
    """Settings of the app."""

    name = "tuntas.city.problems"
    label = "problems"
    default_auto_field = "django.db.models.BigAutoField"
