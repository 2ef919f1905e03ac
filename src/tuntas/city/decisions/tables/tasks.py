"""Directives: an arahan that is a task, and its steps."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from tuntas.city.decisions.tables.meetings import Meeting
from tuntas.city.people.access import scope
from tuntas.city.people.models import Agency, City, User
from tuntas.city.records.models import Paper
from tuntas.city.settlements.models import Settlement


class DirectiveState(models.TextChoices):
    """Where a task stands."""

    OPEN = "OPEN"
    DONE = "DONE"
    DROPPED = "DROPPED"


class DirectiveQuerySet(models.QuerySet["Directive"]):
    """Directives by who may see them and whether they are still to be done."""

    def visible_to(self, user: Any) -> Self:
        """Directives of the cities that the user sees."""
        return self.filter(scope(user, "see_city", city="city"))

    def open(self) -> Self:
        """Those still to be done."""
        return self.filter(state=DirectiveState.OPEN)


class Directive(models.Model):
    """An arahan of a meeting that is a task: what, at which stage, by whom, until when.

    `owner` null: whoever the agency names. State, `due_on` and `paper` follow its steps, which are only added.
    """

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="directives")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="directives")
    text = models.TextField()
    stage = models.CharField(max_length=20, help_text="a stage of people.agencies.Stage")
    aspect = models.CharField(max_length=20, blank=True)
    settlement = models.ForeignKey(
        Settlement, on_delete=models.PROTECT, null=True, blank=True, related_name="directives"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="directives")
    owner = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=DirectiveState.choices, default=DirectiveState.OPEN)
    done_at = models.DateTimeField(null=True, blank=True)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_delegate = models.BooleanField(default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text="") & ~Q(stage=""), name="directive_says_what"),
            models.CheckConstraint(
                condition=Q(state="OPEN", done_at=None) | Q(state__in=["DONE", "DROPPED"], done_at__isnull=False),
                name="directive_is_done_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["city", "state", "due_on"], name="directive_by_due")]

    def __str__(self) -> str:
        return f"{self.text[:40]} until {self.due_on} ({self.pk})"


class DirectiveStepKind(models.TextChoices):
    """What happened to a task."""

    TOLD = "TOLD"
    DONE = "DONE"
    DROPPED = "DROPPED"
    REOPENED = "REOPENED"
    PUT_OFF = "PUT_OFF"
    PAPER = "PAPER"


class DirectiveStep(models.Model):
    """One step of a task. Rows are added, never changed (triggers)."""

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=8, choices=DirectiveStepKind.choices)
    note = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True, help_text="of a step that puts it off: the new day")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DirectiveStepKind.values), name="directive_step_is_known"),
            models.CheckConstraint(condition=Q(kind="PAPER", paper__isnull=False) | ~Q(kind="PAPER") & ~Q(note=""),
                                   name="directive_step_has_a_note"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} of {self.directive_id} ({self.pk})"

    @property
    def city(self) -> City:
        """The city that it belongs to."""
        return self.directive.city
