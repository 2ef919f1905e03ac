"""Drafts, and the accepted record of each RT with all its versions."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from tuntas.city.people.access import scope
from tuntas.city.people.models import City, User
from tuntas.city.places.models import Place
from tuntas.city.surveys.tables.campaigns import Campaign, Upload


class RecordQuerySet(models.QuerySet["SurveyRecord"]):
    """Records by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """Records of the user's city and area."""
        return self.filter(scope(user, "see_city", city="campaign__city", place="place"))


class SurveyRecord(models.Model):
    """What a campaign holds of one RT now. The columns repeat the version `version`, for speed.

    `facts` is `surveys.facts.facts_json`: integers of one millionth by field. `identity` keeps the place columns of
    the file verbatim, as [name, text] pairs in their order; `position` is the order of first arrival.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="records")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    identity = models.JSONField()
    rt = models.CharField(max_length=12, blank=True, help_text="key as 003 or 06A; empty where the file says none")
    rw = models.CharField(max_length=12, blank=True)
    facts = models.JSONField()
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField()

    objects = RecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "place"], name="record_is_one_for_its_place"),
            models.CheckConstraint(condition=Q(version__gte=1), name="record_version_counts_from_one"),
        ]
        indexes = [models.Index(fields=["campaign", "position"], name="record_position")]

    def __str__(self) -> str:
        return f"record {self.campaign_id}/{self.place_id} v{self.version} ({self.pk})"

    @property
    def city(self) -> City:
        """The city that it belongs to."""
        return self.campaign.city


class VersionQuerySet(models.QuerySet["SurveyRecordVersion"]):
    """Versions by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """Versions of the records that the user sees."""
        return self.filter(scope(user, "see_city", city="record__campaign__city", place="record__place"))


class SurveyRecordVersion(models.Model):
    """One state of a record, never changed (triggers). `number` counts from 1.

    `sources`: field → {"upload", "sheet", "cell"} or {"person", "at"}. `findings`: the reader's problems that still
    hold, as `surveys.facts.problem_json`; `printed`: the results that the file itself printed. `by` made it, None for
    the system; `accepted_by` let it in.
    """

    record = models.ForeignKey(SurveyRecord, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    identity = models.JSONField()
    row_number = models.PositiveIntegerField(null=True, help_text="row of the file as its reader sees it")
    facts = models.JSONField()
    sources = models.JSONField(default=dict)
    findings = models.JSONField(default=list)
    printed = models.JSONField(null=True)
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "number"], name="version_number_is_one"),
            models.CheckConstraint(condition=Q(number=1) | Q(upload__isnull=False) | ~Q(reason=""),
                                   name="changed_version_has_a_reason"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.record_id} v{self.number} ({self.pk})"


class DraftQuerySet(models.QuerySet["Draft"]):
    """Drafts by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """The user's own, and those sent to be checked where the user checks."""
        sent = Q(sent_at__isnull=False) & scope(user, "check_survey", city="campaign__city", place="place")
        return self.filter(Q(user=user.pk) & scope(user, "see_city", city="campaign__city", place="place") | sent)


class Draft(models.Model):
    """What a person has typed for one RT so far, as typed; kept apart from every accepted figure.

    `based_on`: the version of the record that the person saw (null: there was none). `sent_at`: sent to be checked;
    `returned_reason`: what the checker asked for when it came back.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    based_on = models.PositiveIntegerField(null=True, blank=True)
    texts = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    returned_reason = models.CharField(max_length=300, blank=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "campaign", "place"], name="draft_is_one")]

    def __str__(self) -> str:
        return f"draft {self.user_id}/{self.place_id} ({self.pk})"

    @property
    def city(self) -> City:
        """The city that it belongs to."""
        return self.campaign.city
