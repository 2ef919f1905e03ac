"""The medium example city as an office would bring it, and one user."""

import argparse
import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tuntas.city.people.actions import Appointment, add_user, appoint, create_city
from tuntas.city.people.models import City
from tuntas.cli.choices import shelf
from tuntas.cli.commands import places
from tuntas.cli.screen import Screen
from tuntas.cli.survey_acts import import_survey
from tuntas.exchange.example_city import CitySize, ExampleCity, make_city, write_geojson, write_survey

WHERE: dict[str, Any] = {"crs": "", "layer": "", "alias": [], "on": None, "add": True, "by": None}
HOW: dict[str, Any] = {"accept": True, "campaign": "", "rules": "", "overlay": [], "profile": "", "sheet": ""}


def fill(folder: Path, role: str, password: str) -> dict[str, str]:
    """Make the city once, and a user with that role and password; what the client needs to know."""
    at, day = datetime.now(UTC), datetime.now(UTC).date()
    example = make_city(CitySize.MEDIUM)
    city = City.objects.filter(code=example.code).first()
    if city is None:
        city = create_city(code=example.code, name=example.name, by=None, at=at, is_example=True)
        _bring(example, folder)
    user = add_user(username=f"ukur.{at:%Y%m%d%H%M%S%f}", name="Contoh", by=None, at=at, password=password)
    appoint(user=user, to=Appointment(role=role, city=city), on=day - timedelta(days=1), by=None, at=at)
    return {"username": user.username, "password": password, "code": city.code}


def _bring(example: ExampleCity, folder: Path) -> None:
    """Places by their code list, surveys by their workbooks, outlines by their files: as an office would."""
    quiet, rule = Screen(is_silent=True), shelf().current()
    codes = folder / "kode-wilayah.csv"
    with codes.open("w", encoding="utf-8", newline="") as stream:
        rows = [(one.code, one.name) for one in (example, *example.kecamatan, *example.kelurahan)]
        csv.writer(stream).writerows([("code", "name"), *rows])
    places.run(argparse.Namespace(file=str(codes), city=example.code, **WHERE), quiet)
    for survey in example.surveys:
        path = folder / f"survei-{survey.year}.xlsx"
        write_survey(example, survey.year, path, rule)
        named = {"file": str(path), "city": example.code, "year": survey.year, "city_size": example.city_size}
        import_survey(argparse.Namespace(**named, **HOW), quiet)
    write_geojson(example, folder)
    for name in ("kelurahan", "rt"):
        outlines = str(folder / f"{name}.geojson")
        places.run(argparse.Namespace(file=outlines, city=example.code, **WHERE), quiet)
