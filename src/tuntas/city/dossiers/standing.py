"""The mark of a picture: as long as it is the same, whoever draws the picture again draws the same one."""

import hashlib
from typing import Any

from tuntas import __version__
from tuntas.city.people.models import City
from tuntas.city.places.prepared import Prepared
from tuntas.city.records.models import AuditEntry

NEWEST_ACT = Prepared(
    lambda chain: AuditEntry.objects.filter(chain=chain).order_by("-seq").values_list("entry_hash")[:1], "?"
)


def standing(user: Any, city: City, *asked: object) -> str:
    """What a picture of a city follows from: its newest act, the duties of who looks, and what was asked (one query).

    Every act that changes what a city holds ends in an audit entry, in its own transaction: take the mark before the
    figures, and a kept picture is never older than its mark.
    """
    duties = sorted(repr((duty.role, duty.city_id, duty.area_id, duty.agency_id, _in_order(duty.only)))
                    for duty in user.duties)  # fmt: skip
    return public_standing(city, duties, asked)


def public_standing(city: City, *asked: object) -> str:
    """As `standing`, of a picture that is the same for everybody (one query)."""
    newest = NEWEST_ACT.rows(city.code)
    said = repr((__version__, city.pk, newest[0][0] if newest else None, asked))
    return hashlib.sha256(said.encode()).hexdigest()


def _in_order(only: frozenset[str] | None) -> list[str] | None:
    """A set is written in another order by every process."""
    return None if only is None else sorted(only)
