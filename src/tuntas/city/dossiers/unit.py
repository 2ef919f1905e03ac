"""One RT: its facts with their sources, each score explained, what would change it, its history, before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.places.models import Place, PlaceEdition
from tuntas.city.surveys.facts import problem_of, unit_facts
from tuntas.city.surveys.models import AgreedVersion, Campaign, Objection, SurveyRecord, SurveyRecordVersion, Upload
from tuntas.city.surveys.previewing import changes_of
from tuntas.city.surveys.rule_sets import kept_regulation, regulation_of
from tuntas.city.surveys.typed import answer_options, field_units
from tuntas.domain.problems import Problem
from tuntas.domain.text import Text
from tuntas.domain.wording import optional_text
from tuntas.rules.comparing import CannotCompare, Comparison, compare
from tuntas.rules.explaining import Reason, explain
from tuntas.rules.facts import UnitFacts
from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import Assessment, assess
from tuntas.rules.whatif import WayBelow, ways_below


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from: a cell of a file, or a person on a day."""

    file_name: str = ""
    upload_id: int | None = None
    sheet: str = ""
    cell: str = ""
    person: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact: `micro` in millionths of `unit` (None: no data), or `answer`; `more`: by how much it may be larger."""

    field: str
    name: Text
    unit: str
    micro: int | None
    answer: str | None
    more: int
    source: Source | None


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of the record, and which fields it changed: field → [old, new]."""

    version: SurveyRecordVersion
    changes: Mapping[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Moment:
    """The RT in one campaign; `comparison` with the campaign before, None for the first or under other rules."""

    campaign: Campaign
    stored: StoredAssessment
    assessment: Assessment
    comparison: Comparison | None


@dataclass(frozen=True, slots=True)
class UnitDossier:
    """Everything about one RT in one campaign. `record` and what follows are None or empty where it has no data yet."""

    place: Place
    campaign: Campaign
    regulation: Regulation
    edition: PlaceEdition | None
    record: SurveyRecord | None = None
    stored: StoredAssessment | None = None
    assessment: Assessment | None = None
    reasons: tuple[Reason, ...] = ()
    ways: tuple[WayBelow, ...] = ()
    facts: tuple[FactLine, ...] = ()
    findings: tuple[Problem, ...] = ()
    versions: tuple[VersionLine, ...] = ()
    moments: tuple[Moment, ...] = ()
    objections: tuple[Objection, ...] = ()
    is_agreed: bool = False


def unit_page(user: Any, campaign: Campaign, place: Place) -> UnitDossier:
    """The dossier of an RT as far as the user sees it (at most seven queries, whatever its history)."""
    regulation = regulation_of(campaign)
    edition = PlaceEdition.objects.filter(place=place, until_on=None).first()
    stored = list(_all_stored(user, place))
    moments = _moments(stored)
    here = next((moment for moment in moments if moment.campaign.pk == campaign.pk), None)
    if here is None:
        return UnitDossier(place, campaign, regulation, edition, moments=moments)
    record = here.stored.record
    versions = list(record.versions.select_related("by", "accepted_by", "upload").order_by("number"))
    return UnitDossier(
        place=place, campaign=campaign, regulation=regulation, edition=edition, record=record, stored=here.stored,
        assessment=here.assessment, reasons=tuple(explain(here.assessment)), ways=ways_below(here.assessment),
        facts=_facts(versions[-1], regulation, _sources(versions)),
        findings=(*(problem_of(kept) for kept in versions[-1].findings), *here.assessment.problems),
        versions=_version_lines(versions), moments=moments,
        objections=tuple(record.objections.order_by("-raised_on", "-pk")),
        is_agreed=AgreedVersion.objects.filter(version=versions[-1]).exists(),
    )  # fmt: skip


def _all_stored(user: Any, place: Place) -> Any:
    current = StoredAssessment.objects.visible_to(user).filter(record__place=place).current()
    return current.select_related("record__campaign__rule_set").order_by("record__campaign__year", "pk")


def _moments(stored: list[StoredAssessment]) -> tuple[Moment, ...]:
    moments: list[Moment] = []
    for one in stored:
        facts, rule = unit_facts(one.facts), kept_regulation(one.rule_set_id)
        assessment = assess(facts, rule, profile=one.profile or None)
        before = moments[-1].assessment if moments else None
        moments.append(Moment(one.record.campaign, one, assessment, _compared(before, assessment)))
    return tuple(moments)


def _compared(before: Assessment | None, after: Assessment) -> Comparison | None:
    try:
        return compare(before, after) if before else None
    except CannotCompare:
        return None


def _version_lines(versions: list[SurveyRecordVersion]) -> tuple[VersionLine, ...]:
    """Newest first."""
    facts = [UnitFacts(), *(unit_facts(version.facts) for version in versions)]
    lines = [VersionLine(version, changes_of(before, after) if version.number > 1 else {})
             for version, before, after in zip(versions, facts, facts[1:], strict=False)]  # fmt: skip
    return tuple(reversed(lines))


def _sources(versions: list[SurveyRecordVersion]) -> Mapping[str, Source]:
    kept = versions[-1].sources
    uploads = Upload.objects.filter(pk__in={source["upload"] for source in kept.values() if "upload" in source})
    names = dict(uploads.values_list("pk", "file_name"))
    people = {version.by_id: version.by.name for version in versions if version.by}
    return {field: _source(source, names, people) for field, source in kept.items()}


def _source(kept: Mapping[str, Any], names: Mapping[int, str], people: Mapping[int | None, str]) -> Source:
    if "upload" in kept:
        return Source(names.get(kept["upload"], ""), kept["upload"], kept["sheet"], kept["cell"])
    return Source(person=people.get(kept["person"], ""), at=kept["at"])


def _facts(version: SurveyRecordVersion, rule: Regulation, sources: Mapping[str, Source]) -> tuple[FactLine, ...]:
    facts, names = unit_facts(version.facts), field_names(rule)
    units = field_units(rule)
    fields = dict.fromkeys([*units, *facts.quantities, *answer_options(rule)])
    return tuple(
        FactLine(field, names.get(field) or _other_name(field), units.get(field, ""), facts.quantities.get(field),
                 facts.answers.get(field), facts.open_ended.get(field, 0), sources.get(field))
        for field in fields
    )  # fmt: skip


def field_names(rule: Regulation) -> dict[str, Text]:
    """Field → its name in the law's own words."""
    items = rule.considerations.items if rule.considerations else ()
    return (
        {denominator.field: denominator.name for denominator in rule.denominators.values()}
        | {criterion.field: criterion.field_name for criterion in rule.criteria}
        | {item.id: item.name for item in items}
        | {item.id: item.name for item in rule.legality}
    )


def _other_name(field: str) -> Text:
    return Text(*(optional_text(f"writing-field-{field}", lang) or field for lang in ("id", "en")))
