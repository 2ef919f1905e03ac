"""What a command shows: sentences and tables for people, one JSON object for programs."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from tuntas.domain.wording import optional_text, text

REFUSED = 2
#: Wide enough for the tables when the output goes to a file, where there is no terminal to ask.
WIDTH_WITHOUT_TERMINAL = 140


class Refusal(Exception):
    """The command cannot do what was asked: a code of the wording catalogue with its parameters."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


class Screen:
    """Output of one command, in one language. With `as_json` only `result` prints to standard output."""

    def __init__(self, *, lang: str = "id", as_json: bool = False, is_silent: bool = False) -> None:
        self.lang, self.as_json, self.is_silent = lang, as_json, is_silent
        self.console = _console(sys.stdout)
        self.errors = _console(sys.stderr)

    def text(self, code: str, /, **params: object) -> str:
        """The sentence of `code` in the user's language."""
        return text(code, self.lang, **params)

    def say(self, code: str, /, style: str = "", **params: object) -> None:
        """Print one sentence, unless JSON was asked for."""
        if not (self.as_json or self.is_silent):
            self.console.print(escape(self.text(code, **params)), style=style)

    def table(self, title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], right: int = 99) -> None:
        """Print a table; columns from position `right` on hold figures and stand to the right."""
        if self.as_json or self.is_silent:
            return
        table = Table(title=escape(title), title_justify="left", header_style="bold")
        for position, column in enumerate(columns):
            table.add_column(escape(column), justify="right" if position >= right else "left", overflow="fold")
        for row in rows:
            table.add_row(*(escape(cell) for cell in row))
        self.console.print(table)

    def result(self, value: Mapping[str, Any]) -> None:
        """Print the result as JSON, if JSON was asked for."""
        if self.as_json:
            sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")

    def refuse(self, code: str, params: Mapping[str, object]) -> int:
        """Say why not, on standard error (and as JSON where asked for); the exit code of a refusal."""
        message = self.text(code, **params)
        advice = optional_text(f"{code}-TODO", self.lang, **params)
        self.result({"error": {"code": code, "message": message, "advice": advice}})
        self.errors.print(escape(message), style="bold red")
        if advice:
            self.errors.print(escape(advice))
        return REFUSED

    @contextmanager
    def steps(self, *codes: str) -> Iterator["Steps"]:
        """Show progress over the named steps on a terminal; silent elsewhere."""
        with Progress(console=self.errors, transient=True, disable=not sys.stderr.isatty()) as progress:
            yield Steps(self, progress, codes)


class Steps:
    """The steps of one command; `next()` moves the bar to the next one."""

    def __init__(self, screen: Screen, progress: Progress, codes: Sequence[str]) -> None:
        self._titles = iter([screen.text(code) for code in codes])
        self._progress = progress
        self._task = progress.add_task("", total=len(codes), completed=-1)

    def next(self) -> None:
        """Begin the next step."""
        self._progress.update(self._task, advance=1, description=next(self._titles))


def _console(stream: Any) -> Console:
    width = None if stream.isatty() else WIDTH_WITHOUT_TERMINAL
    return Console(file=stream, width=width, highlight=False, soft_wrap=False)
