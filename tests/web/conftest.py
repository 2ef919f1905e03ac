"""What tests of pages share: a signed-in browser, and a city with one accepted survey."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.city.surveys.workbooks import survey_csv
from tests.remembered import remembered
from tests.world import AT, ON, World
from tuntas.city.assessments.actions import accept_upload
from tuntas.city.surveys.actions import CampaignHead, open_campaign
from tuntas.city.surveys.models import Campaign, Upload
from tuntas.city.surveys.uploads import preview_upload, receive_upload

BACKEND = "tuntas.project.sign_in.OnDutyBackend"
PLACES = [("Taman", "Melati", "RT001-RW001"), ("Taman", "Melati", "RT002-RW001"), ("Taman", "Kenanga", "RT001-RW001")]


@pytest.fixture
def browser(world: World) -> Callable[[str], Client]:
    """A browser in which the holder of a role is signed in."""

    def signed_in(role: str) -> Client:
        client = Client()
        client.force_login(world.user(role), backend=BACKEND)
        return client

    return signed_in


@pytest.fixture
@remembered
def campaign(world: World) -> Campaign:
    """An open campaign without data."""
    return open_campaign(city=world.city, head=CampaignHead(year=2025), on=ON, by=None, at=AT)


@pytest.fixture
@remembered
def ready(world: World, campaign: Campaign) -> Upload:
    """A previewed file of the housing staff."""
    received = receive_upload(campaign=campaign, content=survey_csv(PLACES), file_name="survei.csv",
                              by=world.user("HOUSING_STAFF"), at=AT)  # fmt: skip
    return preview_upload(upload=received, on=ON, at=AT)


@pytest.fixture
@remembered
def accepted(world: World, ready: Upload) -> Upload:
    """The file, accepted by the head of the agency."""
    return accept_upload(upload=ready, on=ON, by=world.user("AGENCY_HEAD"), at=AT)
