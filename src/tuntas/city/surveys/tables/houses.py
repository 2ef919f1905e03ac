"""The register of unfit houses (RTLH) and of the aid they had, by name by address. Personal throughout."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from tuntas.city.people.access import scope
from tuntas.city.people.models import City, User
from tuntas.city.places.models import Place
from tuntas.city.records.models import StoredFile

#: The criterion that counts unfit houses: buildings that do not meet technical requirements.
UNFIT_CRITERION = "1c"


class UnfitHouseQuerySet(models.QuerySet["UnfitHouse"]):
    """Houses by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """Houses where the user may see personal data; to everyone else the register does not exist."""
        return self.filter(scope(user, "see_personal", city="city", place="place"))

    def standing(self) -> Self:
        """Houses still on the register."""
        return self.filter(struck_off_at=None)


class UnfitHouse(models.Model):
    """A house unfit for living (rumah tidak layak huni) and the head of its household.

    `nik_sealed` is encrypted with a key outside the database, `nik_hash` a keyed hash to match by. `match_key` is the
    folded name and address, for houses without NIK.
    """

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", help_text="RT")
    address = models.CharField(max_length=200)
    head_name = models.CharField(max_length=120)
    match_key = models.CharField(max_length=64, help_text="keyed hash of RT, folded name and folded address")
    nik_sealed = models.BinaryField(null=True, blank=True)
    nik_hash = models.CharField(max_length=64, null=True, blank=True)
    land_status = models.CharField(max_length=24, blank=True, help_text="OWNED, RENTED, STATE_LAND, OTHERS_LAND …")
    criterion = models.CharField(max_length=8, default=UNFIT_CRITERION)
    before = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    listed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    listed_at = models.DateTimeField()
    struck_off_at = models.DateTimeField(null=True, blank=True)
    struck_off_reason = models.CharField(max_length=200, blank=True)

    objects = UnfitHouseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(address="") & ~Q(head_name=""), name="house_has_name_and_address"),
            models.CheckConstraint(condition=Q(nik_sealed__isnull=True, nik_hash=None)
                                   | Q(nik_sealed__isnull=False, nik_hash__isnull=False), name="house_nik_is_whole"),
            models.CheckConstraint(condition=Q(struck_off_at=None) | ~Q(struck_off_reason=""),
                                   name="house_is_struck_off_for_a_reason"),
            models.UniqueConstraint(fields=["city", "match_key"], condition=Q(struck_off_at=None),
                                    name="house_is_listed_once"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["city", "nik_hash"], name="house_nik")]

    def __str__(self) -> str:
        return f"house {self.pk}"


class HouseAidQuerySet(models.QuerySet["HouseAid"]):
    """Aid by who may see it."""

    def visible_to(self, user: Any) -> Self:
        """Aid to houses that the user sees."""
        return self.filter(scope(user, "see_personal", city="house__city", place="house__place"))


class HouseAid(models.Model):
    """Aid that a house had or is promised: its source, year and value, and what the house looked like after."""

    house = models.ForeignKey(UnfitHouse, on_delete=models.PROTECT, related_name="aids")
    source = models.CharField(max_length=24, help_text="a code that grows: APBN, DAK, APBD_PROV, APBD, CSR, SELF_HELP")
    programme = models.CharField(max_length=80, blank=True, help_text='as in "BSPS"')
    year = models.PositiveSmallIntegerField()
    value_idr = models.BigIntegerField(null=True, blank=True)
    after = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()

    objects = HouseAidQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["house", "source", "programme", "year"], name="aid_is_recorded_once"),
            models.CheckConstraint(condition=~Q(source=""), name="aid_has_a_source"),
            models.CheckConstraint(condition=Q(value_idr=None) | Q(value_idr__gte=0), name="aid_is_no_debt"),
        ]

    def __str__(self) -> str:
        return f"aid {self.house_id} {self.source} {self.year} ({self.pk})"
