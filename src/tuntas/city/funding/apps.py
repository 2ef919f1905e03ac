"""The app of funding."""

from django.apps import AppConfig


class FundingConfig(AppConfig):
    """Settings of the app."""

    name = "tuntas.city.funding"
    label = "funding"
    default_auto_field = "django.db.models.BigAutoField"
