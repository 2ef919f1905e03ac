"""The example city in the demo's own home: places with outlines, two survey years, one user a role. All invented."""

import argparse
import csv
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from tuntas.city.decrees.case_loading import load_case_with_decrees
from tuntas.city.people.actions import Appointment, add_user, appoint, create_city
from tuntas.city.people.models import City, User
from tuntas.city.people.rights import roles
from tuntas.city.people.role_words import role_word
from tuntas.city.places.actions import PlaceHead, add_place
from tuntas.city.places.models import Level, Place, PlaceKind
from tuntas.cli.commands import places
from tuntas.cli.demo_content import Demo, fill, found_agencies
from tuntas.cli.screen import Screen
from tuntas.cli.survey_acts import import_survey
from tuntas.exchange.example_city import CitySize, ExampleCity, make_city, write_geojson, write_survey
from tuntas.ledger.case_files import case_named
from tuntas.rules.regulation import Regulation

#: Roles that work in one kelurahan or kecamatan; the demo gives them the first one.
IN_KELURAHAN = frozenset({"SURVEYOR", "KELURAHAN_STAFF", "KELURAHAN_HEAD"})
IN_KECAMATAN = frozenset({"KECAMATAN_STAFF", "KECAMATAN_HEAD"})
#: Where the officer of an agency holds their post.
OFFICERS_AGENCY = "PU"
PROVINCE, SOURCE = "Contoh", "tuntas demo (contoh)"
OUTLINES = ("kecamatan", "kelurahan", "rw", "rt")


@dataclass(frozen=True, slots=True)
class DemoUser:
    """A user of the demo; the password is shown once and kept nowhere."""

    username: str
    role: str
    password: str


def build_city(folder: Path, rule: Regulation) -> list[DemoUser]:
    """Make the city once; the users with their passwords, none where the city is there already."""
    example = make_city(CitySize.SMALL)
    if City.objects.filter(code=example.code).exists():
        return []
    at = datetime.now(UTC)
    province = PlaceHead(kind=PlaceKind.PROVINSI, name=PROVINCE, code=example.code.partition(".")[0])
    add_place(head=province, source=SOURCE, by=None, at=at)
    city = create_city(code=example.code, name=example.name, by=None, at=at, is_example=True)
    quiet = Screen(is_silent=True)
    places.run(_loading(_write_codes(example, folder), example), quiet)
    for survey in example.surveys:
        path = folder / f"survei-{survey.year}.xlsx"
        write_survey(example, survey.year, path, rule)
        import_survey(_importing(path, example, survey.year), quiet)
    # Outlines come last: they are drawn on places that the code list and the surveys have made known.
    write_geojson(example, folder)
    for name in OUTLINES:
        places.run(_loading(folder / f"{name}.geojson", example), quiet)
    # Not invented: the report's own city stands beside, seen by those who look after several cities.
    load_case_with_decrees(case=case_named("surakarta-2019"), by=None, at=datetime.now(UTC))
    found_agencies(city, rule, at)
    users = {role: _user(role, city, at) for role in roles()}
    people = {role: User.objects.get(username=made.username).take_duties(date.today()) for role, made in users.items()}
    fill(Demo(city, people, date.today(), datetime.now(UTC)))
    return list(users.values())


def _write_codes(example: ExampleCity, folder: Path) -> Path:
    """The example's code list, as a code list of real places looks."""
    path = folder / "kode-wilayah.csv"
    rows = [(example.code, example.name)]
    rows += [(one.code, one.name) for one in example.kecamatan]
    rows += [(one.code, one.name) for one in example.kelurahan]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("code", "name"), *rows])
    return path


def _loading(path: Path, example: ExampleCity) -> argparse.Namespace:
    return argparse.Namespace(
        file=str(path), city=example.code, crs=None, layer=None, alias=[], on=None, add=True, by=None
    )


def _importing(path: Path, example: ExampleCity, year: int) -> argparse.Namespace:
    return argparse.Namespace(
        file=str(path), city=example.code, year=year, accept=True, campaign="", rules="", overlay=[], profile="",
        city_size=example.city_size, sheet="",
    )  # fmt: skip


def _user(role: str, city: City, at: datetime) -> DemoUser:
    made = DemoUser(f"contoh.{role.lower()}", role, secrets.token_urlsafe(12))
    user = add_user(username=made.username, name=f"Contoh {role_word(role)}", by=None, at=at, password=made.password)
    appoint(user=user, to=_post(role, city), on=date.today(), by=None, at=at)
    return made


def _post(role: str, city: City) -> Appointment:
    scope = roles()[role].scope
    if scope == "ALL":
        return Appointment(role=role)
    if scope == "PROVINCE":
        return Appointment(role=role, area=city.place.parent)
    level = Level.KELURAHAN if role in IN_KELURAHAN else Level.KECAMATAN if role in IN_KECAMATAN else None
    area = Place.objects.within(city.place).filter(level=level).order_by("code").first() if level else None
    agency = city.agencies.filter(code=OFFICERS_AGENCY).first() if role == "AGENCY_OFFICER" else None
    return Appointment(role=role, city=city, area=area, agency=agency)
