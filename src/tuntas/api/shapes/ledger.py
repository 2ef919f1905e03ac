"""The shape of a city's hectare ledger on a day."""

from datetime import date

from ninja import Field, Schema


class AreaFigureOut(Schema):
    """An area: exact square metres, and hectares with two decimals as printed."""

    area_m2: int
    area_ha: str


class TargetOut(Schema):
    """Hectares that a paper sets to be handled in a year."""

    year: int
    area_m2: int
    area_ha: str


class DiscrepancyOut(Schema):
    """Figures that do not close. `code` never changes; L309 and L310 are at rounding scale."""

    code: str
    message: str
    advice: str
    area_m2: int


class LedgerOut(Schema):
    """What remains of a city's slums since the decree in force; null where no decree is in the book by that day."""

    city_code: str
    on: date
    decree: str | None = Field(description="Number of the decree in force, exactly as printed.")
    decreed: AreaFigureOut | None
    handled: AreaFigureOut | None
    remaining: AreaFigureOut | None
    targets: list[TargetOut] = Field(description="Of the years after the last handling.")
    difference_m2: int | None = Field(description="decreed − handled − targets; null without a decree or a target.")
    discrepancies: list[DiscrepancyOut]
