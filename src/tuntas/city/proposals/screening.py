"""What a proposal would do to score, class and hectares of its settlement, and what is missing.

A screening never refuses: it is shown to whoever writes, submits and decides.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tuntas.city.decrees.measuring import Unit, units_of
from tuntas.city.funding.authority import authority_of, is_others_affair, may_pay
from tuntas.city.funding.models import Authority, Envelope
from tuntas.city.people.models import City
from tuntas.city.places.models import Place
from tuntas.city.problems.facts import Deficit, latest_campaign, readings
from tuntas.city.problems.models import Problem, ProblemKind
from tuntas.city.proposals.catalogue import budget_codes, readiness
from tuntas.city.proposals.drafting import COFUNDING
from tuntas.city.proposals.facts import cost_of, unpriced, whole
from tuntas.city.proposals.mending import Effect, effect
from tuntas.city.proposals.models import Proposal, ProposalSource
from tuntas.city.settlements.models import Settlement, SettlementMember
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.rules.regulation import Regulation

#: States of readiness with which works can begin.
READY_STATES = frozenset({"READY", "NOT_NEEDED"})
#: The area words of a budget code → the authority of locations that it speaks of.
CODE_AREAS: Mapping[str, Authority] = {"below_10": Authority.CITY, "10_to_15": Authority.PROVINCE}


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing or does not fit: `code` is a code of the wording catalogue. `about` names a readiness
    item, an activity or a source by its code or id. `is_warning`: allowed, but has to be answered for."""

    code: str
    params: Mapping[str, object]
    about: str = ""
    is_warning: bool = False


@dataclass(frozen=True, slots=True)
class Unserved:
    """A deficit of the settlement that proposals leave, wholly or in part; `served_micro` of `deficit.volume_micro`."""

    deficit: Deficit
    served_micro: int

    @property
    def left_micro(self) -> int | None:
        """What nobody proposes; None: the survey knows no volume."""
        volume = self.deficit.volume_micro
        return None if volume is None else max(0, volume - self.served_micro)


@dataclass(frozen=True, slots=True)
class Screening:
    """The screening of one proposal.

    `alone`: the effect of this one; `together`: with all standing proposals of the settlement up to its year. Both None
    where no survey knows the settlement. `unserved` are deficits, `untouched` other problems of the settlement that no
    proposal is for. Without any of both the settlement would be *tuntas*.
    """

    alone: Effect | None
    together: Effect | None
    unserved: Sequence[Unserved]
    untouched: Sequence[Problem]
    gaps: Sequence[Gap]
    authority: str

    @property
    def is_complete(self) -> bool:
        """Whether nothing of the proposal itself is missing."""
        return not [gap for gap in self.gaps if not gap.is_warning]

    @property
    def would_finish(self) -> bool:
        """Whether all deficits that the survey shows are proposed to be mended."""
        is_known = self.together is not None and not self.together.units_silent
        return is_known and not self.unserved and not self.untouched


