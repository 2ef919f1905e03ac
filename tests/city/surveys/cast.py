"""A campaign with a few accepted RT, for the tests of what comes after."""

from collections.abc import Mapping, Sequence

from tests.city.surveys.workbooks import survey_csv
from tests.remembered import remembered
from tests.world import AT, ON, World
from tuntas.city.assessments.actions import accept_upload
from tuntas.city.surveys.actions import CampaignHead, open_campaign
from tuntas.city.surveys.models import Campaign, Upload
from tuntas.city.surveys.uploads import preview_upload, receive_upload

MELATI = [("Taman", "Melati", "RT001-RW001"), ("Taman", "Melati", "RT002-RW001"), ("Taman", "Kenanga", "RT001-RW001")]
ROAD, HOUSEHOLDS = "panjang_jalan_belum_terlayani_m", "jumlah_kk"


@remembered
def campaign_of(world: World, year: int = 2025) -> Campaign:
    return open_campaign(city=world.city, head=CampaignHead(year=year), on=ON, by=None, at=AT)


@remembered
def take_in(
    campaign: Campaign, places: Sequence[tuple[str, str, str]] = MELATI, changed: Mapping[tuple[int, str], str] = {}
) -> Upload:
    received = receive_upload(
        campaign=campaign, content=survey_csv(places, changed), file_name="survei.csv", by=None, at=AT
    )
    return accept_upload(upload=preview_upload(upload=received, on=ON, at=AT), on=ON, by=None, at=AT)
