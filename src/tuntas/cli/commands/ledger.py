"""`tuntas ledger check FILE`: does a list of areas close? `show | verify --city CODE`: what a city's book says, and
whether it is as it was written.
"""

import argparse
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tuntas.cli.application import city_of_code, database_errors, open_city_database
from tuntas.cli.commands.check import ORDER, finding, show_findings
from tuntas.cli.figures import picture_json, show_picture
from tuntas.cli.screen import Refusal, Screen
from tuntas.domain.area import printed_hectares
from tuntas.domain.problems import Severity
from tuntas.domain.wording import text
from tuntas.ledger.plain import picture
from tuntas.sheets.ledger_table import read_ledger_table
from tuntas.sheets.opening.grids import open_workbook

if TYPE_CHECKING:
    from tuntas.city.hectares.facts import CityLedger
    from tuntas.city.people.models import City


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """What to do, with which file or city."""
    parser.add_argument("action", choices=["check", "show", "verify"], help=text("CLI-LEDGER-ARG-ACTION", lang))
    parser.add_argument("file", nargs="?", metavar="FILE", help=text("CLI-LEDGER-ARG-FILE", lang))
    parser.add_argument("--city", metavar="CODE", help=text("CLI-LEDGER-ARG-CITY", lang))
    parser.add_argument("--on", type=date.fromisoformat, metavar="YYYY-MM-DD", help=text("CLI-LEDGER-ARG-ON", lang))
    parser.add_argument("--known-at", type=datetime.fromisoformat, metavar="YYYY-MM-DDTHH:MM",
                        help=text("CLI-LEDGER-ARG-KNOWN-AT", lang))  # fmt: skip


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Exit code 0 where all figures close, else 1."""
    if options.action == "check" and not options.file:
        raise Refusal("CLI-LEDGER-NO-FILE")
    if options.action != "check" and not options.city:
        raise Refusal("CLI-LEDGER-NO-CITY", action=options.action)
    if options.action == "check":
        return _check(options.file, screen)
    return _show(options, screen) if options.action == "show" else _verify(options.city, screen)


def _check(path: str, screen: Screen) -> int:
    table = read_ledger_table(open_workbook(Path(path)))
    seen = picture(table.lines)
    problems = sorted([*table.problems, *seen.problems], key=lambda problem: ORDER.index(problem.severity))
    show_picture(seen, problems, screen)
    screen.result(picture_json(seen, problems, screen.lang))
    return 1 if any(problem.severity is not Severity.INFO for problem in problems) else 0


def _show(options: argparse.Namespace, screen: Screen) -> int:
    open_city_database()
    from tuntas.city.hectares.facts import city_ledger

    on = options.on or date.today()
    with database_errors():
        city = city_of_code(options.city)
        known_at = _moment(options.known_at, city.timezone)
        seen = city_ledger(city, on=on, known_at=known_at)
    if seen.decree is None:
        screen.say("CLI-LEDGER-NO-DECREE", city=city.name, on=on)
    else:
        _say(seen, screen)
    screen.result({
        "city_code": city.code, "on": on.isoformat(), "known_at": known_at.isoformat() if known_at else None,
        "decree": seen.decree,
        **{name: getattr(seen.balance, name) if seen.decree else None for name in _FIGURES},
        "targets": [{"year": one.year, "area_m2": one.area_m2} for one in seen.targets],
        "difference_m2": seen.difference_m2,
    })  # fmt: skip
    return 1 if seen.difference_m2 else 0


def _verify(code: str, screen: Screen) -> int:
    """Exit code 1 where a line was changed, removed or put in, or the book breaks a rule."""
    open_city_database()
    from tuntas.city.hectares.chain import faults

    with database_errors():
        city = city_of_code(code)
        broken, problems = faults(city)
        count = city.ledger.count()
    for one in broken:
        screen.say(one.code, style="red", seq=one.seq)
    if problems:
        show_findings(screen, problems)
    if not broken and not problems:
        screen.say("CLI-LEDGER-WHOLE", style="green", city=city.name, count=count)
    money = _verify_money(city, screen)
    screen.result({
        "city_code": city.code, "entries": count, "breaks": [{"code": one.code, "seq": one.seq} for one in broken],
        "findings": [finding(problem, screen.lang) for problem in problems], "money": money,
    })  # fmt: skip
    return 1 if broken or problems or money["breaks"] or money["findings"] else 0


def _verify_money(city: "City", screen: Screen) -> dict[str, Any]:
    """The money book likewise: whether it is as it was written, and whether every envelope is right on every day."""
    from tuntas.city.funding.chain import faults
    from tuntas.city.funding.refusals import CannotFund

    with database_errors():
        broken, breaches = faults(city)
        count = city.money.count()
    found = [
        CannotFund(breach.code, source=envelope.source.name, year=envelope.year, on=breach.on,
                   short_idr=breach.short_idr, allowed_idr=breach.allowed_idr)
        for envelope, breach in breaches
    ]  # fmt: skip
    for one in broken:
        screen.say(one.code, style="red", seq=one.seq)
    for refusal in found:
        screen.say("CLI-MONEY-WRONG", style="red", wrong=refusal.wording(screen.lang))
    if not broken and not found:
        screen.say("CLI-MONEY-WHOLE", style="green", city=city.name, count=count)
    return {"entries": count, "breaks": [{"code": one.code, "seq": one.seq} for one in broken],
            "findings": [{"code": one.code, "wording": one.wording(screen.lang)} for one in found]}  # fmt: skip


_FIGURES = ("decreed_m2", "handled_m2", "remaining_m2")


def _say(seen: "CityLedger", screen: Screen) -> None:
    figures = {name.removesuffix("_m2"): printed_hectares(getattr(seen.balance, name), screen.lang)
               for name in _FIGURES}  # fmt: skip
    screen.say("CLI-LEDGER-REMAINING", basis=seen.decree, **figures)
    for target in seen.targets:
        screen.say("CLI-LEDGER-TARGET", year=target.year, area=printed_hectares(target.area_m2, screen.lang))
    if seen.difference_m2 is not None:
        targets = sum(target.area_m2 for target in seen.targets)
        screen.say("CLI-LEDGER-SUM", decreed=figures["decreed"], handled=figures["handled"],
                   targets=printed_hectares(targets, screen.lang),
                   difference=printed_hectares(seen.difference_m2, screen.lang))  # fmt: skip


def _moment(given: datetime | None, zone: str) -> datetime | None:
    """A moment without a zone is the city's own."""
    if given is None or given.tzinfo is not None:
        return given
    return given.replace(tzinfo=ZoneInfo(zone))
