"""Changing a record: a new version with its reason, and never over somebody else's change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from tuntas.city.people.models import User
from tuntas.city.places.models import Place
from tuntas.city.records.actions import note
from tuntas.city.surveys.actions import CannotSurvey
from tuntas.city.surveys.facts import Json, facts_json, unit_facts
from tuntas.city.surveys.models import Campaign, SurveyRecord, SurveyRecordVersion
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.city.surveys.typed import Texts, typed_facts
from tuntas.domain.places import parse_rt_rw
from tuntas.domain.problems import Problem
from tuntas.rules.facts import UnitFacts


@dataclass(frozen=True, slots=True)
class Difference:
    """One field as the person saw it, as it is now, and as they want it (micro-units or an answer; None: unknown)."""

    base: int | str | None
    theirs: int | str | None
    yours: int | str | None

    @property
    def is_conflict(self) -> bool:
        """Whether both changed it, to different values."""
        return self.theirs != self.base and self.yours != self.base and self.theirs != self.yours


class StaleRecord(Exception):
    """Somebody changed the record meanwhile. `differences` by field; without a conflict the two can be merged."""

    def __init__(self, current_version: int, differences: Mapping[str, Difference]) -> None:
        super().__init__(current_version)
        self.current_version, self.differences = current_version, differences

    @property
    def can_merge(self) -> bool:
        """Whether the two changed different fields."""
        return not any(difference.is_conflict for difference in self.differences.values())


class UnreadableFacts(Exception):
    """Something typed is no figure or no answer; `problems` say which."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__([problem.code for problem in problems])
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person changes: field → text as typed (None: unknown), seen at `expected_version`, and why."""

    expected_version: int
    changes: Texts
    reason: str


@dataclass(frozen=True, slots=True)
class Hand:
    """Who made a version, why, when, and who let it in (None: not yet checked by another)."""

    by: User | None
    at: datetime
    reason: str = ""
    accepted_by: User | None = None


@transaction.atomic
def revise_record(*, record: SurveyRecord, expected_version: int, changes: Texts, hand: Hand) -> SurveyRecordVersion:
    """Write a new version with the typed `changes`. Called by the actions of `assessments`, which score it.

    Raises `StaleRecord`, `UnreadableFacts`, and `CannotSurvey` without a reason or without any change.
    """
    record = SurveyRecord.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=record.pk)
    if not hand.reason.strip():
        raise CannotSurvey("SURVEY-NO-REASON")
    if record.version != expected_version:
        raise StaleRecord(record.version, _differences(record, expected_version, changes))
    last = record.versions.get(number=record.version)
    facts = _read(unit_facts(last.facts), changes, record.campaign)
    if facts_json(facts) == last.facts:
        raise CannotSurvey("SURVEY-NO-CHANGE")
    version = _next(record, last, facts_json(facts), (changes, hand))
    note("record.changed", about=record, by=hand.by, at=hand.at, version=version.number, fields=sorted(changes))
    return version


@transaction.atomic
def enter_record(*, campaign: Campaign, place: Place, texts: Texts, hand: Hand) -> SurveyRecordVersion:
    """Write the first version of an RT's record from what a person typed. Called by `assessments`.

    Raises `UnreadableFacts`, and `CannotSurvey` where the RT has a record already.
    """
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    others = SurveyRecord.objects.filter(campaign=campaign)
    if others.filter(place=place).exists():
        raise CannotSurvey("SURVEY-RT-HAS-RECORD", name=place.name)
    facts = facts_json(_read(UnitFacts(city_size=campaign.city_size), texts, campaign))
    identity = identity_of(place)
    key = parse_rt_rw(dict(identity)["rt_rw"])
    last = others.order_by("-position").values_list("position", flat=True).first() or 0
    record = SurveyRecord.objects.create(
        campaign=campaign, place=place, version=1, position=last + 1, identity=identity, facts=facts,
        rt=key.rt if key else "", rw=key.rw if key else "", accepted_by=hand.accepted_by, accepted_at=hand.at,
    )  # fmt: skip
    version = SurveyRecordVersion.objects.create(
        record=record, number=1, identity=identity, facts=facts, sources=_sources(texts, hand), reason=hand.reason,
        by=hand.by, accepted_by=hand.accepted_by, at=hand.at,
    )  # fmt: skip
    note("record.entered", about=record, by=hand.by, at=hand.at, fields=sorted(texts))
    return version


def identity_of(place: Place) -> list[list[str]]:
    """The place columns of an RT as our template has them."""
    parent = place.parent
    rt_rw = f"{place.name} / {parent.name}" if parent and parent.level == "RW" else place.name
    above = [("kecamatan", place.kecamatan), ("kelurahan", place.kelurahan)]
    return [[name, found.name if found else ""] for name, found in above] + [["rt_rw", rt_rw]]


def _read(base: UnitFacts, changes: Texts, campaign: Campaign) -> UnitFacts:
    facts, problems = typed_facts(base, changes, regulation_of(campaign))
    if problems:
        raise UnreadableFacts(problems)
    return facts


def _next(
    record: SurveyRecord, last: SurveyRecordVersion, facts: Json, said: tuple[Texts, Hand]
) -> SurveyRecordVersion:
    changes, hand = said
    changed_cells = {(source["sheet"], source["cell"]) for name, source in last.sources.items()
                     if name in changes and "cell" in source}  # fmt: skip
    version = SurveyRecordVersion.objects.create(
        record=record, number=record.version + 1, identity=last.identity, row_number=last.row_number, facts=facts,
        sources=last.sources | _sources(changes, hand), reason=hand.reason.strip()[:300], by=hand.by, at=hand.at,
        findings=[found for found in last.findings if (found["sheet"], found["cell"]) not in changed_cells],
        accepted_by=hand.accepted_by,
    )  # fmt: skip
    record.version, record.facts, record.upload = version.number, facts, None
    record.accepted_by, record.accepted_at = hand.accepted_by, hand.at
    record.save(update_fields=["version", "facts", "upload", "accepted_by", "accepted_at"])
    return version


def _sources(texts: Texts, hand: Hand) -> dict[str, Any]:
    source = {"person": hand.by.pk if hand.by else None, "at": hand.at.isoformat()}
    return {name: dict(source) for name in texts}


def _differences(record: SurveyRecord, expected: int, changes: Texts) -> dict[str, Difference]:
    base = unit_facts(record.versions.get(number=expected).facts) if expected else UnitFacts()
    theirs = _flat(unit_facts(record.facts))
    yours = _flat(typed_facts(base, changes, regulation_of(record.campaign))[0])
    seen = _flat(base)
    names = [name for name in {**seen, **theirs, **yours}
             if seen.get(name) != theirs.get(name) or seen.get(name) != yours.get(name)]  # fmt: skip
    return {name: Difference(seen.get(name), theirs.get(name), yours.get(name)) for name in names}


def _flat(facts: UnitFacts) -> dict[str, int | str]:
    return {**facts.shares, **facts.quantities, **facts.answers}
