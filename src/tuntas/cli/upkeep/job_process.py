"""The process that does the jobs: `python -m tuntas.cli.upkeep.job_process`, started by `serve`."""

import os
import sys
import threading

import django
from django.core.management import call_command


def main() -> None:
    """Work until stopped, or until the process that started us is gone."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tuntas.project.settings")
    threading.Thread(target=_end_with_parent, name="end-with-parent", daemon=True).start()
    django.setup()
    call_command("db_worker", startup_delay=False, reload=False)


def _end_with_parent() -> None:
    """Our standard input is a pipe from the parent; its end means that the parent is gone, killed or not."""
    sys.stdin.buffer.read()
    os._exit(1)


if __name__ == "__main__":
    main()
