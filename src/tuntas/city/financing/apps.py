"""The app of financing."""

from django.apps import AppConfig


class FinancingConfig(AppConfig):
    """Settings of the app."""

    name = "tuntas.city.financing"
    label = "financing"
    default_auto_field = "django.db.models.BigAutoField"
