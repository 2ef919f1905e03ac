"""Decrees and their lines. Once enacted, neither the decree nor a line of it is ever changed (triggers)."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.people.access import scope
from tuntas.city.people.models import City, User
from tuntas.city.places.models import Place
from tuntas.city.records.models import Paper
from tuntas.city.settlements.models import Delineation, Settlement
from tuntas.city.surveys.models import Campaign


class DecreeState(models.TextChoices):
    """How far a decree has come; derived from its papers, never stored."""

    DRAFT = "DRAFT"
    VERIFIED = "VERIFIED"
    ENACTED = "ENACTED"
    REVISED = "REVISED"
    DROPPED = "DROPPED"


class VerifierLevel(models.TextChoices):
    """Whose verification it is."""

    CITY = "CITY"
    PROVINCE = "PROVINCE"
    CENTRE = "CENTRE"


class DecreeQuerySet(models.QuerySet["Decree"]):
    """Decrees by who may see them and how far they have come."""

    def visible_to(self, user: Any) -> Self:
        """Enacted ones for all who see the city; drafts too: they are worked on together."""
        return self.filter(scope(user, "see_city", city="city"))

    def enacted(self) -> Self:
        """Those that were given force, also where a later one revised them."""
        return self.filter(enacted_at__isnull=False)

    def open(self) -> Self:
        """Drafts that are worked on."""
        return self.filter(enacted_at=None, dropped_at=None)

    def counted(self) -> Self:
        """With `locations`, how many lines, and `lines_m2`, the sum of their areas (None: no line)."""
        return self.annotate(locations=models.Count("lines"), lines_m2=models.Sum("lines__area_m2"))


class Decree(models.Model):
    """A decree that fixes the slum locations of a city, from draft to revision.

    `number` exactly as printed, `aliases` its other spellings. `revises` is the decree before. A legacy decree
    (`is_legacy`) is entered as printed: its lines have areas and perhaps classes, no scores. `changed` counts changes
    of a draft, so that two people never overwrite each other.
    """

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="decrees")
    title = models.CharField(max_length=300)
    number = models.CharField(max_length=120, blank=True)
    aliases = models.JSONField(default=list)
    signed_on = models.DateField(null=True, blank=True)
    printed_on = models.CharField(max_length=40, blank=True, help_text="the day as printed, where less than a day")
    printed_total = models.CharField(max_length=40, blank=True, help_text="the total as printed")
    printed_total_m2 = models.BigIntegerField(null=True, blank=True)
    is_legacy = models.BooleanField(default=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revises = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="revisions")
    changed = models.PositiveIntegerField(default=1)
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField()
    verifier_level = models.CharField(max_length=10, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    minutes = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    verified_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    late_reason = models.TextField(blank=True, help_text="why it was entered long after it was signed")
    enacted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    enacted_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)
    drop_reason = models.TextField(blank=True)

    #: On rows of `DecreeQuerySet.counted` alone.
    locations: int
    lines_m2: int | None

    objects = DecreeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="decree_has_a_title"),
            models.UniqueConstraint(fields=["city", "number"], condition=~Q(number="") & Q(dropped_at=None),
                                    name="decree_number_is_one_in_its_city"),
            models.UniqueConstraint(fields=["revises"], condition=Q(enacted_at__isnull=False),
                                    name="decree_is_revised_once"),
            models.CheckConstraint(condition=Q(verifier_level__in=["", *VerifierLevel.values]),
                                   name="decree_verifier_level_is_known"),
            models.CheckConstraint(
                condition=Q(verified_at=None, minutes=None, verified_on=None, verifier_level="")
                | Q(verified_at__isnull=False, minutes__isnull=False, verified_on__isnull=False)
                & ~Q(verifier_level=""),
                name="decree_verification_is_whole"),
            models.CheckConstraint(
                condition=Q(enacted_at=None, paper=None)
                | Q(enacted_at__isnull=False, paper__isnull=False, signed_on__isnull=False) & ~Q(number=""),
                name="decree_enactment_is_whole"),
            models.CheckConstraint(
                condition=Q(enacted_at=None) | Q(is_legacy=True) | Q(verified_at__isnull=False),
                name="decree_skips_no_state"),
            models.CheckConstraint(condition=Q(dropped_at=None) | Q(enacted_at=None) & ~Q(drop_reason=""),
                                   name="decree_is_dropped_with_a_reason"),
            models.CheckConstraint(condition=Q(is_legacy=True) | Q(campaign__isnull=False),
                                   name="decree_rests_on_a_survey"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number or self.title} ({self.pk})"

    @property
    def name(self) -> str:
        """As people call it: by its number, a draft by its title."""
        return self.number or self.title


class LandStatus(models.TextChoices):
    """Whether the land of a location is legal, as its units say."""

    LEGAL = "LEGAL"
    ILLEGAL = "ILLEGAL"
    MIXED = "MIXED"
    UNKNOWN = "UNKNOWN"


class DecreeLine(models.Model):
    """One location of a decree. Three areas stand side by side and none replaces another: `area_m2` is what the decree
    says (`printed` as it prints it), `drawn_m2` the polygon's, `verified_m2` the survey's sum over its RT.

    Without settlement: a legacy decree that prints only a kelurahan or the city. People, households, buildings and
    unfit houses are counts; null: nobody has said.
    """

    decree = models.ForeignKey(Decree, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    area_m2 = models.BigIntegerField()
    printed = models.CharField(max_length=40, blank=True)
    delineation = models.ForeignKey(Delineation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    drawn_m2 = models.BigIntegerField(null=True, blank=True)
    verified_m2 = models.BigIntegerField(null=True, blank=True)
    longitude_udeg = models.IntegerField(null=True, blank=True)
    latitude_udeg = models.IntegerField(null=True, blank=True)
    grade = models.CharField(max_length=24, blank=True)
    total = models.PositiveSmallIntegerField(null=True, blank=True)
    consideration = models.CharField(max_length=24, blank=True)
    land_status = models.CharField(max_length=8, choices=LandStatus.choices, default=LandStatus.UNKNOWN)
    priority = models.PositiveSmallIntegerField(null=True, blank=True)
    priority_code = models.CharField(max_length=8, blank=True)
    handling = models.CharField(max_length=40, blank=True)
    people = models.BigIntegerField(null=True, blank=True)
    households = models.BigIntegerField(null=True, blank=True)
    buildings = models.BigIntegerField(null=True, blank=True)
    unfit_houses = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decree", "position"], name="decree_position_is_one"),
            models.UniqueConstraint(fields=["decree", "settlement"], name="decree_names_a_settlement_once"),
            models.CheckConstraint(condition=Q(area_m2__gt=0), name="decree_line_has_an_area"),
            models.CheckConstraint(condition=~Q(name=""), name="decree_line_has_a_name"),
            models.CheckConstraint(condition=Q(land_status__in=LandStatus.values), name="decree_land_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.decree_id}/{self.position} {self.name}"

    @property
    def city(self) -> City:
        """The city that it belongs to."""
        return self.decree.city


class DecreeUnit(models.Model):
    """An RT of a location, with the assessment on which the decree rests."""

    line = models.ForeignKey(DecreeLine, on_delete=models.CASCADE, related_name="units")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(StoredAssessment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    area_m2 = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "place"], name="decree_unit_stands_once")]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.place_id} ({self.pk})"


class DecreeAnswer(models.Model):
    """The written reason for which a warning about a draft does not stand in its way; `key` names what it is about."""

    decree = models.ForeignKey(Decree, on_delete=models.CASCADE, related_name="answers")
    code = models.CharField(max_length=40)
    key = models.CharField(max_length=80, blank=True)
    reason = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decree", "code", "key"], name="decree_answer_is_one"),
            models.CheckConstraint(condition=~Q(reason=""), name="decree_answer_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.decree_id} {self.code} {self.key}"


class DropReason(models.TextChoices):
    """What became of area that a later decree no longer holds: one reason for every hectare."""

    HANDLED = "HANDLED"
    DELINEATION = "DELINEATION"
    NOT_SLUM = "NOT_SLUM"
    NOT_BROKEN_DOWN = "NOT_BROKEN_DOWN"


class DecreeDrop(models.Model):
    """Why a revision no longer holds what an account of the decree before had left. `settlement` null: the city's."""

    decree = models.ForeignKey(Decree, on_delete=models.CASCADE, related_name="drops")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=16, choices=DropReason.choices)
    remark = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decree", "settlement"], name="decree_drop_of_a_settlement_is_one"),
            models.UniqueConstraint(fields=["decree", "place"], condition=Q(settlement=None),
                                    name="decree_drop_of_a_place_is_one"),
            models.CheckConstraint(condition=Q(reason__in=DropReason.values), name="decree_drop_reason_is_known"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.decree_id} {self.place_id} {self.reason}"
