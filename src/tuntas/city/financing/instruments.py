"""Keeping the catalogue of financing instruments."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from tuntas.city.financing.default_instruments import default_instruments, instrument_kinds
from tuntas.city.financing.models import Instrument
from tuntas.city.financing.refusals import CannotFinance
from tuntas.city.funding.sources import YEARS
from tuntas.city.people.models import City, User
from tuntas.city.records.actions import note
from tuntas.city.records.models import Paper


@dataclass(frozen=True, slots=True)
class InstrumentHead:
    """An instrument as it is kept; years are the first and the last in which it can be used."""

    code: str
    kind: str
    name: str
    provider: str = ""
    terms: str = ""
    eligible: str = ""
    opened_year: int | None = None
    closed_year: int | None = None
    paper: Paper | None = None


@transaction.atomic
def load_default_instruments(*, city: City, by: User | None, at: datetime) -> list[Instrument]:
    """Add the instruments of the list that the city does not have yet; twice changes nothing."""
    City.objects.select_for_update().get(pk=city.pk)
    known = set(city.instruments.values_list("code", flat=True))
    made = [
        Instrument.objects.create(city=city, code=one.code, kind=one.kind, name=one.name.id, provider=one.provider.id,
                                  eligible=one.eligible.id)
        for one in default_instruments() if one.code not in known
    ]  # fmt: skip
    if made:
        note("instruments.loaded", about=city, by=by, at=at, codes=[one.code for one in made])
    return made


@transaction.atomic
def add_instrument(*, city: City, head: InstrumentHead, by: User | None, at: datetime) -> Instrument:
    """Add an instrument of the city's own. Raises `CannotFinance`."""
    City.objects.select_for_update().get(pk=city.pk)
    instrument = Instrument.objects.create(city=city, **_checked(city, head))
    note("instrument.added", about=instrument, by=by, at=at, code=instrument.code)
    return instrument


@transaction.atomic
def change_instrument(*, instrument: Instrument, head: InstrumentHead, by: User | None, at: datetime) -> Instrument:
    """Give an instrument other terms, open or close it. Raises `CannotFinance`."""
    instrument = Instrument.objects.select_for_update().get(pk=instrument.pk)
    told = _checked(instrument.city, head, but=instrument)
    changed = [name for name, value in told.items() if getattr(instrument, name) != value]
    for name in changed:
        setattr(instrument, name, told[name])
    if changed:
        instrument.save(update_fields=changed)
        note("instrument.changed", about=instrument, by=by, at=at, code=instrument.code, fields=changed)
    return instrument


def _checked(city: City, head: InstrumentHead, but: Instrument | None = None) -> dict[str, Any]:
    code = head.code.strip().upper()
    taken = city.instruments.filter(code=code)
    if (taken.exclude(pk=but.pk) if but else taken).exists():
        raise CannotFinance("FIN-CODE-TAKEN", code=code)
    if head.kind not in instrument_kinds():
        raise CannotFinance("FIN-KIND")
    told = [year for year in (head.opened_year, head.closed_year) if year is not None]
    if any(year not in YEARS for year in told) or told != sorted(told):
        raise CannotFinance("FUND-YEARS")
    return {name: getattr(head, name) for name in InstrumentHead.__dataclass_fields__} | {"code": code}
