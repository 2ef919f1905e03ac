"""A process whose SQLite may not grow any more: `command …` runs a command in it, `web` brings files to its pages."""

import json
import sys

from tuntas.cli.application import start_application
from tuntas.cli.main import main

start_application()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402 - Django has to be started first
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from tests.city.surveys.workbooks import many_places, survey_csv  # noqa: E402
from tests.world import AT, ON  # noqa: E402
from tuntas.city.people.actions import Appointment, add_user, appoint  # noqa: E402
from tuntas.city.people.models import City  # noqa: E402
from tuntas.city.surveys.actions import CampaignHead, open_campaign  # noqa: E402

TIMES = 30


def stop_growing() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA max_page_count={cursor.execute('PRAGMA page_count').fetchone()[0]}")


def web() -> int:
    """Bring one file after the other, until long after the disk is full; writes the statuses."""
    city, at = City.objects.get(), AT
    user = add_user(username="penuh", name="Contoh", by=None, at=at, password="contoh-sandi-panjang")
    appoint(user=user, to=Appointment(role="HOUSING_STAFF", city=city), on=ON, by=None, at=at)
    campaign = open_campaign(city=city, head=CampaignHead(year=2025), on=ON, by=None, at=at)
    client = Client(headers={"host": "localhost"}, raise_request_exception=False)
    client.force_login(user, backend="tuntas.project.sign_in.OnDutyBackend")
    stop_growing()
    statuses = []
    for number in range(TIMES):
        file = SimpleUploadedFile(f"{number}.csv", survey_csv(many_places(2 + number)), "text/csv")
        said = {"campaign": campaign.pk, "content": file}
        statuses.append(client.post(reverse("uploads", args=[city.code]), said).status_code)
    sys.stdout.write(json.dumps(statuses) + "\n")
    return 0


def command(arguments: list[str]) -> int:
    stop_growing()
    return main(arguments)


if __name__ == "__main__":
    sys.exit(web() if sys.argv[1] == "web" else command(sys.argv[2:]))
