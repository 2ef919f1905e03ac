"""Checks that run beside the tests: in a process of their own, one after the other, and heard once they have ended.

The tests wait a good deal (for a disk, a browser, a server that has to die), so these cost next to nothing.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from door.environment import ROOT
from door.speech import CannotGoOn


class Beside:
    """A running process, and the file that it speaks into."""

    def __init__(self, statement: str, heard: IO[bytes]) -> None:
        self.heard = heard
        command = [sys.executable, "-c", statement]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=heard, stderr=heard)

    def look(self) -> None:
        """Say what came of it if it has ended; raises CannotGoOn where it failed."""
        if self.process.poll() is not None:
            self.end()

    def end(self) -> None:
        """Wait for it and say what came of it; raises CannotGoOn where it failed."""
        outcome = self.process.wait()
        self.heard.seek(0)
        sys.stderr.write(self.heard.read().decode(errors="replace"))
        self.heard.truncate(0)
        self.heard.seek(0)
        if outcome:
            raise CannotGoOn("GAGAL: yang diperiksa di samping uji", "FAILED: what is checked beside the tests")


@contextmanager
def beside(statement: str) -> Iterator[Beside]:
    """Run a statement of Python beside the block, in the repository's root; it is stopped where the block fails."""
    with tempfile.TemporaryFile() as heard:
        running = Beside(statement, heard)
        try:
            yield running
            running.end()
        finally:
            if running.process.poll() is None:
                running.process.terminate()
                running.process.wait()
