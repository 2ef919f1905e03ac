"""The app of proposals."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """Settings of the app."""

    name = "tuntas.city.proposals"
    label = "proposals"
    default_auto_field = "django.db.models.BigAutoField"
