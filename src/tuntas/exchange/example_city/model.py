"""The example city as data: places, buildings and streets on EPSG:4326, and what two surveys found. All invented."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from shapely import LineString, MultiLineString, Polygon

from tuntas.exchange.example_city.shape import CityShape
from tuntas.exchange.example_city.streets import Way

#: Kemendagri's codes of provinces end at 97; none can meet this one.
CITY_CODE, CITY_NAME = "99.01", "Kota Contoh"
#: The criteria that building rows answer, in the order of the columns of `CitySurvey.marks`.
MARKED = ("1a", "1c", "3a", "3b", "5a", "5b", "6a", "6b", "7a", "7b")


class Change(StrEnum):
    """What became of an RT between the two surveys; RELAPSED got worse."""

    UNCHANGED = "UNCHANGED"
    IMPROVED = "IMPROVED"
    RELAPSED = "RELAPSED"


@dataclass(frozen=True, slots=True)
class Kecamatan:
    """`code` as in 99.01.01."""

    code: str
    name: str
    outline: Polygon


@dataclass(frozen=True, slots=True)
class Kelurahan:
    """`code` as in 99.01.01.1001; `kecamatan` is the code of the one it lies in."""

    code: str
    name: str
    kecamatan: str
    outline: Polygon


@dataclass(frozen=True, slots=True)
class Rw:
    """`number` as in 002, within its kelurahan (a code)."""

    kelurahan: str
    number: str
    outline: Polygon

    @property
    def code(self) -> str:
        """An identifier of ours, as in 99.01.01.1001-RW002; nobody codes RW."""
        return f"{self.kelurahan}-RW{self.number}"


@dataclass(frozen=True, slots=True)
class Rt:
    """`number` within its RW. `area_m2`: on the ellipsoid, whole."""

    kelurahan: str
    rw: str
    number: str
    outline: Polygon
    area_m2: int

    @property
    def code(self) -> str:
        """An identifier of ours, as in 99.01.01.1001-RW002-RT001."""
        return f"{self.kelurahan}-RW{self.rw}-RT{self.number}"

    @property
    def rt_rw(self) -> str:
        """As surveys write it: RT001-RW002."""
        return f"RT{self.number}-RW{self.rw}"


@dataclass(frozen=True, slots=True)
class Building:
    """`rt`: index in `ExampleCity.rt`. `corners`: four (longitude, latitude), anticlockwise, not closed."""

    code: str
    rt: int
    corners: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Street:
    """A street, the river or the railway."""

    way: Way
    line: LineString | MultiLineString


@dataclass(frozen=True, slots=True)
class UnfitHouse:
    """A house of the RTLH register. `building`: index; `owner`: an invented name; `aided_year`: None while waiting."""

    building: int
    owner: str
    land: str
    aid: str
    aided_year: int | None


@dataclass(frozen=True, slots=True, eq=False)
class CitySurvey:
    """What one year's survey found.

    `households`, `persons`: per building (n). `marks`: (n, 10) in the order of `MARKED`, True deficient.
    `given`: per RT the volumes no building tells, in micro-units: criterion id → volume, and by their field names
    luas_verifikasi_ha, panjang_jalan_ideal_m, panjang_drainase_ideal_m; an absent one was not surveyed.
    """

    year: int
    households: NDArray[np.int64] = field(repr=False)
    persons: NDArray[np.int64] = field(repr=False)
    marks: NDArray[np.bool_] = field(repr=False)
    given: tuple[Mapping[str, int], ...] = field(repr=False)

    def __post_init__(self) -> None:
        for column in (self.households, self.persons, self.marks):
            column.setflags(write=False)


@dataclass(frozen=True, slots=True, eq=False)
class ExampleCity:
    """A whole invented city.

    `rt` in order of code; `buildings` in order of RT. `answers` per RT: consideration and legality items; `changes`
    per RT. `surveys` in order of year.
    """

    seed: int
    shape: CityShape
    outline: Polygon = field(repr=False)
    kecamatan: tuple[Kecamatan, ...] = field(repr=False)
    kelurahan: tuple[Kelurahan, ...] = field(repr=False)
    rw: tuple[Rw, ...] = field(repr=False)
    rt: tuple[Rt, ...] = field(repr=False)
    buildings: tuple[Building, ...] = field(repr=False)
    streets: tuple[Street, ...] = field(repr=False)
    surveys: tuple[CitySurvey, ...] = field(repr=False)
    answers: tuple[Mapping[str, str], ...] = field(repr=False)
    changes: tuple[Change, ...] = field(repr=False)
    unfit_houses: tuple[UnfitHouse, ...] = field(repr=False)
    code: str = CITY_CODE
    name: str = CITY_NAME
    city_size: str = "sedang"

    def survey(self, year: int) -> CitySurvey:
        """The survey of that year; `KeyError` where there is none."""
        return {survey.year: survey for survey in self.surveys}[year]
