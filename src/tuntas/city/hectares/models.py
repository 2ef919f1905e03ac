"""Entries of the hectare ledger, yearly targets, and statements of others beside them."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from tuntas.city.people.access import scope
from tuntas.city.people.models import City, User
from tuntas.city.places.models import Place
from tuntas.city.records.models import Paper
from tuntas.city.settlements.models import Settlement
from tuntas.ledger.case_files import Figure
from tuntas.ledger.entries import Kind, Reason


class EntryQuerySet(models.QuerySet["LedgerEntry"]):
    """Entries by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """The whole book of the user's city, for those of one area too: a decree is a public paper."""
        return self.filter(scope(user, "see_city", city="city"))


class LedgerEntry(models.Model):
    """One line of a city's book (`tuntas.ledger.entries.Entry`), chained to the one before. Never changed (triggers).

    `seq` counts from 1 in each city without gaps. `settlement` is there where the row of the decree is one; `decree`
    is the number exactly as printed.
    """

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="ledger")
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=12)
    area_m2 = models.BigIntegerField(help_text="signed for a correction only")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decree = models.CharField(max_length=120)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    line = models.CharField(max_length=60, help_text="line of the paper: posted once")
    true_on = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=16, blank=True)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    successor = models.CharField(max_length=120, blank=True, help_text="decree that superseded area goes over to")
    remark = models.TextField(blank=True)
    printed = models.CharField(max_length=40, blank=True, help_text="the figure as the paper prints it")
    printed_on = models.CharField(max_length=40, blank=True, help_text="the day as the paper prints it, where less")
    previous_hash = models.CharField(max_length=64, blank=True)
    entry_hash = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "seq"], name="ledger_seq_is_one_in_its_city"),
            models.UniqueConstraint(fields=["paper", "line"], name="ledger_line_is_posted_once"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in Kind]), name="ledger_kind_is_known"),
            models.CheckConstraint(condition=Q(reason__in=[reason.value for reason in Reason]),
                                   name="ledger_reason_is_known"),
            models.CheckConstraint(condition=Q(area_m2__gt=0) | Q(kind=Kind.CORRECTION.value) & ~Q(area_m2=0),
                                   name="ledger_area_is_positive"),
            models.CheckConstraint(condition=Q(kind=Kind.CORRECTION.value) ^ Q(corrects=None),
                                   name="ledger_correction_names_an_entry"),
            models.CheckConstraint(condition=Q(kind=Kind.SUPERSEDED.value) ^ Q(successor=""),
                                   name="ledger_superseded_names_its_decree"),
            models.CheckConstraint(condition=~Q(kind=Kind.WITHDRAWN.value) | ~Q(reason=""),
                                   name="ledger_withdrawal_has_a_reason"),
            models.CheckConstraint(condition=~Q(decree="") & ~Q(line=""), name="ledger_entry_names_its_paper"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.city_id}/{self.seq} {self.kind} {self.area_m2}"


class TargetQuerySet(models.QuerySet["YearTarget"]):
    """Targets by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """Targets of the user's city."""
        return self.filter(scope(user, "see_city", city="city"))


class YearTarget(models.Model):
    """Hectares that a paper sets to be handled in a year, under a decree. A later paper sets another one beside it."""

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="targets")
    year = models.PositiveSmallIntegerField()
    area_m2 = models.BigIntegerField()
    decree = models.CharField(max_length=120)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    printed = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    objects = TargetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "year", "decree", "paper"], name="target_of_a_paper_is_one"),
            models.CheckConstraint(condition=Q(area_m2__gte=0), name="target_is_not_negative"),
            models.CheckConstraint(condition=Q(year__range=(1945, 2200)), name="target_year_is_likely"),
        ]

    def __str__(self) -> str:
        return f"{self.city_id} {self.year}: {self.area_m2}"


class StatementQuerySet(models.QuerySet["StatedFigure"]):
    """Statements by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """Statements on the user's city."""
        return self.filter(scope(user, "see_city", city="city"))


class StatedFigure(models.Model):
    """A figure as somebody printed it, kept beside the book and never posted; `printed_on` as its source says it."""

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="stated_figures")
    about = models.CharField(max_length=12)
    printed_on = models.CharField(max_length=40)
    area_m2 = models.BigIntegerField()
    printed = models.CharField(max_length=40)
    source = models.CharField(max_length=200)
    url = models.CharField(max_length=500, blank=True)
    remark = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    objects = StatementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "about", "printed_on", "printed", "source"],
                                    name="stated_figure_is_one"),
            models.CheckConstraint(condition=Q(about__in=[figure.value for figure in Figure]),
                                   name="stated_figure_is_about_something"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.city_id} {self.about} {self.printed_on}: {self.printed}"


class AdoptionQuerySet(models.QuerySet["AdoptedStatement"]):
    """Adoptions by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """What the user's city adopted."""
        return self.filter(scope(user, "see_city", city="city"))


class AdoptedStatement(models.Model):
    """Which of several statements on one figure of one year the city goes by, and why; the others stay.

    `figure` None: the book's own. The last one on a figure counts. Never changed (triggers).
    """

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="adopted_statements")
    about = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    figure = models.ForeignKey(StatedFigure, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField()
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(about__in=[figure.value for figure in Figure]),
                                   name="adoption_is_about_something"),
            models.CheckConstraint(condition=~Q(reason=""), name="adoption_has_a_reason"),
            models.CheckConstraint(condition=Q(year__range=(1945, 2200)), name="adoption_year_is_likely"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.city_id} {self.about} {self.year}: {self.figure_id or 'book'}"


class ReportQuerySet(models.QuerySet["IssuedReport"]):
    """Issued reports by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """Reports of the user's city."""
        return self.filter(scope(user, "see_city", city="city"))


class IssuedReport(models.Model):
    """An official sheet as it went out: its figures, the period, and the moment as known at. Never changed (triggers).

    `last_on` is the period's last day, included. `form_hash` names the definition that the figures were made by.
    """

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="issued_reports")
    form = models.CharField(max_length=40)
    form_hash = models.CharField(max_length=64)
    from_on = models.DateField()
    last_on = models.DateField()
    known_at = models.DateTimeField()
    figures = models.JSONField(help_text="m², hundredths of a percent, or a word's code; null: not known")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField()

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(form="") & ~Q(form_hash=""), name="report_names_its_form"),
            models.CheckConstraint(condition=Q(from_on__lte=F("last_on")), name="report_period_goes_forward"),
            models.CheckConstraint(condition=Q(known_at__lte=F("issued_at")), name="report_knows_no_later_line"),
        ]

    def __str__(self) -> str:
        return f"{self.city_id} {self.form} {self.last_on}"
