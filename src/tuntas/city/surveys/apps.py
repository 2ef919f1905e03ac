"""The app of surveys."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Settings of the app."""

    name = "tuntas.city.surveys"
    label = "surveys"
    default_auto_field = "django.db.models.BigAutoField"
