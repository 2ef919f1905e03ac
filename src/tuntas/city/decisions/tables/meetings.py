"""Weights, meetings, and their lists frozen with the advice."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from tuntas.city.people.access import scope
from tuntas.city.people.models import City, User
from tuntas.city.problems.models import Problem, TargetArea
from tuntas.city.proposals.models import Proposal
from tuntas.city.records.models import Paper
from tuntas.domain.rupiah import LARGEST_IDR


class WeightingQuerySet(models.QuerySet["Weighting"]):
    """Weightings by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """Those of the cities that the user sees."""
        return self.filter(scope(user, "see_city", city="city"))


class Weighting(models.Model):
    """A version of a city's own weights: criterion of `planning/ranking.toml` → whole number. Never changed (triggers).

    The one with the highest `version` holds; before the first one the default of the file does.
    """

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="weightings")
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    weights = models.JSONField()
    reason = models.TextField()
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = WeightingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "version"], name="weighting_version_is_one"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(reason=""), name="weighting_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.city_id} v{self.version} ({self.pk})"


class MeetingKind(models.TextChoices):
    """What a meeting is for: which comes first, or how the four stages go on."""

    PRIORITIES = "PRIORITIES"
    CONTROL = "CONTROL"


class MeetingState(models.TextChoices):
    """Whether a meeting goes on. A closed one changes no more but for its papers and dissents."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings by who may see them and whether they go on."""

    def visible_to(self, user: Any) -> Self:
        """Meetings of the cities that the user sees."""
        return self.filter(scope(user, "see_city", city="city"))

    def open(self) -> Self:
        """Those that go on."""
        return self.filter(state=MeetingState.OPEN)

    def waiting_for_words(self) -> Self:
        """Open lists, with `waiting`: how many of their items have no word yet (at least one)."""
        waiting = models.Count("items", filter=Q(items__decisions=None), distinct=True)
        return self.filter(state=MeetingState.OPEN).annotate(waiting=waiting).filter(waiting__gt=0)


class Meeting(models.Model):
    """A rapat. `weights` are those by which its list was ranked (`weighting` null: the default of the file).

    The list is frozen (triggers) from `begun_at`, the first word or move. `order` holds the ids of its items as the
    head arranged them. `skip_reason` is why a better advised item was left without a word.
    """

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=12, choices=MeetingKind.choices)
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=MeetingState.choices, default=MeetingState.OPEN)
    weighting = models.ForeignKey(Weighting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    weights = models.JSONField(default=dict)
    listed_at = models.DateTimeField(null=True, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    order = models.JSONField(default=list)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    called_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    called_at = models.DateTimeField()
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    skip_reason = models.TextField(blank=True)

    #: On rows of `MeetingQuerySet.waiting_for_words` alone.
    waiting: int

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="meeting_has_a_title"),
            models.CheckConstraint(condition=Q(kind__in=MeetingKind.values), name="meeting_kind_is_known"),
            models.CheckConstraint(
                condition=Q(state="OPEN", closed_at=None) | Q(state="CLOSED", closed_at__isnull=False),
                name="meeting_is_closed_at_a_time",
            ),
            models.UniqueConstraint(fields=["city", "kind"], condition=Q(state="OPEN"),
                                    name="meeting_of_a_kind_is_one_at_a_time"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.title} {self.held_on} ({self.pk})"

    @property
    def is_open(self) -> bool:
        """Whether it goes on."""
        return self.state == MeetingState.OPEN


class ItemKind(models.TextChoices):
    """What an item of a list is about; the mayor takes them in this order."""

    PROBLEM = "PROBLEM"
    TARGET_AREA = "TARGET_AREA"
    PROPOSAL = "PROPOSAL"


class MeetingItem(models.Model):
    """One item of a list with the advice as it stood when the list was made. Frozen once the meeting has begun.

    `rank` counts within its kind; `rank_low` and `rank_high` are the best and the worst rank that the missing values
    leave open. `score_centi` is the score in hundredths of a point, `advice` its values and contributions.
    `law_rank` is its rank by the regulation's priority alone (null: priority not known).
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=12, choices=ItemKind.choices)
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, null=True, blank=True, related_name="items")
    target_area = models.ForeignKey(TargetArea, on_delete=models.PROTECT, null=True, blank=True, related_name="items")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, null=True, blank=True, related_name="items")
    name = models.CharField(max_length=300, help_text="as the list calls it")
    where = models.CharField(max_length=300, blank=True)
    settlements = models.JSONField(default=list, help_text="of each: id, m², households, unfit houses")
    rank = models.PositiveIntegerField()
    rank_low = models.PositiveIntegerField()
    rank_high = models.PositiveIntegerField()
    law_rank = models.PositiveIntegerField(null=True, blank=True)
    score_centi = models.PositiveIntegerField()
    score_low_centi = models.PositiveIntegerField()
    score_high_centi = models.PositiveIntegerField()
    advice = models.JSONField(default=list)
    area_m2 = models.BigIntegerField(null=True, blank=True)
    cost_idr = models.BigIntegerField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="PROBLEM", problem__isnull=False, target_area=None, proposal=None)
                | Q(kind="TARGET_AREA", problem=None, target_area__isnull=False, proposal=None)
                | Q(kind="PROPOSAL", problem=None, target_area=None, proposal__isnull=False),
                name="meeting_item_is_about_one_thing",
            ),
            models.UniqueConstraint(fields=["meeting", "kind", "rank"], name="meeting_item_rank_is_one"),
            models.UniqueConstraint(fields=["meeting", "problem"], name="meeting_lists_a_problem_once"),
            models.UniqueConstraint(fields=["meeting", "target_area"], name="meeting_lists_a_target_area_once"),
            models.UniqueConstraint(fields=["meeting", "proposal"], name="meeting_lists_a_proposal_once"),
            models.CheckConstraint(condition=Q(cost_idr=None) | Q(cost_idr__range=(0, LARGEST_IDR)),
                                   name="meeting_item_cost_is_likely"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.rank} of {self.meeting_id}: {self.name} ({self.pk})"

    @property
    def city(self) -> City:
        """The city that it belongs to."""
        return self.meeting.city
