"""What a person wants to see on the map: it lives in the address, so that it can be sent to a colleague."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import BadRequest
from django.http import QueryDict

DAY, YEAR, COLOUR, SHOWN, SETTLEMENT, KELURAHAN = "pada", "tahun", "warna", "lapis", "kawasan", "kelurahan"
COLOURS = ("kelas", "prioritas", "tertangani")
LAYERS = ("kelurahan", "rt", "kawasan")
#: Nothing ticked, which is not the same as nothing said.
NO_LAYER = "-"


@dataclass(frozen=True, slots=True)
class MapChoice:
    """The day (the end of a year gone by, or today), the colours, the layers, and what the table is narrowed to."""

    on: date
    year: int
    colour: str
    layers: tuple[str, ...]
    settlement: int | None = None
    kelurahan: int | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether the table holds a part only."""
        return self.settlement is not None or self.kelurahan is not None


def read_choice(query: QueryDict, years: Sequence[int], today: date, usual: Sequence[str]) -> MapChoice:
    """The choice of an address; what it does not say, or says wrongly, is as usual."""
    year = _number(query.get(YEAR))
    shown = year if year is not None and year in years else today.year
    colour = query.get(COLOUR, "")
    asked = query.get(SHOWN, "")
    ticked = tuple(name for name in LAYERS if name in asked.split(","))
    return MapChoice(
        on=today if shown >= today.year else date(shown, 12, 31), year=shown,
        colour=colour if colour in COLOURS else COLOURS[0],
        layers=ticked if ticked or asked == NO_LAYER else tuple(usual),
        settlement=_number(query.get(SETTLEMENT)), kelurahan=_number(query.get(KELURAHAN)),
    )  # fmt: skip


def asked_day(query: QueryDict, today: date) -> date:
    """The day of a tile. Raises `BadRequest` for what is no day."""
    said = query.get(DAY, "")
    try:
        return date.fromisoformat(said) if said else today
    except ValueError:
        raise BadRequest(DAY) from None


def _number(said: str | None) -> int | None:
    return int(said) if said and said.isascii() and said.isdecimal() and len(said) < 19 else None
