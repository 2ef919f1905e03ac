"""The app of places."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Settings of the app."""

    name = "tuntas.city.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
