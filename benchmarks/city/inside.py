"""`python -m benchmarks.city.inside filling|queries …`: a step inside an office's memory, in a process of its own.

filling FOLDER ROLE PASSWORD; queries USERNAME PATH … Prints JSON.
"""

import json
import sys
from importlib import import_module
from pathlib import Path

from tuntas.cli.application import open_city_database


def main(step: str, arguments: list[str]) -> dict[str, object]:
    """Start Django, then do the step: its module may only be imported afterwards."""
    open_city_database()
    module = import_module(f"benchmarks.city.{step}")
    if step == "filling":
        folder, role, password = arguments
        filled: dict[str, object] = module.fill(Path(folder), role, password)
        return filled
    asked: dict[str, object] = module.queries_of(arguments[0], arguments[1:])
    return asked


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], sys.argv[2:])))
