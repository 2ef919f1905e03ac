"""`tuntas backup FILE`: everything in one file, made while the office works, proven by restoring it."""

import argparse
import shutil
from datetime import UTC, datetime
from pathlib import Path

from tuntas.cli.application import database_errors, open_city_database
from tuntas.cli.screen import Refusal, Screen
from tuntas.domain.wording import text


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Where to write; whether an existing backup is only verified; where to copy the key."""
    parser.add_argument("file", metavar="FILE", help=text("CLI-ARG-BACKUP-FILE", lang))
    parser.add_argument("--verify", action="store_true", help=text("CLI-ARG-BACKUP-VERIFY", lang))
    parser.add_argument("--key", metavar="FILE", help=text("CLI-ARG-BACKUP-KEY", lang))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Write and verify, or only verify."""
    open_city_database()
    from tuntas.cli.upkeep.backups import opened_backup, verify_backup, write_backup

    path = Path(options.file)
    if not path.parent.is_dir():
        raise Refusal("CLI-NO-FOLDER", path=path.parent)
    with database_errors():
        if not options.verify:
            write_backup(path, at=datetime.now(UTC))
        is_restored = verify_backup(path)
        with opened_backup(path) as (_, manifest):
            rows = sum(manifest.rows.values())
    screen.say(
        "CLI-BACKUP-DONE", style="green", path=path, mb=_megabytes(path), rows=rows, files=len(manifest.members) - 1
    )
    screen.say("CLI-BACKUP-PROVEN" if is_restored else "CLI-BACKUP-ONLY-READ")
    _copy_key(options.key, screen)
    screen.result({"file": str(path), "bytes": path.stat().st_size, "rows": rows, "files": len(manifest.members) - 1,
                   "restored": is_restored, "made_at": manifest.made_at})  # fmt: skip
    return 0


def _copy_key(target: str | None, screen: Screen) -> None:
    """The key goes its own way: whoever finds both the backup and the key reads everything."""
    from django.conf import settings

    key = Path(settings.TUNTAS_HOME) / "keys" / "field.key"
    if target and key.is_file():
        shutil.copy(key, target)
        Path(target).chmod(0o600)
        screen.say("CLI-BACKUP-KEY-COPIED", path=target)
    else:
        screen.say("CLI-BACKUP-KEY-APART", path=key)


def _megabytes(path: Path) -> str:
    return f"{path.stat().st_size / (1 << 20):.1f}"
