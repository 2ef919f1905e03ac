"""Reading a long file: how far it is can be seen, and taking it back leaves nothing."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.city.surveys.cast import campaign_of
from tests.city.surveys.workbooks import many_places, survey_csv
from tests.world import AT, ON, World
from tuntas.city.assessments.actions import accept_upload
from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.places.models import Place
from tuntas.city.records.models import AuditEntry
from tuntas.city.surveys import plans
from tuntas.city.surveys.actions import CannotSurvey
from tuntas.city.surveys.models import SurveyRecord, Upload, UploadState
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.city.surveys.uploads import cancel_upload, preview_upload, progress_of, receive_upload
from tuntas.exchange.example_city import CityShape, make_city, write_buildings

CONTENT = survey_csv(many_places(20))
WHAT = (Place, SurveyRecord, StoredAssessment)


@pytest.fixture
def received(world: World) -> Upload:
    return receive_upload(
        campaign=campaign_of(world), content=CONTENT, file_name="a.csv", by=world.user("HOUSING_STAFF"), at=AT
    )


def browser(world: World, role: str) -> Client:
    client = Client()
    client.force_login(world.user(role), backend="tuntas.project.sign_in.OnDutyBackend")
    return client


def amid_the_reading(monkeypatch: pytest.MonkeyPatch, act: Any) -> None:
    """Let something happen after the file was read and before it is scored."""
    scored = plans.assess_survey

    def scoring(*given: Any, **named: Any) -> Any:
        act()
        return scored(*given, **named)

    monkeypatch.setattr(plans, "assess_survey", scoring)


def test_how_far_it_is_shows_in_the_browser(world: World, received: Upload, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    client, address = browser(world, "HOUSING_STAFF"), reverse("upload_progress", args=["99.01", received.pk])
    assert "Menunggu giliran" in client.get(address).content.decode()

    def look() -> None:
        received.refresh_from_db()
        seen.extend([progress_of(received), client.get(address).content.decode()])
        seen.append(client.get(reverse("upload", args=["99.01", received.pk])).status_code)

    amid_the_reading(monkeypatch, look)
    ready = preview_upload(upload=received, on=ON, at=AT)
    progress, fragment, status = seen
    assert (progress.percent, progress.rows) == (plans.READ, 20) and status == 200
    assert "70 %" in fragment and "20 RT terbaca" in fragment and "batalkan" in fragment
    assert ready.state == UploadState.READY and progress_of(ready) is None


def test_taking_it_back_amid_the_reading_leaves_nothing(
    world: World, received: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [model.objects.count() for model in WHAT]
    client = browser(world, "HOUSING_STAFF")
    with monkeypatch.context() as patch:
        amid_the_reading(patch, lambda: client.post(reverse("upload_cancel", args=["99.01", received.pk])))
        left = preview_upload(upload=received, on=ON, at=AT)
    assert (left.state, left.preview) == (UploadState.RETURNED, None)
    assert [model.objects.count() for model in WHAT] == before
    assert AuditEntry.objects.order_by("-pk")[0].verb == "upload.cancelled"
    assert preview_upload(upload=left, on=ON, at=AT).state == UploadState.RETURNED, "its job comes late"
    again = receive_upload(campaign=received.campaign, content=CONTENT, file_name="a.csv", by=None, at=AT)
    assert again.pk != received.pk and preview_upload(upload=again, on=ON, at=AT).state == UploadState.READY


def test_only_those_concerned_can_take_it_back_and_only_in_time(world: World, received: Upload) -> None:
    address = reverse("upload_cancel", args=["99.01", received.pk])
    assert browser(world, "AUDITOR").post(address).status_code == 403
    assert browser(world, "OUTSIDER").post(address).status_code == 404
    preview_upload(upload=received, on=ON, at=AT)
    assert browser(world, "HOUSING_STAFF").post(address).status_code == 403
    with pytest.raises(CannotSurvey) as refused:
        cancel_upload(upload=received, reason="x", by=world.user("HOUSING_STAFF"), at=AT)
    assert refused.value.code == "SURVEY-READ-ALREADY"


def test_a_building_list_comes_in_as_any_other_survey(world: World, tmp_path: Path) -> None:
    example = make_city(CityShape(kecamatan=1, kelurahan=2, rw=4, rt=12, buildings=600))
    campaign, path = campaign_of(world), tmp_path / "bangunan.xlsx"
    write_buildings(example, example.surveys[-1].year, path, regulation_of(campaign))
    received = receive_upload(campaign=campaign, content=path.read_bytes(), file_name=path.name, by=None, at=AT)
    ready = preview_upload(upload=received, on=ON, at=AT)
    assert ready.state == UploadState.READY and ready.preview["counts"]["blocked"] == 0
    accept_upload(upload=ready, on=ON, by=None, at=AT)
    assert StoredAssessment.objects.count() == 12
