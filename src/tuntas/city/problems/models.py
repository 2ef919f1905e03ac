"""Problems that agencies bring to the mayor, each with its trail, and the target areas of a city."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.people.access import scope
from tuntas.city.people.models import Agency, City, User
from tuntas.city.places.models import Place
from tuntas.city.records.models import Paper
from tuntas.city.settlements.models import Settlement
from tuntas.city.surveys.models import Campaign


class ProblemKind(models.TextChoices):
    """Whether an assessment shows it, or somebody brought it."""

    DEFICIT = "DEFICIT"
    BROUGHT = "BROUGHT"


class ProblemOrigin(models.TextChoices):
    """Where a problem comes from."""

    ASSESSMENT = "ASSESSMENT"
    AGENCY = "AGENCY"
    KELURAHAN = "KELURAHAN"
    MUSRENBANG = "MUSRENBANG"


class ProblemState(models.TextChoices):
    """Where a problem stands: asked of an agency (or of nobody yet), taken on, handed back, or closed."""

    OPEN = "OPEN"
    ACCEPTED = "ACCEPTED"
    RETURNED = "RETURNED"
    CLOSED = "CLOSED"


class CloseCause(models.TextChoices):
    """Why a problem is closed; the first two are found by the assessment, the others said by a person."""

    NOT_SHOWN = "NOT_SHOWN"
    SETTLEMENT_ENDED = "SETTLEMENT_ENDED"
    SOLVED = "SOLVED"
    NOT_SO = "NOT_SO"
    DUPLICATE = "DUPLICATE"
    WITHDRAWN = "WITHDRAWN"


#: Causes that a newer assessment gives, and takes back where it shows the deficit again.
BY_ASSESSMENT = (CloseCause.NOT_SHOWN, CloseCause.SETTLEMENT_ENDED)


class ProblemQuerySet(models.QuerySet["Problem"]):
    """Problems by who may see them and how they stand."""

    def visible_to(self, user: Any) -> Self:
        """Problems of the user's city and area."""
        return self.filter(scope(user, "see_city", city="city", place="place"))

    def standing(self) -> Self:
        """Those not closed."""
        return self.exclude(state=ProblemState.CLOSED)

    def waiting(self) -> Self:
        """Those that somebody has to answer: nobody has taken them on."""
        return self.filter(state__in=[ProblemState.OPEN, ProblemState.RETURNED])


class Problem(models.Model):
    """One problem of a settlement, or of a place without one. Never deleted; every change is a `ProblemStep`.

    DEFICIT: one for each settlement × criterion; `campaign` is the survey that shows it, `volume_micro` the sum of its
    RT (null: only shares are known), `score` that of the settlement's summed facts (null: unknown), `units_unknown` how
    many RT do not say. BROUGHT: `subject` is a code of `subjects.toml`. `checked_micro` is the volume that the
    answering agency found on site; it stands beside the surveyed one. `agency` null: nobody answers yet.
    `waiting_since` is when the present agency (or nobody) was asked; `changed` keeps two people from overwriting each
    other.
    """

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="problems")
    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, null=True, blank=True, related_name="problems")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", help_text="the settlement's, or named")
    kind = models.CharField(max_length=8, choices=ProblemKind.choices)
    origin = models.CharField(max_length=12, choices=ProblemOrigin.choices)
    aspect = models.CharField(max_length=20, blank=True, help_text="id of the rule set; empty: outside its aspects")
    criterion = models.CharField(max_length=8, blank=True)
    subject = models.CharField(max_length=24, blank=True, help_text="code of subjects.toml")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    volume_micro = models.BigIntegerField(null=True, blank=True)
    checked_micro = models.BigIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    units_unknown = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True)
    evidence = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    quote = models.TextField(blank=True, help_text="what residents asked, in their words")
    quote_paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="problems")
    state = models.CharField(max_length=8, choices=ProblemState.choices, default=ProblemState.OPEN)
    close_cause = models.CharField(max_length=16, blank=True)
    waiting_since = models.DateTimeField()
    brought_by_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    brought_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    changed = models.PositiveIntegerField(default=1)

    objects = ProblemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["settlement", "criterion"], condition=Q(kind="DEFICIT"),
                                    name="problem_of_a_criterion_is_one"),
            models.CheckConstraint(
                condition=Q(kind="DEFICIT", settlement__isnull=False, campaign__isnull=False, subject="",
                            origin="ASSESSMENT") & ~Q(criterion="") & ~Q(aspect="")
                | Q(kind="BROUGHT") & ~Q(origin="ASSESSMENT") & ~Q(subject="") & ~Q(text=""),
                name="problem_says_what_it_is"),
            models.CheckConstraint(condition=Q(state__in=ProblemState.values) & Q(origin__in=ProblemOrigin.values),
                                   name="problem_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="CLOSED", close_cause__in=CloseCause.values) | ~Q(state="CLOSED") & Q(close_cause=""),
                name="problem_is_closed_for_a_cause"),
            models.CheckConstraint(condition=~Q(state="ACCEPTED") | Q(agency__isnull=False),
                                   name="problem_is_accepted_by_an_agency"),
            models.CheckConstraint(condition=~Q(state="RETURNED") | Q(agency=None), name="returned_problem_is_nobodys"),
            models.CheckConstraint(
                condition=(Q(volume_micro=None) | Q(volume_micro__gte=0))
                & (Q(checked_micro=None) | Q(checked_micro__gte=0)),
                name="problem_volume_is_not_negative"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["city", "state"], name="problem_by_state"),
            models.Index(fields=["agency", "state"], name="problem_by_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion or self.subject} of {self.settlement_id or self.place_id} ({self.pk})"

    @property
    def needed_micro(self) -> int | None:
        """The volume to mend: as found on site, else as surveyed or brought; None: not known."""
        return self.volume_micro if self.checked_micro is None else self.checked_micro


class ProblemUnit(models.Model):
    """An RT behind a deficit, with the assessment that shows it; replaced as a whole by a newer assessment.

    What it was before is in the details of the problem's steps.
    """

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="units")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(StoredAssessment, on_delete=models.PROTECT, related_name="+")
    volume_micro = models.BigIntegerField(null=True, blank=True)
    score = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["problem", "place"], name="problem_unit_stands_once")]

    def __str__(self) -> str:
        return f"{self.place_id} behind {self.problem_id} ({self.pk})"


