"""Stored results of each RT, and the stored figures of kelurahan, kecamatan and city."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from tuntas.city.people.access import scope
from tuntas.city.people.models import City
from tuntas.city.places.models import Place
from tuntas.city.surveys.models import Campaign, RuleSet, SurveyRecord, SurveyRecordVersion


class AssessmentQuerySet(models.QuerySet["StoredAssessment"]):
    """Assessments by who may see them, and those that hold now."""

    def visible_to(self, user: Any) -> Self:
        """Assessments of the user's city and area."""
        return self.filter(scope(user, "see_city", city="record__campaign__city", place="record__place"))

    def current(self) -> Self:
        """Of each record the assessment of its newest version under its campaign's rule set."""
        campaign = "record__campaign__"
        return self.filter(record_version=F("record__version"), rule_set=F(f"{campaign}rule_set"),
                           profile=F(f"{campaign}profile"))  # fmt: skip


class StoredAssessment(models.Model):
    """The result of one version of a record under one rule set, with the facts it was made of. Never changed.

    `result` is `assessments.facts.result_json`. A total or class is known where its two ends agree; `sectoral_ppm` is
    the sectoral average in millionths; areas are micro-hectares (0.01 m²).
    """

    record = models.ForeignKey(SurveyRecord, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(SurveyRecordVersion, on_delete=models.PROTECT, related_name="+")
    record_version = models.PositiveIntegerField(help_text="number of `version`")
    rule_set = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="+")
    profile = models.CharField(max_length=40, blank=True)
    facts = models.JSONField()
    result = models.JSONField()
    total_min = models.PositiveSmallIntegerField()
    total_max = models.PositiveSmallIntegerField()
    grade_min = models.CharField(max_length=24, help_text="class id of the rule set for `total_min`")
    grade_max = models.CharField(max_length=24)
    is_complete = models.BooleanField()
    is_slum = models.BooleanField(null=True, help_text="null: the interval spans the threshold")
    sectoral_ppm = models.IntegerField(null=True)
    consideration = models.CharField(max_length=24, blank=True)
    is_legal = models.BooleanField(null=True)
    priority_code = models.CharField(max_length=8, blank=True, help_text="A1 … C6")
    priority = models.PositiveSmallIntegerField(null=True)
    handling = models.CharField(max_length=40, blank=True)
    area_micro_ha = models.BigIntegerField(null=True)
    assessed_on = models.DateField()
    at = models.DateTimeField()

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "rule_set", "profile"], name="assessment_is_made_once"),
            models.CheckConstraint(condition=Q(total_min__lte=F("total_max")), name="assessment_interval_is_upright"),
            models.CheckConstraint(condition=Q(is_complete=False) | Q(total_min=F("total_max")),
                                   name="complete_assessment_has_one_total"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["record", "record_version"], name="assessment_of_version")]

    def __str__(self) -> str:
        return f"assessment {self.record_id} v{self.record_version} {self.total_min}–{self.total_max} ({self.pk})"

    @property
    def grade(self) -> str:
        """The class id; empty while the interval spans several."""
        return self.grade_min if self.grade_min == self.grade_max else ""

    @property
    def total(self) -> int | None:
        """The total; None while incomplete."""
        return self.total_min if self.is_complete else None


class AreaFigureQuerySet(models.QuerySet["AreaFigure"]):
    """Figures by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """Figures of places in the user's city and area."""
        return self.filter(scope(user, "see_city", city="campaign__city", place="place"))


class AreaFigure(models.Model):
    """What a campaign says of one kelurahan, kecamatan or the city: rebuilt with every change, in its transaction.

    `figures` is `assessments.areas.figures_json`: units, area, buildings, households, people and unfit houses by class,
    each as a sum with the number of units that do not say. The class is that of the summed facts, scored anew.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="area_figures")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    units = models.PositiveIntegerField()
    complete_units = models.PositiveIntegerField()
    figures = models.JSONField()
    aspects_ppm = models.JSONField(help_text="aspect id → average in millionths, null where unknown")
    total_min = models.PositiveSmallIntegerField(null=True)
    total_max = models.PositiveSmallIntegerField(null=True)
    grade_min = models.CharField(max_length=24, blank=True)
    grade_max = models.CharField(max_length=24, blank=True)
    sectoral_ppm = models.IntegerField(null=True)
    counted_at = models.DateTimeField()

    objects = AreaFigureQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "place"], name="area_figure_is_one")]

    def __str__(self) -> str:
        return f"figures {self.campaign_id}/{self.place_id} ({self.pk})"

    @property
    def city(self) -> City:
        """The city that it belongs to."""
        return self.campaign.city
