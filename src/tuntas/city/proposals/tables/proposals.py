"""Proposals with what they do and cost, and their way through the budget."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from tuntas.city.funding.models import Source
from tuntas.city.people.access import scope
from tuntas.city.people.models import Agency, City, User
from tuntas.city.places.models import Place
from tuntas.city.problems.models import Problem
from tuntas.city.proposals.tables.prices import YEARS
from tuntas.city.records.models import Paper
from tuntas.city.settlements.models import Settlement
from tuntas.domain.rupiah import LARGEST_IDR


class Origin(models.TextChoices):
    """Who brought a proposal."""

    AGENCY = "AGENCY"
    KELURAHAN = "KELURAHAN"
    MUSRENBANG = "MUSRENBANG"
    POKIR = "POKIR"


class ProposalState(models.TextChoices):
    """How far a proposal has come. ROLLED: it goes on as the proposal of a later year that names it."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    WITHDRAWN = "WITHDRAWN"
    ROLLED = "ROLLED"


#: States in which a proposal still asks for money.
STANDING = (ProposalState.DRAFT, ProposalState.SUBMITTED)


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Proposals by who may see them and how they stand."""

    def visible_to(self, user: Any) -> Self:
        """Proposals of the user's city and area."""
        return self.filter(scope(user, "see_city", city="city", place="settlement__place"))

    def standing(self) -> Self:
        """Those that neither went on to another year nor were withdrawn."""
        return self.filter(state__in=STANDING)

    def submitted(self) -> Self:
        """Those that wait for a word of the city, or have it."""
        return self.filter(state=ProposalState.SUBMITTED)


class Proposal(models.Model):
    """What an agency would do for a settlement in a year. Never deleted; a later year continues it (`rolled_from`).

    `readiness` has the state of each item of `readiness.toml` (an absent one: not said). `geometry` is WKB in EPSG:4326
    of a point, line or area; empty: the whole settlement as it is drawn. `changed` counts changes, so that two people
    never overwrite each other.
    """

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="proposals")
    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, related_name="proposals")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="proposals")
    title = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.AGENCY)
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.DRAFT)
    rolled_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="rolled_to")
    changed = models.PositiveIntegerField(default=1)
    readiness = models.JSONField(default=dict, help_text="code of readiness.toml → state")
    budget_code = models.CharField(max_length=40, blank=True)
    location = models.CharField(max_length=200, blank=True, help_text="street or alley in words")
    geometry = models.BinaryField(default=bytes)
    note = models.TextField(blank=True)
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    withdraw_reason = models.TextField(blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="proposal_has_a_title"),
            models.CheckConstraint(condition=Q(year__range=YEARS), name="proposal_year_is_likely"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="proposal_origin_is_known"),
            models.CheckConstraint(
                condition=Q(state="DRAFT", submitted_at=None, ended_at=None)
                | Q(state="SUBMITTED", submitted_at__isnull=False, ended_at=None)
                | Q(state__in=["WITHDRAWN", "ROLLED"], ended_at__isnull=False),
                name="proposal_state_is_whole",
            ),
            models.CheckConstraint(condition=Q(state="WITHDRAWN") & ~Q(withdraw_reason="")
                                   | ~Q(state="WITHDRAWN") & Q(withdraw_reason=""),
                                   name="proposal_is_withdrawn_with_a_reason"),
            models.UniqueConstraint(fields=["rolled_from"], condition=~Q(state="WITHDRAWN"),
                                    name="proposal_goes_on_once"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["city", "year", "state"], name="proposal_of_year")]

    def __str__(self) -> str:
        return f"{self.title} {self.year} ({self.pk})"

    @property
    def place(self) -> Place:
        """Where it is: the place that holds its settlement."""
        return self.settlement.place

    @property
    def is_standing(self) -> bool:
        """Whether it still asks for money."""
        return self.state in STANDING


class ProposalLine(models.Model):
    """One work of a proposal: how much of which deficit it mends, and its cost.

    `unit_cost_idr` null: the library has no price for that activity and year, and `cost_idr` is not known either.
    `along` names the line whose work also does this: a paved alley that mends the surface serves access to fires too.
    Such a line has a volume and costs nothing. `own_price` says why the price is not that of the library.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, null=True, blank=True, related_name="lines")
    aspect = models.CharField(max_length=20, blank=True)
    criterion = models.CharField(max_length=8, blank=True)
    activity = models.CharField(max_length=40, help_text="code of activities.toml")
    volume_micro = models.BigIntegerField()
    unit = models.CharField(max_length=20)
    unit_cost_idr = models.BigIntegerField(null=True, blank=True)
    cost_idr = models.BigIntegerField(null=True, blank=True)
    own_price = models.CharField(max_length=200, blank=True)
    along = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="others")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "position"], name="proposal_line_has_its_place"),
            models.CheckConstraint(condition=Q(volume_micro__gt=0), name="proposal_line_has_a_volume"),
            models.CheckConstraint(condition=Q(unit_cost_idr=None) | Q(unit_cost_idr__range=(1, LARGEST_IDR)),
                                   name="proposal_line_price_is_likely"),
            models.CheckConstraint(
                condition=Q(along=None, unit_cost_idr=None, cost_idr=None)
                | Q(along=None, unit_cost_idr__isnull=False, cost_idr__range=(0, LARGEST_IDR))
                | Q(along__isnull=False, unit_cost_idr=None, cost_idr=0),
                name="proposal_line_cost_is_whole",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.activity} {self.volume_micro} of {self.proposal_id} ({self.pk})"


class ProposalSource(models.Model):
    """A source that is to pay a share of a proposal; the shares together are its cost."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="sources")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    share_idr = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "source"], name="proposal_names_a_source_once"),
            models.CheckConstraint(condition=Q(share_idr__range=(0, LARGEST_IDR)),
                                   name="proposal_share_is_likely"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.source_id} pays {self.share_idr} of {self.proposal_id} ({self.pk})"


class ReadinessPaper(models.Model):
    """The paper that shows an item of readiness; the last one counts, earlier ones stay."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="papers")
    item = models.CharField(max_length=24, help_text="code of readiness.toml, or `kofunding`")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "item", "paper"], name="readiness_paper_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.item} of {self.proposal_id}: {self.paper_id} ({self.pk})"


class BudgetStep(models.Model):
    """A budget document in which a proposal stands, or from which it was cut. Rows are added, never changed (triggers).

    `on` is the day of the document. `cut_idr` is how much less it has than was asked before, `cut_by` who cut it. A
    step that was entered wrongly is named by the one that corrects it.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="steps")
    document = models.CharField(max_length=12, help_text="code of budget_documents.toml")
    number = models.CharField(max_length=120, blank=True)
    on = models.DateField(db_column="dated_on")
    ceiling_idr = models.BigIntegerField(null=True, blank=True)
    sub_activity = models.CharField(max_length=300, blank=True)
    cut_idr = models.BigIntegerField(default=0)
    cut_by = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ceiling_idr=None) | Q(ceiling_idr__range=(0, LARGEST_IDR)),
                                   name="budget_step_ceiling_is_likely"),
            models.CheckConstraint(condition=Q(cut_idr__range=(0, LARGEST_IDR)), name="budget_step_cut_is_likely"),
            models.CheckConstraint(condition=Q(cut_idr=0) | ~Q(cut_by=""), name="budget_cut_says_by_whom"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["proposal", "on"], name="budget_trail")]

    def __str__(self) -> str:
        return f"{self.document} of {self.proposal_id} ({self.pk})"

    @property
    def city(self) -> City:
        """The city that it belongs to."""
        return self.proposal.city
