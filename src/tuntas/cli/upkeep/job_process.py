"""The process that does the jobs: `python -m tuntas.cli.upkeep.job_process KEEPER`, started by the keeper."""

import os

import django
from django.core.management import call_command

from tuntas.cli.upkeep.parents import end_with_parent, told_parent


def main() -> None:
    """Work until stopped, or until the keeper is gone."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tuntas.project.settings")
    end_with_parent(told_parent())
    django.setup()
    call_command("db_worker", startup_delay=False, reload=False)


if __name__ == "__main__":
    main()
