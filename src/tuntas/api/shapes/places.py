"""The shape of answers about cities, campaigns and places.

Quantities are whole numbers with their unit in the name, decimals are texts. null: nobody has said; it is never
written as 0.
"""

from datetime import date
from typing import Any, Generic, TypeVar

from ninja import Field, Schema

Row = TypeVar("Row")


class Page(Schema, Generic[Row]):
    """One page of a list; the Link header leads to the others."""

    items: list[Row]
    page: int
    size: int
    count: int = Field(description="Rows of all pages.")
    pages: int


class CityOut(Schema):
    """A kabupaten or kota."""

    code: str = Field(description="Kemendagri, as in 33.75.")
    name: str
    kind: str
    timezone: str
    is_example: bool = Field(description="An invented city.")
    place_id: int


class RuleSetOut(Schema):
    """The law that scores, as it was kept."""

    id: str
    content_hash: str
    name: str
    overlays: list[str]


class CampaignOut(Schema):
    """A survey of a city. `closed_on` and `objection_until` are the first days after."""

    id: int
    city_code: str
    year: int
    name: str
    in_force_from: date = Field(description="From when its figures count: when it opened, at the latest in its year.")
    opened_on: date
    closed_on: date | None
    objection_from: date | None
    objection_until: date | None
    profile: str
    rule_set: RuleSetOut


class PlaceName(Schema):
    """A place in short."""

    id: int
    level: str
    name: str
    code: str | None


class PlaceOut(PlaceName):
    """A place as it was on the day asked for."""

    kind: str
    parent_id: int | None
    is_confirmed: bool = Field(description="Known from a code list or confirmed by a person, not from a sheet alone.")
    from_on: date | None = Field(description="null: since before the records begin.")
    until_on: date | None = Field(description="First day after.")
    area_m2: int | None = Field(description="Geodesic area of the boundary; null: no boundary.")
    has_boundary: bool


class UnitPlace(PlaceName):
    """An RT with the names of what it lies in."""

    rw: str | None
    kelurahan: str | None
    kelurahan_id: int | None
    kecamatan: str | None
    kecamatan_id: int | None


class GeoFeature(Schema):
    """A place with its boundary, null where none is drawn; longitude before latitude (RFC 7946)."""

    type: str = "Feature"
    id: int
    properties: PlaceOut
    geometry: dict[str, Any] | None


class GeoPage(Page[GeoFeature]):
    """A page of places as a FeatureCollection."""

    type: str = "FeatureCollection"
