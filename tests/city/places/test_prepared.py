"""A prepared query keeps its text alone: what it answers is read from the database each time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.world import AT, ON, World
from tuntas.city.dossiers.standing import standing
from tuntas.city.people.actions import end_post
from tuntas.city.people.models import POSTS_HELD, Post, Session
from tuntas.city.people.sessions import LIVING, SessionStore
from tuntas.city.records.actions import note
from tuntas.project.sign_in import KNOWN, OnDutyBackend

KINDS = ("role", "city_id", "area_id", "agency_id")


def test_the_posts_held_are_those_of_the_ordinary_query_on_every_day(world: World) -> None:
    end_post(post=world.user("HOUSING_STAFF").posts.get(), on=ON, by=None, at=AT)
    days = [date(2025, 12, 31), date(2026, 1, 1), ON - timedelta(days=1), ON, ON + timedelta(days=400)]
    for user in world.people.values():
        for day in days:
            asked = Post.objects.filter(user=user).in_force(day).values_list(*KINDS)
            assert sorted(POSTS_HELD.rows(user.pk, day), key=repr) == sorted(asked, key=repr), (user, day)


def test_a_user_of_a_session_is_the_one_of_the_database_now(world: World) -> None:
    user = world.user("SECTION_HEAD")
    known = OnDutyBackend().get_user(user.pk)
    kept = {column.attname: getattr(user, column.attname) for column in user._meta.concrete_fields}
    user.refresh_from_db()
    assert {name: getattr(known, name) for name in kept} == {name: getattr(user, name) for name in kept}
    assert not known._state.adding and known.duties
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert OnDutyBackend().get_user(user.pk) is None
    assert OnDutyBackend().get_user(user.pk + 10_000) is None


def test_a_session_is_gone_with_its_end(world: World) -> None:
    store = SessionStore()
    store["said"] = "ya"
    store.create()
    assert SessionStore(store.session_key).load() == {"said": "ya"}
    assert not LIVING.rows(str(store.session_key), datetime(2200, 1, 1, tzinfo=UTC))
    Session.objects.all().delete()
    late = SessionStore(store.session_key)
    assert late.load() == {} and late.session_key is None


def test_an_act_of_the_city_changes_the_mark_and_one_of_another_does_not(world: World) -> None:
    user = world.user("SECTION_HEAD")
    before = standing(user, world.city)
    note("city.created", about=world.foreign_city, by=None, at=AT, city=world.foreign_city)
    assert standing(user, world.city) == before
    note("city.created", about=world.city, by=None, at=AT, city=world.city)
    assert standing(user, world.city) != before


@pytest.mark.django_db
def test_each_answer_is_one_query() -> None:
    with CaptureQueriesContext(connection) as asked:
        KNOWN.rows(-5)
        KNOWN.rows(-6)
    assert len(asked) == 2 and "-6" in asked[1]["sql"]
