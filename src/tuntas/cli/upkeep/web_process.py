"""What each web worker loads: the application, and a watch on the server, which a worker must not outlive.

A worker whose server was killed would go on answering from the old version, on the port that the next server needs.
"""

import multiprocessing
import os
import threading
from importlib import import_module
from multiprocessing.process import BaseProcess

from tuntas.cli.upkeep.parents import end_with_parent


def watch_the_server() -> None:
    """End with the process that started this one; nothing where a foreign server loads us in its own process."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    if os.name == "posix" and parent.pid is not None:
        end_with_parent(parent.pid)
    else:
        threading.Thread(target=_wait_for, args=(parent,), name="end-with-parent", daemon=True).start()


def _wait_for(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


watch_the_server()
application = import_module("tuntas.project.wsgi").application
