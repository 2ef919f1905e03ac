"""The app of slum locations."""

from django.apps import AppConfig


class SettlementsConfig(AppConfig):
    """Settlements, the editions of their delineation, their RT."""

    name = "tuntas.city.settlements"
    label = "settlements"
    default_auto_field = "django.db.models.BigAutoField"
