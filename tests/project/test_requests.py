"""Around every request: health, limits of a session, log lines without persons, pages for what went wrong."""

import json
import logging
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import path
from django.utils import translation

from tests.world import AT, World
from tuntas.city.people.models import Session
from tuntas.city.people.throttling import Throttled
from tuntas.project import errors
from tuntas.project.logs import JsonLines
from tuntas.project.middleware import client_address
from tuntas.project.urls import handler400, handler403, handler404, handler500  # noqa: F401 - as Django looks them up
from tuntas.project.urls import urlpatterns as own


def broken(request: HttpRequest, fault: str) -> HttpResponse:
    """A view that fails in the named way."""
    faults = {"database": OperationalError("password=rahasia"), "throttled": Throttled(90),
              "disk": OSError(28, "No space left"), "bug": ZeroDivisionError("rahasia")}  # fmt: skip
    raise faults[fault]


def greeting(request: HttpRequest) -> HttpResponse:
    """A page that says who asks."""
    return HttpResponse(request.user.get_username() or "tamu")


urlpatterns = [*own, path("uji/rusak/<str:fault>", broken), path("uji/salam", greeting)]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def browser(world: World) -> Client:
    """A browser in which the surveyor is signed in."""
    client = Client(raise_request_exception=False)
    client.force_login(world.user("SURVEYOR"), backend="tuntas.project.sign_in.OnDutyBackend")
    return client


def test_the_process_lives_and_the_database_answers(db: None) -> None:
    client = Client()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get("/healthz").json() == {"status": "ok"}
    assert not asked.captured_queries, "a database that is down must not look like a process that is down"
    assert client.get("/readyz").json() == {"status": "ok"}
    assert client.post("/healthz").status_code == 405


@pytest.mark.parametrize(("fault", "status"), [("database", 503), ("disk", 503), ("throttled", 429), ("bug", 500)])
def test_a_fault_has_its_page_without_a_word_about_the_inside(db: None, fault: str, status: int) -> None:
    response = Client(raise_request_exception=False).get(f"/uji/rusak/{fault}")
    page = response.content.decode()
    assert response.status_code == status and "rahasia" not in page and "Traceback" not in page
    assert response["X-Request-ID"] in page and '<html lang="id"' in page
    assert response.get("Retry-After") == {503: "30", 429: "90"}.get(status)


@pytest.mark.parametrize("status", [400, 403, 404, 413, 429, 500, 503])
def test_each_page_speaks_indonesian_and_has_a_way_on(status: int) -> None:
    with translation.override("id"):
        page = errors.error_page(RequestFactory().get("/"), status).content.decode()
    assert "<h1>" in page and 'href="/"' in page


def test_a_body_beyond_all_limits_is_refused_before_it_is_read(db: None) -> None:
    for length in (str(settings.REQUEST_MAX_BYTES + 1), "-1", "banyak"):
        response = Client().post("/uji/salam", data=b"x", content_type="text/plain", CONTENT_LENGTH=length)
        assert response.status_code == 413


def test_what_a_signed_in_person_sees_is_kept_by_no_cache(browser: Client) -> None:
    response = browser.get("/uji/salam")
    assert response.content == b"surveyor" and response["Cache-Control"] == "private, no-store"
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("idle", "steps", "stays"), [
    (timedelta(minutes=29), 1, True),
    (timedelta(minutes=31), 1, False),
    (timedelta(minutes=25), 28, True),
    (timedelta(minutes=25), 30, False),
])  # fmt: skip
def test_a_session_ends_when_idle_or_old(
    browser: Client, monkeypatch: pytest.MonkeyPatch, idle: timedelta, steps: int, stays: bool
) -> None:
    for step in range(steps + 1):
        monkeypatch.setattr("tuntas.project.middleware.timezone.now", lambda at=AT + step * idle: at)
        answer = browser.get("/uji/salam").content
    assert answer == (b"surveyor" if stays else b"tamu")


def test_a_page_view_does_not_write_the_session(browser: Client) -> None:
    browser.get("/uji/salam")
    with CaptureQueriesContext(connection) as asked:
        browser.get("/uji/salam")
    assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)
    assert len(asked.captured_queries) == 3, "session, user, posts"


def test_a_session_knows_its_user_so_that_it_can_be_ended(browser: Client, world: World) -> None:
    assert Session.objects.get().user == world.user("SURVEYOR")
    Session.objects.filter(user=world.user("SURVEYOR")).delete()
    assert browser.get("/uji/salam").content == b"tamu"


def test_a_person_who_was_switched_off_is_out_at_once(browser: Client, world: World) -> None:
    type(world.user("SURVEYOR")).objects.filter(username="surveyor").update(is_active=False)
    assert browser.get("/uji/salam").content == b"tamu"


def test_a_forwarded_address_counts_only_from_an_own_proxy(settings) -> None:  # type: ignore[no-untyped-def]
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.7, 203.0.113.9")
    assert client_address(request) == "10.0.0.1"
    settings.PROXIES = ("10.0.0.1",)
    assert client_address(request) == "203.0.113.9"


def test_a_log_line_is_one_line_and_names_no_person(browser: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="tuntas.request"):
        browser.get("/uji/salam?nik=3375010101900001&nama=Siti")
    (record,) = [record for record in caplog.records if record.name == "tuntas.request"]
    line = JsonLines().format(record)
    said = json.loads(line)
    assert "\n" not in line and "3375" not in line and "Siti" not in line and "surveyor" not in line
    assert (said["method"], said["route"], said["status"]) == ("GET", "uji/salam", 200)


def test_nothing_can_forge_a_log_line() -> None:
    record = logging.LogRecord("tuntas", logging.INFO, "", 0, "nama: %s", ('x\n{"level": "INFO"}',), None)
    assert "\n" not in JsonLines().format(record)
