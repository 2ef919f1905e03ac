"""RT → kelurahan, kawasan, kota: volumes and denominators are summed, then scored anew. Scores are never averaged."""

from collections.abc import Mapping, Sequence

from tuntas.rules.facts import UnitFacts
from tuntas.rules.regulation import Regulation


class CannotAggregate(ValueError):
    """Some members have shares only; without denominators their sum has no meaning. `members` are their positions."""

    def __init__(self, members: tuple[int, ...]) -> None:
        super().__init__(f"members without denominators: {members}")
        self.members = members


def sum_facts(members: Sequence[UnitFacts], regulation: Regulation) -> UnitFacts:
    """The facts of the whole: sums of what was recorded, as it was recorded.

    A member whose volume is missing, while its denominator is known, leaves the whole open-ended by that
    denominator; a missing denominator leaves it missing in the whole. Raises `CannotAggregate`.
    """
    if shares := tuple(position for position, facts in enumerate(members) if facts.shares):
        raise CannotAggregate(shares)
    quantities = {d.field: total for d in regulation.denominators.values()
                  if (total := _complete_sum(members, d.field)) is not None}  # fmt: skip
    if regulation.considerations:
        people = regulation.considerations.population_field
        if (total := _complete_sum(members, people)) is not None:
            quantities[people] = total
    open_ended: dict[str, int] = {}
    for criterion in regulation.criteria:
        recorded, more = _open_sum(members, criterion.field, regulation.denominator_of(criterion).field)
        if recorded is not None:
            quantities[criterion.field] = recorded
        if more:
            open_ended[criterion.field] = more
    sizes = {facts.city_size for facts in members}
    return UnitFacts(quantities, open_ended, city_size=sizes.pop() if len(sizes) == 1 else "")


def _complete_sum(members: Sequence[UnitFacts], name: str) -> int | None:
    values = [facts.quantities.get(name) for facts in members]
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None


def _open_sum(members: Sequence[UnitFacts], name: str, whole: str) -> tuple[int | None, int]:
    recorded, more = 0, 0
    for facts in members:
        volume = facts.quantities.get(name)
        if volume is None:
            more += _part(facts.quantities, whole)
        else:
            recorded += volume
        more += facts.open_ended.get(name, 0)
    known = any(name in facts.quantities for facts in members)
    return (recorded if known else None), more


def _part(quantities: Mapping[str, int], whole: str) -> int:
    return max(quantities.get(whole, 0), 0)
