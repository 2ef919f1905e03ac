"""Every address of the web, for every role: the own city by right, a foreign one never, a visitor to the sign-in."""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.world import World
from tuntas.city.people.rights import roles
from tuntas.city.surveys.models import Upload

ALL = frozenset(roles())
BRINGS = {"HOUSING_STAFF", "SECTION_HEAD"}
ACCEPTS = {"SECTION_HEAD", "AGENCY_HEAD"}
SEES_FILES = BRINGS | ACCEPTS | {"AUDITOR", "ADMINISTRATOR"}
EXPORTS = ALL - {"SURVEYOR", "ADMINISTRATOR"}
#: Open to visitors: how one signs in, and how one leaves.
OPEN = {"sign_in", "sign_in_code", "sign_in_enrolment", "redeem_link", "sign_out"}
#: About the person alone.
OWN = {"home", "password"}
#: In a city: who may read it or, where it only acts, act. Another role of the city gets 403, or 404 for what it must
#: not know of; a foreign city is 404 for all but those who look after several cities.
READS = {
    "city_page": ALL, "ledger": ALL, "unit_list": ALL, "unit_export": EXPORTS, "unit_page": ALL, "unit_outline": ALL,
    "uploads": SEES_FILES, "upload": SEES_FILES, "upload_progress": SEES_FILES, "upload_file": SEES_FILES,
}  # fmt: skip
ACTS = {"upload_accept": ACCEPTS, "upload_return": {"HOUSING_STAFF"} | ACCEPTS}
ABROAD = {"PROVINCE_VIEWER", "MINISTRY_VIEWER"}


def routes(resolver: URLResolver, within: bool = False) -> Iterator[tuple[str, set[str]]]:
    """Every named address of the web with the names of its parts."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from routes(one, within or str(one.urlconf_name).find("tuntas.web") >= 0)
        elif isinstance(one, URLPattern) and one.callback.__module__.startswith("tuntas.web."):
            yield str(one.name), set(one.pattern.converters)


ROUTES = dict(routes(get_resolver()))


def address(name: str, world: World, upload: Upload) -> str:
    known = {"code": world.city.code, "place_id": world.rts[0].pk, "upload_id": upload.pk, "token": "x"}
    return reverse(name, kwargs={part: known[part] for part in ROUTES[name]})


def foreign(url: str, world: World) -> str:
    return url.replace(world.city.code, world.foreign_city.code, 1)


def ask(client: Client, name: str, url: str) -> HttpResponse:
    return client.post(url) if name in ACTS else client.get(url)


def test_every_address_is_listed_here() -> None:
    assert set(ROUTES) == OPEN | OWN | set(READS) | set(ACTS)


@pytest.mark.parametrize("name", sorted(set(ROUTES) - OPEN))
def test_a_visitor_is_asked_to_sign_in(name: str, world: World, accepted: Upload) -> None:
    response = ask(Client(), name, address(name, world, accepted))
    assert response.status_code == 302 and response["Location"].startswith(reverse("sign_in"))


@pytest.mark.parametrize("name", sorted(READS))
def test_each_role_reads_what_is_its_own(
    name: str, world: World, accepted: Upload, browser: Callable[[str], Client]
) -> None:
    answers = {role: browser(role).get(address(name, world, accepted)).status_code for role in sorted(ALL)}
    assert {role for role, status in answers.items() if status == 200} == set(READS[name])
    assert {status for role, status in answers.items() if role not in READS[name]} <= {403, 404}


@pytest.mark.parametrize("name", sorted(ACTS))
def test_each_role_does_what_is_its_own(
    name: str, world: World, ready: Upload, browser: Callable[[str], Client]
) -> None:
    answers = {}
    for role in sorted(ALL):
        with transaction.atomic():
            answers[role] = browser(role).post(address(name, world, ready)).status_code
            transaction.set_rollback(True)
    assert {role for role, status in answers.items() if status in (200, 302)} == ACTS[name]
    assert {status for role, status in answers.items() if role not in ACTS[name]} <= {403, 404}


@pytest.mark.parametrize("name", sorted(set(READS) | set(ACTS)))
def test_a_foreign_city_is_not_there(
    name: str, world: World, accepted: Upload, browser: Callable[[str], Client]
) -> None:
    url = foreign(address(name, world, accepted), world)
    there = {role: ask(browser(role), name, url).status_code for role in sorted(ALL - ABROAD)}
    assert set(there.values()) == {404}
    assert ask(browser("OUTSIDER"), name, address(name, world, accepted)).status_code == 404
    assert ask(browser("NOBODY"), name, address(name, world, accepted)).status_code == 404


def test_a_row_of_one_city_is_not_found_under_another(
    world: World, accepted: Upload, browser: Callable[[str], Client]
) -> None:
    for name in ("unit_page", "unit_outline", "upload", "upload_file"):
        url = foreign(address(name, world, accepted), world)
        assert browser("OUTSIDER").get(url).status_code == 404
        assert browser("MINISTRY_VIEWER").get(url).status_code == 404


def test_a_surveyor_sees_no_rt_of_another_kelurahan(
    world: World, accepted: Upload, browser: Callable[[str], Client]
) -> None:
    other = reverse("unit_page", args=[world.city.code, world.rts[2].pk])
    assert browser("SURVEYOR").get(other).status_code == 404
    assert browser("SECTION_HEAD").get(other).status_code == 200
