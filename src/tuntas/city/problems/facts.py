"""What assessments show of each settlement × criterion, and how many problems stand where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.decrees.measuring import Unit, units_of, whole_of
from tuntas.city.people.models import City
from tuntas.city.places.models import Place
from tuntas.city.problems.models import Problem
from tuntas.city.settlements.models import Settlement, SettlementMember
from tuntas.city.surveys.models import Campaign
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.rules.regulation import Criterion, Regulation


@dataclass(frozen=True, slots=True)
class UnitDeficit:
    """An RT with a deficit; `volume_micro` None: only the share is known. `score` is the least it can be."""

    place: Place
    stored: StoredAssessment
    volume_micro: int | None
    score: int


@dataclass(frozen=True, slots=True)
class Deficit:
    """What a survey says of one criterion in one settlement: the RT that lack something, and how many do not say.

    `score` is that of the settlement's summed facts (None: unknown); 0 with RT in it is a deficit too small to score,
    which still has to be mended before the settlement is complete.
    """

    settlement: Settlement
    criterion: Criterion
    campaign: Campaign
    units: Sequence[UnitDeficit]
    units_unknown: int
    score: int | None

    @property
    def volume_micro(self) -> int | None:
        """The sum of the known volumes; None where none is known."""
        known = [unit.volume_micro for unit in self.units if unit.volume_micro is not None]
        return sum(known) if known else None

    @property
    def is_there(self) -> bool:
        """Whether at least one RT lacks something."""
        return bool(self.units)

    @property
    def is_known_zero(self) -> bool:
        """Whether every RT says that nothing lacks."""
        return not self.units and not self.units_unknown


def latest_campaign(city: City, *, on: date) -> Campaign | None:
    """The newest survey opened by that day that holds assessments."""
    held = StoredAssessment.objects.filter(record__campaign__city=city).values("record__campaign")
    rows = Campaign.objects.filter(city=city, pk__in=held, opened_on__lte=on).select_related("city", "rule_set")
    return rows.order_by("-year", "-opened_on", "-pk").first()


def deficits(settlement: Settlement, *, on: date) -> list[Deficit]:
    """The deficits of a settlement by its newest survey, in the order of the form; RT of it add up."""
    campaign = latest_campaign(settlement.city, on=on)
    if campaign is None:
        return []
    read = readings(campaign, [settlement], on=on)
    return [one for one in read if one.is_there]


def readings(campaign: Campaign, settlements: Iterable[Settlement], *, on: date) -> list[Deficit]:
    """Every settlement × criterion, also those without a deficit (two queries). A settlement without RT: nothing."""
    wanted = list(settlements)
    members: dict[int, list[Place]] = {}
    rows = SettlementMember.objects.in_force(on).filter(settlement__in=[one.pk for one in wanted])
    for row in rows.select_related("place__parent", "place__kelurahan").order_by("place__parent__name", "place__name"):
        members.setdefault(row.settlement_id, []).append(row.place)
    units = units_of(campaign, [place for own in members.values() for place in own])
    rule = regulation_of(campaign)
    held = [(one, [units[place.pk] for place in members[one.pk]]) for one in wanted if one.pk in members]
    return [found for one, own in held for found in _of_settlement(one, own, campaign, rule)]


def standing_counts(city: City) -> Mapping[int, int]:
    """By settlement how many problems stand (one query)."""
    rows = Problem.objects.filter(city=city, settlement__isnull=False).standing()
    counts: dict[int, int] = {}
    for settlement in rows.values_list("settlement", flat=True):
        counts[settlement] = counts.get(settlement, 0) + 1
    return counts


def _of_settlement(one: Settlement, units: Sequence[Unit], campaign: Campaign, rule: Regulation) -> list[Deficit]:
    known = [unit.stored for unit in units if unit.stored is not None]
    whole = whole_of(known, rule, campaign.profile) if known and len(known) == len(units) else None
    scores = {result.criterion.id: result.score for result in whole.criteria} if whole else {}
    found = []
    for criterion in rule.criteria:
        lacking, silent = _units(units, criterion.id)
        found.append(Deficit(one, criterion, campaign, lacking, silent, scores.get(criterion.id)))
    return found


def _units(units: Sequence[Unit], criterion: str) -> tuple[list[UnitDeficit], int]:
    """The RT that lack something, and how many do not say whether more lacks."""
    lacking, silent = [], 0
    for unit in units:
        said = unit.stored.result["criteria"].get(criterion) if unit.stored is not None else None
        if said is None or said["percent"] is None:
            silent += 1
        if unit.stored is not None and said is not None and (said["share"] or said["volume"]):
            lacking.append(UnitDeficit(unit.place, unit.stored, _volume(said), said["score_min"]))
    return [one for one in lacking if one.volume_micro is None or one.volume_micro > 0], silent


def _volume(said: Mapping[str, int | None]) -> int | None:
    """The volume as it is scored: never below nothing, never above the whole."""
    volume, whole = said["volume"], said["whole"]
    if volume is None:
        return None
    return max(0, volume if whole is None else min(volume, max(whole, 0)))
