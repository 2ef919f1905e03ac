"""Five-year plans with their programme, and scenarios of the optimiser. An adopted plan is never changed (triggers)."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tuntas.city.funding.models import Source
from tuntas.city.people.access import scope
from tuntas.city.people.models import Agency, City, User
from tuntas.city.proposals.models import Proposal
from tuntas.city.records.models import Paper
from tuntas.city.settlements.models import Settlement
from tuntas.domain.rupiah import LARGEST_IDR

#: A plan of more years is no plan: a slip of the keyboard.
MOST_YEARS = 20


class PlanState(models.TextChoices):
    """How far a plan has come; derived from its papers, never stored."""

    DRAFT = "DRAFT", _("rancangan")
    DISCUSSED = "DISCUSSED", _("dibahas")
    ADOPTED = "ADOPTED", _("berlaku")
    REVISED = "REVISED", _("sudah diubah")
    DROPPED = "DROPPED", _("dibatalkan")


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans by who may see them and how far they have come."""

    def visible_to(self, user: Any) -> Self:
        """Plans of the user's city; drafts too: they are worked on together."""
        return self.filter(scope(user, "see_city", city="city"))

    def adopted(self) -> Self:
        """Those that were given force, also where a later one revised them."""
        return self.filter(adopted_at__isnull=False)

    def open(self) -> Self:
        """Drafts that are worked on."""
        return self.filter(adopted_at=None, dropped_at=None)


class Plan(models.Model):
    """A plan of a city for handling its slum (RP2KPKPK): from draft over discussion to force, and its revisions.

    `number` exactly as printed. `revises` is the plan before. `changed` counts changes of a draft, so that two people
    never overwrite each other.
    """

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(max_length=300)
    from_year = models.PositiveSmallIntegerField()
    years = models.PositiveSmallIntegerField(default=5, help_text="how many")
    revises = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="revisions")
    changed = models.PositiveIntegerField(default=1)
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField()
    discussed_on = models.DateField(null=True, blank=True)
    minutes = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    discussed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    discussed_at = models.DateTimeField(null=True, blank=True)
    number = models.CharField(max_length=120, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    adopted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    adopted_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)
    drop_reason = models.TextField(blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="plan_has_a_title"),
            models.CheckConstraint(condition=Q(from_year__range=(1945, 2200), years__range=(1, MOST_YEARS)),
                                   name="plan_years_are_likely"),
            models.UniqueConstraint(fields=["city", "number"], condition=~Q(number="") & Q(dropped_at=None),
                                    name="plan_number_is_one_in_its_city"),
            models.UniqueConstraint(fields=["revises"], condition=Q(adopted_at__isnull=False),
                                    name="plan_is_revised_once"),
            models.CheckConstraint(
                condition=Q(discussed_at=None, minutes=None, discussed_on=None)
                | Q(discussed_at__isnull=False, minutes__isnull=False, discussed_on__isnull=False),
                name="plan_discussion_is_whole"),
            models.CheckConstraint(
                condition=Q(adopted_at=None, paper=None, number="")
                | Q(adopted_at__isnull=False, paper__isnull=False, signed_on__isnull=False,
                    discussed_at__isnull=False) & ~Q(number=""),
                name="plan_adoption_is_whole"),
            models.CheckConstraint(condition=Q(dropped_at=None) | Q(adopted_at=None) & ~Q(drop_reason=""),
                                   name="plan_is_dropped_with_a_reason"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number or self.title} ({self.pk})"

    @property
    def name(self) -> str:
        """As people call it: by its number, a draft by its title."""
        return self.number or self.title

    @property
    def span(self) -> range:
        """Its years."""
        return range(self.from_year, self.from_year + self.years)


class PlanTarget(models.Model):
    """Area that is to be handled in a year of a plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField()
    area_m2 = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "year"], name="plan_target_of_a_year_is_one"),
            models.CheckConstraint(condition=Q(area_m2__gte=0), name="plan_target_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.year}: {self.area_m2}"


class PlanLine(models.Model):
    """A line of the programme table. Its money stands in `PlanAmount`, by year and source; `cost_idr` is its sum.

    `proposal` null: a line that rests on no proposal. `settlement` null: the whole city. `target_m2` is the area that
    falls below the threshold with it (said once per settlement, else null); `key` names the same line in a revision.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=40)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, null=True, blank=True, related_name="plan_lines")
    settlement = models.ForeignKey(
        Settlement, on_delete=models.PROTECT, null=True, blank=True, related_name="plan_lines"
    )
    aspect = models.CharField(max_length=20, blank=True)
    criterion = models.CharField(max_length=8, blank=True)
    activity = models.CharField(max_length=60, blank=True, help_text="code of proposals/activities.toml")
    title = models.CharField(max_length=300, blank=True, help_text="where no activity of the catalogue says it")
    budget_code = models.CharField(max_length=60, blank=True)
    location = models.CharField(max_length=300)
    volume_micro = models.BigIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    unit_cost_idr = models.BigIntegerField(null=True, blank=True)
    cost_idr = models.BigIntegerField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    readiness = models.JSONField(default=dict)
    target_m2 = models.BigIntegerField(null=True, blank=True)
    finished_year = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="plan_position_is_one"),
            models.UniqueConstraint(fields=["plan", "key"], name="plan_line_key_is_one"),
            models.CheckConstraint(condition=~Q(location="") & ~Q(key=""), name="plan_line_says_where"),
            models.CheckConstraint(condition=~Q(activity="") | ~Q(title=""), name="plan_line_says_what"),
            models.CheckConstraint(condition=Q(cost_idr__range=(0, LARGEST_IDR)), name="plan_cost_is_likely"),
            models.CheckConstraint(condition=Q(volume_micro=None) | Q(volume_micro__gte=0),
                                   name="plan_volume_is_not_negative"),
            models.CheckConstraint(condition=Q(target_m2=None) | Q(target_m2__gte=0),
                                   name="plan_line_target_is_not_negative"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.position} {self.activity or self.title}"

    @property
    def city(self) -> City:
        """The city that it belongs to."""
        return self.plan.city


