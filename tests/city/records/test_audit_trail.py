"""The audit trail takes new lines, keeps every old one, and shows what was tampered with."""

import random
from collections.abc import Callable
from itertools import pairwise

import pytest
from django.db import DatabaseError, connection, transaction

from tests.world import AT, World
from tuntas.city.guards import AppendOnly
from tuntas.city.records.actions import note
from tuntas.city.records.guarding import missing_guards
from tuntas.city.records.models import AuditEntry
from tuntas.city.records.verification import verify_all, verify_chain

GUARD = AppendOnly("records_auditentry")


def chain_of(world: World) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(chain=world.city.code).order_by("seq"))


def breaks_of(entries: list[AuditEntry]) -> set[tuple[str, int]]:
    return {(fault.code, fault.seq) for fault in verify_chain("x", entries)[1]}


def test_each_city_has_a_chain_of_its_own_without_gaps(world: World) -> None:
    note("test.done", about=world.city, by=world.user("AUDITOR"), at=AT, figure=7)
    entries = chain_of(world)
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert all(later.previous_hash == earlier.entry_hash for earlier, later in pairwise(entries))


def test_every_chain_verifies_after_reading_it_back(world: World) -> None:
    note("test.done", about=world.rts[0], by=None, at=AT, share="12,5", nested={"b": [1, None], "a": "é"}, on=AT.date())
    found = verify_all()
    assert {head.chain for head, _ in found} == {"-", world.city.code, world.foreign_city.code}
    assert not [fault for _, faults in found for fault in faults]


def test_an_act_belongs_to_the_city_of_what_it_is_about(world: World) -> None:
    assert note("test.done", about=world.foreign_rt, by=None, at=AT).city == world.foreign_city
    assert note("test.done", about=world.province, by=None, at=AT).chain == "-"


@pytest.mark.parametrize("statement", [
    "UPDATE records_auditentry SET verb = 'x'",
    "DELETE FROM records_auditentry",
])  # fmt: skip
def test_the_database_refuses_to_change_the_trail(world: World, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_refuses_to_empty_the_trail_at_once(world: World) -> None:
    # SQLite has no TRUNCATE; a DELETE of everything is what it makes fast instead.
    statement = "TRUNCATE records_auditentry" if connection.vendor == "postgresql" else "DELETE FROM records_auditentry"
    with pytest.raises(DatabaseError, match="append only"), transaction.atomic(), connection.cursor() as cursor:
        connection.check_constraints()  # PostgreSQL truncates nothing while foreign keys wait to be checked
        cursor.execute(statement)


def test_all_guards_stand_after_all_migrations(db: None) -> None:
    assert missing_guards() == [], "a later migration rebuilt the table: let it name the guard again"


def changed(entries: list[AuditEntry], chance: random.Random) -> None:
    entry = chance.choice(entries)
    field, value = chance.choice([("verb", "x"), ("about_id", "0"), ("details", {"x": 1}), ("by_id", -1)])
    setattr(entry, field, value)


def removed(entries: list[AuditEntry], chance: random.Random) -> None:
    del entries[chance.randrange(len(entries) - 1)]


def swapped(entries: list[AuditEntry], chance: random.Random) -> None:
    one, other = chance.sample(range(len(entries)), 2)
    entries[one], entries[other] = entries[other], entries[one]


def doubled(entries: list[AuditEntry], chance: random.Random) -> None:
    place = chance.randrange(len(entries))
    entries.insert(place, entries[place])


@pytest.mark.parametrize("tamper", [changed, removed, swapped, doubled])
def test_every_tampering_is_found(world: World, tamper: Callable[[list[AuditEntry], random.Random], None]) -> None:
    original = chain_of(world)
    assert not breaks_of(original)
    unseen = []
    for seed in range(250):
        entries = chain_of(world) if tamper is changed and seed % 25 == 0 else [_copy(entry) for entry in original]
        tamper(entries, random.Random(seed))
        unseen += [seed] if not breaks_of(entries) else []
    assert not unseen


def _copy(entry: AuditEntry) -> AuditEntry:
    return AuditEntry(**{field.attname: getattr(entry, field.attname) for field in AuditEntry._meta.concrete_fields})


def test_only_who_may_read_the_trail_sees_it_and_only_their_city(world: World) -> None:
    readers = {role for role, user in world.people.items() if AuditEntry.objects.visible_to(user).exists()}
    assert readers == {"ADMINISTRATOR", "AGENCY_HEAD", "AUDITOR"}
    assert set(AuditEntry.objects.visible_to(world.user("AUDITOR")).values_list("chain", flat=True)) == {
        world.city.code
    }
