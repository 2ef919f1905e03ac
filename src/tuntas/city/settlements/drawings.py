"""A drawn shape with what is kept of it: its box, its geodesic area, its control in UTM, and what its file claims."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from shapely.geometry.base import BaseGeometry

from tuntas.city.places.projections import utm_control
from tuntas.city.places.shapes import boundary_of
from tuntas.city.records.models import Paper


@dataclass(frozen=True, slots=True)
class Claim:
    """What a file says of a shape: its area as printed, and all its attributes. Neither replaces what is drawn."""

    printed: str = ""
    printed_m2: int | None = None
    stated: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A shape on its way to become an edition; the fields are the columns of Delineation."""

    geometry: bytes
    west_udeg: int
    south_udeg: int
    east_udeg: int
    north_udeg: int
    area_m2: int
    utm_m2: int
    utm_crs: str
    crs: str
    source: str
    printed: str = ""
    printed_m2: int | None = None
    stated: Mapping[str, str] = field(default_factory=dict)
    paper: Paper | None = None

    def columns(self) -> dict[str, Any]:
        """The values by column."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


def drawing_of(
    shape: BaseGeometry, *, crs: str, source: str, claim: Claim | None = None, paper: Paper | None = None
) -> Drawing:
    """The drawing of a polygon in EPSG:4326; `crs` is what its file stated before conversion."""
    said = claim or Claim()
    boundary = boundary_of(shape, crs=crs, source=source)
    utm_m2, utm_crs = utm_control(shape)
    return Drawing(
        geometry=boundary.geometry, west_udeg=boundary.west_udeg, south_udeg=boundary.south_udeg,
        east_udeg=boundary.east_udeg, north_udeg=boundary.north_udeg, area_m2=boundary.area_m2,
        utm_m2=utm_m2, utm_crs=utm_crs, crs=crs, source=source, printed=said.printed[:40],
        printed_m2=said.printed_m2, stated=dict(said.stated), paper=paper,
    )  # fmt: skip
