"""The pages about the city's people."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import AT, ON, PASSWORD, World, person
from tuntas.city.people.actions import Appointment, appoint, end_post
from tuntas.city.people.models import OneTimeLink, Post, User
from tuntas.city.people.rights import roles, verbs
from tuntas.city.records.models import AuditEntry
from tuntas.web.people.rights_words import IN_CITY, RIGHT_WORDS, shown_roles

Browser = Callable[[str], Client]
NEW = {"orang-name": "Rina", "orang-username": "rina.perkim", "orang-email": "", "role": "HOUSING_STAFF",
       "title": "Analis Permukiman", "area": "", "agency": "", "from_on": "2026-03-02", "last_on": "", "acting": "",
       "basis": ""}  # fmt: skip


def page(world: World, name: str, *parts: object) -> str:
    return reverse(name, args=[world.city.code, *parts])


def names(client: Client, url: str) -> set[str]:
    return {row.username for row in client.get(url).context["rows"]}


def test_every_right_has_its_word_and_every_role_of_a_city_is_explained() -> None:
    assert set(RIGHT_WORDS) == set(verbs())
    assert {role.code for role in shown_roles()} == {role.code for role in roles().values() if role.scope in IN_CITY}


def test_the_list_shows_the_city_and_nobody_elses_people(world: World, browser: Browser) -> None:
    seen = names(browser("ADMINISTRATOR"), page(world, "people"))
    assert {"surveyor", "administrator"} <= seen and not {"outsider", "ministry_viewer", "nobody"} & seen


@pytest.mark.parametrize(("query", "expected"), [
    ("peran=SURVEYOR", {"surveyor"}),
    ("cari=tidak-ada", set()),
    ("cari=kelurahan_head", {"kelurahan_head"}),
    ("keadaan=tanpa-pengaman", {"administrator", "section_head", "agency_head", "head"}),
    ("keadaan=berakhir", {"planner"}),
    ("tanggal=2026-01-15&peran=PLANNER", {"planner"}),
    ("keadaan=nonaktif", {"ppid"}),
])  # fmt: skip
def test_the_address_narrows_the_list(world: World, browser: Browser, query: str, expected: set[str]) -> None:
    end_post(post=world.user("PLANNER").posts.get(), on=ON, by=None, at=AT)
    User.objects.filter(username="ppid").update(is_active=False)
    assert names(browser("ADMINISTRATOR"), f"{page(world, 'people')}?{query}") == expected


def test_an_area_and_an_agency_narrow_the_list(world: World, browser: Browser) -> None:
    agency = world.city.agencies.create(code="DPU", name="Dinas PU")
    person("dinas", Appointment("AGENCY_OFFICER", city=world.city, agency=agency))
    client, url = browser("ADMINISTRATOR"), page(world, "people")
    assert names(client, f"{url}?perangkat={agency.pk}") == {"dinas"}
    in_taman = {"kecamatan_staff", "kecamatan_head", "surveyor", "kelurahan_staff", "kelurahan_head"}
    assert names(client, f"{url}?wilayah={world.kecamatan.pk}") == in_taman
    assert names(client, f"{url}?wilayah={world.other_kelurahan.pk}") == set()


def test_the_list_takes_as_many_queries_for_many_as_for_few(
    world: World, browser: Browser, django_assert_max_num_queries
) -> None:
    for number in range(20):
        person(f"staf{number}", Appointment("HOUSING_STAFF", city=world.city))
    client = browser("ADMINISTRATOR")
    client.get(page(world, "people"))
    with django_assert_max_num_queries(12):
        assert len(names(client, page(world, "people"))) > 20


def test_a_new_person_gets_a_link_that_is_shown_once(world: World, browser: Browser) -> None:
    client = browser("ADMINISTRATOR")
    response = client.post(page(world, "person_add"), NEW)
    user = User.objects.get(username="rina.perkim")
    assert user.posts.get().title == "Analis Permukiman"
    assert "no-store" in response["Cache-Control"] and client.get(response.context["address"]).status_code == 200
    token = response.context["address"].rstrip("/").rpartition("/")[2]
    assert token not in client.get(page(world, "person", user.pk)).content.decode()


@pytest.mark.parametrize(("change", "said"), [
    ({"orang-username": "surveyor"}, "sudah dipakai"),
    ({"orang-username": "dua kata"}, "tanpa spasi"),
    ({"role": "SURVEYOR"}, "pilih kecamatan atau kelurahannya"),
    ({"role": "MINISTRY_VIEWER"}, "tidak ada dalam daftar"),
    ({"acting": "PLT"}, "surat penunjukannya"),
    ({"last_on": "2026-03-01"}, "tidak dapat berakhir"),
    ({"from_on": ""}, "wajib diisi"),
    ({"last_on": "9999-12-31"}, "Tanggal ini tidak ada"),
])  # fmt: skip
def test_what_cannot_be_is_said_and_nothing_is_kept(
    world: World, browser: Browser, change: dict[str, str], said: str
) -> None:
    before = User.objects.count()
    response = browser("ADMINISTRATOR").post(page(world, "person_add"), NEW | change)
    assert said in response.content.decode() and User.objects.count() == before


def test_a_deputy_is_appointed_by_paper_and_the_last_day_counts(world: World, browser: Browser) -> None:
    nobody = world.user("HOUSING_STAFF")
    said = {name: value for name, value in NEW.items() if not name.startswith("orang")}
    said |= {"role": "KELURAHAN_HEAD", "area": str(world.kelurahan.pk), "title": "Lurah Melati", "acting": "PLH",
             "basis": "SP 800/12", "last_on": "2026-03-31"}  # fmt: skip
    response = browser("ADMINISTRATOR").post(page(world, "post_give", nobody.pk), said)
    assert response.status_code == 302
    post = Post.objects.get(user=nobody, role="KELURAHAN_HEAD")
    assert (post.acting, post.until_on.isoformat()) == ("PLH", "2026-04-01")
    shown = browser("ADMINISTRATOR").get(page(world, "person", nobody.pk)).content.decode()
    assert "Plh Lurah Melati" in shown and "2 Maret 2026 s.d. 31 Maret 2026" in shown


def test_nobody_gives_themselves_a_post(world: World, browser: Browser) -> None:
    administrator = world.user("ADMINISTRATOR")
    said = {name: value for name, value in NEW.items() if not name.startswith("orang")}
    response = browser("ADMINISTRATOR").post(page(world, "post_give", administrator.pk), said)
    assert "dirinya sendiri" in response.content.decode() and administrator.posts.count() == 1
    own = browser("ADMINISTRATOR").get(page(world, "person", administrator.pk))
    assert not own.context["can_act"] and reverse("post_give", args=[world.city.code, administrator.pk]) not in (
        own.content.decode()
    )


def test_a_post_ends_after_its_last_day(world: World, browser: Browser) -> None:
    user, client = world.user("SURVEYOR"), browser("ADMINISTRATOR")
    post = user.posts.get()
    refused = client.post(page(world, "post_end", user.pk, post.pk), {"last_on": "2025-01-01"})
    assert refused.status_code == 200 and "tidak dapat berakhir" in refused.content.decode()
    client.post(page(world, "post_end", user.pk, post.pk), {"last_on": "2026-03-01"})
    post.refresh_from_db()
    assert post.until_on == ON


def test_a_post_of_another_person_is_not_ended_here(world: World, browser: Browser) -> None:
    post = world.user("PLANNER").posts.get()
    url = page(world, "post_end", world.user("SURVEYOR").pk, post.pk)
    assert browser("ADMINISTRATOR").post(url, {"last_on": "2026-03-01"}).status_code == 404


def test_a_person_of_another_city_is_not_there(world: World, browser: Browser) -> None:
    for name in ("OUTSIDER", "NOBODY", "MINISTRY_VIEWER"):
        assert browser("ADMINISTRATOR").get(page(world, "person", world.user(name).pk)).status_code == 404


def test_an_account_is_shut_and_opened_again(world: World, browser: Browser) -> None:
    user, client = world.user("SURVEYOR"), browser("ADMINISTRATOR")
    client.post(page(world, "account_shut", user.pk))
    user.refresh_from_db()
    assert not user.is_active
    refused = client.post(page(world, "person_link", user.pk), follow=True)
    assert "nonaktif" in refused.content.decode() and not OneTimeLink.objects.exists()
    client.post(page(world, "account_open", user.pk))
    user.refresh_from_db()
    assert user.is_active


def test_sessions_end_and_a_lost_phone_is_forgotten(world: World, browser: Browser) -> None:
    user, client = world.user("SECTION_HEAD"), browser("ADMINISTRATOR")
    theirs = browser("SECTION_HEAD")
    assert theirs.get("/").status_code == 200
    client.post(page(world, "account_sign_out", user.pk))
    assert theirs.get("/").status_code == 302
    User.objects.filter(pk=user.pk).update(totp_confirmed_at=AT)
    client.post(page(world, "account_forget_phone", user.pk))
    user.refresh_from_db()
    assert user.totp_confirmed_at is None


def test_an_account_that_reaches_further_is_left_alone(world: World, browser: Browser) -> None:
    user, client = world.user("SURVEYOR"), browser("ADMINISTRATOR")
    appoint(user=user, to=Appointment("SECTION_HEAD", city=world.foreign_city), on=ON, by=None, at=AT)
    shown = client.get(page(world, "person", user.pk))
    assert not shown.context["can_act"] and world.foreign_city.name not in shown.content.decode()
    client.post(page(world, "account_shut", user.pk))
    user.refresh_from_db()
    assert user.is_active


def test_the_register_says_who_held_a_position_when_and_which_is_vacant(world: World, browser: Browser) -> None:
    first = world.user("KELURAHAN_HEAD").posts.get()
    end_post(post=first, on=ON, by=None, at=AT)
    client, url = browser("ADMINISTRATOR"), f"{page(world, 'positions')}?cari=kepala desa"
    [vacant] = client.get(url).context["page"].object_list
    assert vacant.vacant_since == "2 Maret 2026" and vacant.role == "Lurah atau kepala desa"
    to = Appointment("KELURAHAN_HEAD", city=world.city, area=world.kelurahan, title="Lurah Melati", acting="PLT",
                     basis="SP 1")  # fmt: skip
    appoint(user=world.user("NOBODY"), to=to, on=ON + timedelta(days=5), by=None, at=AT)
    [held] = client.get(f"{page(world, 'positions')}?cari=LURAH MELATI").context["page"].object_list
    assert [(one.name, one.acting, one.state) for one in held.holders] == [
        ("Tanpa Jabatan", "Plt", "HELD"), ("Pejabat kelurahan_head", "", "OVER")]  # fmt: skip
    assert held.title == "Lurah Melati" and not held.vacant_since


def test_the_navigation_leads_those_who_may(world: World, browser: Browser) -> None:
    for role, leads in (("ADMINISTRATOR", True), ("SURVEYOR", False)):
        said = browser(role).get(page(world, "city_page")).content.decode()
        assert (page(world, "people") in said, page(world, "audit") in said) == (leads, leads)


def long_signed_in(browser: Browser) -> Client:
    """An administrator who signed in a while ago."""
    client = browser("ADMINISTRATOR")
    client.get("/")
    session = client.session
    session["_began"] = (datetime.fromisoformat(session["_began"]) - timedelta(minutes=11)).isoformat()
    session.save()
    return client


def test_power_is_given_only_by_who_has_just_proven_who_they_are(world: World, browser: Browser) -> None:
    client, url = long_signed_in(browser), page(world, "person_add")
    for password in ({}, {"own_password": "salah"}):
        asked = client.post(url, NEW | password)
        assert "Kata sandi Anda sendiri" in asked.content.decode() and "rina.perkim" in asked.content.decode()
    assert not User.objects.filter(username="rina.perkim").exists()
    client.post(url, NEW | {"own_password": PASSWORD})
    assert User.objects.filter(username="rina.perkim").exists()
    assert "Kata sandi Anda sendiri" not in client.get(url).content.decode()


@pytest.mark.parametrize("name", ["person_link", "account_open", "account_forget_phone"])
def test_a_way_into_an_account_is_opened_only_after_such_a_proof(world: World, browser: Browser, name: str) -> None:
    user = world.user("SURVEYOR")
    User.objects.filter(pk=user.pk).update(is_active=name != "account_open", totp_confirmed_at=AT)
    client, url = long_signed_in(browser), page(world, name, user.pk)
    before = AuditEntry.objects.count()
    assert "Kata sandi Anda sendiri" in client.post(url).content.decode() and AuditEntry.objects.count() == before
    client.post(url, {"own_password": PASSWORD})
    assert AuditEntry.objects.about(user).exclude(verb__in=["user.added", "post.given"]).count() == 1


def test_taking_a_way_in_away_is_quick(world: World, browser: Browser) -> None:
    user = world.user("SURVEYOR")
    long_signed_in(browser).post(page(world, "account_shut", user.pk))
    user.refresh_from_db()
    assert not user.is_active
