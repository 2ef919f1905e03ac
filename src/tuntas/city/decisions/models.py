"""Meetings in which the head of a city decides: weights, lists frozen with the advice, the word given, and tasks."""

from tuntas.city.decisions.tables.meetings import ItemKind, Meeting, MeetingItem, MeetingKind, MeetingState, Weighting
from tuntas.city.decisions.tables.tasks import Directive, DirectiveState, DirectiveStep, DirectiveStepKind
from tuntas.city.decisions.tables.words import Decision, DecisionPaper, Dissent, OrderMove, Verdict

__all__ = ["Decision", "DecisionPaper", "Directive", "DirectiveState", "DirectiveStep", "DirectiveStepKind", "Dissent",
           "ItemKind", "Meeting", "MeetingItem", "MeetingKind", "MeetingState", "OrderMove", "Verdict",
           "Weighting"]  # fmt: skip
