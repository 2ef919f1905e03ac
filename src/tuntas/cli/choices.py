"""What several commands ask alike: which rule set, which survey file."""

import argparse
from datetime import date
from pathlib import Path

from tuntas.cli.home import own_rules
from tuntas.cli.screen import Refusal
from tuntas.domain.wording import text
from tuntas.rules.parsing import BrokenLaw
from tuntas.rules.regulation import Kind, Regulation
from tuntas.rules.shelf import NoDatedRegulation, Shelf, UnknownRegulation, open_shelf
from tuntas.sheets.reading.survey_file import read_survey
from tuntas.sheets.survey import Survey


def add_rule_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """`--rules ID | --on DATE`, overlays, the reading of the consideration scores, the size of the city."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--rules", metavar="ID", help=text("CLI-ARG-RULES", lang))
    which.add_argument("--on", metavar="YYYY-MM-DD", help=text("CLI-ARG-ON", lang))
    parser.add_argument("--overlay", action="append", default=[], metavar="ID", help=text("CLI-ARG-OVERLAY", lang))
    parser.add_argument("--profile", metavar="ID", help=text("CLI-ARG-PROFILE", lang))
    parser.add_argument("--city-size", default="", metavar="ID", help=text("CLI-ARG-CITY-SIZE", lang))


def add_sheet_argument(parser: argparse.ArgumentParser, lang: str) -> None:
    """`--sheet NAME` for a workbook with several candidates."""
    parser.add_argument("--sheet", metavar="NAME", help=text("CLI-ARG-SHEET", lang))


def shelf() -> Shelf:
    """Shipped and own rule sets. Raises `Refusal` when the law data is broken."""
    try:
        return open_shelf(own_rules())
    except BrokenLaw as error:
        raise Refusal("CLI-BROKEN-LAW", error=error) from error


def chosen_regulation(options: argparse.Namespace) -> Regulation:
    """The scored rule set that the options name; the current one unless they name any. Raises `Refusal`."""
    try:
        rule = _named(options)
    except NoDatedRegulation as error:
        raise Refusal("CLI-NO-DATED-RULE", on=error.on, undated=", ".join(error.undated)) from error
    except UnknownRegulation as error:
        raise Refusal("CLI-UNKNOWN-RULE", wanted=error.wanted, known=", ".join(error.known)) from error
    except BrokenLaw as error:
        raise Refusal("CLI-BROKEN-LAW", error=error) from error
    _check_choices(options, rule)
    return rule


def chosen_survey(path: str, options: argparse.Namespace, rule: Regulation) -> Survey:
    """The survey in the file at `path`. Refused files raise `RefusedFile`."""
    rt_table = getattr(options, "rt_table", None)
    return read_survey(Path(path), rule, sheet=options.sheet, city_size=options.city_size,
                       rt_table=Path(rt_table) if rt_table else None)  # fmt: skip


def day(value: str) -> date:
    """A date written YYYY-MM-DD. Raises `Refusal`."""
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise Refusal("CLI-BAD-DATE", value=value) from error


def _named(options: argparse.Namespace) -> Regulation:
    rules = shelf()
    if options.on:
        rule = rules.in_force(day(options.on))
    elif options.rules:
        rule = rules.regulation(options.rules)
    else:
        rule = rules.current()
    return rules.regulation(rule.id, options.overlay) if options.overlay else rule


def _check_choices(options: argparse.Namespace, rule: Regulation) -> None:
    if rule.kind is not Kind.SCORED:
        raise Refusal("CLI-NOT-SCORED", rule=rule.id)
    if rule.considerations is None:
        return
    if options.profile and options.profile not in rule.considerations.profiles:
        known = ", ".join(rule.considerations.profiles)
        raise Refusal("CLI-UNKNOWN-PROFILE", wanted=options.profile, known=known)
    sizes = {size for item in rule.considerations.items for step in item.density for size in step.city_sizes}
    if options.city_size and options.city_size not in sizes:
        raise Refusal("CLI-UNKNOWN-CITY-SIZE", wanted=options.city_size, known=", ".join(sorted(sizes)))
