"""What a list may hold: standing problems, target areas that go on, submitted proposals, each with its values."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tuntas.city.decisions.measuring import Known, known_of, total
from tuntas.city.decisions.models import ItemKind
from tuntas.city.people.models import City
from tuntas.city.problems.facts import latest_campaign
from tuntas.city.problems.models import Problem, ProblemKind, TargetArea, TargetAreaSettlement
from tuntas.city.problems.subjects import subject_word
from tuntas.city.proposals.catalogue import readiness
from tuntas.city.proposals.facts import cost_of, open_proposals, unpriced
from tuntas.city.proposals.models import Proposal
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.planning.ranking import Candidate

M2_PER_HA = 10_000
#: Percent of readiness that a state of an item stands for. Our choice [D]: under way counts half.
STATE_PERCENT: Mapping[str, int] = {"READY": 100, "NOT_NEEDED": 100, "UNDERWAY": 50, "ABSENT": 0}
#: Languages of names: a list is a paper of the city.
LANGUAGE = "id"


@dataclass(frozen=True, slots=True)
class Listed:
    """A thing that may stand on a list, with what is known of its settlements and its value for each measure."""

    kind: ItemKind
    thing: Problem | TargetArea | Proposal
    name: str
    where: str
    settlements: Sequence[Known]
    values: Mapping[str, int | None]
    cost_idr: int | None = None
    year: int | None = None

    @property
    def key(self) -> int:
        """Its id, which is one within its kind."""
        return int(self.thing.pk)

    @property
    def candidate(self) -> Candidate:
        """As the ranking takes it."""
        return Candidate(self.key, self.values)

    @property
    def area_m2(self) -> int | None:
        """The area of its settlements."""
        return total(one.area_m2 for one in self.settlements)


def listed(city: City, kind: ItemKind, *, on: date, only: Collection[int] | None = None) -> list[Listed]:
    """Everything of a kind that waits for a word, oldest first; `only`: those ids of it."""
    return {ItemKind.PROBLEM: _problems, ItemKind.TARGET_AREA: _areas, ItemKind.PROPOSAL: _proposals}[kind](
        city, on, only
    )


def _problems(city: City, on: date, only: Collection[int] | None) -> list[Listed]:
    rows = Problem.objects.filter(city=city).standing().select_related("settlement", "place").order_by("at", "pk")
    problems = list(rows if only is None else rows.filter(pk__in=only))
    known = known_of(city, {one.settlement_id for one in problems if one.settlement_id}, on=on)
    campaign = latest_campaign(city, on=on)
    rule = regulation_of(campaign) if campaign else None
    names = {one.id: one.name.in_(LANGUAGE) for one in rule.criteria} if rule else {}
    found = []
    for one in problems:
        own = [known[one.settlement_id]] if one.settlement_id else []
        is_deficit = one.kind == ProblemKind.DEFICIT
        name = names.get(one.criterion, one.criterion) if is_deficit else subject_word(one.subject, LANGUAGE)
        where = one.settlement.name if one.settlement else one.place.name
        found.append(Listed(ItemKind.PROBLEM, one, name, where, own, _values(own, on, one.at)))
    return found


def _areas(city: City, on: date, only: Collection[int] | None) -> list[Listed]:
    rows = TargetArea.objects.filter(city=city).going_on().order_by("at", "pk")
    areas = list(rows if only is None else rows.filter(pk__in=only))
    members: dict[int, list[TargetAreaSettlement]] = {}
    held = TargetAreaSettlement.objects.filter(target_area__in=areas, left_on=None).select_related("settlement")
    for row in held.order_by("settlement__name"):
        members.setdefault(row.target_area_id, []).append(row)
    known = known_of(city, {row.settlement_id for rows in members.values() for row in rows}, on=on)
    found = []
    for area in areas:
        own = members.get(area.pk, [])
        facts = [known[row.settlement_id] for row in own]
        where = ", ".join(row.settlement.name for row in own)[:300]
        name = f"{area.name} {area.from_year}–{area.until_year}"
        found.append(Listed(ItemKind.TARGET_AREA, area, name, where, facts, _values(facts, on, area.at)))
    return found


def _proposals(city: City, on: date, only: Collection[int] | None) -> list[Listed]:
    years = Proposal.objects.filter(city=city).values_list("year", flat=True).distinct()
    rows = open_proposals(city, list(years)).order_by("drafted_at", "pk")
    proposals = list(rows if only is None else rows.filter(pk__in=only))
    known = known_of(city, {one.settlement_id for one in proposals}, on=on)
    begun = _first_drafted(city)
    found = []
    for one in proposals:
        own = [known[one.settlement_id]]
        cost = None if unpriced(one) or not one.lines.all() else cost_of(one)
        area = own[0].area_m2
        values = _values(own, on, begun[one.pk]) | {
            "cost_per_ha": cost * M2_PER_HA // area if cost is not None and area else None,
            "readiness": readiness_percent(one),
        }
        found.append(Listed(ItemKind.PROPOSAL, one, one.title, one.settlement.name, own, values, cost, one.year))
    return found


def readiness_percent(proposal: Proposal) -> int | None:
    """The mean of its items; None as long as nothing was said of one of them."""
    said = [STATE_PERCENT.get(proposal.readiness.get(code, "")) for code in readiness().items]
    summed = total(said)
    return None if summed is None else summed // len(said)


def _values(own: Sequence[Known], on: date, since: datetime) -> dict[str, int | None]:
    """The values that follow from settlements. The whole is known where all of it is; its priority is the best one."""
    priorities = [one.priority for one in own]
    known = [one for one in priorities if one is not None]
    legal = total(one.legal_percent for one in own)
    return {
        "priority": min(known) if known and len(known) == len(own) else None,
        "area": total(one.area_m2 for one in own),
        "households": total(one.households for one in own),
        "unfit_houses": total(one.unfit_houses for one in own),
        "legal_land": None if legal is None else legal // len(own),
        "target_area": int(any(one.is_targeted for one in own)),
        "age": max(0, (on - since.date()).days),
    }


def _first_drafted(city: City) -> dict[int, datetime]:
    """By proposal the day on which it, or the one that it continues, was first drafted (one query)."""
    rows = {pk: (earlier, at) for pk, earlier, at in
            Proposal.objects.filter(city=city).values_list("pk", "rolled_from", "drafted_at")}  # fmt: skip
    found = {}
    for pk in rows:
        first = pk
        while (earlier := rows[first][0]) in rows:
            first = earlier
        found[pk] = rows[first][1]
    return found