class StepKind(models.TextChoices):
    """What happened to a problem."""

    FOUND = "FOUND"
    BROUGHT = "BROUGHT"
    ROUTED = "ROUTED"
    ACCEPTED = "ACCEPTED"
    COMPLETED = "COMPLETED"
    HANDED_ON = "HANDED_ON"
    RETURNED = "RETURNED"
    UPDATED = "UPDATED"
    CLOSED = "CLOSED"
    REOPENED = "REOPENED"


#: Steps that are not taken without a written reason.
WITH_REASON = (StepKind.HANDED_ON, StepKind.RETURNED, StepKind.CLOSED, StepKind.REOPENED)


class ProblemStep(models.Model):
    """One step of a problem. Rows are added, never changed (triggers).

    `details` hold codes and figures: of FOUND and UPDATED the volumes before and after with those of each RT.
    """

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=StepKind.choices)
    from_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=StepKind.values), name="problem_step_is_known"),
            models.CheckConstraint(condition=~Q(kind__in=list(WITH_REASON)) | ~Q(reason=""),
                                   name="problem_step_has_its_reason"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["problem", "at"], name="problem_trail")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.problem_id} ({self.pk})"

    @property
    def city(self) -> City:
        """The city that it belongs to."""
        return self.problem.city


class TargetAreaEnd(models.TextChoices):
    """How a target area ended."""

    COMPLETE = "COMPLETE"
    GIVEN_UP = "GIVEN_UP"
    REPLACED = "REPLACED"


class TargetAreaQuerySet(models.QuerySet["TargetArea"]):
    """Target areas by who may see them and whether they go on."""

    def visible_to(self, user: Any) -> Self:
        """Target areas of the cities that the user sees."""
        return self.filter(scope(user, "see_city", city="city"))

    def going_on(self) -> Self:
        """Those that have not ended."""
        return self.filter(ended_on=None)


class TargetArea(models.Model):
    """A daerah sasaran (kawasan prioritas): settlements that are finished together, in the years named.

    It is complete when no problem of `aspects` stands in its settlements; `definition_of_complete` says so in words.
    `despite_reason` is why it was opened although earlier ones were unfinished.
    """

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="target_areas")
    name = models.CharField(max_length=160)
    from_year = models.PositiveSmallIntegerField()
    until_year = models.PositiveSmallIntegerField()
    lead_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    definition_of_complete = models.TextField()
    aspects = models.JSONField(default=list, help_text="ids of the rule set")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    despite_reason = models.TextField(blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_kind = models.CharField(max_length=10, blank=True)
    end_reason = models.TextField(blank=True)
    changed = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = TargetAreaQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(definition_of_complete=""),
                                   name="target_area_says_when_it_is_complete"),
            models.UniqueConstraint(fields=["city", "name"], condition=Q(ended_on=None),
                                    name="target_area_name_is_one"),
            models.CheckConstraint(condition=Q(from_year__lte=F("until_year"), from_year__range=(1945, 2200)),
                                   name="target_area_years_are_in_order"),
            models.CheckConstraint(
                condition=Q(ended_on=None, end_kind="", end_reason="")
                | Q(ended_on__isnull=False, end_kind__in=TargetAreaEnd.values) & ~Q(end_reason=""),
                name="target_area_ends_with_a_reason"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} {self.from_year}–{self.until_year} ({self.pk})"


class TargetAreaSettlement(models.Model):
    """A settlement of a target area; one that was taken out stays with the day and the reason."""

    target_area = models.ForeignKey(TargetArea, on_delete=models.PROTECT, related_name="members")
    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, related_name="target_areas")
    left_on = models.DateField(null=True, blank=True)
    left_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target_area", "settlement"], condition=Q(left_on=None),
                                    name="target_area_names_a_settlement_once"),
            models.CheckConstraint(condition=Q(left_on=None, left_reason="") | Q(left_on__isnull=False)
                                   & ~Q(left_reason=""), name="settlement_leaves_a_target_area_with_a_reason"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.settlement_id} in {self.target_area_id} ({self.pk})"
