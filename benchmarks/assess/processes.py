"""Fresh processes, timed."""

import json
import os
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypedDict

ROOT = Path(__file__).resolve().parent.parent.parent


class Measured(TypedDict, total=False):
    """One turn of one variant: median seconds of its repetitions, peak memory, what it computed."""

    median: float
    rss_mb: float
    checksum: Any


def take_turns(
    commands: Mapping[str, list[str]], rounds: int, measure: Callable[[list[str]], Measured]
) -> dict[str, list[Measured]]:
    """Each variant once a round. The order alternates: nobody always comes after the same neighbour."""
    results: dict[str, list[Measured]] = {name: [] for name in commands}
    for number in range(rounds):
        for name in list(commands)[:: -1 if number % 2 else 1]:
            results[name].append(measure(commands[name]))
    return results


def json_of(command: list[str], environment: Mapping[str, str]) -> Measured:
    """Run a command that prints one JSON line."""
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, check=True, text=True
    )
    found: Measured = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def seconds_of(
    command: list[str], environment: Mapping[str, str] | None = None, *, show: bool = False, may_fail: bool = False
) -> float:
    """Wall time of a whole process; -1 where it may fail and did."""
    start = time.perf_counter()
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | (environment or {}), stdout=None if show else subprocess.DEVNULL,
        check=not may_fail,
    )  # fmt: skip
    return time.perf_counter() - start if done.returncode == 0 else -1.0
