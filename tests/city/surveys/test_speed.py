"""Five hundred RT are accepted within the five seconds that an office waits."""

import time

from tests.city.surveys.cast import campaign_of
from tests.city.surveys.workbooks import many_places, survey_csv
from tests.world import AT, ON, World
from tuntas.city.assessments.actions import accept_upload
from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.surveys.uploads import preview_upload, receive_upload


def test_500_rt_are_accepted_in_5_seconds(world: World) -> None:
    content = survey_csv(many_places(500))
    received = receive_upload(campaign=campaign_of(world), content=content, file_name="a.csv", by=None, at=AT)
    ready = preview_upload(upload=received, on=ON, at=AT)
    begun = time.monotonic()
    accept_upload(upload=ready, on=ON, by=None, at=AT)
    took = time.monotonic() - begun
    assert StoredAssessment.objects.count() == 500
    assert took <= 5, f"{took:.1f} s"
