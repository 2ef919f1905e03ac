"""The pages for what went wrong look like the application, in the language that the person chose."""

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from tuntas.city.people.throttling import Throttled
from tuntas.project.urls import handler400, handler403, handler404, handler500  # noqa: F401 - as Django looks them up
from tuntas.project.urls import urlpatterns as own


def busy(request: HttpRequest) -> HttpResponse:
    """A view that has had enough."""
    raise Throttled(90)


urlpatterns = [*own, path("uji/sibuk", busy)]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture
def english() -> Client:
    """A browser that chose English."""
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def too_large(client: Client) -> HttpResponse:
    return client.post(
        "/masuk/", data=b"x", content_type="text/plain", CONTENT_LENGTH=str(settings.REQUEST_MAX_BYTES + 1)
    )


def test_an_error_page_looks_like_the_application() -> None:
    page = Client().get("/tidak/ada").content.decode()
    assert "/static/dist/" in page and 'class="topbar"' in page and 'id="main"' in page


def test_an_error_page_speaks_the_language_that_was_chosen(english: Client) -> None:
    assert "This page was not found" in english.get("/tidak/ada").content.decode()
    assert "Too many attempts" in english.get("/uji/sibuk").content.decode()
    assert "You are not permitted" in english.post("/masuk/").content.decode()


def test_a_refusal_before_any_other_step_speaks_it_too(english: Client) -> None:
    assert "The file is too large" in too_large(english).content.decode()
    assert "Berkas terlalu besar" in too_large(Client()).content.decode()


def test_an_address_that_only_takes_a_form_says_so() -> None:
    response = Client().get("/keluar/")
    assert response.status_code == 405 and response["Allow"] == "POST"
    assert "tekan tombolnya di sana" in response.content.decode()


def test_the_language_can_be_switched_on_an_error_page() -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get("/tidak/ada?x=1")
    sent = {"csrfmiddlewaretoken": page.content.decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0],
            "language": "en", "next": "/tidak/ada?x=1"}  # fmt: skip
    assert 'name="next" value="/tidak/ada?x=1"' in page.content.decode()
    assert client.post("/i18n/setlang/", sent)["Location"] == "/tidak/ada?x=1"
    assert '<html lang="en"' in client.get("/tidak/ada?x=1").content.decode()


def test_no_switch_is_offered_where_it_could_not_work() -> None:
    assert 'name="language"' not in too_large(Client()).content.decode()


def test_the_switch_leads_back_to_the_form_and_not_to_what_only_takes_one() -> None:
    page = Client().post("/masuk/?next=/kota/99.01/", {}, headers={"referer": "http://testserver/masuk/"})
    assert 'name="next" value="http://testserver/masuk/"' in page.content.decode()


def test_the_chosen_language_outlives_the_browser_window() -> None:
    client = Client()
    client.post("/i18n/setlang/", {"language": "en", "next": "/masuk/"})
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME]["max-age"] == 365 * 24 * 3600
