"""One policy: rows and acts agree, a foreign city gives nothing, nobody checks their own work."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.world import AT, ON, World, person
from tuntas.city.people.access import can, made_by_other, place_scope
from tuntas.city.people.actions import Appointment, CannotGovern, appoint, create_city, end_post
from tuntas.city.people.duties import NoDayNamed
from tuntas.city.people.models import City, Post, User
from tuntas.city.people.rights import roles, roles_with_second_factor, verbs
from tuntas.city.places.models import Place

ALL_CITIES = {"MINISTRY_VIEWER", "PROVINCE_VIEWER"}


def test_each_role_sees_its_own_city_and_no_other(world: World) -> None:
    for role, user in world.people.items():
        seen = set(City.objects.visible_to(user))
        expected = {
            "NOBODY": set(),
            "OUTSIDER": {world.foreign_city},
        }.get(role, {world.city, world.foreign_city} if role in ALL_CITIES else {world.city})
        assert seen == expected, role


def test_a_visitor_sees_nothing(world: World) -> None:
    assert not City.objects.visible_to(AnonymousUser()).exists()
    assert not can(AnonymousUser(), "see_city", world.city)


def test_an_area_limits_places(world: World) -> None:
    lurah, camat = world.user("KELURAHAN_HEAD"), world.user("KECAMATAN_HEAD")
    names = set(Place.objects.filter(place_scope(lurah, "see_city")).values_list("name", flat=True))
    assert names == {"Melati", "RW 001", "RT 001", "RT 002"}
    assert world.other_kelurahan in Place.objects.filter(place_scope(camat, "see_city"))
    assert world.foreign_rt not in Place.objects.filter(place_scope(camat, "see_city"))


@pytest.mark.parametrize("verb", sorted(verbs()))
def test_rows_and_acts_agree_for_every_role_and_place(world: World, verb: str) -> None:
    places = list(Place.objects.select_related("city").exclude(level="PROVINCE"))
    for role, user in world.people.items():
        rows = set(Place.objects.filter(place_scope(user, verb)).values_list("pk", flat=True))
        acts = {place.pk for place in places if can(user, verb, place)}
        assert rows & {place.pk for place in places} == acts, role


def test_a_post_ends_and_the_rights_with_it(world: World) -> None:
    user = world.user("HOUSING_STAFF")
    end_post(post=user.posts.get(), on=ON, by=None, at=AT)
    assert can(user.take_duties(ON - timedelta(days=1)), "see_city", world.city)
    assert not can(user.take_duties(ON), "see_city", world.city)


def test_a_user_without_a_named_day_is_refused_and_not_let_through(world: World) -> None:
    user = User.objects.get(username="section_head")
    with pytest.raises(NoDayNamed):
        can(user, "see_city", world.city)


def test_nobody_checks_what_they_made(world: World) -> None:
    maker, checker = world.user("HOUSING_STAFF"), world.user("SECTION_HEAD")
    assert made_by_other(checker, maker)
    assert not made_by_other(maker, maker) and not made_by_other(checker, maker, checker)
    assert not made_by_other(checker) and not made_by_other(checker, None)


@pytest.mark.parametrize(("change", "code"), [
    ({"role": "RAJA"}, "POST-UNKNOWN-ROLE"),
    ({"city": None}, "POST-NO-CITY"),
    ({"acting": "PLT"}, "POST-DEPUTY-WITHOUT-PAPER"),
    ({"until_on": ON}, "POST-ENDS-BEFORE-IT-BEGINS"),
])  # fmt: skip
def test_a_post_that_cannot_be_is_refused(world: World, change: dict[str, object], code: str) -> None:
    to = Appointment(**({"role": "SURVEYOR", "city": world.city} | change))  # type: ignore[arg-type]
    with pytest.raises(CannotGovern) as refusal:
        appoint(user=world.user("NOBODY"), to=to, on=ON, by=None, at=AT)
    assert refusal.value.code == code


def test_nobody_appoints_themselves_and_no_area_lies_elsewhere(world: World) -> None:
    administrator = world.user("ADMINISTRATOR")
    with pytest.raises(CannotGovern, match="POST-OWN"):
        appoint(user=administrator, to=Appointment("HEAD", city=world.city), on=ON, by=administrator, at=AT)
    with pytest.raises(CannotGovern, match="POST-AREA-OUTSIDE-CITY"):
        to = Appointment("SURVEYOR", city=world.city, area=world.foreign_rt)
        appoint(user=world.user("NOBODY"), to=to, on=ON, by=administrator, at=AT)


def test_a_deputy_holds_the_post_for_the_term_of_their_paper(world: World) -> None:
    to = Appointment("KELURAHAN_HEAD", city=world.city, area=world.kelurahan, title="Lurah Melati", acting="PLT",
                     basis="Surat Perintah 800/12", until_on=date(2026, 4, 1))  # fmt: skip
    deputy = world.user("NOBODY")
    appoint(user=deputy, to=to, on=ON, by=world.user("ADMINISTRATOR"), at=AT)
    assert can(deputy.take_duties(date(2026, 3, 31)), "check_survey", world.rts[0])
    assert not can(deputy.take_duties(date(2026, 4, 1)), "check_survey", world.rts[0])


def test_people_are_seen_by_who_manages_their_city(world: World) -> None:
    administrator = world.user("ADMINISTRATOR")
    assert world.user("OUTSIDER") not in User.objects.visible_to(administrator)
    assert world.user("SURVEYOR") in User.objects.visible_to(administrator)
    assert list(User.objects.visible_to(world.user("SURVEYOR"))) == [world.user("SURVEYOR")]
    assert not Post.objects.visible_to(administrator).filter(city=world.foreign_city).exists()


def test_an_administrator_of_the_installation_reaches_every_city(world: World) -> None:
    root = person("root", Appointment("ADMINISTRATOR"))
    assert City.objects.visible_to(root).count() == 2 and can(root, "manage_people", world.foreign_city)


def test_making_a_city_twice_changes_nothing_and_another_name_is_refused(world: World) -> None:
    again = create_city(code="99.01", name="KOTA CONTOH", by=None, at=AT)
    assert again == world.city
    with pytest.raises(CannotGovern, match="CITY-OTHER-NAME"):
        create_city(code="99.01", name="Kota Lain", by=None, at=AT)
    with pytest.raises(CannotGovern, match="CITY-KIND-UNKNOWN"):
        create_city(code="99.03", name="Contoh", by=None, at=AT)


def test_the_table_of_rights_names_the_strong_roles() -> None:
    assert roles_with_second_factor() == {"ADMINISTRATOR", "SECTION_HEAD", "AGENCY_HEAD", "HEAD"}
    assert all(role.scope in ("AREA", "CITY", "PROVINCE", "ALL") for role in roles().values())


def test_a_post_for_a_province_reaches_down_to_the_rt(world: World) -> None:
    viewer = world.user("PROVINCE_VIEWER")
    seen = set(Place.objects.filter(place_scope(viewer, "see_city")).values_list("pk", flat=True))
    rts = [*world.rts, world.foreign_rt]
    assert {rt.pk for rt in rts} <= seen
    assert all(can(viewer, "see_city", rt) for rt in rts)


def test_a_role_of_one_area_is_not_given_for_the_whole_city(world: World) -> None:
    with pytest.raises(CannotGovern, match="POST-NEEDS-AREA"):
        appoint(user=world.user("NOBODY"), to=Appointment("SURVEYOR", city=world.city), on=ON, by=None, at=AT)


def test_an_administrator_is_not_limited_to_an_area(world: World) -> None:
    to = Appointment("ADMINISTRATOR", city=world.city, area=world.kelurahan)
    with pytest.raises(CannotGovern, match="POST-WHOLE-CITY"):
        appoint(user=world.user("NOBODY"), to=to, on=ON, by=None, at=AT)
