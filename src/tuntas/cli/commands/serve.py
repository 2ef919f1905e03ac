"""`tuntas serve`: the web application and its job worker."""

import argparse

from tuntas.cli.application import start_application
from tuntas.cli.commands.migrate import migrate
from tuntas.cli.screen import Screen
from tuntas.domain.wording import text


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Where to listen, with how many processes."""
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help=text("CLI-ARG-HOST", lang))
    parser.add_argument("--port", type=int, default=8000, metavar="N", help=text("CLI-ARG-PORT", lang))
    parser.add_argument("--workers", type=int, default=0, metavar="N", help=text("CLI-ARG-WORKERS", lang))
    parser.add_argument("--no-jobs", action="store_true", help=text("CLI-ARG-NO-JOBS", lang))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Serve until stopped. A home is served once: two job workers would do work twice."""
    start_application()
    from django.conf import settings

    from tuntas.cli.upkeep.locks import served_home
    from tuntas.cli.upkeep.serving import default_workers, serve

    with served_home(settings.TUNTAS_HOME):
        migrate(Screen(lang=screen.lang))
        screen.say("CLI-SERVING", host=options.host, port=options.port, home=settings.TUNTAS_HOME)
        workers = options.workers or default_workers()
        serve(host=options.host, port=options.port, workers=workers, has_jobs=not options.no_jobs)
    return 0
