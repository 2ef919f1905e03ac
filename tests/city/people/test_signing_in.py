"""Signing in: who gets in, who is slowed down, and what is good only once."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from tests.world import AT, ON, PASSWORD, World
from tuntas.city.people import totp
from tuntas.city.people.models import Session, User
from tuntas.city.people.sealing import CannotOpen, keyed_hash, opened, sealed
from tuntas.city.people.signing_in import (
    WrongSecret,
    begin_enrolment,
    check_code,
    finish_enrolment,
    make_link,
    open_account,
    owes_code,
    owes_enrolment,
    redeem_link,
)
from tuntas.city.people.throttling import TRIES_PER_ACCOUNT, TRIES_PER_ADDRESS, WINDOW, Throttled
from tuntas.city.records.models import AuditEntry

ADDRESS = "192.0.2.7"
NEW_PASSWORD = "teduh-menara-gading-3"


def sign_in(username: str, password: str = PASSWORD, address: str = ADDRESS, after_s: int = 0) -> User:
    at = AT + timedelta(seconds=after_s)
    return open_account(username=username, password=password, address=address, on=ON, at=at)


def enrol(user: User) -> tuple[str, list[str]]:
    """The secret and the recovery codes of a second factor set up at AT."""
    secret = begin_enrolment(user=user).split("secret=")[1].split("&")[0]
    return secret, finish_enrolment(user=user, code=totp.code_of(secret, totp.step_of(AT)), at=AT)


def test_the_right_password_opens_in_any_case_of_the_name(world: World) -> None:
    user = sign_in(" Surveyor ")
    assert user == world.user("SURVEYOR")
    assert [duty.role for duty in user.duties] == ["SURVEYOR"]
    assert AuditEntry.objects.about(user).filter(verb="sign_in.accepted").count() == 1


@pytest.mark.parametrize("username", ["surveyor", "nobody-has-this-name"])
def test_wrong_tries_are_slowed_down_alike_whether_the_account_exists_or_not(world: World, username: str) -> None:
    for _ in range(TRIES_PER_ACCOUNT):
        with pytest.raises(WrongSecret):
            sign_in(username, "salah")
    with pytest.raises(Throttled) as refusal:
        sign_in(username)
    assert 0 < refusal.value.retry_after_s <= WINDOW.total_seconds()


def test_waiting_opens_again(world: World) -> None:
    for _ in range(TRIES_PER_ACCOUNT):
        with pytest.raises(WrongSecret):
            sign_in("surveyor", "salah")
    assert sign_in("surveyor", after_s=int(WINDOW.total_seconds()) + 1)


def test_one_address_cannot_try_many_accounts(world: World) -> None:
    for number in range(TRIES_PER_ADDRESS):
        with pytest.raises(WrongSecret):
            sign_in(f"nama{number}", "salah")
    with pytest.raises(Throttled):
        sign_in("surveyor")
    assert sign_in("surveyor", address="192.0.2.8")


def test_a_person_who_left_does_not_get_in(world: World) -> None:
    User.objects.filter(username="surveyor").update(is_active=False)
    with pytest.raises(WrongSecret):
        sign_in("surveyor")


def test_roles_that_hold_strong_rights_owe_a_second_factor(world: World) -> None:
    owing = {role for role, user in world.people.items() if owes_enrolment(user)}
    assert owing == {"ADMINISTRATOR", "SECTION_HEAD", "AGENCY_HEAD", "HEAD", "OUTSIDER"}


def test_a_code_of_the_app_is_good_once(world: World) -> None:
    user = world.user("ADMINISTRATOR")
    secret, _ = enrol(user)
    user.refresh_from_db()
    assert owes_code(user) and not owes_enrolment(user)
    later = AT + timedelta(seconds=120)
    code = totp.code_of(secret, totp.step_of(later))
    check_code(user=user, code=code, address=ADDRESS, at=later)
    user.refresh_from_db()
    with pytest.raises(WrongSecret):
        check_code(user=user, code=code, address=ADDRESS, at=later)


def test_a_recovery_code_is_good_once(world: World) -> None:
    user = world.user("ADMINISTRATOR")
    _, codes = enrol(user)
    check_code(user=user, code=codes[0], address=ADDRESS, at=AT)
    with pytest.raises(WrongSecret):
        check_code(user=user, code=codes[0], address=ADDRESS, at=AT)


def test_codes_are_those_of_the_standard() -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # RFC 6238, appendix B: "12345678901234567890"
    assert [totp.code_of(secret, seconds // 30)[-6:] for seconds in (59, 1111111109, 2000000000)] == [
        "287082",
        "081804",
        "279037",
    ]


def test_a_link_sets_a_password_once_and_within_the_hour(world: World) -> None:
    user = world.user("SURVEYOR")
    late = make_link(user=user, by=None, at=AT)
    with pytest.raises(WrongSecret):
        redeem_link(token=late, password=NEW_PASSWORD, at=AT + timedelta(hours=1))
    token = make_link(user=user, by=None, at=AT)
    redeem_link(token=token, password=NEW_PASSWORD, at=AT)
    assert sign_in("surveyor", NEW_PASSWORD) == user
    with pytest.raises(WrongSecret):
        redeem_link(token=token, password=NEW_PASSWORD, at=AT)


def test_a_new_link_ends_the_one_before(world: World) -> None:
    first, _ = (make_link(user=world.user("SURVEYOR"), by=None, at=AT) for _ in range(2))
    with pytest.raises(WrongSecret):
        redeem_link(token=first, password=NEW_PASSWORD, at=AT)


@pytest.mark.parametrize("password", ["bismillah123", "indonesia45", "kumuhkumuh2026", "pendek", "password1234"])
def test_easy_passwords_are_refused(world: World, password: str) -> None:
    token = make_link(user=world.user("SURVEYOR"), by=None, at=AT)
    with pytest.raises(ValidationError):
        redeem_link(token=token, password=password, at=AT)


def test_a_sealed_value_opens_only_where_it_belongs() -> None:
    box = sealed("3375010101900001", "row 1")
    assert opened(box, "row 1") == "3375010101900001" and b"3375" not in box
    with pytest.raises(CannotOpen):
        opened(box, "row 2")
    assert keyed_hash("1", "nik") == keyed_hash("1", "nik") != keyed_hash("1", "kk")


def test_a_secret_not_yet_in_use_does_not_outlive_the_password(world: World) -> None:
    user = world.user("ADMINISTRATOR")
    before = begin_enrolment(user=user)
    redeem_link(token=make_link(user=user, by=None, at=AT), password=NEW_PASSWORD, at=AT)
    user.refresh_from_db()
    assert begin_enrolment(user=user) != before


def test_signing_in_clears_sessions_past_their_day(world: World) -> None:
    for key, hours in (("over", -1), ("open", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=AT + timedelta(hours=hours))
    sign_in("surveyor")
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]
