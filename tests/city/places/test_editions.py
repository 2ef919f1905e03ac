"""Editions of one place never share a day: an exclusion constraint on PostgreSQL, triggers on SQLite, one test."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from tests.world import AT, SOURCE, World
from tuntas.city.places.actions import CannotPlace, PlaceHead, add_place, change_place, dissolve_place
from tuntas.city.places.models import Place, PlaceEdition, PlaceKind
from tuntas.city.places.naming import match_name, rt_of_key, rw_of_key

JAN, JUN, DEC = date(2025, 1, 1), date(2025, 6, 1), date(2025, 12, 1)


def edition(place: Place, from_on: date | None, until_on: date | None) -> PlaceEdition:
    return PlaceEdition(place=place, name="x", kind=place.kind, from_on=from_on, until_on=until_on, source=SOURCE)


@pytest.fixture
def place(world: World) -> Place:
    """A place whose only edition holds from January to before June 2025."""
    PlaceEdition.objects.filter(place=world.kelurahan).update(from_on=JAN, until_on=JUN)
    return world.kelurahan


@pytest.mark.parametrize(("from_on", "until_on"), [
    (None, None), (JAN, JUN), (date(2025, 5, 31), None), (None, date(2025, 1, 2)), (date(2025, 2, 1), date(2025, 3, 1)),
])  # fmt: skip
def test_a_day_that_is_taken_is_refused_by_the_database(
    place: Place, from_on: date | None, until_on: date | None
) -> None:
    with pytest.raises(DatabaseError, match="overlap"), transaction.atomic():
        edition(place, from_on, until_on).save()


@pytest.mark.parametrize(("from_on", "until_on"), [(JUN, None), (None, JAN), (JUN, DEC)])
def test_the_day_after_and_the_time_before_are_free(place: Place, from_on: date | None, until_on: date | None) -> None:
    edition(place, from_on, until_on).save()
    assert place.editions.count() == 2


def test_stretching_an_edition_over_another_is_refused(place: Place) -> None:
    edition(place, JUN, None).save()
    with pytest.raises(DatabaseError, match="overlap"), transaction.atomic():
        PlaceEdition.objects.filter(place=place, from_on=JAN).update(until_on=None)


def test_another_place_is_none_of_its_business(place: Place, world: World) -> None:
    PlaceEdition.objects.filter(place=world.other_kelurahan).update(from_on=JAN, until_on=JUN)
    same_term = PlaceEdition.objects.in_force(date(2025, 5, 31)).filter(place__parent=world.kecamatan)
    assert {edition.place for edition in same_term} == {place, world.other_kelurahan}


def test_a_move_to_another_kecamatan_keeps_the_past(world: World) -> None:
    hulu = add_place(head=PlaceHead(PlaceKind.KECAMATAN, "Hulu", world.city.place), source=SOURCE, by=None, at=AT)
    head = PlaceHead(PlaceKind.KELURAHAN, "Melati", hulu, "99.01.02.1001")
    change_place(place=world.kelurahan, head=head, source=SOURCE, from_on=JUN, by=None, at=AT)
    world.kelurahan.refresh_from_db()
    before, after = (world.kelurahan.editions.in_force(on).get() for on in (JAN, JUN))
    assert (before.parent.name, after.parent.name, world.kelurahan.kecamatan) == ("Taman", "Hulu", hulu)
    with pytest.raises(CannotPlace, match="PLACE-LATER-EDITION"):
        change_place(place=world.kelurahan, head=head, source=SOURCE, from_on=JAN, by=None, at=AT)


def test_a_moved_kelurahan_takes_its_rt_along(world: World) -> None:
    hulu = add_place(head=PlaceHead(PlaceKind.KECAMATAN, "Hulu", world.city.place), source=SOURCE, by=None, at=AT)
    head = PlaceHead(PlaceKind.KELURAHAN, "Melati", hulu, "99.01.02.1001")
    change_place(place=world.kelurahan, head=head, source=SOURCE, from_on=JUN, by=None, at=AT)
    rts = Place.objects.filter(kelurahan=world.kelurahan)
    assert set(rts.values_list("kecamatan__name", flat=True)) == {"Hulu"}


def test_a_dissolved_place_frees_its_name_and_stays_on_record(world: World) -> None:
    dissolve_place(place=world.kelurahan, on=JUN, source=SOURCE, by=None, at=AT)
    head = PlaceHead(PlaceKind.KELURAHAN, "Melati", world.kecamatan, world.kelurahan.code)
    new = add_place(head=head, source=SOURCE, by=None, at=AT, from_on=JUN)
    assert new.pk != world.kelurahan.pk and world.kelurahan not in Place.objects.existing(JUN)
    assert world.kelurahan.editions.in_force(JAN).exists() and not world.kelurahan.editions.in_force(JUN).exists()


@pytest.mark.parametrize(("one", "other"), [
    ("Pasir Kraton Kramat", "Pasirkratonkramat"),
    ("Kel. Medono", "MEDONO"),
    ("RT 003", "rt3"),
    ("Kali Baros", "kalibaros"),
    ("RT 006A", "RT 6A"),
    (rt_of_key("006A"), "rt 06a"),
    (rw_of_key("DS005"), "Dusun 005"),
])  # fmt: skip
def test_spellings_of_one_name_match(one: str, other: str) -> None:
    assert match_name(one) == match_name(other)


def test_unlike_names_do_not_match() -> None:
    assert match_name("Noyontaansari") != match_name("Noyotaansari")
    assert match_name("RT 3") != match_name("RW 3")
    assert match_name("RT 6A") != match_name("RT 6")
