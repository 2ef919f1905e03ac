"""What addresses may ask, with the limits of each."""

import re
from datetime import date
from typing import Annotated, Literal

from ninja import Field, Path, Query, Schema
from ninja.errors import ValidationError

from tuntas.city.places.models import Level

LARGEST_ID = 2**63 - 1
MOST_ROWS = 500
LAST_PAGE = 1_000_000
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
#: A text until `day_of` reads it: as a date, a bare number would be taken for seconds since 1970.
Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
#: PostgreSQL has no text with NUL in it.
Text = Annotated[str, Field(max_length=80, pattern=r"^[^\x00]*$")]


class Paging(Schema):
    """Which page of a list, and how many rows it has."""

    page: int = Field(1, ge=1, le=LAST_PAGE, description="Page, from 1.")
    size: int = Field(100, ge=1, le=MOST_ROWS, description="Rows of a page.")

    @property
    def offset(self) -> int:
        """Rows before the page."""
        return (self.page - 1) * self.size


class UnitQuery(Paging):
    """The filter and the order of the list of RT, as in the pages."""

    kecamatan_id: Id | None = None
    kelurahan_id: Id | None = None
    grade: Text = Field("", description="Class id of the rule set, or `undecided`.")
    is_complete: bool | None = None
    is_slum: bool | None = None
    priority_code: Text = ""
    text: Text = Field("", description="Part of the name of the RT, RW, kelurahan or kecamatan.")
    sort: Text = Field("place", description="place, total, area, sectoral, priority or arrival; `-` turns it round.")


class PlaceQuery(Paging):
    """Which places, as of which day, with or without their boundaries."""

    level: Level | None = Field(None, description="One level only.")
    on: Day | None = Field(None, description="Editions in force on this day; default: today.")
    format: Literal["json", "geojson"] = Field("json", description="`geojson`: a FeatureCollection with boundaries.")


class ProposalQuery(Paging):
    """Which proposals."""

    year: int | None = Field(None, ge=1945, le=2200, description="One year only.")
    state: Literal["", "DRAFT", "SUBMITTED", "WITHDRAWN", "ROLLED"] = Field("", description="One state only.")


PagingQuery = Annotated[Paging, Query(...)]
UnitsQuery = Annotated[UnitQuery, Query(...)]
PlacesQuery = Annotated[PlaceQuery, Query(...)]
ProposalsQuery = Annotated[ProposalQuery, Query(...)]
Year = Annotated[int | None, Query(ge=1945, le=2200, description="One year only.")]
CityCode = Annotated[str, Path(..., description="Kemendagri, as in 33.75.")]
OnDay = Annotated[Day | None, Query(description="What counts on this day; default: today where the city lies.")]
WithAreas = Annotated[bool, Query(description="Kecamatan and kelurahan too.")]


def day_of(written: str | None) -> date | None:
    """The day that `on` names, YYYY-MM-DD; raises `ValidationError`."""
    if written is None:
        return None
    try:
        if DAY.fullmatch(written):
            return date.fromisoformat(written)
    except ValueError:
        pass  # a day that no calendar has
    raise ValidationError([{"loc": ("query", "on"), "type": "date_parsing"}])
