"""The app of people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Settings of the app."""

    name = "tuntas.city.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
