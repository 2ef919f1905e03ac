"""The register of unfit houses: sealed, matched, flagged, and seen by few."""

import pytest
from django.core.serializers import serialize

from tests.world import AT, World
from tuntas.city.people.rights import roles
from tuntas.city.people.sealing import CannotOpen
from tuntas.city.records.files import store_file
from tuntas.city.records.models import AuditEntry
from tuntas.city.surveys.actions import CannotSurvey
from tuntas.city.surveys.houses import (
    AidHead,
    HouseHead,
    list_house,
    nik_of,
    record_aid,
    strike_off,
    twice_aided,
)
from tuntas.city.surveys.models import HouseAid, UnfitHouse

#: Invented, in an area code that there is not.
NIK, WOMAN = "9901015203850011", "9901016203850012"


def house(world: World, name: str = "Contoh Suryani", nik: str = NIK, address: str = "Gang Melati 3") -> UnfitHouse:
    return list_house(city=world.city, head=HouseHead(world.rts[0], address, name, nik, "OWNED"), by=None, at=AT)


def test_the_nik_is_nowhere_in_clear(world: World) -> None:
    made = house(world)
    assert nik_of(UnfitHouse.objects.get()) == NIK
    kept = serialize("json", UnfitHouse.objects.all()) + serialize("json", AuditEntry.objects.all())
    assert NIK not in kept and NIK.encode() not in bytes(made.nik_sealed) and made.nik_hash not in (NIK, "")


def test_a_sealed_nik_moved_to_another_house_does_not_open(world: World) -> None:
    one, other = house(world), house(world, "Contoh Wati", WOMAN, "Gang Melati 4")
    other.nik_sealed = one.nik_sealed
    with pytest.raises(CannotOpen):
        nik_of(other)


@pytest.mark.parametrize("nik", ["990101520385001", "9901015203850000", "9901019903850011", "99010152O3850011",
                                 "9901013002850011"])  # fmt: skip
def test_a_nik_that_cannot_be_is_refused_without_repeating_it(world: World, nik: str) -> None:
    with pytest.raises(CannotSurvey, match="SURVEY-BAD-NIK") as refusal:
        house(world, nik=nik)
    assert nik not in str(refusal.value)


def test_the_same_name_and_address_is_one_house(world: World) -> None:
    assert house(world) == house(world, "CONTOH  SURYANI", "", "gang melati 3")
    assert house(world).nik_hash and UnfitHouse.objects.count() == 1


def test_aid_from_two_sources_is_flagged_by_nik_and_by_house(world: World) -> None:
    one, moved, single = house(world), house(world, address="Gang Kenanga 9"), house(world, "Contoh Wati", WOMAN, "B 1")
    for target, source, value in ((one, "DAK", 20_000_000), (moved, "CSR", 15_000_000), (single, "APBD", None)):
        record_aid(house=target, head=AidHead(source, 2025, "BSPS", value), by=None, at=AT)
    record_aid(house=one, head=AidHead("DAK", 2025, "BSPS", 20_000_000), by=None, at=AT)
    assert HouseAid.objects.count() == 3
    assert set(twice_aided(UnfitHouse.objects.visible_to(world.user("HOUSING_STAFF")))) == {one, moved}


def test_the_same_aid_again_adds_what_was_lacking_and_changes_nothing(world: World) -> None:
    made, photo = house(world), store_file(b"\x89PNG\r\n\x1a\n contoh", at=AT)
    record_aid(house=made, head=AidHead("DAK", 2025), by=None, at=AT)
    record_aid(house=made, head=AidHead("DAK", 2025, value_idr=20_000_000), by=None, at=AT, after=photo)
    record_aid(house=made, head=AidHead("DAK", 2025), by=None, at=AT)
    with pytest.raises(CannotSurvey, match="HOUSE-AID-DIFFERS"):
        record_aid(house=made, head=AidHead("DAK", 2025, value_idr=15_000_000), by=None, at=AT)
    aid = HouseAid.objects.get()
    assert (aid.value_idr, aid.after) == (20_000_000, photo)
    assert AuditEntry.objects.filter(verb="house.aided").count() == 2


def test_only_those_who_must_see_the_register(world: World) -> None:
    house(world)
    for code, role in roles().items():
        sees = UnfitHouse.objects.visible_to(world.user(code)).exists()
        assert sees is ("see_personal" in role.verbs), code
    assert not UnfitHouse.objects.visible_to(world.user("OUTSIDER")).exists()


def test_striking_off_keeps_the_row_and_says_why(world: World) -> None:
    made = house(world)
    with pytest.raises(CannotSurvey, match="SURVEY-NO-REASON"):
        strike_off(house=made, reason="", by=world.user("HOUSING_STAFF"), at=AT)
    strike_off(house=made, reason="sudah layak", by=world.user("HOUSING_STAFF"), at=AT)
    assert not UnfitHouse.objects.standing().exists() and UnfitHouse.objects.exists()
    assert house(world) != made


def test_what_was_struck_off_stays_as_it_was(world: World) -> None:
    made, by = house(world), world.user("HOUSING_STAFF")
    strike_off(house=made, reason="sudah layak", by=by, at=AT)
    with pytest.raises(CannotSurvey, match="HOUSE-STRUCK-OFF"):
        strike_off(house=made, reason="salah catat", by=by, at=AT)
    with pytest.raises(CannotSurvey, match="HOUSE-STRUCK-OFF"):
        record_aid(house=made, head=AidHead("DAK", 2025), by=by, at=AT)
    assert UnfitHouse.objects.get().struck_off_reason == "sudah layak"


def test_a_house_stands_in_an_rt_of_the_city(world: World) -> None:
    with pytest.raises(CannotSurvey, match="SURVEY-NO-RT"):
        list_house(city=world.city, head=HouseHead(world.foreign_rt, "A 1", "Contoh"), by=None, at=AT)
    with pytest.raises(CannotSurvey, match="SURVEY-HOUSE-LACKS"):
        house(world, name=" ")
