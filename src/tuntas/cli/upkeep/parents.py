"""A process that ends when the one that started it is gone, killed or not."""

import os
import sys
import threading
import time

LOOK_EVERY_S = 0.5


def end_with_parent(parent: int) -> None:
    """Watch the parent from a thread of our own.

    `parent` is the process id as the parent itself told it: one that was killed while we started is gone already, and
    whoever adopted us would be taken for it.
    """
    watch = _read_to_the_end if os.name == "nt" else _see_another_parent
    threading.Thread(target=watch, args=(parent,), name="end-with-parent", daemon=True).start()


def told_parent() -> int:
    """The parent's process id from the command line, where it stands first."""
    return int(sys.argv[1])


def _see_another_parent(parent: int) -> None:
    """An orphan is given to another process."""
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY_S)
    os._exit(1)


def _read_to_the_end(_: int) -> None:
    """On Windows nobody adopts orphans; our input is a pipe that ends with the parent."""
    sys.stdin.buffer.read()
    os._exit(1)
