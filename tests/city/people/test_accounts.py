"""What an administrator does to accounts: never to their own, never beyond their reach, never the last one."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.world import AT, ON, World, person
from tuntas.city.people import accounts
from tuntas.city.people.actions import Appointment, CannotGovern, PersonHead, appoint, end_post
from tuntas.city.people.models import Session, User
from tuntas.city.people.signing_in import WrongSecret, begin_enrolment, link_user, make_link
from tuntas.city.records.models import AuditEntry

ACTS = [accounts.new_link, accounts.shut_account, accounts.open_again, accounts.sign_out_everywhere,
        accounts.forget_phone]  # fmt: skip


def by_administrator(world: World) -> dict[str, Any]:
    return {"city": world.city, "by": world.user("ADMINISTRATOR"), "on": ON, "at": AT}


def second_administrator(world: World) -> User:
    return person("administrator-2", Appointment("ADMINISTRATOR", city=world.city))


def test_a_person_comes_with_a_post_and_a_link(world: World) -> None:
    head = PersonHead("Rina.Perkim", "Rina", "Rina@Contoh.go.id")
    to = Appointment("HOUSING_STAFF", city=world.city)
    user, token = accounts.welcome(head=head, to=to, on=ON, by=world.user("ADMINISTRATOR"), at=AT)
    assert (user.username, user.email) == ("rina.perkim", "rina@contoh.go.id")
    assert link_user(token=token, at=AT) == user and not user.has_usable_password()
    verbs = AuditEntry.objects.filter(chain=world.city.code, by=world.user("ADMINISTRATOR")).order_by("seq")
    assert list(verbs.values_list("verb", flat=True)) == ["user.added", "post.given", "link.made"]


def test_a_person_whose_post_cannot_be_is_not_added(world: World) -> None:
    to = Appointment("SURVEYOR", city=world.city, area=world.foreign_rt)
    with pytest.raises(CannotGovern, match="POST-AREA-OUTSIDE-CITY"):
        accounts.welcome(head=PersonHead("rina", "Rina"), to=to, on=ON, by=world.user("ADMINISTRATOR"), at=AT)
    assert not User.objects.filter(username="rina").exists()


@pytest.mark.parametrize("act", ACTS)
def test_nobody_does_it_to_their_own_account(world: World, act: Callable[..., object]) -> None:
    with pytest.raises(CannotGovern, match="ACCOUNT-OWN"):
        act(user=world.user("ADMINISTRATOR"), **by_administrator(world))


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("other", [Appointment("MINISTRY_VIEWER"), Appointment("ADMINISTRATOR"), None])
def test_nobody_gets_into_an_account_that_reaches_further(
    world: World, act: Callable[..., object], other: Appointment | None
) -> None:
    user = world.user("SURVEYOR")
    appoint(user=user, to=other or Appointment("SECTION_HEAD", city=world.foreign_city), on=ON, by=None, at=AT)
    with pytest.raises(CannotGovern, match="ACCOUNT-OF-OTHERS"):
        act(user=user, **by_administrator(world))


@pytest.mark.parametrize("act", ACTS)
def test_an_account_without_any_post_is_nobodys_to_manage(world: World, act: Callable[..., object]) -> None:
    with pytest.raises(CannotGovern, match="ACCOUNT-OF-OTHERS"):
        act(user=world.user("NOBODY"), **by_administrator(world))


def test_a_post_elsewhere_that_is_over_does_not_matter(world: World) -> None:
    user = world.user("SURVEYOR")
    to = Appointment("SECTION_HEAD", city=world.foreign_city, until_on=ON)
    appoint(user=user, to=to, on=ON - timedelta(days=9), by=None, at=AT)
    assert accounts.new_link(user=user, **by_administrator(world))


def test_who_runs_the_installation_reaches_every_account(world: World) -> None:
    root = person("root", Appointment("ADMINISTRATOR"))
    assert accounts.new_link(user=world.user("MINISTRY_VIEWER"), city=world.city, by=root, on=ON, at=AT)


def test_a_shut_account_lets_nobody_in_until_it_is_opened(world: World) -> None:
    user = world.user("SURVEYOR")
    token = make_link(user=user, by=None, at=AT)
    Session.objects.create(session_key="a", user=user, expire_date=AT + timedelta(hours=1))
    accounts.shut_account(user=user, **by_administrator(world))
    user.refresh_from_db()
    assert not user.is_active and not user.take_duties(ON).duties and not user.sessions.exists()
    with pytest.raises(WrongSecret):
        link_user(token=token, at=AT)
    with pytest.raises(CannotGovern, match="ACCOUNT-SHUT"):
        accounts.new_link(user=user, **by_administrator(world))
    accounts.open_again(user=user, **by_administrator(world))
    with pytest.raises(WrongSecret):
        link_user(token=token, at=AT)
    user.refresh_from_db()
    assert user.take_duties(ON).duties


def test_a_lost_phone_is_forgotten_only_where_there_was_one(world: World) -> None:
    user = world.user("SECTION_HEAD")
    with pytest.raises(CannotGovern, match="NO-SECOND-FACTOR"):
        accounts.forget_phone(user=user, **by_administrator(world))
    User.objects.filter(pk=user.pk).update(totp_confirmed_at=AT)
    user.refresh_from_db()
    accounts.forget_phone(user=user, **by_administrator(world))
    user.refresh_from_db()
    assert user.totp_confirmed_at is None
    assert AuditEntry.objects.about(user).filter(verb="second_factor.dropped", chain=world.city.code).count() == 1


def test_the_last_administrator_stays(world: World) -> None:
    root, only = person("root", Appointment("MINISTRY_VIEWER")), world.user("ADMINISTRATOR")
    with pytest.raises(CannotGovern, match="LAST-ADMINISTRATOR"):
        end_post(post=only.posts.get(), on=ON, by=root, at=AT)
    second_administrator(world)
    end_post(post=only.posts.get(), on=ON, by=root, at=AT)
    assert not only.posts.in_force(ON).exists()


def test_an_administrator_who_leaves_earlier_or_cannot_sign_in_does_not_count(world: World) -> None:
    other = second_administrator(world)
    end_post(post=other.posts.get(), on=ON + timedelta(days=30), by=None, at=AT)
    with pytest.raises(CannotGovern, match="LAST-ADMINISTRATOR"):
        end_post(post=world.user("ADMINISTRATOR").posts.get(), on=ON + timedelta(days=40), by=None, at=AT)
    accounts.shut_account(user=other, **by_administrator(world))
    with pytest.raises(CannotGovern, match="LAST-ADMINISTRATOR"):
        end_post(post=world.user("ADMINISTRATOR").posts.get(), on=ON, by=None, at=AT)


def test_the_account_of_the_last_administrator_is_not_shut(world: World) -> None:
    root, only = person("root", Appointment("ADMINISTRATOR")), world.user("ADMINISTRATOR")
    root.posts.update(until_on=ON + timedelta(days=9))
    later = ON + timedelta(days=10)
    with pytest.raises(CannotGovern, match="LAST-ADMINISTRATOR"):
        accounts.shut_account(user=only, city=world.city, by=root, on=later, at=AT)
    accounts.shut_account(user=only, city=world.city, by=root, on=ON, at=AT)


def test_one_does_not_end_ones_own_post_nor_one_that_is_over(world: World) -> None:
    administrator = world.user("ADMINISTRATOR")
    with pytest.raises(CannotGovern, match="POST-OWN"):
        end_post(post=administrator.posts.get(), on=ON, by=administrator, at=AT)
    post = end_post(post=world.user("SURVEYOR").posts.get(), on=ON, by=administrator, at=AT)
    with pytest.raises(CannotGovern, match="POST-ENDED"):
        end_post(post=post, on=ON + timedelta(days=9), by=administrator, at=AT)


def test_loading_the_page_of_enrolment_again_keeps_the_secret(world: World) -> None:
    user = world.user("ADMINISTRATOR")
    assert begin_enrolment(user=user) == begin_enrolment(user=user)
