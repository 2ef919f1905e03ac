"""The app of decrees."""

from django.apps import AppConfig


class DecreesConfig(AppConfig):
    """Settings of the app."""

    name = "tuntas.city.decrees"
    label = "decrees"
    default_auto_field = "django.db.models.BigAutoField"
