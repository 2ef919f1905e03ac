"""The example city "Kota Contoh", code 99.01: an invented town for the demo, tests and benchmarks, at any size.

`make_city` draws it from a seed: places that tile without gaps, buildings, streets, and two surveys with works between.
`facts_of` gives its facts for the rules; `write_geojson`, `write_survey` and `write_buildings` hand it in as files.
"""

from tuntas.exchange.example_city.counting import facts_of
from tuntas.exchange.example_city.geojson import write_geojson
from tuntas.exchange.example_city.making import make_city
from tuntas.exchange.example_city.model import (
    CITY_CODE,
    CITY_NAME,
    MARKED,
    Building,
    Change,
    CitySurvey,
    ExampleCity,
    Kecamatan,
    Kelurahan,
    Rt,
    Rw,
    Street,
    UnfitHouse,
)
from tuntas.exchange.example_city.shape import CityShape, CitySize
from tuntas.exchange.example_city.streets import Way
from tuntas.exchange.example_city.workbooks import write_buildings, write_survey

__all__ = [
    "CITY_CODE",
    "CITY_NAME",
    "MARKED",
    "Building",
    "Change",
    "CityShape",
    "CitySize",
    "CitySurvey",
    "ExampleCity",
    "Kecamatan",
    "Kelurahan",
    "Rt",
    "Rw",
    "Street",
    "UnfitHouse",
    "Way",
    "facts_of",
    "make_city",
    "write_buildings",
    "write_geojson",
    "write_survey",
]
