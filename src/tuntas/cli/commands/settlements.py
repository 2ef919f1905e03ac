"""`tuntas settlements load FILE`: a map of slum locations, looked over first and taken in with `--accept`;
`tuntas settlements list`: the settlements of a city with their three areas.
"""

import argparse
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tuntas.cli.application import acting_user, city_of_code, database_errors, open_city_database
from tuntas.cli.choices import day
from tuntas.cli.commands.places import SHOWN, file_source, problem_record
from tuntas.cli.screen import Refusal, Screen
from tuntas.domain.area import printed_hectares
from tuntas.domain.problems import Severity
from tuntas.domain.wording import text

COUNTS = ("founded", "redrawn", "same", "members", "added")
GROUPINGS = {"kelurahan": "KELURAHAN", "feature": "FEATURE"}


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The file, the city that it is for, and the answers to what an earlier run asked."""
    parser.add_argument("action", choices=["load", "list"], help=text("CLI-ARG-SETTLEMENTS-ACTION", lang))
    parser.add_argument("file", nargs="?", metavar="FILE", help=text("CLI-ARG-SETTLEMENTS-FILE", lang))
    parser.add_argument("--city", metavar="CODE", required=True, help=text("CLI-ARG-SETTLEMENTS-CITY", lang))
    parser.add_argument("--crs", default="", metavar="EPSG:N", help=text("CLI-ARG-CRS", lang))
    parser.add_argument("--layer", default="", metavar="NAME", help=text("CLI-ARG-LAYER", lang))
    parser.add_argument("--group", choices=list(GROUPINGS), help=text("CLI-ARG-SETTLEMENTS-GROUP", lang))
    parser.add_argument("--answers", metavar="FILE", help=text("CLI-ARG-SETTLEMENTS-ANSWERS", lang))
    parser.add_argument("--on", metavar="YYYY-MM-DD", help=text("CLI-ARG-SETTLEMENTS-ON", lang))
    parser.add_argument("--add", action="store_true", help=text("CLI-ARG-PLACES-ADD", lang))
    parser.add_argument("--accept", action="store_true", help=text("CLI-ARG-SETTLEMENTS-ACCEPT", lang))
    parser.add_argument("--by", metavar="USER", help=text("CLI-ARG-ACTING-BY", lang))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Exit code 1 where something has to be answered or looked at."""
    if options.action == "load" and not options.file:
        raise Refusal("CLI-SETTLEMENTS-NO-FILE")
    if options.action == "load" and not Path(options.file).is_file():
        raise Refusal("FILE-MISSING", file=options.file)
    open_city_database()
    with database_errors():
        return _load(options, screen) if options.action == "load" else _list(options, screen)


def _load(options: argparse.Namespace, screen: Screen) -> int:
    from tuntas.city.places.editions import CannotPlace
    from tuntas.city.places.outlines import FileNotUsable
    from tuntas.city.settlements.loading import load_settlements, plan_settlements
    from tuntas.city.settlements.refusing import CannotSettle

    sheet, answers = _sheet(options), _answers(options)
    try:
        report = plan_settlements(sheet=sheet, answers=answers).report
        is_taken = options.accept and not report.open_keys
        if is_taken:
            by = acting_user(options.by, date.today())
            report = load_settlements(sheet=sheet, answers=answers, by=by, at=datetime.now(UTC)).report
    except (FileNotUsable, CannotPlace, CannotSettle) as refusal:
        raise Refusal(refusal.code, **refusal.params) from refusal
    _say(report, screen, is_taken=is_taken, is_asked=options.accept)
    return 1 if report.open_keys or any(one.severity is not Severity.INFO for one in report.problems) else 0


