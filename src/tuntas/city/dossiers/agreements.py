"""How far each kelurahan is with agreeing on its data, and what one kelurahan agrees to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q

from tuntas.city.dossiers.units import UnitFilter, UnitRow, unit_list
from tuntas.city.people.access import place_scope
from tuntas.city.places.models import Level, Place
from tuntas.city.surveys.facts import unit_facts
from tuntas.city.surveys.models import (
    AgreedVersion,
    Agreement,
    Campaign,
    Objection,
    SurveyRecord,
    SurveyRecordVersion,
)
from tuntas.city.surveys.previewing import changes_of


class AgreementState(StrEnum):
    """NONE: nothing signed; CHANGED: signed, but a figure changed since; AGREED: all data are covered."""

    NONE = "NONE"
    CHANGED = "CHANGED"
    AGREED = "AGREED"


class Lack(StrEnum):
    """What still stands between a kelurahan and its agreement."""

    NO_RECORDS = "NO_RECORDS"
    RT_WITHOUT_RECORD = "RT_WITHOUT_RECORD"
    NO_PERIOD = "NO_PERIOD"
    PERIOD_RUNS = "PERIOD_RUNS"
    OPEN_OBJECTIONS = "OPEN_OBJECTIONS"
    NOT_SIGNED = "NOT_SIGNED"
    CHANGED_SINCE = "CHANGED_SINCE"


@dataclass(frozen=True, slots=True)
class KelurahanState:
    """One kelurahan in a campaign: RT with accepted data, those that an agreement covers, the day of the last one.

    `silent`: RT of today without data; a dissolved RT may still have some.
    """

    place: Place
    rts: int
    silent: int
    records: int
    covered: int
    open_objections: int
    agreed_on: date | None
    lacks: tuple[Lack, ...] = ()

    @property
    def state(self) -> AgreementState:
        """How far it is."""
        if self.agreed_on is None:
            return AgreementState.NONE
        return AgreementState.AGREED if self.records and self.covered == self.records else AgreementState.CHANGED


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """A version that changed figures of an RT: field → [old, new] in millionths, or answers; and why."""

    version: SurveyRecordVersion
    changes: Mapping[str, list[Any]]


@dataclass(frozen=True, slots=True)
class KelurahanAgreement:
    """Everything about one kelurahan's agreement.

    `uncovered`: ids of RT whose newest version no agreement covers; `once_agreed`: of those that one covered, ever.
    """

    state: KelurahanState
    rows: tuple[UnitRow, ...]
    uncovered: frozenset[int]
    once_agreed: frozenset[int]
    agreements: Sequence[Agreement]
    objections: Sequence[Objection]
    changes: Sequence[ChangedFigure]


def kelurahan_states(user: Any, campaign: Campaign, on: date, *, only: int | None = None) -> list[KelurahanState]:
    """Every kelurahan that the user sees, by name (six queries). `only`: the id of one."""
    inside = Q(pk=only) if only else Q()
    areas = Place.objects.filter(inside, place_scope(user, "see_city"), level=Level.KELURAHAN, city=campaign.city.place)
    seen = Place.objects.filter(place_scope(user, "see_city"), level=Level.RT, city=campaign.city.place)
    existing = seen.existing(on)
    records = SurveyRecord.objects.visible_to(user).filter(campaign=campaign)
    rts = _tally(existing, "kelurahan")
    silent = _tally(existing.exclude(pk__in=records.values("place")), "kelurahan")
    known, covered = _record_tallies(records)
    objections = Objection.objects.visible_to(user).open().filter(record__campaign=campaign)
    open_ones = _tally(objections, "record__place__kelurahan")
    agreements = Agreement.objects.visible_to(user).filter(campaign=campaign).order_by("agreed_on", "pk")
    agreed = dict(agreements.values_list("place", "agreed_on"))
    found = []
    for place in areas.existing(on).select_related("kecamatan").order_by("name", "pk"):
        one = place.pk
        bare = KelurahanState(place, rts.get(one, 0), silent.get(one, 0), known.get(one, 0), covered.get(one, 0),
                              open_ones.get(one, 0), agreed.get(one))  # fmt: skip
        found.append(replace(bare, lacks=tuple(_lacks(bare, campaign, on))))
    return found


def kelurahan_agreement(user: Any, campaign: Campaign, place: Place, on: date) -> KelurahanAgreement | None:
    """One kelurahan's agreement; None where the user does not see it (a number of queries that does not grow)."""
    states = kelurahan_states(user, campaign, on, only=place.pk)
    if not states:
        return None
    rows = unit_list(user, campaign, UnitFilter(kelurahan_id=place.pk), page=(0, None)).rows
    records = SurveyRecord.objects.visible_to(user).filter(campaign=campaign, place__kelurahan=place)
    agreements = Agreement.objects.visible_to(user).filter(campaign=campaign, place=place)
    objections = Objection.objects.visible_to(user).filter(record__campaign=campaign, record__place__kelurahan=place)
    return KelurahanAgreement(
        states[0], rows, frozenset(records.exclude(_covered()).values_list("place", flat=True)),
        frozenset(AgreedVersion.objects.filter(version__record__in=records)
                  .values_list("version__record__place", flat=True)),
        list(agreements.select_related("paper", "recorded_by").order_by("-agreed_on", "-pk")),
        list(objections.select_related("record__place__parent", "version", "filed_by", "decided_by")
             .order_by("-raised_on", "-pk")),
        changed_figures(records),
    )  # fmt: skip


def changed_figures(records: Any) -> list[ChangedFigure]:
    """Every correction of those records, newest first: what it changed and why (one query)."""
    versions = SurveyRecordVersion.objects.filter(record__in=records.filter(version__gt=1))
    rows = versions.select_related("record__place__parent", "by", "upload").order_by("record", "number")
    found = [
        ChangedFigure(after, changes_of(unit_facts(before.facts), unit_facts(after.facts)))
        for before, after in pairwise(rows) if before.record_id == after.record_id
    ]  # fmt: skip
    return sorted((one for one in found if one.changes), key=lambda one: one.version.at, reverse=True)


def _covered() -> Q:
    return Q(Exists(AgreedVersion.objects.filter(version__record=OuterRef("pk"),
                                                 version__number=OuterRef("version"))))  # fmt: skip


def _record_tallies(records: Any) -> tuple[dict[int, int], dict[int, int]]:
    """Kelurahan → its records, and those that an agreement covers (two queries)."""
    return _tally(records, "place__kelurahan"), _tally(records.filter(_covered()), "place__kelurahan")


def _tally(rows: Any, path: str) -> dict[int, int]:
    return dict(rows.order_by().values(area=F(path)).annotate(n=Count("pk")).values_list("area", "n"))


def _lacks(one: KelurahanState, campaign: Campaign, on: date) -> Iterable[Lack]:
    if one.state is AgreementState.AGREED and not one.open_objections:
        return [Lack.RT_WITHOUT_RECORD] if one.silent else []
    until = campaign.objection_until
    found = {
        Lack.NO_RECORDS: not one.records,
        Lack.RT_WITHOUT_RECORD: one.records > 0 and one.silent > 0,
        Lack.NO_PERIOD: until is None,
        Lack.PERIOD_RUNS: until is not None and on < until,
        Lack.OPEN_OBJECTIONS: one.open_objections > 0,
        Lack.NOT_SIGNED: one.state is AgreementState.NONE,
        Lack.CHANGED_SINCE: one.state is AgreementState.CHANGED,
    }
    return [lack for lack, holds in found.items() if holds]
