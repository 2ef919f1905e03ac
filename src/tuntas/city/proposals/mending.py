"""What volumes of work do to the score of a settlement's RT: facts less what is mended, scored anew.

A volume is told for the settlement; over its RT it is spread in proportion to what each lacks (largest remainder), as
nobody says in which RT it will be done. A choice of the house: whole deficits are then mended whole, and a part never
counts as if it had gone to the RT where it does most.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tuntas.city.decrees.measuring import Unit, whole_m2
from tuntas.city.places.models import Place
from tuntas.city.surveys.facts import unit_facts
from tuntas.domain.rupiah import split_rupiah
from tuntas.rules.aggregating import CannotAggregate, sum_facts
from tuntas.rules.facts import UnitFacts
from tuntas.rules.regulation import Criterion, Regulation
from tuntas.rules.scoring import Assessment, assess


@dataclass(frozen=True, slots=True)
class UnitEffect:
    """An RT before and after."""

    place: Place
    before: Assessment
    after: Assessment
    area_m2: int | None

    @property
    def is_freed(self) -> bool:
        """Whether it was a slum and is certainly none after."""
        return self.before.is_slum is True and self.after.is_slum is False


@dataclass(frozen=True, slots=True)
class Effect:
    """What works do to a settlement; `before` and `after` None: its RT cannot be summed, or one has no assessment.

    `left_over` is by criterion what is proposed beyond the deficit that the survey shows.
    """

    before: Assessment | None
    after: Assessment | None
    units: Sequence[UnitEffect]
    units_silent: int
    left_over: Mapping[str, int]

    @property
    def freed_m2(self) -> int:
        """The area of the RT that fall below the threshold, as far as it is known."""
        return sum(unit.area_m2 or 0 for unit in self.units if unit.is_freed)

    @property
    def freed_units(self) -> int:
        """How many RT fall below the threshold."""
        return sum(unit.is_freed for unit in self.units)

    @property
    def slum_units(self) -> int:
        """How many RT are slums now."""
        return sum(unit.before.is_slum is True for unit in self.units)


def effect(units: Sequence[Unit], volumes: Mapping[str, int], rule: Regulation, profile: str) -> Effect:
    """The effect of mending volumes (criterion → micro-units) in a settlement."""
    known = [(unit.place, unit.stored) for unit in units if unit.stored is not None]
    facts = [unit_facts(stored.facts) for _, stored in known]
    mended, left_over = mend(facts, volumes, rule)
    rows = [UnitEffect(place, _scored(was, rule, profile), _scored(now, rule, profile),
                       whole_m2(stored.area_micro_ha))
            for (place, stored), was, now in zip(known, facts, mended, strict=True)]  # fmt: skip
    is_whole = bool(known) and len(known) == len(units)
    before, after = (_summed(part, rule, profile) if is_whole else None for part in (facts, mended))
    return Effect(before, after, rows, len(units) - len(known), left_over)


def mend(
    facts: Sequence[UnitFacts], volumes: Mapping[str, int], rule: Regulation
) -> tuple[list[UnitFacts], dict[str, int]]:
    """The facts less the mended volumes, and by criterion what is proposed beyond the deficit."""
    quantities = [dict(one.quantities) for one in facts]
    left_over: dict[str, int] = {}
    for criterion in rule.criteria:
        volume = volumes.get(criterion.id, 0)
        lacking = [_lacking(one, criterion, rule) for one in facts]
        done = min(volume, sum(lacking))
        if volume > done:
            left_over[criterion.id] = volume - done
        if done:
            for own, lacks, part in zip(quantities, lacking, split_rupiah(done, lacking), strict=True):
                if lacks:
                    own[criterion.field] = lacks - part
    return [replace(one, quantities=own) for one, own in zip(facts, quantities, strict=True)], left_over


def _lacking(facts: UnitFacts, criterion: Criterion, rule: Regulation) -> int:
    """The deficit as it is scored: never below nothing, never above the whole; nothing where no volume is known."""
    volume = facts.quantities.get(criterion.field)
    whole = facts.quantities.get(rule.denominator_of(criterion).field)
    if volume is None:
        return 0
    return max(0, volume if whole is None else min(volume, max(whole, 0)))


def _scored(facts: UnitFacts, rule: Regulation, profile: str) -> Assessment:
    return assess(facts, rule, profile=profile or None)


def _summed(facts: Sequence[UnitFacts], rule: Regulation, profile: str) -> Assessment | None:
    try:
        return _scored(sum_facts(facts, rule), rule, profile)
    except CannotAggregate:
        return None
