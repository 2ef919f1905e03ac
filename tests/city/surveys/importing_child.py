"""A process that starts the application once, then for each line `k` on its input forks a child that imports a file and
kills itself (SIGKILL) right before its k-th SQL statement; 0 lets it finish. It answers with the number of statements
of a finished import (else 0) and the wait status.

Arguments: the file, the city's code, the year.
"""

import os
import signal
import sys
from importlib import import_module

from tuntas.cli.application import open_city_database
from tuntas.cli.main import main


class Reaper:
    """Counts the statements of a connection, and kills the process before one of them."""

    def __init__(self, victim: int) -> None:
        self.victim, self.count = victim, 0

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        self.count += 1
        if self.count == self.victim:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)


def import_once(victim: int, answer: int) -> int:
    """What a person's command does, its output left aside."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")
    reaper = Reaper(victim)
    file, city, year = sys.argv[1:]
    with import_module("django.db").connection.execute_wrapper(reaper):
        code = main(["survey", "import", file, "--city", city, "--year", year, "--accept", "--json"])
    os.write(answer, str(reaper.count).encode())
    return code


def forked(victim: int) -> tuple[int, int]:
    """The statements of an import, and how its process ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os._exit(import_once(victim, writing))
    os.close(writing)
    count = os.read(reading, 20)
    os.close(reading)
    return int(count or b"0"), os.waitpid(child, 0)[1]


if __name__ == "__main__":
    open_city_database()
    import_module("tuntas.cli.survey_acts")  # before the fork: no kill is wasted on starting up
    for line in sys.stdin:
        import_module("django.db").connections.close_all()
        sys.stdout.write("{} {}\n".format(*forked(int(line))))
        sys.stdout.flush()
