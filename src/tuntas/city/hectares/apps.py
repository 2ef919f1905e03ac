"""The app of the hectare ledger."""

from django.apps import AppConfig


class HectaresConfig(AppConfig):
    """Settings of the app."""

    name = "tuntas.city.hectares"
    label = "hectares"
    default_auto_field = "django.db.models.BigAutoField"
