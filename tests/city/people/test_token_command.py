"""`tuntas token`: make, list, revoke."""

import json

import pytest
from django.test import Client

from tests.world import AT, World
from tuntas.city.people.models import ApiToken
from tuntas.cli.main import main


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Posts of the world are held on the day of the command too; the interface stands at the world's moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def token(*arguments: str) -> int:
    return main(["token", *arguments, "--json"])


def test_a_token_is_made_listed_and_revoked(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert token("create", "--user", "Head", "--name", "dasbor", "--scope", "see_city", "--days", "30") == 0
    made = json.loads(capsys.readouterr().out)
    asked = {"Authorization": f"Bearer {made['token']}"}
    assert Client().get("/api/v1/cities/99.01", headers=asked).status_code == 200
    assert token("list", "--user", "head") == 0
    listed = capsys.readouterr().out
    assert json.loads(listed)["tokens"][0]["state"] == "good" and made["token"] not in listed
    assert token("revoke", "--user", "head", "--id", str(made["id"])) == 0
    assert json.loads(capsys.readouterr().out)["state"] == "revoked"
    assert Client().get("/api/v1/cities/99.01", headers=asked).status_code == 401


@pytest.mark.parametrize("arguments, code", [
    (["create", "--user", "siapa", "--name", "x"], "CLI-USER-UNKNOWN"),
    (["create", "--user", "head"], "CLI-TOKEN-INCOMPLETE"),
    (["create", "--user", "head", "--name", "x" * 81], "TOKEN-NAME-TOO-LONG"),
    (["create", "--user", "head", "--name", "x", "--days", "0"], "TOKEN-TOO-LONG"),
    (["create", "--user", "head", "--name", "x", "--days", "999999999999"], "TOKEN-TOO-LONG"),
    (["create", "--user", "surveyor", "--name", "x", "--scope", "export"], "TOKEN-BEYOND-RIGHTS"),
    (["revoke", "--user", "head"], "CLI-TOKEN-INCOMPLETE"),
    (["revoke", "--user", "head", "--id", "1"], "CLI-TOKEN-UNKNOWN"),
])  # fmt: skip
def test_what_cannot_be_is_refused_with_a_sentence(
    arguments: list[str], code: str, world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    assert token(*arguments) == 2
    error = json.loads(capsys.readouterr().out)["error"]
    assert error["code"] == code and error["message"] != code
    assert not ApiToken.objects.exists()


def test_people_read_it_as_sentences(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["token", "list", "--user", "head"]) == 0
    assert "belum mempunyai token" in capsys.readouterr().out
    assert main(["token", "create", "--user", "head", "--name", "dasbor"]) == 0
    said = capsys.readouterr().out
    assert "Simpan sekarang" in said and "tuntas_" in said
    assert main(["token", "list", "--user", "head"]) == 0
    assert "dasbor" in capsys.readouterr().out
