"""The shared cast: one city with two kelurahan, people in every role, and a city that is none of their business."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest

from tests.remembered import remembered
from tuntas.city.people.actions import Appointment, add_user, appoint, create_city
from tuntas.city.people.models import City, User
from tuntas.city.people.rights import roles
from tuntas.city.places.actions import PlaceHead, add_place
from tuntas.city.places.models import Place, PlaceKind
from tuntas.city.places.naming import rt_name, rw_name

#: The day and the moment on which the tests' world stands still.
ON = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
PASSWORD = "lembayung-senja-7"
SOURCE = "tests/world.py"
#: Roles that hold their post for one kelurahan (the first), or for the kecamatan.
IN_KELURAHAN = ("SURVEYOR", "KELURAHAN_STAFF", "KELURAHAN_HEAD")
IN_KECAMATAN = ("KECAMATAN_STAFF", "KECAMATAN_HEAD")


@dataclass
class World:
    """City 99.01 with kelurahan Melati (RW 001 with RT 001, 002) and Kenanga (RW 001 with RT 001); city 99.02."""

    province: Place
    city: City
    kecamatan: Place
    kelurahan: Place
    other_kelurahan: Place
    rts: list[Place]
    foreign_city: City
    foreign_rt: Place
    people: dict[str, User] = field(default_factory=dict)

    def user(self, role: str) -> User:
        """Who holds the role in city 99.01 (`OUTSIDER`: the head of section of 99.02), on duty."""
        return self.people[role]


@pytest.fixture
def world(db: None) -> World:
    """The cast, freshly in the database; every user signs in with `PASSWORD`."""
    return cast()


@remembered
def cast() -> World:
    """Put the cast into the database."""
    province = _place(PlaceKind.PROVINSI, "Provinsi Contoh", None, "99")
    city, kecamatan, (melati, kenanga), rts = _city(province, "99.01", "Kota Contoh", ("Melati", "Kenanga"))
    foreign, _, _, foreign_rts = _city(province, "99.02", "Kota Tetangga", ("Melati",))
    made = World(province, city, kecamatan, melati, kenanga, rts, foreign, foreign_rts[0])
    for role in roles():
        made.people[role] = person(role.lower(), _appointment(made, role))
    made.people["OUTSIDER"] = person("outsider", Appointment("SECTION_HEAD", city=foreign))
    made.people["NOBODY"] = add_user(username="nobody", name="Tanpa Jabatan", by=None, at=AT, password=PASSWORD)
    made.people["NOBODY"].take_duties(ON)
    return made


def person(username: str, to: Appointment) -> User:
    """A user in a post since 2026-01-01, on duty."""
    user = add_user(username=username, name=f"Pejabat {username}", by=None, at=AT, password=PASSWORD)
    appoint(user=user, to=to, on=date(2026, 1, 1), by=None, at=AT)
    return user.take_duties(ON)


def _appointment(made: World, role: str) -> Appointment:
    area = made.kelurahan if role in IN_KELURAHAN else made.kecamatan if role in IN_KECAMATAN else None
    if role == "PROVINCE_VIEWER":
        return Appointment(role, area=made.province)
    return Appointment(role) if role == "MINISTRY_VIEWER" else Appointment(role, city=made.city, area=area)


def _city(province: Place, code: str, name: str, kelurahan: tuple[str, ...]):  # type: ignore[no-untyped-def]
    city = create_city(code=code, name=name, by=None, at=AT, is_example=True)
    kecamatan = _place(PlaceKind.KECAMATAN, "Taman", city.place, f"{code}.01")
    homes = [
        _place(PlaceKind.KELURAHAN, word, kecamatan, f"{code}.01.{1001 + position}")
        for position, word in enumerate(kelurahan)
    ]
    rts = []
    for position, home in enumerate(homes):
        rw = _place(PlaceKind.RW, rw_name(1), home)
        rts += [_place(PlaceKind.RT, rt_name(number), rw) for number in range(1, 3 - position)]
    return city, kecamatan, homes, rts


def _place(kind: PlaceKind, name: str, parent: Place | None, code: str | None = None) -> Place:
    head = PlaceHead(kind=kind, name=name, parent=parent, code=code, is_confirmed=True)
    return add_place(head=head, source=SOURCE, by=None, at=AT)
