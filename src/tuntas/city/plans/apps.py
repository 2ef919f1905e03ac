"""The app of plans."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Settings of the app."""

    name = "tuntas.city.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"
