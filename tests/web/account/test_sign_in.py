"""Signing in through the pages."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import AT, PASSWORD, World
from tuntas.city.people import totp
from tuntas.city.people.models import User
from tuntas.city.people.sealing import opened
from tuntas.city.people.signing_in import make_link

NEW = "kereta-malam-42-biru"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock that the doors read stands still."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def sign_in(client: Client, username: str, password: str = PASSWORD, query: str = ""):  # type: ignore[no-untyped-def]
    return client.post(reverse("sign_in") + query, {"username": username, "password": password})


def app_code(world: World, role: str) -> str:
    user = world.user(role)
    user.refresh_from_db()
    secret = opened(user.totp_secret, f"people.User.totp_secret {user.pk}")
    return totp.code_of(secret, totp.step_of(AT))


def test_name_and_password_open_the_home(world: World) -> None:
    client = Client()
    response = sign_in(client, "Surveyor")
    assert response.status_code == 302 and response["Location"] == "/"
    assert "Pejabat surveyor" in client.get("/").content.decode()


def test_a_wrong_password_says_neither_what_was_wrong_nor_who_exists(world: World) -> None:
    pages = [sign_in(Client(), name, "salah-sekali").content.decode() for name in ("surveyor", "siapa-ini")]
    assert all("Nama pengguna atau kata sandi salah" in page for page in pages)


def test_the_page_asked_for_comes_after_signing_in_if_it_is_ours(world: World) -> None:
    assert sign_in(Client(), "surveyor", query="?next=/kota/99.01/")["Location"] == "/kota/99.01/"
    assert sign_in(Client(), "surveyor", query="?next=https://jahat.example/")["Location"] == "/"


def test_ten_wrong_tries_are_enough(world: World) -> None:
    answers = [sign_in(Client(), "surveyor", "salah").status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]


def test_whoever_needs_a_second_factor_is_not_in_before_it_is_set_up(world: World) -> None:
    client = Client()
    assert sign_in(client, "administrator")["Location"] == reverse("sign_in_enrolment")
    assert client.get("/").status_code == 302
    page = client.get(reverse("sign_in_enrolment")).content.decode()
    assert "otpauth://" in page and "data:image/svg+xml" in page
    done = client.post(reverse("sign_in_enrolment"), {"code": app_code(world, "ADMINISTRATOR")})
    assert "Simpan kode pemulihan" in done.content.decode()
    assert client.get("/").status_code == 200


def test_a_recovery_code_opens_once(world: World) -> None:
    first = Client()
    sign_in(first, "administrator")
    first.get(reverse("sign_in_enrolment"))
    done = first.post(reverse("sign_in_enrolment"), {"code": app_code(world, "ADMINISTRATOR")})
    code = done.context["codes"][0]
    answers = []
    for _ in range(2):
        client = Client()
        assert sign_in(client, "administrator")["Location"] == reverse("sign_in_code")
        assert client.get("/").status_code == 302
        answers.append(client.post(reverse("sign_in_code"), {"code": code}).status_code)
    assert answers == [302, 200]


def test_a_link_sets_a_password_once(world: World) -> None:
    token = make_link(user=world.user("NOBODY"), by=None, at=AT)
    address = reverse("redeem_link", args=[token])
    assert "nobody" in Client().get(address).content.decode()
    assert Client().post(address, {"new": NEW, "again": NEW + "x"}).status_code == 200
    assert Client().post(address, {"new": "pendek", "again": "pendek"}).status_code == 200
    assert Client().post(address, {"new": NEW, "again": NEW}).status_code == 302
    assert Client().get(address).status_code == 404
    assert sign_in(Client(), "nobody", NEW).status_code == 302


@pytest.mark.parametrize("token", ["x", "tidak-ada"])
def test_an_unknown_link_says_what_to_do(db: None, token: str) -> None:
    response = Client().get(reverse("redeem_link", args=[token]))
    assert response.status_code == 404 and "administrator" in response.content.decode()


def test_an_old_link_is_dead(world: World) -> None:
    token = make_link(user=world.user("NOBODY"), by=None, at=AT - timedelta(hours=2))
    assert Client().get(reverse("redeem_link", args=[token])).status_code == 404


def test_leaving_ends_the_session_and_needs_the_button(world: World) -> None:
    client = Client()
    sign_in(client, "surveyor")
    assert client.get(reverse("sign_out")).status_code == 405
    client.post(reverse("sign_out"))
    assert client.get("/").status_code == 302


def test_a_new_password_needs_the_old_one(world: World) -> None:
    client = Client()
    sign_in(client, "surveyor")
    wrong = client.post(reverse("password"), {"old": "salah", "new": NEW, "again": NEW})
    assert "Kata sandi sekarang salah" in wrong.content.decode()
    assert client.post(reverse("password"), {"old": PASSWORD, "new": NEW, "again": NEW}).status_code == 302
    assert client.get("/").status_code == 302 and sign_in(client, "surveyor", NEW).status_code == 302


def test_the_language_can_be_switched_before_signing_in(db: None) -> None:
    client = Client()
    assert '<html lang="id"' in client.get(reverse("sign_in")).content.decode()
    client.post(reverse("set_language"), {"language": "en", "next": reverse("sign_in")})
    assert '<html lang="en"' in client.get(reverse("sign_in")).content.decode()


def test_a_browser_in_english_still_gets_indonesian_first(db: None) -> None:
    page = Client(headers={"accept-language": "en-GB,en"}).get(reverse("sign_in"))
    assert '<html lang="id"' in page.content.decode() and page["Content-Language"] == "id"


def test_a_user_goes_on_in_their_own_language_unless_the_browser_chose(world: World) -> None:
    User.objects.filter(username="surveyor").update(language="en")
    own, chosen = Client(), Client()
    chosen.post(reverse("set_language"), {"language": "id", "next": "/masuk/"})
    for client, language in ((own, "en"), (chosen, "id")):
        sign_in(client, "surveyor")
        assert f'<html lang="{language}"' in client.get("/").content.decode()
