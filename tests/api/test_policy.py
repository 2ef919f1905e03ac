"""Who may ask what: every operation, for every role, of the own city and a foreign one, with tokens and sessions."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from tests.world import AT, World
from tuntas.api.urls import urlpatterns
from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.people.actions import CannotGovern
from tuntas.city.people.models import ApiToken, Post, User
from tuntas.city.people.rights import roles
from tuntas.city.people.tokens import TokenHead, make_token, revoke_token
from tuntas.city.places.models import Place

Asking = Callable[..., Any]
ALL = frozenset(roles())
EXPORTS = frozenset(role.code for role in roles().values() if "export" in role.verbs)
ABROAD = {"PROVINCE_VIEWER", "MINISTRY_VIEWER"}
#: Open to everyone: they hold nothing of any city.
OPEN = {"api_openapi", "api_reference", "api_nowhere"}
#: The operations with a city in them, as addresses to be filled in, and the roles that may ask.
OPERATIONS = {
    "api_city": ("cities/{code}", ALL),
    "api_summary": ("cities/{code}/summary", ALL),
    "api_ledger": ("cities/{code}/ledger", ALL),
    "api_decrees": ("cities/{code}/decrees", ALL),
    "api_delineations": ("cities/{code}/delineations", EXPORTS),
    "api_proposals": ("cities/{code}/proposals", ALL),
    "api_decisions": ("cities/{code}/decisions", ALL),
    "api_envelopes": ("cities/{code}/envelopes", ALL),
    "api_plans": ("cities/{code}/plans", ALL),
    "api_scenarios": ("cities/{code}/scenarios", ALL),
    "api_campaigns": ("cities/{code}/campaigns", ALL),
    "api_places": ("cities/{code}/places", ALL),
    "api_units": ("campaigns/{campaign}/units", EXPORTS),
    "api_unit_assessments": ("units/{place}/assessments", ALL),
    "api_assessment": ("assessments/{assessment}", ALL),
    "api_explanation": ("assessments/{assessment}/explanation", ALL),
}
ADDRESSES = {name: address for name, (address, _allowed) in OPERATIONS.items()}
ADDRESSES["boundaries"] = "cities/{code}/places?format=geojson"
ALLOWED = {name: allowed for name, (_address, allowed) in OPERATIONS.items()} | {"boundaries": EXPORTS}


def filled(name: str, assessment: StoredAssessment, code: str = "99.01") -> str:
    record = assessment.record
    return ADDRESSES[name].format(code=code, campaign=record.campaign_id, place=record.place_id,
                                  assessment=assessment.pk)  # fmt: skip


def session(world: World, role: str) -> Client:
    client = Client()
    client.force_login(world.user(role), backend="tuntas.project.sign_in.OnDutyBackend")
    return client


def test_every_address_is_listed_here() -> None:
    below = [one for one in get_resolver().url_patterns if str(one.pattern) == "api/v1/"]
    assert below and below[0].url_patterns is urlpatterns, "the root serves these addresses"
    names = {str(one.name) for one in urlpatterns if isinstance(one, URLPattern)}
    assert len(names) == len(urlpatterns)
    assert names == OPEN | {"api_cities"} | set(OPERATIONS)


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_each_role_reads_what_is_its_own(name: str, world: World, assessment: StoredAssessment, ask: Asking) -> None:
    answers = {role: ask(filled(name, assessment), role).status_code for role in sorted(ALL)}
    assert {role for role, status in answers.items() if status == 200} == ALLOWED[name]
    assert {status for role, status in answers.items() if role not in ALLOWED[name]} <= {403}


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_a_session_reads_the_same_as_a_token(name: str, world: World, assessment: StoredAssessment) -> None:
    url = f"/api/v1/{filled(name, assessment)}"
    answers = {role: session(world, role).get(url).status_code for role in sorted(ALL)}
    assert {role for role, status in answers.items() if status == 200} == ALLOWED[name]


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_a_visitor_is_asked_for_a_token(name: str, assessment: StoredAssessment) -> None:
    response = Client().get(f"/api/v1/{filled(name, assessment)}")
    assert (response.status_code, response.json()["code"]) == (401, "not-signed-in")
    assert response["WWW-Authenticate"] == 'Bearer realm="tuntas"'


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_a_foreign_city_is_not_there(name: str, world: World, assessment: StoredAssessment, ask: Asking) -> None:
    strangers = [*(["OUTSIDER"]), "NOBODY"]
    answers = [session(world, role).get(f"/api/v1/{filled(name, assessment)}") for role in strangers]
    assert [one.status_code for one in answers] == [404, 404]
    if "{code}" in ADDRESSES[name]:
        foreign = filled(name, assessment, world.foreign_city.code)
        there = {role: ask(foreign, role).status_code for role in sorted(ALL)}
        assert {role for role, status in there.items() if status != 404} == ABROAD


def test_what_is_unknown_looks_like_what_is_foreign(world: World, assessment: StoredAssessment, ask: Asking) -> None:
    known = ask(filled("api_city", assessment), "OUTSIDER")
    unknown = [ask(address, "OUTSIDER") for address in ("cities/98.76", "cities/x", "assessments/999999")]
    assert {one.content for one in unknown} == {known.content}


def test_the_list_of_cities_holds_the_own_alone(world: World, ask: Asking) -> None:
    codes = {role: [one["code"] for one in ask("cities", role).json()["items"]] for role in ("HEAD", "OUTSIDER")}
    assert codes == {"HEAD": ["99.01"], "OUTSIDER": ["99.02"]}
    assert len(ask("cities", "MINISTRY_VIEWER").json()["items"]) == 2


def test_an_area_limited_person_reads_their_area_only(world: World, assessment: StoredAssessment, ask: Asking) -> None:
    summary = ask("cities/99.01/summary?areas=true", "KELURAHAN_HEAD").json()
    assert summary["area"]["place"]["name"] == "Melati" and len(summary["areas"]) == 1
    assert summary["completeness"]["units"] == 2 and summary["completeness"]["places_without_record"] is None
    units = ask(filled("api_units", assessment), "KELURAHAN_HEAD").json()
    assert {one["place"]["kelurahan"] for one in units["items"]} == {"Melati"}
    places = ask("cities/99.01/places", "KELURAHAN_HEAD").json()["items"]
    assert {one["name"] for one in places} == {"Melati", "RW 001", "RT 001", "RT 002"}
    other = StoredAssessment.objects.get(record__campaign=assessment.record.campaign, record__place=world.rts[2])
    for address in (filled("api_assessment", other), filled("api_explanation", other),
                    filled("api_unit_assessments", other)):  # fmt: skip
        assert ask(address, "KELURAHAN_HEAD").status_code == 404
        assert ask(address, "SECTION_HEAD").status_code == 200


def test_a_token_holds_what_it_was_given_and_no_more(
    world: World, assessment: StoredAssessment, secret: Asking
) -> None:
    reading = {"Authorization": f"Bearer {secret('SECTION_HEAD', ('see_city',))}"}
    assert Client().get("/api/v1/cities/99.01", headers=reading).status_code == 200
    refused = Client().get(f"/api/v1/{filled('api_units', assessment)}", headers=reading)
    assert (refused.status_code, refused.json()["code"], refused.json()["scope"]) == (403, "scope-missing", "export")
    assert "insufficient_scope" in refused["WWW-Authenticate"]
    only_export = {"Authorization": f"Bearer {secret('SECTION_HEAD', ('export',))}"}
    for address in ("cities", "cities/99.01", filled("api_units", assessment)):
        assert Client().get(f"/api/v1/{address}", headers=only_export).json().get("scope") == "see_city"


def test_a_token_ends_with_its_time_its_revocation_its_post_and_its_account(world: World, secret: Asking) -> None:
    def status(token: str) -> int:
        return Client().get("/api/v1/cities/99.01", headers={"Authorization": f"Bearer {token}"}).status_code

    brief = secret("HEAD", until=AT + timedelta(seconds=1))
    ApiToken.objects.filter(user=world.user("HEAD")).update(expires_at=AT)
    assert status(brief) == 401
    good = secret("PLANNER")
    assert status(good) == 200
    revoke_token(token=ApiToken.objects.get(user=world.user("PLANNER")), by=None, at=AT)
    assert status(good) == 401
    posted = secret("AUDITOR")
    Post.objects.filter(user=world.user("AUDITOR")).update(until_on="2026-03-02")
    assert status(posted) == 404, "the duties are those of today"
    closed = secret("PPK")
    User.objects.filter(pk=world.user("PPK").pk).update(is_active=False)
    assert status(closed) == 401


def test_a_bad_token_is_refused_even_where_a_session_would_do(world: World) -> None:
    client = session(world, "HEAD")
    for given in ("Bearer salah", "Basic c3VydmV5b3I6eA==", "", "Bearer"):
        response = client.get("/api/v1/cities", headers={"Authorization": given})
        assert (response.status_code, response.json()["code"]) == (401, "token-not-valid")


def test_a_token_never_becomes_a_session(world: World, secret: Asking) -> None:
    client = Client()
    assert client.get("/api/v1/cities", headers={"Authorization": f"Bearer {secret('HEAD')}"}).status_code == 200
    assert not client.cookies and client.get("/api/v1/cities").status_code == 401
    page = client.get("/", headers={"Authorization": f"Bearer {secret('HEAD')}"})
    assert page.status_code == 302, "pages do not know tokens"


def test_a_page_of_another_site_cannot_use_the_session(world: World) -> None:
    client = session(world, "HEAD")
    answers = {site: client.get("/api/v1/cities", headers={"Sec-Fetch-Site": site}).status_code
               for site in ("same-origin", "none", "same-site", "cross-site")}  # fmt: skip
    assert answers == {"same-origin": 200, "none": 200, "same-site": 401, "cross-site": 401}
    assert "Access-Control-Allow-Origin" not in client.get("/api/v1/cities")


def test_guessing_is_slowed_down_and_good_tokens_are_not(world: World, secret: Asking) -> None:
    answers = [Client().get("/api/v1/cities", headers={"Authorization": f"Bearer tebak-{n}"}) for n in range(11)]
    assert [one.status_code for one in answers] == [401] * 10 + [429]
    assert answers[-1].json()["code"] == "too-many-requests" and int(answers[-1]["Retry-After"]) > 0
    assert Client().get("/api/v1/cities", headers={"Authorization": f"Bearer {secret('HEAD')}"}).status_code == 200


@pytest.mark.parametrize("head, code", [
    (TokenHead(" ", ("see_city",), AT + timedelta(days=1)), "TOKEN-NO-NAME"),
    (TokenHead("x", (), AT + timedelta(days=1)), "TOKEN-NO-SCOPE"),
    (TokenHead("x", ("see_city", "manage_people"), AT + timedelta(days=1)), "TOKEN-BEYOND-RIGHTS"),
    (TokenHead("x", ("export",), AT + timedelta(days=1)), "TOKEN-BEYOND-RIGHTS"),
    (TokenHead("x", ("see_city",), AT), "TOKEN-TOO-LONG"),
    (TokenHead("x", ("see_city",), AT + timedelta(days=366)), "TOKEN-TOO-LONG"),
])  # fmt: skip
def test_a_token_that_cannot_be_is_refused(head: TokenHead, code: str, world: World) -> None:
    with pytest.raises(CannotGovern) as refused:
        make_token(user=world.user("SURVEYOR"), head=head, by=None, at=AT)
    assert refused.value.code == code and not ApiToken.objects.exists()


def test_only_the_hash_of_a_token_is_kept(world: World, secret: Asking) -> None:
    made = secret("HEAD")
    kept = ApiToken.objects.get()
    assert made.startswith("tuntas_") and made not in str(vars(kept)) and len(kept.token_hash) == 64


def test_no_place_of_a_foreign_city_is_listed(world: World, ask: Asking) -> None:
    listed = {one["id"] for one in ask("cities/99.01/places", "MINISTRY_VIEWER").json()["items"]}
    assert listed == set(Place.objects.filter(city=world.city.place_id).values_list("pk", flat=True)) | {
        world.city.place_id
    }
