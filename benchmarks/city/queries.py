"""How many queries each page asks when warm."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tuntas.city.people.models import User


def queries_of(username: str, paths: list[str]) -> dict[str, int]:
    """Path → queries of its second call, session and user included; `{n}` in a path is another number each time."""
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(username=username))
    return {path: _second_call(client, path) for path in paths}


def _second_call(client: Client, path: str) -> int:
    for number in range(2):
        with CaptureQueriesContext(connection) as asked:
            status = client.get(path.replace("{n}", str(number))).status_code
        if status != 200:
            raise RuntimeError(f"{path}: {status}")
    return len(asked)
