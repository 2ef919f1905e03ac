"""Prices of a city and their rises, and the deadlines of its budget documents."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from tuntas.city.people.access import scope
from tuntas.city.people.models import City, User
from tuntas.domain.rupiah import LARGEST_IDR

YEARS = (1945, 2200)


class CostQuerySet(models.QuerySet["UnitCost"]):
    """Prices by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """Prices of the user's city."""
        return self.filter(scope(user, "see_city", city="city"))


class UnitCost(models.Model):
    """The price of one unit of an activity in a city and year, and where it comes from."""

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="unit_costs")
    year = models.PositiveSmallIntegerField()
    activity = models.CharField(max_length=40)
    cost_idr = models.BigIntegerField()
    source = models.CharField(max_length=300, help_text="as in: SHST city 2026, table 4")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = CostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "year", "activity"], name="unit_cost_is_one_in_its_year"),
            models.CheckConstraint(condition=Q(cost_idr__range=(1, LARGEST_IDR)), name="unit_cost_is_likely"),
            models.CheckConstraint(condition=Q(year__range=YEARS), name="unit_cost_year_is_likely"),
            models.CheckConstraint(condition=~Q(source=""), name="unit_cost_says_where_from"),
        ]

    def __str__(self) -> str:
        return f"{self.city_id} {self.year} {self.activity}: {self.cost_idr}"


class PriceRise(models.Model):
    """By how much prices of a city rose from the year before to `year`, in millionths; below zero: they fell."""

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="price_rises")
    year = models.PositiveSmallIntegerField()
    rate_ppm = models.IntegerField()
    source = models.CharField(max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "year"], name="price_rise_is_one_in_its_year"),
            models.CheckConstraint(condition=Q(rate_ppm__range=(-500_000, 1_000_000)), name="price_rise_is_likely"),
            models.CheckConstraint(condition=Q(year__range=YEARS), name="price_rise_year_is_likely"),
            models.CheckConstraint(condition=~Q(source=""), name="price_rise_says_where_from"),
        ]

    def __str__(self) -> str:
        return f"{self.city_id} {self.year}: {self.rate_ppm} ppm"


class Deadline(models.Model):
    """The day by which a budget document of a year is to be finished in a city."""

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="deadlines")
    year = models.PositiveSmallIntegerField(help_text="the budget year, not that of the day")
    document = models.CharField(max_length=12)
    due_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "year", "document"], name="deadline_is_one_in_its_year"),
            models.CheckConstraint(condition=Q(year__range=YEARS), name="deadline_year_is_likely"),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.year}: {self.due_on} ({self.pk})"
