"""Outlines as a file brings them, before they have found their places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import shapely
from shapely.geometry.base import BaseGeometry

from tuntas.city.places import shapes
from tuntas.city.places.models import Place
from tuntas.city.places.naming import match_name


@dataclass(frozen=True, slots=True)
class Outline:
    """One feature of a file in EPSG:4326. `name` is the kelurahan (or the place itself), `rt_rw` as in RT003-RW002.

    `stated` are all its attributes as the file has them, by the file's own heads.
    """

    shape: BaseGeometry | None
    row: int
    code: str = ""
    name: str = ""
    kecamatan: str = ""
    rt_rw: str = ""
    stated: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def title(self) -> str:
        """How a person would point at it."""
        return f"{self.name or self.code} {self.rt_rw}".strip()

    @property
    def home_key(self) -> str:
        """Equal for all that name one kelurahan or place in one way: what a question about it is called by."""
        return f"nama:{match_name(self.name)}|{match_name(self.kecamatan)}|{'' if self.name else self.code}"


@dataclass(frozen=True, slots=True)
class MapSheet:
    """The outlines of one file with where they come from, and the city they are for (None: found by code alone)."""

    outlines: Sequence[Outline]
    crs: str
    source: str
    city: Place | None = None


class FileNotUsable(Exception):
    """The whole file is wrong: `code` is a code of the wording catalogue."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def check_whole_file(outlines: Sequence[Outline]) -> None:
    """One polygon outside Indonesia is a slip; all of them outside is a wrong coordinate system."""
    drawn = [outline.shape for outline in outlines if outline.shape is not None and not outline.shape.is_empty]
    if not drawn:
        raise FileNotUsable("SHAPE-NONE")
    if all(shapes.is_swapped(shape) for shape in drawn):
        raise FileNotUsable("SHAPE-ALL-SWAPPED", count=len(drawn))
    if not any(shapes.is_in(shape.bounds, shapes.INDONESIA) for shape in drawn):
        west, south, east, north = shapely.total_bounds(drawn)
        raise FileNotUsable("SHAPE-ALL-OUTSIDE", count=len(drawn), box=f"{west:.3f} {south:.3f} {east:.3f} {north:.3f}")
