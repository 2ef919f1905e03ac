"""Which command, in which language; the chosen command's module is imported on demand."""

import argparse
import importlib
import os
import sys
from typing import NoReturn

from tuntas import __version__
from tuntas.cli.screen import Refusal, Screen
from tuntas.domain.wording import LANGUAGES, optional_text, text
from tuntas.sheets.opening.refusal import RefusedFile

COMMANDS = (
    "template", "check", "assess", "explain", "compare", "rules", "ledger", "case", "demo", "survey", "places",
    "settlements", "decree", "plan", "city", "admin", "serve", "migrate", "doctor", "backup", "restore", "audit",
    "token", "report", "assessments", "export-all",
)  # fmt: skip
USAGE_ERROR = 2


class Parser(argparse.ArgumentParser):
    """argparse in the user's language: headings, errors, and `--json`, `--lang` on every command."""

    lang = "id"

    def __init__(self, *, prog: str, lang: str = "id", description: str = "", epilog: str = "") -> None:
        super().__init__(prog=prog, description=description, epilog=epilog, add_help=False,
                         formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
        self.lang = lang
        self._positionals.title = text("CLI-POSITIONALS", lang)
        self._optionals.title = text("CLI-OPTIONS", lang)
        self.add_argument("-h", "--help", action="help", help=text("CLI-HELP", lang))
        self.add_argument("--json", action="store_true", dest="as_json", help=text("CLI-JSON", lang))
        self.add_argument("--lang", choices=LANGUAGES, default=lang, help=text("CLI-LANG", lang))

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call and leave with exit code 2."""
        sys.stderr.write(text("CLI-USAGE-ERROR", self.lang, message=message, usage=self.format_usage()))
        raise SystemExit(USAGE_ERROR)


def run_program(arguments: list[str]) -> int:
    """Parse, run the command, turn refusals into exit code 2."""
    lang = _language(arguments)
    parser = _parser(arguments, lang)
    options = parser.parse_args(arguments)
    if options.version:
        sys.stdout.write(f"tuntas {__version__}\n")
        return 0
    if options.command is None:
        parser.print_help()
        return USAGE_ERROR
    return _run(options, Screen(lang=options.lang, as_json=options.as_json))


def _run(options: argparse.Namespace, screen: Screen) -> int:
    try:
        return int(options.run(options, screen))
    except (Refusal, RefusedFile) as refusal:
        return screen.refuse(refusal.code, refusal.params)
    except KeyboardInterrupt:
        return screen.refuse("CLI-INTERRUPTED", {})
    except BrokenPipeError:
        # The reader of our output has left (`tuntas … | head`): nothing is wrong, nobody is listening.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser(arguments: list[str], lang: str) -> Parser:
    parser = Parser(
        prog="tuntas", lang=lang, description=text("CLI-DESCRIPTION", lang), epilog=text("CLI-EPILOG", lang)
    )
    parser.add_argument("--version", action="store_true", help=text("CLI-VERSION", lang))
    parser.set_defaults(command=None)
    commands = parser.add_subparsers(dest="command", title=text("CLI-COMMANDS", lang), metavar="")
    wanted = next((word for word in arguments if word in COMMANDS), None)
    for name in COMMANDS:
        key = f"CLI-{name.upper()}"
        sub = commands.add_parser(name, lang=lang, help=text(key, lang), prog=f"tuntas {name}",
                                  description=optional_text(f"{key}-LONG", lang) or text(key, lang))  # fmt: skip
        if name == wanted:
            module = importlib.import_module(f"tuntas.cli.commands.{name.replace('-', '_')}")
            module.add_arguments(sub, lang)
            sub.set_defaults(run=module.run)
    return parser


def _language(arguments: list[str]) -> str:
    for position, word in enumerate(arguments):
        if word.startswith("--lang="):
            return _known(word.removeprefix("--lang="))
        if word == "--lang" and position + 1 < len(arguments):
            return _known(arguments[position + 1])
    return _known(os.environ.get("TUNTAS_LANG", "id"))


def _known(lang: str) -> str:
    return lang if lang in LANGUAGES else "id"
