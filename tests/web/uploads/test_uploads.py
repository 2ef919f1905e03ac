"""A survey file through the pages: brought, previewed, accepted or returned."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.city.surveys.workbooks import survey_csv
from tests.world import AT, ON, World
from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.surveys.actions import close_campaign
from tuntas.city.surveys.models import Campaign, Upload, UploadState

Browser = Callable[[str], Client]
ROWS = [("Taman", "Melati", "RT001-RW001"), ("Taman", "Mawar", "RT001-RW001")]


def bring(client: Client, campaign: Campaign, content: bytes):  # type: ignore[no-untyped-def]
    file = SimpleUploadedFile("survei.csv", content, "text/csv")
    return client.post(reverse("uploads", args=[campaign.city.code]), {"campaign": campaign.pk, "content": file})


def test_a_file_brought_is_previewed_and_changes_nothing(world: World, campaign: Campaign, browser: Browser) -> None:
    client = browser("HOUSING_STAFF")
    response = bring(client, campaign, survey_csv(ROWS, {(1, "jumlah_kk"): "12O"}))
    upload = Upload.objects.get()
    assert response["Location"] == reverse("upload", args=["99.01", upload.pk])
    page = client.get(response["Location"]).content.decode()
    assert "12O" in page and "Lompat ke sel" in page and "menunggu keputusan" in page
    assert not StoredAssessment.objects.exists()


def test_who_brought_it_is_not_offered_to_accept_it(world: World, ready: Upload, browser: Browser) -> None:
    address = reverse("upload", args=["99.01", ready.pk])
    accept = reverse("upload_accept", args=["99.01", ready.pk])
    assert accept not in browser("HOUSING_STAFF").get(address).content.decode()
    assert accept in browser("AGENCY_HEAD").get(address).content.decode()


def test_acceptance_stores_the_assessments(world: World, ready: Upload, browser: Browser) -> None:
    client = browser("AGENCY_HEAD")
    client.post(reverse("upload_accept", args=["99.01", ready.pk]))
    assert StoredAssessment.objects.count() == 3
    page = client.get(reverse("upload", args=["99.01", ready.pk])).content.decode()
    assert "Pejabat agency_head" in page and "diterima" in page


def test_a_file_goes_back_only_with_a_reason(world: World, ready: Upload, browser: Browser) -> None:
    client, address = browser("AGENCY_HEAD"), reverse("upload_return", args=["99.01", ready.pk])
    assert client.post(address, {"reason": " "}).status_code == 200
    assert client.post(address, {"reason": "RT 003 belum ada"}).status_code == 302
    ready.refresh_from_db()
    assert ready.state == UploadState.RETURNED
    assert "RT 003 belum ada" in browser("HOUSING_STAFF").get(reverse("home")).content.decode()


def test_what_cannot_be_read_says_why(world: World, campaign: Campaign, browser: Browser) -> None:
    client = browser("HOUSING_STAFF")
    page = client.get(bring(client, campaign, b"a,b,c\n1,2,3\n")["Location"]).content.decode()
    assert "Unggah berkas yang sudah diperbaiki" in page


def test_the_progress_reloads_the_page_once_the_file_was_read(world: World, ready: Upload, browser: Browser) -> None:
    client, address = browser("HOUSING_STAFF"), reverse("upload_progress", args=["99.01", ready.pk])
    assert client.get(address)["HX-Refresh"] == "true"
    Upload.objects.filter(pk=ready.pk).update(state=UploadState.RECEIVED, preview=None)
    waiting = client.get(address)
    assert "HX-Refresh" not in waiting and "every 2s" in waiting.content.decode()


def test_the_original_comes_back_byte_by_byte(world: World, campaign: Campaign, browser: Browser) -> None:
    client, content = browser("HOUSING_STAFF"), survey_csv(ROWS)
    upload_id = bring(client, campaign, content)["Location"].rstrip("/").rpartition("/")[2]
    response = client.get(reverse("upload_file", args=["99.01", upload_id]))
    assert b"".join(response.streaming_content) == content and "attachment" in response["Content-Disposition"]


def test_a_file_that_a_browser_could_run_is_refused(world: World, campaign: Campaign, browser: Browser) -> None:
    response = bring(browser("HOUSING_STAFF"), campaign, b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert response.status_code == 200 and not Upload.objects.exists()


def test_who_may_only_look_brings_nothing(world: World, campaign: Campaign, browser: Browser) -> None:
    for role in ("AUDITOR", "AGENCY_HEAD", "SURVEYOR"):
        assert bring(browser(role), campaign, survey_csv(ROWS)).status_code == 403
    assert not Upload.objects.exists()


def test_a_closed_campaign_is_not_offered(world: World, campaign: Campaign, browser: Browser) -> None:
    close_campaign(campaign=campaign, on=ON, by=None, at=AT)
    assert bring(browser("HOUSING_STAFF"), campaign, survey_csv(ROWS)).status_code == 403
