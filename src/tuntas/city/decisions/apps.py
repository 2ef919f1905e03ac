"""The app of decisions."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Settings of the app."""

    name = "tuntas.city.decisions"
    label = "decisions"
    default_auto_field = "django.db.models.BigAutoField"
