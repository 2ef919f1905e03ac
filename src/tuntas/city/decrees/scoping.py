"""What a location of a decree spans, in the words of its annex."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from tuntas.city.decrees.models import Decree, DecreeUnit
from tuntas.city.surveys.rule_sets import law_on_shelf, regulation_of
from tuntas.rules.regulation import Regulation

RT = "RT "
#: For a `Prefetch` of units: what `rt_words` asks of each.
UNIT_RELATED = ("place__parent", "assessment")


def rt_words(units: Iterable[DecreeUnit]) -> str:
    """`RW 001: RT 001, 002; RW 002: RT 004`; empty: no RT is named."""
    named = sorted((unit.place.parent.name if unit.place.parent else "", unit.place.name) for unit in units)
    groups = groupby(named, key=lambda one: one[0])
    return "; ".join(_group(above, [name for _, name in own]) for above, own in groups)


def regulation_for(decree: Decree) -> Regulation:
    """The rule set by whose words the decree's classes are read; a legacy decree's by the current one."""
    return regulation_of(decree.campaign) if decree.campaign else law_on_shelf().regulation


def grades_of(decree: Decree) -> Mapping[str, str]:
    """By the class of a line the code of its grade."""
    return {rule.id: rule.grade.value for rule in regulation_for(decree).grades}


def _group(above: str, names: list[str]) -> str:
    listed = ", ".join(names[:1] + [name.removeprefix(RT) for name in names[1:]])
    return f"{above}: {listed}" if above else listed
