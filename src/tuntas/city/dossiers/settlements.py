"""Settlements with their three areas side by side: decree, drawn, verified; and why they differ."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.decrees.facts import in_force
from tuntas.city.decrees.measuring import Unit, columns, units_of, whole_m2
from tuntas.city.decrees.models import Decree, DecreeLine
from tuntas.city.people.models import City
from tuntas.city.places.models import Place
from tuntas.city.settlements.models import AreaPair, AreaReason, Delineation, Settlement, SettlementMember
from tuntas.city.settlements.sheets import Surveyed
from tuntas.city.settlements.terms import terms
from tuntas.city.surveys.models import Campaign
from tuntas.city.surveys.rule_sets import regulation_of


@dataclass(frozen=True, slots=True)
class AreaDifference:
    """Two areas that differ. `reason` is the newest one told for the pair; it counts only for this very difference."""

    pair: AreaPair
    first_m2: int
    second_m2: int
    reason: AreaReason | None
    is_rounding: bool

    @property
    def difference_m2(self) -> int:
        """The second less the first."""
        return self.second_m2 - self.first_m2

    @property
    def holding(self) -> AreaReason | None:
        """The reason, where it was told for this very difference."""
        return self.reason if self.reason and self.reason.difference_m2 == self.difference_m2 else None

    @property
    def is_explained(self) -> bool:
        """Whether its reason is known: told for this difference, or rounding alone."""
        return self.is_rounding or self.holding is not None


@dataclass(frozen=True, slots=True)
class SettlementRow:
    """One settlement. Areas in square metres, None: nobody has said. `grade` is a code of the domain, empty: unknown.

    `unsurveyed` counts the members of which the survey gives no area: then there is no verified area of the whole.
    """

    settlement: Settlement
    line: DecreeLine | None = None
    shape: Delineation | None = None
    units: Sequence[Unit] = ()
    verified_m2: int | None = None
    unsurveyed: int = 0
    grade: str = ""
    total: int | None = None
    differences: Sequence[AreaDifference] = ()

    @property
    def decree_m2(self) -> int | None:
        """What the decree in force says."""
        return self.line.area_m2 if self.line else None

    @property
    def drawn_m2(self) -> int | None:
        """What is drawn, geodesic."""
        return self.shape.area_m2 if self.shape else None

    @property
    def unexplained(self) -> int:
        """How many differences have no reason."""
        return sum(not one.is_explained for one in self.differences)


@dataclass(frozen=True, slots=True)
class SettlementList:
    """The settlements with the decree and the survey that their areas come from."""

    rows: Sequence[SettlementRow]
    decree: Decree | None
    campaign: Campaign | None


def settlement_list(user: Any, city: City, on: date, *, only: int | None = None) -> SettlementList:
    """What the user sees of the settlements that stand on a day, by kelurahan and name (seven queries)."""
    seen = Settlement.objects.visible_to(user).filter(city=city)
    return _listed(city, seen.filter(pk=only) if only is not None else seen.existing(on), on)


def all_settlements(city: City, on: date) -> SettlementList:
    """As `settlement_list`, for whoever works at the machine itself."""
    return _listed(city, Settlement.objects.filter(city=city).existing(on), on)


def surveyed(city: City) -> Surveyed:
    """The verified area of every RT in the newest survey (two queries)."""
    campaign = _newest(city)
    if campaign is None:
        return Surveyed()
    rows = StoredAssessment.objects.filter(record__campaign=campaign).current()
    areas = {pk: whole_m2(area) for pk, area in rows.values_list("record__place", "area_micro_ha")}
    return Surveyed(f"{campaign.name} {campaign.year}".strip(), areas)


def _listed(city: City, seen: QuerySet[Settlement], on: date) -> SettlementList:
    settlements = list(seen.select_related("place__kelurahan", "place__kecamatan").order_by("place__name", "name"))
    reader = _Reader(city, on, [one.pk for one in settlements])
    return SettlementList([reader.row(one) for one in settlements], reader.decree, reader.campaign)


class _Reader:
    def __init__(self, city: City, on: date, ids: list[int]) -> None:
        self.decree, self.campaign = in_force(city, on=on), _newest(city)
        lines = self.decree.lines.filter(settlement__in=ids) if self.decree else []
        self.lines = {line.settlement_id: line for line in lines}
        shapes = Delineation.objects.in_force(on).filter(settlement__in=ids).defer("geometry", "stated")
        self.shapes = {one.settlement_id: one for one in shapes}
        self.members = _members(ids, on)
        places = [place for group in self.members.values() for place in group]
        self.units: Mapping[int, Unit] = (
            units_of(self.campaign, places) if self.campaign else {place.pk: Unit(place, None) for place in places}
        )
        regulation = regulation_of(self.campaign) if self.campaign else None
        self.grades = {rule.id: rule.grade.value for rule in regulation.grades} if regulation else {}
        self.reasons = _reasons(ids)

    def row(self, one: Settlement) -> SettlementRow:
        units = [self.units[place.pk] for place in self.members.get(one.pk, [])]
        said: Mapping[str, Any] = columns(units, self.campaign) if units and self.campaign else {}
        line, shape = self.lines.get(one.pk), self.shapes.get(one.pk)
        areas = (line.area_m2 if line else None, shape.area_m2 if shape else None, said.get("verified_m2"))
        return SettlementRow(
            one, line, shape, units, areas[2], sum(unit.area_m2 is None for unit in units),
            self.grades.get(said.get("grade", ""), ""), said.get("total"),
            self._differences(one.pk, areas, max(1, len(units))),
        )  # fmt: skip

    def _differences(
        self, pk: int, areas: tuple[int | None, int | None, int | None], units: int
    ) -> list[AreaDifference]:
        """Two areas that are both known and not equal; printed figures differ by their rounding."""
        decree, drawn, verified = areas
        pairs = ((AreaPair.DECREE_DRAWN, decree, drawn, 1), (AreaPair.DECREE_VERIFIED, decree, verified, units),
                 (AreaPair.DRAWN_VERIFIED, drawn, verified, units))  # fmt: skip
        return [
            AreaDifference(pair, first, second, self.reasons.get((pk, pair.value)),
                           abs(second - first) <= terms().rounding_m2 * printed)
            for pair, first, second, printed in pairs if first is not None and second is not None and first != second
        ]  # fmt: skip


def _members(ids: list[int], on: date) -> dict[int, list[Place]]:
    rows = SettlementMember.objects.in_force(on).filter(settlement__in=ids)
    rows = rows.select_related("place__parent", "place__kelurahan")
    found: dict[int, list[Place]] = defaultdict(list)
    for member in rows.order_by("place__kelurahan__name", "place__parent__name", "place__name"):
        found[member.settlement_id].append(member.place)
    return found


def _reasons(ids: list[int]) -> dict[tuple[int, str], AreaReason]:
    """The newest reason of each pair."""
    rows = AreaReason.objects.filter(settlement__in=ids).select_related("by").order_by("pk")
    return {(row.settlement_id, row.pair): row for row in rows}


def _newest(city: City) -> Campaign | None:
    rows = Campaign.objects.filter(city=city).select_related("rule_set", "city__place")
    return rows.order_by("-year", "-opened_on", "-pk").first()