class Screener:
    """Screens proposals of a city, whatever they share read once (some ten queries for any number)."""

    def __init__(self, city: City, settlements: Iterable[Settlement], *, on: date) -> None:
        wanted = list({one.pk: one for one in settlements}.values())
        self.on, self._city = on, city
        self._campaign = latest_campaign(city, on=on)
        self._rule: Regulation | None = regulation_of(self._campaign) if self._campaign else None
        self._units = self._read_units(wanted)
        self._lacks: dict[int, list[Deficit]] = {}
        for one in readings(self._campaign, wanted, on=on) if self._campaign else ():
            if one.is_there:
                self._lacks.setdefault(one.settlement.pk, []).append(one)
        self._others: dict[int, list[Proposal]] = {}
        for other in whole(Proposal.objects.filter(settlement__in=[one.pk for one in wanted]).standing()):
            self._others.setdefault(other.settlement_id, []).append(other)
        self._brought: dict[int, list[Problem]] = {}
        for problem in Problem.objects.filter(settlement__in=[one.pk for one in wanted]).standing():
            if problem.kind == ProblemKind.BROUGHT and problem.settlement_id is not None:
                self._brought.setdefault(problem.settlement_id, []).append(problem)
        self._envelopes = set(Envelope.objects.filter(city=city).values_list("source", "year"))
        self._authorities: dict[int, str] = {}
        self._effects: dict[tuple[int, tuple[tuple[str, int], ...]], Effect] = {}

    def screen(self, proposal: Proposal) -> Screening:
        """The screening of a proposal whose lines, sources and papers are at hand."""
        beside = [one for one in self._others.get(proposal.settlement_id, ())
                  if one.year <= proposal.year and one.pk != proposal.pk]  # fmt: skip
        served = volumes_of([proposal, *beside])
        unserved = [Unserved(one, served.get(one.criterion.id, 0)) for one in self.deficits(proposal.settlement_id)]
        authority = self._authority(proposal.settlement)
        return Screening(
            self._effect(proposal.settlement_id, volumes_of([proposal])),
            self._effect(proposal.settlement_id, served),
            [one for one in unserved if one.left_micro is None or one.left_micro > 0],
            self._untouched(proposal.settlement_id, [proposal, *beside]),
            list(self._gaps(proposal, authority)),
            authority,
        )  # fmt: skip

    def deficits(self, settlement_id: int) -> Sequence[Deficit]:
        """What the survey shows of a settlement."""
        return self._lacks.get(settlement_id, [])

    def freed_m2(self, proposals: Iterable[Proposal]) -> int:
        """The hectares that fall below the threshold when all of them are done, each RT counted once."""
        groups: dict[int, list[Proposal]] = {}
        for one in proposals:
            groups.setdefault(one.settlement_id, []).append(one)
        effects = [self._effect(pk, volumes_of(group)) for pk, group in groups.items()]
        return sum(one.freed_m2 for one in effects if one is not None)

    def _untouched(self, settlement_id: int, proposals: Sequence[Proposal]) -> list[Problem]:
        touched = {line.problem_id for one in proposals for line in one.lines.all()}
        return [problem for problem in self._brought.get(settlement_id, ()) if problem.pk not in touched]

    def _read_units(self, settlements: Sequence[Settlement]) -> dict[int, list[Unit]]:
        if self._campaign is None:
            return {}
        rows = SettlementMember.objects.in_force(self.on).filter(settlement__in=[one.pk for one in settlements])
        places: dict[int, list[Place]] = {}
        for row in rows.select_related("place__parent").order_by("place__parent__name", "place__name"):
            places.setdefault(row.settlement_id, []).append(row.place)
        units = units_of(self._campaign, [place for own in places.values() for place in own])
        return {pk: [units[place.pk] for place in own] for pk, own in places.items()}

    def _effect(self, settlement_id: int, volumes: Mapping[str, int]) -> Effect | None:
        units = self._units.get(settlement_id)
        if not units or self._rule is None or self._campaign is None:
            return None
        key = (settlement_id, tuple(sorted(volumes.items())))
        if key not in self._effects:
            self._effects[key] = effect(units, volumes, self._rule, self._campaign.profile)
        return self._effects[key]

    def _authority(self, settlement: Settlement) -> str:
        if settlement.pk not in self._authorities:
            self._authorities[settlement.pk] = authority_of(settlement, on=self.on)
        return self._authorities[settlement.pk]

    def _gaps(self, proposal: Proposal, authority: str) -> Iterator[Gap]:
        lines = list(proposal.lines.all())
        if not lines:
            yield Gap("PROPOSAL-GAP-WORKS", {})
        for activity in sorted({line.activity for line in unpriced(proposal)}):
            yield Gap("PROPOSAL-GAP-PRICE", {"year": proposal.year}, activity)
        yield from _readiness_gaps(proposal)
        yield from _code_gaps(proposal, authority)
        yield from self._source_gaps(proposal, authority)

    def _source_gaps(self, proposal: Proposal, authority: str) -> Iterator[Gap]:
        rows, cost = list(proposal.sources.all()), cost_of(proposal)
        told = sum(row.share_idr for row in rows)
        if not rows:
            yield Gap("PROPOSAL-GAP-SOURCE", {})
        elif told != cost:
            yield Gap("PROPOSAL-GAP-SHARES", {"told_idr": told, "cost_idr": cost})
        for row in rows:
            yield from self._gaps_of_source(proposal, row, authority)

    def _gaps_of_source(self, proposal: Proposal, row: ProposalSource, authority: str) -> Iterator[Gap]:
        source, about = row.source, str(row.source_id)
        named = {"source": source.name, "year": proposal.year}
        aspects = {line.aspect for line in proposal.lines.all()} or {""}
        if not source.is_open_in(proposal.year):
            yield Gap("PROPOSAL-GAP-CLOSED", named, about)
        elif (source.pk, proposal.year) not in self._envelopes:
            yield Gap("PROPOSAL-GAP-ENVELOPE", named, about, is_warning=True)
        if not any(may_pay(source.eligibilities.all(), aspect, authority) for aspect in aspects):
            yield Gap("PROPOSAL-GAP-ELIGIBLE", named, about)
        has_paper = any(paper.item == COFUNDING for paper in proposal.papers.all())
        if is_others_affair(source, authority) and not has_paper:
            yield Gap("PROPOSAL-GAP-COFUNDING", named | {"authority": authority}, about, is_warning=True)


def screen(proposal: Proposal, *, on: date) -> Screening:
    """The screening of one proposal; for many see `Screener`."""
    held = whole(Proposal.objects.filter(pk=proposal.pk)).get()
    return Screener(held.city, [held.settlement], on=on).screen(held)


def volumes_of(proposals: Iterable[Proposal]) -> dict[str, int]:
    """By criterion what proposals mend together."""
    volumes: dict[str, int] = {}
    for one in proposals:
        for line in one.lines.all():
            if line.criterion:
                volumes[line.criterion] = volumes.get(line.criterion, 0) + line.volume_micro
    return volumes


def _readiness_gaps(proposal: Proposal) -> Iterator[Gap]:
    for item in readiness().items:
        state = proposal.readiness.get(item, "")
        if state not in READY_STATES:
            yield Gap("PROPOSAL-GAP-READINESS", {"state": state}, item)


def _code_gaps(proposal: Proposal, authority: str) -> Iterator[Gap]:
    if not proposal.budget_code:
        yield Gap("PROPOSAL-GAP-CODE", {})
        return
    code = next((one for one in budget_codes() if one.code == proposal.budget_code), None)
    meant = CODE_AREAS.get(code.area) if code else None
    if meant and authority and meant.value != authority:
        yield Gap("PROPOSAL-GAP-CODE-AREA", {"code": proposal.budget_code}, is_warning=True)
