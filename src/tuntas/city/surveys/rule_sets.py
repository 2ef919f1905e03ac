"""The law as a campaign keeps it: whole, with its hash, so that no later edit of the law data touches a result."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings

from tuntas.city.surveys.models import Campaign, RuleSet
from tuntas.rules.loading import content_hash, read_instrument
from tuntas.rules.overlays import apply_overlay
from tuntas.rules.parsing import parse_regulation
from tuntas.rules.regulation import Kind, Regulation
from tuntas.rules.shelf import UnknownRegulation, open_shelf

DATED = ("in_force_from", "in_force_until")


class LawWasChanged(Exception):
    """A kept rule set does not have the hash that it was kept under."""


@dataclass(frozen=True, slots=True)
class LawText:
    """A rule set with its raw data, ready to be kept."""

    regulation: Regulation
    raw: Mapping[str, Any]


def law_on_shelf(rule_id: str = "", overlays: Sequence[str] = ()) -> LawText:
    """The scored rule set of that id, or the current one, from the shipped law and the office's own.

    Raises `UnknownRegulation` for an id that is no scored rule set, and `BrokenLaw`.
    """
    shelf = open_shelf(settings.TUNTAS_HOME / "rules")
    chosen = shelf.regulation(rule_id or shelf.current().id, overlays)
    if chosen.kind is not Kind.SCORED:
        raise UnknownRegulation(rule_id, [rule.id for rule in shelf.all() if rule.kind is Kind.SCORED])
    raw = read_instrument(shelf.folders[chosen.id])
    for name in overlays:
        raw = apply_overlay(raw, dict(shelf.overlays[name]))
    return LawText(chosen, raw)


def keep_rule_set(law: LawText, *, at: datetime) -> RuleSet:
    """The kept rule set of that content; kept once."""
    rule = law.regulation
    text = json.dumps(law.raw, ensure_ascii=False, separators=(",", ":"), default=str)
    kept = {"rule_id": rule.id, "overlays": list(rule.overlays), "law": text, "kept_at": at}
    return RuleSet.objects.get_or_create(content_hash=rule.content_hash, defaults=kept)[0]


def regulation_of(campaign: Campaign) -> Regulation:
    """The rule set of a campaign, as it was when the campaign was opened."""
    return kept_regulation(campaign.rule_set_id)


@lru_cache(maxsize=64)
def kept_regulation(wanted: str) -> Regulation:
    """The kept rule set of that hash. Raises `LawWasChanged` where its data does not give that hash."""
    kept = RuleSet.objects.get(pk=wanted)
    raw = json.loads(kept.law)
    if content_hash(raw) != wanted:
        raise LawWasChanged(wanted)
    return parse_regulation(_with_dates(raw), content_hash=wanted, overlays=tuple(kept.overlays))


def _with_dates(raw: dict[str, Any]) -> dict[str, Any]:
    """JSON has no dates: those of the instrument become dates again."""
    head = raw["instrument"]
    dates = {name: date.fromisoformat(head[name]) for name in DATED if isinstance(head.get(name), str)}
    return {**raw, "instrument": {**head, **dates}}
