"""`tuntas case list | show NAME | load NAME`: printed figures of cities that ship with Tuntas, with their sources."""

import argparse
from datetime import UTC, datetime

from tuntas.cli.application import database_errors, open_city_database
from tuntas.cli.figures import picture_json, show_picture
from tuntas.cli.screen import Refusal, Screen
from tuntas.domain.area import m2_to_hectares
from tuntas.domain.numbers import number
from tuntas.domain.wording import text
from tuntas.ledger.case_files import Case, UnknownCase, all_cases, case_named
from tuntas.ledger.plain import picture


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """What to do, with which case."""
    parser.add_argument("action", choices=["list", "show", "load"], help=text("CLI-CASE-ARG-ACTION", lang))
    parser.add_argument("name", nargs="?", default="", metavar="NAME", help=text("CLI-CASE-ARG-NAME", lang))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Exit code 0; 2 where there is no such case."""
    if options.action == "list":
        _list(screen)
        return 0
    act = {"show": _show, "load": _load}[options.action]
    try:
        act(case_named(options.name), screen)
    except UnknownCase as error:
        raise Refusal("CLI-CASE-UNKNOWN", wanted=error.wanted or "–", known=", ".join(error.known)) from error
    return 0


def _list(screen: Screen) -> None:
    columns = [screen.text(f"CLI-CASE-COL-{name}") for name in ("ID", "NAME", "CITY")]
    rows = [[case.id, case.name.in_(screen.lang), f"{case.city_name} ({case.city_code})"] for case in all_cases()]
    screen.table(screen.text("CLI-CASES"), columns, rows)
    screen.result({"cases": [{"id": case.id, "name": case.name.in_(screen.lang), "city_code": case.city_code,
                              "city_name": case.city_name} for case in all_cases()]})  # fmt: skip


def _show(case: Case, screen: Screen) -> None:
    seen = picture(case.lines)
    screen.say("CLI-CASE-HEAD", style="bold", name=case.name.in_(screen.lang))
    for origin in dict.fromkeys(case.origins):
        screen.say("CLI-CASE-SOURCE", source=origin.name.in_(screen.lang))
    show_picture(seen, seen.problems, screen)
    for basis, aliases in ((one, many) for one, many in case.aliases.items() if len(many) > 1):
        screen.say("CLI-CASE-ALIASES", basis=basis, aliases=", ".join(aliases))
    columns = [screen.text(f"CLI-CASE-COL-{name}") for name in ("ON", "FIGURE", "AREA", "SOURCE", "NOTE")]
    rows = [
        [told.printed_on, screen.text(f"CLI-CASE-{told.about}"),
         number(m2_to_hectares(told.area_m2), screen.lang, _decimals(told.printed)),
         told.origin.name.in_(screen.lang), told.note.in_(screen.lang)]
        for told in case.told
    ]  # fmt: skip
    screen.table(screen.text("CLI-CASE-STATEMENTS"), columns, rows)
    screen.result({"id": case.id, "city_code": case.city_code, **picture_json(seen, seen.problems, screen.lang),
                   "aliases": case.aliases, "statements": _statements(case, screen.lang)})  # fmt: skip


def _load(case: Case, screen: Screen) -> None:
    """Into the city's memory; twice changes nothing."""
    open_city_database()
    from tuntas.city.decrees.case_loading import load_case_with_decrees

    with database_errors():
        loaded = load_case_with_decrees(case=case, by=None, at=datetime.now(UTC))
    screen.say("CLI-CASE-LOADED" if loaded.entries else "CLI-CASE-THERE", style="green", code=loaded.city.code,
               city=loaded.city.name, entries=loaded.entries, targets=loaded.targets,
               statements=loaded.statements)  # fmt: skip
    screen.result({"city_code": loaded.city.code, "entries": loaded.entries, "targets": loaded.targets,
                   "statements": loaded.statements})  # fmt: skip


def _statements(case: Case, lang: str) -> list[dict[str, object]]:
    return [
        {"about": told.about, "printed_on": told.printed_on, "area_m2": told.area_m2, "printed_ha": told.printed,
         "source": told.origin.name.in_(lang), "url": told.origin.url, "note": told.note.in_(lang)}
        for told in case.told
    ]  # fmt: skip


def _decimals(printed: str) -> int:
    return len(printed.partition(".")[2])
