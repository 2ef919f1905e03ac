"""The head's word on items, the papers that give it force, dissents, and moves in the order. All append-only."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from tuntas.city.decisions.tables.meetings import MeetingItem
from tuntas.city.people.access import scope
from tuntas.city.people.models import Agency, City, User
from tuntas.city.records.models import Paper


class Verdict(models.TextChoices):
    """What the head says of an item."""

    DECIDED = "DECIDED"
    DEFERRED = "DEFERRED"
    DECLINED = "DECLINED"


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions by who may see them and whether they still hold."""

    def visible_to(self, user: Any) -> Self:
        """Decisions of the cities that the user sees."""
        return self.filter(scope(user, "see_city", city="item__meeting__city"))

    def standing(self) -> Self:
        """Those that no later one replaced."""
        return self.filter(replaced_by=None)

    def as_directives(self) -> Self:
        """Standing ones that have no paper yet: a word, not yet a decision in force."""
        return self.standing().filter(force=None)


class Decision(models.Model):
    """The head's word on an item. Rows are added, never changed (triggers); a change is a row that replaces one.

    Without a `DecisionPaper` it is an arahan. `departs` says that it went against the advice, by the rule of
    `decisions.advice`; `against` are the items that were passed over. `is_delegate`: entered from a paper by the
    secretariat, not by the head.
    """

    item = models.ForeignKey(MeetingItem, on_delete=models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    departs = models.BooleanField(default=False)
    against = models.JSONField(default=list, help_text="ids of items that the advice ranks otherwise")
    reason = models.TextField(blank=True)
    is_delegate = models.BooleanField(default=False)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True,
                                    related_name="replaced_by")  # fmt: skip
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="decision_verdict_is_known"),
            models.UniqueConstraint(fields=["item"], condition=Q(replaces=None), name="first_decision_is_one"),
        ]
        indexes = [models.Index(fields=["item", "at"], name="decision_of_item")]

    def __str__(self) -> str:
        return f"{self.verdict} on {self.item_id} ({self.pk})"

    @property
    def city(self) -> City:
        """The city that it belongs to."""
        return self.item.meeting.city

    @property
    def paper(self) -> Paper | None:
        """The paper that gives it force; None: it is an arahan."""
        force = getattr(self, "force", None)
        return force.paper if force is not None else None


class DecisionPaper(models.Model):
    """The paper that gives a decision force, and who entered it when. Never changed (triggers)."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="force")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.paper_id} gives force to {self.decision_id} ({self.pk})"

    @property
    def city(self) -> City:
        """The city that it belongs to."""
        return self.decision.city


class Dissent(models.Model):
    """Who said otherwise, and what. Never changed (triggers)."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="dissents")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    who = models.CharField(max_length=160, help_text="post, as in: Kepala Bappeda")
    text = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(who="") & ~Q(text=""), name="dissent_says_who_and_what")]

    def __str__(self) -> str:
        return f"dissent on {self.decision_id} ({self.pk})"

    @property
    def city(self) -> City:
        """The city that it belongs to."""
        return self.decision.city


class OrderMove(models.Model):
    """That the head moved an item up or down; `departs` where it now stands against the advice. Never changed."""

    item = models.ForeignKey(MeetingItem, on_delete=models.PROTECT, related_name="moves")
    from_place = models.PositiveIntegerField()
    to_place = models.PositiveIntegerField()
    departs = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(from_place=F("to_place")), name="order_move_moves"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} from {self.from_place} to {self.to_place} ({self.pk})"

    @property
    def city(self) -> City:
        """The city that it belongs to."""
        return self.item.meeting.city
