"""`tuntas migrate`: bring the database to this version, after a backup."""

import argparse
from datetime import UTC, datetime

from tuntas.cli.application import database_errors, start_application
from tuntas.cli.screen import Screen


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Nothing to choose."""


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Back up, then migrate; a database of a newer version is refused."""
    start_application()
    migrate(screen)
    return 0


def migrate(screen: Screen) -> None:
    """Migrate and say what was done; also the first step of `serve` and `demo`."""
    from django.conf import settings

    from tuntas.cli.upkeep.backups import keep_present
    from tuntas.cli.upkeep.migrations import bring_up_to_date

    with database_errors():
        folder = settings.TUNTAS_HOME / "backups"
        state, kept = bring_up_to_date(lambda: keep_present(folder, datetime.now(UTC)))
    if kept:
        screen.say("CLI-MIGRATE-KEPT", path=kept)
    screen.say("CLI-MIGRATED" if state.waiting else "CLI-MIGRATED-ALREADY", style="green", count=len(state.waiting))
    screen.result({"migrated": list(state.waiting), "backup": str(kept) if kept else None})
