"""Rule sets as they were, campaigns, and the files that come to them."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from tuntas.city.people.access import scope
from tuntas.city.people.models import City, User
from tuntas.city.records.models import StoredFile


class RuleSet(models.Model):
    """The law as it was when a campaign began, whole: what was scored with it can be scored again for ever.

    `law` is the rule set's data as JSON text (its order kept), `content_hash` its SHA-256 as `tuntas.rules` takes it.
    """

    content_hash = models.CharField(max_length=64, primary_key=True)
    rule_id = models.CharField(max_length=60)
    overlays = models.JSONField(default=list, help_text="ids of local overlays, in order")
    law = models.TextField()
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.rule_id} ({self.content_hash[:12]})"


class CampaignQuerySet(models.QuerySet["Campaign"]):
    """Campaigns by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """Campaigns of the cities that the user sees."""
        return self.filter(scope(user, "see_city", city="city"))


class Campaign(models.Model):
    """One survey of a city: its year, its rule set, and the days on which it was open and could be objected to.

    `closed_on` and `objection_until` are the first days after.
    """

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="campaigns")
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    rule_set = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="+")
    profile = models.CharField(
        max_length=40, blank=True, help_text="reading of the consideration scores; empty: default"
    )
    city_size = models.CharField(max_length=20, blank=True, help_text="id that density items need")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    objection_from = models.DateField(null=True, blank=True)
    objection_until = models.DateField(null=True, blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "year", "name"], name="campaign_is_one"),
            models.CheckConstraint(condition=~Q(name=""), name="campaign_has_a_name"),
            models.CheckConstraint(condition=Q(year__range=(1945, 2200)), name="campaign_year_is_likely"),
            models.CheckConstraint(condition=Q(closed_on=None) | Q(opened_on__lte=F("closed_on")),
                                   name="campaign_opens_before_it_closes"),
            models.CheckConstraint(
                condition=Q(objection_from=None, objection_until=None) | Q(objection_from__lt=F("objection_until")),
                name="campaign_objection_period_is_whole"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} {self.year} ({self.pk})"


class UploadState(models.TextChoices):
    """How far a file has come."""

    RECEIVED = "RECEIVED"
    READY = "READY"
    ACCEPTED = "ACCEPTED"
    RETURNED = "RETURNED"
    FAILED = "FAILED"


class UploadQuerySet(models.QuerySet["Upload"]):
    """Uploads by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """Uploads of the cities in which the user may import or accept, and the user's own."""
        own = Q(uploaded_by=user.pk) & scope(user, "see_city", city="campaign__city")
        reach = scope(user, "import_survey", city="campaign__city") | scope(
            user, "accept_survey", city="campaign__city"
        )
        return self.filter(own | reach | scope(user, "see_audit", city="campaign__city"))

    def waiting(self) -> Self:
        """Uploads about which nobody has decided."""
        return self.filter(state__in=[UploadState.RECEIVED, UploadState.READY])


class Upload(models.Model):
    """A survey file on its way: received, previewed, then accepted or returned. The bytes stay as they came.

    `preview` is what `surveys.previewing` found (see there). The same bytes come to a campaign once, unless they were
    returned. FAILED: the file could not be read; the preview holds the code of the refusal.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="uploads")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200, help_text="as the sender named it; only ever shown")
    sheet = models.CharField(max_length=80, blank=True, help_text="chosen sheet; empty: found by its headers")
    state = models.CharField(max_length=10, choices=UploadState.choices, default=UploadState.RECEIVED)
    preview = models.JSONField(null=True, blank=True)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    uploaded_at = models.DateTimeField()
    reason = models.TextField(blank=True, help_text="why it was returned")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "file"], condition=~Q(state="RETURNED"),
                                    name="upload_comes_once"),
            models.CheckConstraint(condition=Q(state__in=UploadState.values), name="upload_state_is_known"),
            models.CheckConstraint(condition=~Q(state="RETURNED") | ~Q(reason=""), name="returned_upload_has_a_reason"),
            models.CheckConstraint(condition=~Q(state__in=["ACCEPTED", "RETURNED"]) | Q(decided_at__isnull=False),
                                   name="decided_upload_has_its_moment"),
            models.CheckConstraint(condition=~Q(state="READY") | Q(preview__isnull=False),
                                   name="ready_upload_has_a_preview"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.file_name} ({self.pk})"

    @property
    def city(self) -> City:
        """The city that it belongs to."""
        return self.campaign.city
