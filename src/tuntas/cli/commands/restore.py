"""`tuntas restore FILE`: take a backup back; what is damaged is refused before anything is touched."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from tuntas.cli.application import database_errors, start_application
from tuntas.cli.screen import Refusal, Screen
from tuntas.domain.wording import text


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """What to restore, and the key that it needs where this home has none of its own."""
    parser.add_argument("file", metavar="FILE", help=text("CLI-ARG-RESTORE-FILE", lang))
    parser.add_argument("--key", metavar="FILE", help=text("CLI-ARG-RESTORE-KEY", lang))
    parser.add_argument("--yes", action="store_true", help=text("CLI-ARG-RESTORE-YES", lang))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Check everything, keep what is there now, then let the backup take its place."""
    _bring_key(options.key)
    start_application()
    from django.conf import settings

    from tuntas.cli.upkeep.backups import opened_backup, restore_backup
    from tuntas.cli.upkeep.locks import served_home

    path = Path(options.file)
    with opened_backup(path) as (_, manifest):
        made_at = manifest.made_at
    if not options.yes:
        raise Refusal("CLI-RESTORE-CONFIRM", path=path, made_at=made_at, home=settings.TUNTAS_HOME)
    with served_home(settings.TUNTAS_HOME), database_errors():
        manifest = restore_backup(path, at=datetime.now(UTC))
    rows = sum(manifest.rows.values())
    screen.say("CLI-RESTORED", style="green", path=path, made_at=made_at, rows=rows, files=len(manifest.members) - 1)
    screen.result({"file": str(path), "made_at": made_at, "rows": rows, "files": len(manifest.members) - 1})
    return 0


def _bring_key(source: str | None) -> None:
    """Put the key into a home that has none; another key is never overwritten, it may be needed for other rows."""
    if not source:
        return
    from tuntas.cli.home import tuntas_home

    target = tuntas_home() / "keys" / "field.key"
    if not Path(source).is_file():
        raise Refusal("FILE-MISSING", file=source)
    if target.exists() and target.read_bytes() != Path(source).read_bytes():
        raise Refusal("CLI-RESTORE-KEY-THERE", path=target)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    target.write_bytes(Path(source).read_bytes())
    target.chmod(0o600)
