"""`tuntas places load FILE`: code lists and boundaries. What is unclear is asked, nothing is guessed."""

import argparse
import hashlib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tuntas.cli.application import acting_user, city_of_code, database_errors, open_city_database
from tuntas.cli.choices import day
from tuntas.cli.screen import Refusal, Screen
from tuntas.domain.problems import Problem, Severity
from tuntas.domain.wording import text

SHOWN = 200
COUNTS = ("added", "confirmed", "changed", "drawn", "same")


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The file, the city that it is for, and the answers to what an earlier run asked."""
    parser.add_argument("action", choices=["load"], help=text("CLI-ARG-PLACES-ACTION", lang))
    parser.add_argument("file", metavar="FILE", help=text("CLI-ARG-PLACES-FILE", lang))
    parser.add_argument("--city", metavar="CODE", help=text("CLI-ARG-PLACES-CITY", lang))
    parser.add_argument("--crs", default="", metavar="EPSG:N", help=text("CLI-ARG-CRS", lang))
    parser.add_argument("--layer", default="", metavar="NAME", help=text("CLI-ARG-LAYER", lang))
    parser.add_argument("--alias", action="append", default=[], metavar="FILE=OURS", help=text("CLI-ARG-ALIAS", lang))
    parser.add_argument("--on", metavar="YYYY-MM-DD", help=text("CLI-ARG-CHANGED-ON", lang))
    parser.add_argument("--add", action="store_true", help=text("CLI-ARG-PLACES-ADD", lang))
    parser.add_argument("--by", metavar="USER", help=text("CLI-ARG-ACTING-BY", lang))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Exit code 1 where something has to be answered or was refused."""
    open_city_database()
    from tuntas.city.places.editions import CannotPlace
    from tuntas.city.places.outlines import FileNotUsable
    from tuntas.exchange.regions.boundary_files import SUFFIXES

    path = Path(options.file)
    if not path.is_file():
        raise Refusal("FILE-MISSING", file=path)
    load = _boundaries if path.suffix.lower() in SUFFIXES else _codes
    try:
        with database_errors():
            report = load(path, options)
    except (FileNotUsable, CannotPlace) as refusal:
        raise Refusal(refusal.code, **refusal.params) from refusal
    return _show(report, screen)


def _codes(path: Path, options: argparse.Namespace) -> Any:
    from django.db import transaction

    from tuntas.city.assessments.areas import rebuild_city
    from tuntas.city.people.models import City
    from tuntas.city.places.code_loading import load_codes
    from tuntas.city.places.loading import LoadReport
    from tuntas.exchange.regions.code_lists import read_code_list

    reading = LoadReport()
    rows = read_code_list(path, reading)
    who_when = _who_when(options)
    with transaction.atomic():
        report = load_codes(rows=rows, source=file_source(path), answers=_answers(options), **who_when)
        if report.counts["confirmed"] or report.counts["changed"]:
            for city in City.objects.all():  # a survey's kelurahan may have learnt its kecamatan
                rebuild_city(city, at=who_when["at"])
    report.problems[:0] = reading.problems
    return report


def _boundaries(path: Path, options: argparse.Namespace) -> Any:
    from tuntas.city.places.boundary_loading import load_boundaries
    from tuntas.city.places.outlines import MapSheet
    from tuntas.exchange.regions.boundary_files import read_boundaries

    city = city_of_code(options.city).place if options.city else None
    file = read_boundaries(path, options.crs, options.layer)
    sheet = MapSheet(file.outlines, file.crs, file_source(path), city)
    return load_boundaries(sheet=sheet, answers=_answers(options), **_who_when(options))


def _answers(options: argparse.Namespace) -> Any:
    from tuntas.city.places.loading import Answers
    from tuntas.city.places.naming import match_name

    pairs = [alias.partition("=") for alias in options.alias]
    if bad := [pair[0] for pair in pairs if not (pair[0].strip() and pair[2].strip())]:
        raise Refusal("CLI-BAD-ALIAS", alias=bad[0])
    aliases = {match_name(theirs): match_name(ours) for theirs, _, ours in pairs}
    return Answers(aliases=aliases, changed_on=day(options.on) if options.on else None, is_adding=options.add)


def _who_when(options: argparse.Namespace) -> dict[str, Any]:
    return {"by": acting_user(options.by, date.today()), "at": datetime.now(UTC)}


def file_source(path: Path) -> str:
    """The file's name and the beginning of its hash: enough to know it again."""
    with path.open("rb") as stream:
        return f"{path.name[:100]} sha256:{hashlib.file_digest(stream, 'sha256').hexdigest()[:16]}"


def _show(report: Any, screen: Screen) -> int:
    counts = {name: report.counts.get(name, 0) for name in COUNTS}
    screen.say("CLI-PLACES-DONE", style="green", **counts)
    columns = [screen.text(f"CLI-COL-{name}") for name in ("PLACE-ROW", "PLACE-WHAT", "PLACE-TODO")]
    rows = [[str(problem.place.row or ""), problem.wording(screen.lang), problem.advice(screen.lang)]
            for problem in report.problems[:SHOWN]]  # fmt: skip
    if rows:
        screen.table(screen.text("CLI-PLACES-PROBLEMS", count=len(report.problems)), columns, rows)
    screen.result(counts | {"problems": [problem_record(problem, screen.lang) for problem in report.problems]})
    return 1 if any(problem.severity is not Severity.INFO for problem in report.problems) else 0


def problem_record(problem: Problem, lang: str) -> dict[str, Any]:
    """A finding as `--json` tells it."""
    return {"code": problem.code, "severity": problem.severity.value, "row": problem.place.row,
            "message": problem.wording(lang), "params": dict(problem.params)}  # fmt: skip
