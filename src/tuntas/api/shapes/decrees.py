"""The shape of answers about decrees and delineations; quantities as in `places`."""

from datetime import date
from typing import Any

from ninja import Field, Schema

from tuntas.api.shapes.ledger import AreaFigureOut


class DecreeOut(Schema):
    """A decree that fixes slum locations, or the draft of one."""

    id: int
    number: str | None = Field(description="Exactly as printed; null: still a draft.")
    aliases: list[str] = Field(description="Other spellings of the number.")
    title: str
    state: str = Field(description="DRAFT, VERIFIED, ENACTED (in force), REVISED or DROPPED.")
    signed_on: date | None
    printed_on: str | None = Field(description="The date as printed, where it says less than a day or otherwise.")
    verified_on: date | None
    area: AreaFigureOut | None = Field(description="Sum of its locations; null: it has none yet.")
    printed_total_ha: str | None = Field(description="The total exactly as a legacy decree prints it.")
    locations: int
    revises_id: int | None
    revises: str | None = Field(description="Number of the decree that this one revises.")
    review_due_on: date | None = Field(description="By when the decree in force has to be reviewed.")
    is_legacy: bool = Field(description="Entered as printed, from before Tuntas was used.")
    campaign_id: int | None = Field(description="The survey that it rests on.")


class DelineationProperties(Schema):
    """A slum location on a day. Three areas that never replace one another; class and priority as the decree says."""

    settlement_id: int
    name: str
    place_id: int
    kelurahan: str | None
    from_on: date | None = Field(description="Since when this edition of the shape holds; null: since before.")
    until_on: date | None = Field(description="First day after.")
    drawn_m2: int
    decree_m2: int | None = Field(description="null: not in the decree in force.")
    verified_m2: int | None
    decree: str | None = Field(description="Number of the decree in force that names it.")
    grade: str | None = Field(description="SEVERE, MODERATE, LIGHT or NOT_SLUM.")
    total: int | None
    priority: int | None
    priority_code: str | None


class DelineationFeature(Schema):
    """A location with its polygon in EPSG:4326; longitude before latitude (RFC 7946)."""

    type: str = "Feature"
    id: int
    properties: DelineationProperties
    geometry: dict[str, Any]


class DelineationCollection(Schema):
    """A page of locations as a FeatureCollection."""

    type: str = "FeatureCollection"
    features: list[DelineationFeature]
    page: int
    size: int
    count: int = Field(description="Locations of all pages.")
    pages: int
