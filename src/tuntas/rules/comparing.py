"""Two assessments of one unit: what the handling contributed, and whether the unit crossed the threshold."""

from dataclasses import dataclass
from fractions import Fraction

from tuntas.rules.scoring import Assessment


class CannotCompare(ValueError):
    """The two were scored under different rule sets: their totals mean different things."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """`contribution` (kontribusi penanganan) is the fall of the sectoral average as a share of its start.

    It is capped at 1, negative when things got worse, None while either side is incomplete or the start is 0.
    `area` is the area (10⁻⁶ ha, of the earlier record) that crossed the threshold: `handled` when the unit fell
    below it, `relapsed` when it rose to it; 0 when it stayed where it was, None when that cannot be known.
    """

    before: Assessment
    after: Assessment
    contribution: Fraction | None
    handled: int | None
    relapsed: int | None

    @property
    def has_changed_class(self) -> bool:
        """Whether the class, or what is known of it, differs."""
        return self.before.grade != self.after.grade


def compare(before: Assessment, after: Assessment) -> Comparison:
    """The change from `before` to `after`. Raises `CannotCompare` for different rule sets."""
    if before.regulation.content_hash != after.regulation.content_hash:
        raise CannotCompare(before.regulation.id, after.regulation.id)
    handled, relapsed = _crossing(before, after), _crossing(after, before)
    return Comparison(before, after, _contribution(before.sectoral_average, after.sectoral_average), handled, relapsed)


def _contribution(start: Fraction | None, end: Fraction | None) -> Fraction | None:
    if start is None or end is None or start == 0:
        return None
    return min((start - end) / start, Fraction(1))


def _crossing(was_slum: Assessment, is_free: Assessment) -> int | None:
    if was_slum.is_slum is None or is_free.is_slum is None:
        return None
    if not (was_slum.is_slum and not is_free.is_slum):
        return 0
    return was_slum.facts.quantities.get(was_slum.regulation.area_field)
