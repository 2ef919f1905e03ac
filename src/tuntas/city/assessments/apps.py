"""The app of assessments."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Settings of the app."""

    name = "tuntas.city.assessments"
    label = "assessments"
    default_auto_field = "django.db.models.BigAutoField"
