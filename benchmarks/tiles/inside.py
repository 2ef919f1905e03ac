"""`python -m benchmarks.tiles.inside`: draw the slum locations of the office's city; prints their box as JSON."""

import json
from importlib import import_module

from tuntas.cli.application import open_city_database

if __name__ == "__main__":
    open_city_database()  # models may only be imported afterwards
    print(json.dumps(import_module("benchmarks.tiles.drawing").draw_locations()))