def _sheet(options: argparse.Namespace) -> Any:
    from tuntas.city.dossiers.settlements import surveyed
    from tuntas.city.places.outlines import MapSheet
    from tuntas.city.settlements.sheets import SettlementSheet
    from tuntas.exchange.regions.boundary_files import read_boundaries

    city, path = city_of_code(options.city), Path(options.file)
    file = read_boundaries(path, options.crs, options.layer)
    sheet = MapSheet(file.outlines, file.crs, file_source(path), city.place)
    grouping = GROUPINGS.get(options.group or "", "")
    return SettlementSheet(city, sheet, date.today(), surveyed(city), grouping)


def _answers(options: argparse.Namespace) -> Any:
    from tuntas.city.places.loading import Answers

    changed_on = day(options.on) if options.on else None
    return Answers(changed_on=changed_on, is_adding=options.add, said=_said(options.answers) if options.answers else {})


def _said(path: str) -> dict[str, str]:
    """Answers by the key of their question, as `--json` shows them."""
    try:
        told = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise Refusal("FILE-MISSING", file=path) from error
    except ValueError as error:
        raise Refusal("CLI-SETTLEMENTS-BAD-ANSWERS", file=path) from error
    if not isinstance(told, dict):
        raise Refusal("CLI-SETTLEMENTS-BAD-ANSWERS", file=path)
    return {str(key): str(value) for key, value in told.items()}


def _say(report: Any, screen: Screen, *, is_taken: bool, is_asked: bool) -> None:
    counts = {name: report.counts.get(name, 0) for name in COUNTS}
    screen.say("CLI-SETTLEMENTS-DONE" if is_taken else "CLI-SETTLEMENTS-WOULD", style="green", **counts)
    if is_asked and not is_taken:
        screen.say("CLI-SETTLEMENTS-OPEN", style="yellow", count=len(report.open_keys))
    columns = [screen.text(f"CLI-COL-{name}") for name in ("PLACE-ROW", "PLACE-WHAT", "PLACE-TODO")]
    rows = [[str(one.place.row or ""), one.wording(screen.lang), one.advice(screen.lang)]
            for one in report.problems[:SHOWN]]  # fmt: skip
    if rows:
        screen.table(screen.text("CLI-PLACES-PROBLEMS", count=len(report.problems)), columns, rows)
    questions = [
        {"key": one.key, "code": one.code, "title": one.title, "rows": one.rows, "choices": [*one.choices],
         "is_open": one.key in report.open_keys}
        for one in report.questions.values()
    ]  # fmt: skip
    problems = [problem_record(one, screen.lang) for one in report.problems]
    screen.result(counts | {"accepted": is_taken, "questions": questions, "problems": problems})


def _list(options: argparse.Namespace, screen: Screen) -> int:
    from tuntas.city.dossiers.settlements import all_settlements

    found = all_settlements(city_of_code(options.city), date.today())
    names = ("NAME", "HOME", "DECREE", "DRAWN", "VERIFIED", "UNEXPLAINED")
    columns = [screen.text(f"CLI-COL-SETTLEMENT-{name}") for name in names]
    areas = ("decree_m2", "drawn_m2", "verified_m2")
    rows = [
        [one.settlement.name, one.settlement.place.name, *(_area(getattr(one, name), screen) for name in areas),
         str(one.unexplained)]
        for one in found.rows
    ]  # fmt: skip
    if rows:
        screen.table(screen.text("CLI-SETTLEMENTS-LIST", count=len(rows)), columns, rows)
    else:
        screen.say("CLI-SETTLEMENTS-NONE")
    screen.result({"city_code": options.city, "settlements": [_record(one, areas) for one in found.rows]})
    return 0


def _area(area_m2: int | None, screen: Screen) -> str:
    return "–" if area_m2 is None else printed_hectares(area_m2, screen.lang)


def _record(one: Any, areas: tuple[str, ...]) -> dict[str, Any]:
    settlement = one.settlement
    return {"id": settlement.pk, "name": settlement.name, "place_code": settlement.place.code,
            "place": settlement.place.name, "typology": settlement.typology, "grade": one.grade,
            "units": len(one.units), "unexplained": one.unexplained,
            **{name: getattr(one, name) for name in areas}}  # fmt: skip
