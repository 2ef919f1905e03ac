"""A remembered world is the world that its maker makes, and what is not certain is made anew."""

import pytest
from django.db import connection, transaction

from tests import remembered as memory
from tests.remembered import contents, difference, remembered
from tests.world import AT, World, cast
from tuntas.city.people.actions import add_user
from tuntas.city.people.models import User

RUNS: list[str] = []


@remembered
def newcomer(name: str) -> User:
    """One more person."""
    RUNS.append(name)
    return add_user(username=name, name="Orang Baru", by=None, at=AT)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Nobody has asked yet."""
    RUNS.clear()


def told(name: str, times: int) -> list[memory.Contents]:
    """What the database holds after each time that the maker was asked on the same contents."""
    found = []
    for _ in range(times):
        memory.pytest_runtest_setup(None)  # type: ignore[arg-type]  # as for a new test
        with transaction.atomic():
            assert newcomer(name).username == name
            found.append(contents())
            transaction.set_rollback(True)
    return found


def test_the_third_time_nothing_runs_and_the_rows_are_the_same(db: None) -> None:
    first, second, third, fourth = told("pertama", 4)
    assert RUNS == ["pertama", "pertama"]
    assert not difference(second, third) and not difference(third, fourth)
    assert {name for name, rows in first.items() if rows} == {name for name, rows in third.items() if rows}


def test_other_arguments_are_another_world(db: None) -> None:
    told("kedua", 3)
    assert told("ketiga", 1) and RUNS == ["kedua", "kedua", "ketiga"]


def test_after_any_other_writing_the_maker_runs(db: None) -> None:
    told("keempat", 3)
    memory.pytest_runtest_setup(None)  # type: ignore[arg-type]
    add_user(username="lain", name="Lain", by=None, at=AT)
    newcomer("keempat")
    assert RUNS == ["keempat"] * 3


def test_the_cast_can_be_changed_like_one_just_made(world: World) -> None:
    """Its rows are rows: the sequences go on behind them, and the guards hold."""
    user = world.user("SURVEYOR")
    assert User.objects.get(pk=user.pk).username == user.username
    newest = max(one.pk for one in world.people.values())
    assert add_user(username="berikut", name="Berikut", by=None, at=AT).pk > newest
    with connection.cursor() as cursor, pytest.raises(Exception, match="append only"), transaction.atomic():
        cursor.execute("UPDATE records_auditentry SET verb = 'x'")


def test_the_cast_twice_is_the_same_people(db: None) -> None:
    names = []
    for _ in range(3):
        memory.pytest_runtest_setup(None)  # type: ignore[arg-type]
        with transaction.atomic():
            names.append(sorted(cast().people))
            transaction.set_rollback(True)
    assert names[0] == names[1] == names[2]
