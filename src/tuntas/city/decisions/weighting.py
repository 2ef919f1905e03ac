"""The weights of a city: the default of the file, or the newest of its own versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tuntas.city.decisions.models import ItemKind, Weighting
from tuntas.city.decisions.refusals import CannotDecide
from tuntas.city.people.models import City, User
from tuntas.city.records.actions import note
from tuntas.city.records.models import Paper
from tuntas.planning.ranking import HEAVIEST
from tuntas.planning.ranking_terms import default_weights, measures


def current_weighting(city: City) -> Weighting | None:
    """The newest version; None: the default holds."""
    return Weighting.objects.filter(city=city).order_by("-version").first()


def weights_of(weighting: Weighting | None) -> dict[str, int]:
    """The weight of every measure; one that came later than the version has none."""
    if weighting is None:
        return default_weights()
    return {one.code: int(weighting.weights.get(one.code, 0)) for one in measures()}


@dataclass(frozen=True, slots=True)
class WeightsHead:
    """What a version says of itself."""

    name: str
    reason: str
    paper: Paper | None = None


@transaction.atomic
def keep_weights(
    *, city: City, weights: Mapping[str, int], head: WeightsHead, by: User | None, at: datetime
) -> Weighting:
    """Keep a new version; lists that were made keep theirs.

    Raises `CannotDecide` for an unknown measure, a weight outside 0–100, a kind of item that nothing would rank, or
    where a name or the reason lacks.
    """
    City.objects.select_for_update().get(pk=city.pk)
    if not head.name.strip() or not head.reason.strip():
        raise CannotDecide("WEIGHTS-REASON")
    check_weights(weights)
    newest = current_weighting(city)
    kept = Weighting.objects.create(
        city=city, version=newest.version + 1 if newest else 1, name=head.name.strip(), weights=dict(weights),
        reason=head.reason.strip(), paper=head.paper, by=by, at=at,
    )  # fmt: skip
    note("weights.kept", about=kept, by=by, at=at, version=kept.version)
    return kept


def check_weights(weights: Mapping[str, int]) -> None:
    """Raises `CannotDecide` where these cannot be weights."""
    known = {one.code for one in measures()}
    if unknown := set(weights) - known:
        raise CannotDecide("WEIGHTS-UNKNOWN", code=min(unknown))
    for one in measures():
        if not 0 <= weights.get(one.code, 0) <= HEAVIEST:
            raise CannotDecide("WEIGHTS-RANGE", measure=one.name.id, measure_en=one.name.en, most=HEAVIEST)
    for kind in ItemKind:
        if not any(weights.get(one.code, 0) for one in measures(kind.value)):
            raise CannotDecide(f"WEIGHTS-NONE-{kind.value}")
