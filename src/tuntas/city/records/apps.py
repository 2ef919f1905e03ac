"""The app of records."""

from importlib import import_module

from django.apps import AppConfig

from tuntas.city.places import journal


class RecordsConfig(AppConfig):
    """Settings of the app; at the start it lends its pen to the stages before it."""

    name = "tuntas.city.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """By name, because models cannot be imported before all apps are known."""
        journal.kept_by(import_module("tuntas.city.records.actions").note)
