"""Naming the reason for which two areas of a settlement differ."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tuntas.city.people.models import User
from tuntas.city.records.actions import note
from tuntas.city.settlements.models import AreaCause, AreaPair, AreaReason, Settlement
from tuntas.city.settlements.refusing import CannotSettle


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the areas of a pair differ by that many square metres."""

    pair: AreaPair
    difference_m2: int
    cause: AreaCause
    remark: str = ""


@transaction.atomic
def explain_difference(
    *, settlement: Settlement, explanation: Explanation, by: User | None, at: datetime
) -> AreaReason:
    """Say why two areas differ by that much. An old reason is never overwritten; the newest holds."""
    told, remark = explanation, explanation.remark.strip()
    if told.cause is AreaCause.OTHER and not remark:
        raise CannotSettle("SETTLEMENT-CAUSE-UNTOLD")
    reason = AreaReason.objects.create(
        settlement=settlement, pair=told.pair, difference_m2=told.difference_m2, cause=told.cause, remark=remark,
        by=by, at=at,
    )  # fmt: skip
    note("settlement.difference_explained", about=settlement, by=by, at=at, pair=told.pair.value,
         cause=told.cause.value, difference_m2=told.difference_m2)  # fmt: skip
    return reason
