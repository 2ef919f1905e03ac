"""`python -m benchmarks.city.queries USERNAME PATH …`: how many queries each page asks when warm. Prints JSON."""

import json
import sys

from tuntas.cli.application import open_city_database

open_city_database()

from django.db import connection  # noqa: E402 - Django has to be started first
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from tuntas.city.people.models import User  # noqa: E402


def queries_of(username: str, paths: list[str]) -> dict[str, int]:
    """Path → queries of its second call, session and user included."""
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(username=username))
    return {path: _second_call(client, path) for path in paths}


def _second_call(client: Client, path: str) -> int:
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            status = client.get(path).status_code
        if status != 200:
            raise RuntimeError(f"{path}: {status}")
    return len(asked)


if __name__ == "__main__":
    print(json.dumps(queries_of(sys.argv[1], sys.argv[2:])))
