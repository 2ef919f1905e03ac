"""The shape of a summary: figures by class for the city and its areas, and what is missing."""

from datetime import date

from ninja import Field, Schema

from tuntas.api.shapes.places import CampaignOut, CityOut, PlaceName


class UnknownUnits(Schema):
    """How many units do not say, for each measure."""

    area: int
    buildings: int
    households: int
    people: int
    unfit_houses: int


class Figures(Schema):
    """Units of one class with everything that stands beside hectares."""

    id: str = Field(description="Class id of the rule set, `undecided`, `all` or `slum`.")
    name: str
    units: int
    area_m2: int | None
    area_ha: str | None = Field(description="As printed: two decimals.")
    buildings: int | None
    households: int | None
    people: int | None
    unfit_houses: int | None
    unknown_units: UnknownUnits


class AspectOut(Schema):
    """The average of one aspect, in millionths."""

    id: str
    name: str
    average_ppm: int | None


class AreaOut(Schema):
    """One kelurahan, kecamatan or the city. The class is that of the summed facts; scores are never averaged."""

    place: PlaceName
    all: Figures
    slum: Figures = Field(description="Units whose class is surely slum.")
    classes: list[Figures]
    aspects: list[AspectOut]
    sectoral_ppm: int | None
    total_min: int | None
    total_max: int | None
    grade_min: str | None
    grade_max: str | None
    complete_units: int
    incomplete_units: int


class Completeness(Schema):
    """What is still missing; null where no campaign counts, or where only a part of the city is seen."""

    units: int | None
    complete_units: int | None
    incomplete_units: int | None
    places_without_record: int | None = Field(description="RT that the city knows and the campaign does not.")


class SummaryOut(Schema):
    """What the campaign that counts on a day says of the city, as far as the asker sees it."""

    city: CityOut
    on: date
    campaign: CampaignOut | None = Field(description="null: no campaign counts on that day.")
    area: AreaOut | None = Field(description="The widest area that the asker sees.")
    areas: list[AreaOut] = Field(description="Kecamatan and kelurahan, with `areas=true`.")
    completeness: Completeness
