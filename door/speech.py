"""How the front door speaks: Indonesian first, then English, on stderr. Python 3.8 syntax (see run.py)."""

import sys


class CannotGoOn(Exception):
    """The door cannot do what was asked; both sentences say what the reader can do about it."""

    def __init__(self, indonesian: str, english: str) -> None:
        super().__init__(indonesian, english)
        self.indonesian = indonesian
        self.english = english


def say(indonesian: str, english: str) -> None:
    """Tell the person at the keyboard, never the pipe: stdout belongs to the command that runs."""
    print(indonesian, file=sys.stderr)
    print(english, file=sys.stderr, flush=True)
