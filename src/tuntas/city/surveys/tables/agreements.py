"""Minutes of agreement on the data, and objections to single figures."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from tuntas.city.people.access import scope
from tuntas.city.people.models import City, User
from tuntas.city.places.models import Place
from tuntas.city.records.models import Paper
from tuntas.city.surveys.tables.campaigns import Campaign
from tuntas.city.surveys.tables.records import SurveyRecord, SurveyRecordVersion


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Agreements by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """Agreements of the user's city and area."""
        return self.filter(scope(user, "see_city", city="campaign__city", place="place"))


class Agreement(models.Model):
    """Berita acara kesepakatan data of a kelurahan (`place`): who signed, by role, and which versions it covers.

    Only a version that an agreement covers counts for a decree; a figure changed later has to be agreed anew.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="agreements")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    agreed_on = models.DateField()
    signatories = models.JSONField(help_text="roles that signed: RT_HEAD, RW_HEAD, BKM, LURAH …; no names")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    versions = models.ManyToManyField(SurveyRecordVersion, through="AgreedVersion", related_name="+")

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "place", "paper"], name="agreement_is_recorded_once"),
        ]

    def __str__(self) -> str:
        return f"agreement {self.campaign_id}/{self.place_id} {self.agreed_on} ({self.pk})"

    @property
    def city(self) -> City:
        """The city that it belongs to."""
        return self.campaign.city


class AgreedVersion(models.Model):
    """One version of a record that an agreement covers."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="lines")
    version = models.ForeignKey(SurveyRecordVersion, on_delete=models.PROTECT, related_name="agreed_in")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "version"], name="version_is_agreed_once")]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.version_id} ({self.pk})"


class Outcome(models.TextChoices):
    """What came of an objection."""

    OPEN = "OPEN"
    UPHELD = "UPHELD"
    REJECTED = "REJECTED"


class ObjectionQuerySet(models.QuerySet["Objection"]):
    """Objections by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """Objections of the user's city and area."""
        return self.filter(scope(user, "see_city", city="record__campaign__city", place="record__place"))

    def open(self) -> Self:
        """Objections that nobody has decided."""
        return self.filter(outcome=Outcome.OPEN)


class Objection(models.Model):
    """An objection to one figure of an RT, raised within the campaign's objection period.

    Upheld, it names the version that changed the figure, whose reason says why.
    """

    record = models.ForeignKey(SurveyRecord, on_delete=models.PROTECT, related_name="objections")
    field = models.CharField(max_length=60, help_text="name of the fact")
    statement = models.TextField(help_text="what was said; no names")
    raised_on = models.DateField()
    raised_as = models.CharField(max_length=20, help_text="role: RT_HEAD, RESIDENT …")
    filed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    filed_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    outcome_reason = models.CharField(max_length=300, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.ForeignKey(SurveyRecordVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(statement=""), name="objection_says_something"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="objection_outcome_is_known"),
            models.CheckConstraint(condition=Q(outcome="OPEN", decided_on=None)
                                   | (~Q(outcome="OPEN") & ~Q(outcome_reason="") & Q(decided_on__isnull=False)),
                                   name="decided_objection_has_a_reason"),
            models.CheckConstraint(condition=~Q(outcome="UPHELD") | Q(version__isnull=False),
                                   name="upheld_objection_names_the_change"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"objection {self.record_id}/{self.field} ({self.pk})"

    @property
    def city(self) -> City:
        """The city that it belongs to."""
        return self.record.campaign.city

    @property
    def place(self) -> Place:
        """The RT."""
        return self.record.place
