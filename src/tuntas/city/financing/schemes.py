"""The scheme of a settlement: who carries which share, from which source or by which instrument."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from tuntas.city.financing.models import WHOLE_PPM, Instrument, Party, Scheme, SchemePart
from tuntas.city.financing.refusals import CannotFinance
from tuntas.city.funding.models import Source
from tuntas.city.funding.sources import likely
from tuntas.city.people.models import User
from tuntas.city.records.actions import note
from tuntas.city.records.models import Paper
from tuntas.city.settlements.models import Settlement
from tuntas.domain.rupiah import split_rupiah

#: What one reader sees of a scheme and another version must not differ in.
SAID = ("party", "source_id", "instrument_id", "share_ppm", "conditions", "paper_id")


@dataclass(frozen=True, slots=True)
class PartHead:
    """A share of a scheme: of a party, from exactly one of a source and an instrument."""

    party: Party
    share_ppm: int
    source: Source | None = None
    instrument: Instrument | None = None
    conditions: str = ""
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class SchemeHead:
    """A version of a scheme; `seen` is the version that the editor had before their eyes (0: none)."""

    on: date
    parts: Sequence[PartHead]
    seen: int = 0
    total_idr: int | None = None
    conditions: str = ""
    reason: str = ""
    paper: Paper | None = field(default=None)


@transaction.atomic
def record_scheme(*, settlement: Settlement, head: SchemeHead, by: User | None, at: datetime) -> Scheme:
    """Record the first or the next version of a settlement's scheme; what stands already is not recorded again.

    Shares add to one exactly, and their amounts to the total to the rupiah. Raises `CannotFinance`.
    """
    Settlement.objects.select_for_update().get(pk=settlement.pk)
    last = settlement.schemes.order_by("-version").first()
    _check(settlement, head)
    if last is not None and _is_same(last, head):
        return last
    if head.seen != (last.version if last else 0):
        raise CannotFinance("FIN-SCHEME-CHANGED")
    if last is not None and not head.reason.strip():
        raise CannotFinance("FIN-SCHEME-REASON")
    scheme = Scheme.objects.create(
        city=settlement.city, settlement=settlement, version=(last.version if last else 0) + 1, on=head.on,
        total_idr=head.total_idr, conditions=head.conditions, reason=head.reason, paper=head.paper, by=by, at=at,
    )  # fmt: skip
    SchemePart.objects.bulk_create(_parts(scheme, head))
    note("scheme.recorded", about=scheme, by=by, at=at, version=scheme.version, total_idr=head.total_idr,
         shares_ppm=[part.share_ppm for part in head.parts])  # fmt: skip
    return scheme


def _parts(scheme: Scheme, head: SchemeHead) -> list[SchemePart]:
    shares = [part.share_ppm for part in head.parts]
    amounts = [None] * len(shares) if head.total_idr is None else split_rupiah(head.total_idr, shares)
    return [
        SchemePart(scheme=scheme, number=number, party=part.party, source=part.source, instrument=part.instrument,
                   share_ppm=part.share_ppm, amount_idr=amount, conditions=part.conditions, paper=part.paper)
        for number, (part, amount) in enumerate(zip(head.parts, amounts, strict=True), start=1)
    ]  # fmt: skip


def _check(settlement: Settlement, head: SchemeHead) -> None:
    if any(not 0 < part.share_ppm <= WHOLE_PPM for part in head.parts):
        raise CannotFinance("FIN-SHARE")
    told = sum(part.share_ppm for part in head.parts)
    if told != WHOLE_PPM:
        raise CannotFinance("FIN-SHARES-SUM", percent=_percent(told), difference=_percent(abs(WHOLE_PPM - told)))
    if any((part.source is None) == (part.instrument is None) for part in head.parts):
        raise CannotFinance("FIN-ONE-ORIGIN")
    cities = {origin.city_id for part in head.parts for origin in (part.source, part.instrument) if origin}
    if cities - {settlement.city_id}:
        raise CannotFinance("FUND-OTHER-CITY")
    if head.total_idr is not None and likely(head.total_idr) == 0:
        raise CannotFinance("FUND-ZERO")


def _is_same(last: Scheme, head: SchemeHead) -> bool:
    told = [tuple(getattr(part, name) for name in SAID) for part in _parts(last, head)]
    kept = list(last.parts.order_by("number").values_list(*SAID))
    same = (last.on, last.total_idr, last.conditions, last.paper_id)
    return told == kept and same == (head.on, head.total_idr, head.conditions, head.paper and head.paper.pk)


def _percent(share_ppm: int) -> str:
    """A share as percent without trailing zeros: `66,6667`."""
    whole, rest = divmod(share_ppm, 10_000)
    return f"{whole},{rest:04}".rstrip("0").rstrip(",")
