"""`tuntas export-all --city CODE -o FILE.zip`: the way out, complete and documented."""

import argparse
from datetime import UTC, date, datetime

from tuntas.cli.application import acting_user, city_of_code, database_errors, open_city_database
from tuntas.cli.outputs import safe_output
from tuntas.cli.screen import Refusal, Screen
from tuntas.domain.wording import text


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Which city, where to, in whose name, how much."""
    parser.add_argument("--city", required=True, metavar="CODE", help=text("CLI-ARG-EXPORT-CITY", lang))
    parser.add_argument("-o", "--output", required=True, metavar="FILE.zip", help=text("CLI-ARG-EXPORT-OUTPUT", lang))
    parser.add_argument("--by", metavar="USER", help=text("CLI-ARG-ACTING-BY", lang))
    parser.add_argument("--personal", action="store_true", help=text("CLI-ARG-EXPORT-PERSONAL", lang))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Write all or nothing."""
    open_city_database()
    from tuntas.exchange.export_all import CannotExport, Wanted, export_city

    with database_errors():
        city, by = city_of_code(options.city), acting_user(options.by, date.today())
        try:
            with safe_output(options.output, formats=(".zip",)) as path:
                wanted = Wanted(options.personal, screen.lang)
                done = export_city(path, city=city, wanted=wanted, by=by, at=datetime.now(UTC))
        except CannotExport as refusal:
            raise Refusal(refusal.code, **refusal.params) from refusal
    rows = sum(done.rows.values())
    screen.say("CLI-EXPORT-DONE", style="green", city=city.name, path=options.output, rows=rows, tables=len(done.rows),
               files=done.members)  # fmt: skip
    screen.say("CLI-EXPORT-WITH-PERSONAL" if options.personal else "CLI-EXPORT-WITHOUT-PERSONAL")
    screen.result({"output": options.output, "city": city.code, "rows": done.rows, "files": done.members,
                   "personal": options.personal})  # fmt: skip
    return 0
