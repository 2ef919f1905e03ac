"""What tests of paper share: a city surveyed twice, with boundaries."""

import pytest
import shapely

from tests.city.surveys.workbooks import survey_csv
from tests.world import AT, ON, World
from tuntas.city.assessments.actions import accept_upload
from tuntas.city.places.drawing import draw_boundary
from tuntas.city.places.shapes import boundary_of
from tuntas.city.surveys.actions import CampaignHead, open_campaign
from tuntas.city.surveys.models import Campaign
from tuntas.city.surveys.uploads import preview_upload, receive_upload

PLACES = [("Taman", "Melati", "RT001-RW001"), ("Taman", "Melati", "RT002-RW001"), ("Taman", "Kenanga", "RT001-RW001")]
LONG_NAME = "Sukamaju Karanganyar Gunungketur Wirogunan Sosromenduran Pringgokusuman"


def surveyed_in(world: World, year: int, changed: dict[tuple[int, str], str]) -> Campaign:
    """A campaign with three RT, some cells changed."""
    campaign = open_campaign(city=world.city, head=CampaignHead(year=year), on=ON, by=None, at=AT)
    received = receive_upload(campaign=campaign, content=survey_csv(PLACES, changed), file_name=f"{year}.csv", by=None,
                              at=AT)  # fmt: skip
    accept_upload(upload=preview_upload(upload=received, on=ON, at=AT), on=ON, by=None, at=AT)
    return Campaign.objects.select_related("city__place", "rule_set").get(pk=campaign.pk)


@pytest.fixture
def before(world: World) -> Campaign:
    """The survey of 2024."""
    return surveyed_in(world, 2024, {})


@pytest.fixture
def campaign(world: World, before: Campaign) -> Campaign:
    """The survey of 2025: Kenanga is better, one RT says no roads, and nobody there says how many people."""
    better = {(2, name): "0" for name in ("1a", "2a", "2b", "3a", "4a", "4b", "5a", "5b", "6b", "7b")}
    return surveyed_in(world, 2025, {**better, (1, "2a"): "", (1, "jumlah_penduduk"): ""})


@pytest.fixture
def drawn(world: World) -> None:
    """The RT of Melati side by side."""
    for number, place in enumerate(world.rts[:2]):
        west = 109.6 + number * 0.001
        shape = boundary_of(shapely.box(west, -6.8, west + 0.001, -6.799), crs="EPSG:4326", source="tests")
        draw_boundary(place=place, boundary=shape, from_on=ON, by=None, at=AT)