class PlanAmount(models.Model):
    """What a line costs in a year from a source (null: not said yet), and how much of its volume that year does."""

    line = models.ForeignKey(PlanLine, on_delete=models.CASCADE, related_name="amounts")
    year = models.PositiveSmallIntegerField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    volume_micro = models.BigIntegerField(null=True, blank=True)
    cost_idr = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "year", "source"], name="plan_amount_is_one"),
            models.UniqueConstraint(fields=["line", "year"], condition=Q(source=None),
                                    name="plan_amount_without_source_is_one"),
            models.CheckConstraint(condition=Q(cost_idr__range=(0, LARGEST_IDR)), name="plan_amount_is_likely"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.line_id} {self.year} {self.source_id}: {self.cost_idr}"


class PlanAnswer(models.Model):
    """The written reason for which a warning about a draft does not stand in its way; `key` names what it is about."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="answers")
    code = models.CharField(max_length=40)
    key = models.CharField(max_length=80, blank=True)
    reason = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "code", "key"], name="plan_answer_is_one"),
            models.CheckConstraint(condition=~Q(reason=""), name="plan_answer_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.code} {self.key}"


class ScenarioState(models.TextChoices):
    """How far the computation of a scenario is."""

    WAITING = "WAITING", _("menunggu")
    RUNNING = "RUNNING", _("dihitung")
    DONE = "DONE", _("selesai")
    STOPPED = "STOPPED", _("dihentikan")
    FAILED = "FAILED", _("gagal")


class ScenarioQuerySet(models.QuerySet["Scenario"]):
    """Scenarios by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """Scenarios of the user's city."""
        return self.filter(scope(user, "see_city", city="city"))

    def open(self) -> Self:
        """Those that wait or are being computed."""
        return self.filter(state__in=[ScenarioState.WAITING, ScenarioState.RUNNING])


class Scenario(models.Model):
    """One question to the optimiser and its answer: options, the instance as it was asked, and the checked plan.

    `data_hash` is of the instance; `version` of the program and its solver. `result` is empty until there is a plan
    that breaks nothing. `stop_asked`: it ends with the best plan that it has. `plan`: the draft made of it.
    """

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="scenarios")
    name = models.CharField(max_length=160)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="scenarios")
    options = models.JSONField(default=dict)
    instance = models.JSONField(default=dict)
    labels = models.JSONField(default=dict, help_text="what the indices of the instance stand for in the database")
    data_hash = models.CharField(max_length=64, blank=True)
    version = models.CharField(max_length=80, blank=True)
    seed = models.PositiveIntegerField(default=1)
    time_limit = models.PositiveIntegerField(default=30, help_text="seconds")
    state = models.CharField(max_length=8, choices=ScenarioState.choices, default=ScenarioState.WAITING)
    progress = models.JSONField(default=dict)
    stop_asked = models.BooleanField(default=False)
    result = models.JSONField(default=dict)
    objective_micro = models.BigIntegerField(null=True, blank=True, help_text="weighted hectares")
    bound_micro = models.BigIntegerField(null=True, blank=True, help_text="no plan reaches more")
    gap_ppm = models.BigIntegerField(null=True, blank=True)
    problem = models.JSONField(default=dict, help_text="code and params where it failed")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ScenarioQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="scenario_has_a_name"),
            models.UniqueConstraint(fields=["city", "name"], name="scenario_name_is_one_in_its_city"),
            models.CheckConstraint(condition=Q(state__in=ScenarioState.values), name="scenario_state_is_known"),
            models.CheckConstraint(condition=Q(time_limit__range=(1, 600)), name="scenario_time_is_likely"),
            models.CheckConstraint(
                condition=~Q(state="DONE") | Q(objective_micro__isnull=False, finished_at__isnull=False),
                name="scenario_done_has_a_plan"),
            models.CheckConstraint(condition=Q(bound_micro=None) | Q(bound_micro__gte=F("objective_micro")),
                                   name="scenario_bound_is_no_less"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} ({self.pk})"
