"""What goes wrong: one table, worded in both languages, for every fault and below every address for programs."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from tests.world import World
from tuntas.api.problems import BY_STATUS, KINDS
from tuntas.domain.wording import LANGUAGES, optional_text

Asking = Callable[..., Any]
LANGUAGE_TEXTS = [(kind, lang) for kind in KINDS for lang in LANGUAGES]


def told(response: Any) -> tuple[int, str]:
    """Status and code, of an answer that is a whole problem."""
    said = response.json()
    assert response["Content-Type"] == "application/problem+json"
    assert said["status"] == response.status_code and said["type"].endswith(f"#{said['code']}")
    assert said["title"] and said["detail"] and not said["title"].startswith("API-")
    return response.status_code, said["code"]


@pytest.mark.parametrize("kind, lang", LANGUAGE_TEXTS)
def test_every_kind_is_worded_and_says_what_to_do(kind: Any, lang: str) -> None:
    assert optional_text(f"API-{kind.code.upper()}", lang)
    assert optional_text(f"API-{kind.code.upper()}-TODO", lang)


def test_every_status_that_can_be_answered_is_in_the_table() -> None:
    assert {400, 401, 403, 404, 405, 413, 422, 429, 500, 503} == set(BY_STATUS)
    codes = [kind.code for kind in KINDS]
    assert len(codes) == len(set(codes))


def test_the_roof_answers_every_page_for_errors_as_a_problem_below_api(repository: Path) -> None:
    pages = (repository / "src/tuntas/project/templates/errors").glob("[0-9]*.html")
    statuses = {int(page.stem) for page in pages}
    assert statuses and statuses <= set(BY_STATUS)


def test_every_kind_stands_on_the_page_that_its_type_names(db: None) -> None:
    page = Client().get(reverse("api_reference")).content.decode()
    assert all(f'id="{kind.code}"' in page for kind in KINDS)


@pytest.mark.parametrize("address", ["nowhere", "cities/", "", "cities/99.01/nowhere", "units/x/assessments"])
def test_what_is_not_there_is_a_problem(address: str, db: None) -> None:
    assert told(Client().get(f"/api/v1/{address}")) == (404, "not-found")
    assert told(Client().get("/api/v2/cities")) == (404, "not-found")


def test_only_reading_is_possible(world: World, ask: Asking) -> None:
    for method in ("post", "put", "patch", "delete"):
        response = getattr(Client(enforce_csrf_checks=True), method)("/api/v1/cities")
        assert told(response) == (405, "read-only") and response["Allow"] == "GET, HEAD"
    head = Client().head("/api/v1/cities")
    assert head.status_code == 401 and head.content == b""


def test_the_language_is_that_of_the_program(db: None) -> None:
    titles = {lang: Client().get("/api/v1/x", headers={"Accept-Language": lang}).json()["title"] for lang in LANGUAGES}
    assert titles == {"id": "Tidak ditemukan", "en": "Not found"}
    assert Client().get("/api/v1/x", headers={"Accept-Language": "en"})["Content-Language"] == "en"


@pytest.mark.parametrize("query, name, lang, sentence", [
    ("size=0", "size", "id", "Paling kecil 1."), ("size=501", "size", "en", "At most 500."),
    ("page=x", "page", "id", "Tulis bilangan bulat."), ("page=" + "9" * 5000, "page", "id", "terlalu panjang"),
    ("level=DESA", "level", "id", "KELURAHAN"), ("on=kemarin", "on", "id", "TTTT-BB-HH"),
    ("on=2025-02-30", "on", "en", "YYYY-MM-DD"), ("on=0", "on", "id", "TTTT-BB-HH"),
    ("format=xml", "format", "id", "geojson"),
])  # fmt: skip
def test_a_wrong_parameter_is_named_with_what_to_write(
    query: str, name: str, lang: str, sentence: str, world: World, ask: Asking
) -> None:
    response = ask(f"cities/99.01/places?{query}", **{"Accept-Language": lang})
    assert told(response) == (422, "parameter-not-valid")
    [error] = response.json()["errors"]
    assert (error["in"], error["name"]) == ("query", name) and sentence in error["detail"]


def test_a_database_that_is_gone_is_a_problem_without_its_words(
    world: World, ask: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_given: object) -> None:
        raise OperationalError("password=rahasia")

    monkeypatch.setattr("tuntas.api.views.cities.load_city", gone)
    response = ask("cities/99.01")
    assert told(response) == (503, "unavailable") and int(response["Retry-After"]) > 0
    assert b"rahasia" not in response.content


def test_a_fault_of_our_own_is_a_problem_with_a_number(
    world: World, secret: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object) -> None:
        raise ZeroDivisionError("rahasia")

    monkeypatch.setattr("tuntas.api.views.cities.load_city", broken)
    client = Client(raise_request_exception=False)
    response = client.get("/api/v1/cities/99.01", headers={"Authorization": f"Bearer {secret('HEAD')}"})
    assert told(response) == (500, "server-error") and response["X-Request-ID"]
    assert b"rahasia" not in response.content


def test_too_much_is_a_problem(db: None) -> None:
    response = Client().generic("GET", "/api/v1/cities", b"", headers={"Content-Length": str(10**9)})
    assert told(response) == (413, "too-large")
