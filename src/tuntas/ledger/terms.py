"""What the book holds to be small, and late (`terms.toml`)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Terms:
    """`rounding_m2`: differences up to it come from rounding. `late_days`: an entry recorded later says why."""

    rounding_m2: int
    late_days: int


@cache
def house_terms() -> Terms:
    """The terms that ship with the product."""
    read = tomllib.loads(files("tuntas.ledger").joinpath("terms.toml").read_text(encoding="utf-8"))
    return Terms(rounding_m2=read["rounding"]["scale_m2"], late_days=read["late"]["days"])
