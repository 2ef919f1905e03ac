"""Cities as tenants, agencies with their mandates, users and the posts they hold for a time."""

from datetime import date
from importlib import import_module
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from tuntas.city.people.access import scope
from tuntas.city.people.duties import Duty, NoDayNamed
from tuntas.city.people.rights import WITHOUT_CITY
from tuntas.city.places.models import Place
from tuntas.city.places.prepared import Prepared


class CityQuerySet(models.QuerySet["City"]):
    """Cities by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """Cities in which the user holds a post, or that their post reaches."""
        return self.filter(scope(user, "see_city", city=""))


class City(models.Model):
    """A tenant: one kabupaten or kota whose memory stands apart from every other's."""

    place = models.OneToOneField(Place, on_delete=models.PROTECT, related_name="tenant")
    code = models.CharField(max_length=8, unique=True, help_text="Kemendagri, as in 33.75")
    name = models.CharField(max_length=120, help_text='as in "Kota Pekalongan"')
    timezone = models.CharField(max_length=40, default="Asia/Jakarta")
    is_example = models.BooleanField(default=False)

    objects = CityQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="city_has_a_name")]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class AgencyQuerySet(models.QuerySet["Agency"]):
    """Agencies by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """Agencies of the cities that the user sees."""
        return self.filter(scope(user, "see_city", city="city"))


class Agency(models.Model):
    """A perangkat daerah (OPD) of a city."""

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="agencies")
    code = models.CharField(max_length=20, help_text="short name, as in DINPERKIM")
    name = models.CharField(max_length=200)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["city", "code"], name="agency_code_is_one_in_its_city")]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Mandate(models.Model):
    """What an agency answers for: an aspect of the rule set (`jalan` …, empty: all) at a stage (empty: all)."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="mandates")
    aspect = models.CharField(max_length=20, blank=True)
    stage = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "aspect", "stage"], name="mandate_is_said_once")]

    def __str__(self) -> str:
        return f"{self.agency_id}: {self.aspect or '*'} × {self.stage or '*'} ({self.pk})"


class UserQuerySet(models.QuerySet["User"]):
    """Users by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """The user, and those who hold or held a post in a city whose people the user manages."""
        managed = Post.objects.filter(scope(user, "manage_people", city="city")).values("user")
        return self.filter(Q(pk=user.pk) | Q(pk__in=managed))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Users by the name they sign in with."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user whose name this is, in any case: names are kept in lower case."""
        user: User = self.get(username=(username or "").strip().lower())
        return user


class User(AbstractBaseUser):
    """A person who signs in. What they may do follows from the posts they hold on the day, never from this row."""

    username = models.CharField(max_length=60, unique=True, help_text="lower case")
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="id")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    totp_secret = models.BinaryField(null=True, blank=True, help_text="sealed with the key of the field")
    totp_confirmed_at = models.DateTimeField(null=True, blank=True)
    totp_last_step = models.BigIntegerField(default=0, help_text="a code is good once")

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    _duties: tuple[Duty, ...] | None = None

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(username=Lower("username")) & ~Q(username=""),
                                   name="username_is_in_lower_case"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} ({self.username})"

    def take_duties(self, on: date, *, only: frozenset[str] | None = None) -> Self:
        """Remember the posts in force on `on`; doors call it once, before any permission is asked.

        `only`: the verbs that a token leaves of them; None: all.
        """
        rows = POSTS_HELD.rows(self.pk, on) if self.is_active else ()
        self._duties = tuple(Duty(role, city, area, agency, only) for role, city, area, agency in rows)
        return self

    @property
    def duties(self) -> tuple[Duty, ...]:
        """The posts in force on the day that the door named; raises `NoDayNamed` where none did."""
        if self._duties is None:
            raise NoDayNamed(self.username)
        return self._duties


class PostQuerySet(models.QuerySet["Post"]):
    """Posts by the day they hold and who may see them."""

    def in_force(self, on: date) -> Self:
        """Posts held on that day; `until_on` is the first day after."""
        return self.filter(Q(until_on=None) | Q(until_on__gt=on), from_on__lte=on)

    def visible_to(self, user: Any) -> Self:
        """The user's own posts, and those of the cities whose people they manage."""
        return self.filter(Q(user=user.pk) | scope(user, "manage_people", city="city"))


class Post(models.Model):
    """A position that a user holds from `from_on` until before `until_on`: a role, in a city, for an area.

    `area` null: the whole city. `acting` is PLT or PLH where a deputy holds it by the paper in `basis`.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=24, help_text="a code of rights.toml")
    city = models.ForeignKey(City, on_delete=models.PROTECT, null=True, blank=True, related_name="posts")
    area = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="posts")
    title = models.CharField(max_length=120, blank=True, help_text='as printed: "Lurah Medono"')
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    acting = models.CharField(max_length=3, blank=True)
    basis = models.CharField(max_length=200, blank=True, help_text="the paper that appoints: kind, number, date")

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until_on=None) | Q(from_on__lt=F("until_on")),
                                   name="post_begins_before_it_ends"),
            models.CheckConstraint(condition=Q(city__isnull=False) | Q(role__in=WITHOUT_CITY),
                                   name="post_has_a_city"),
            models.CheckConstraint(condition=~Q(role="PROVINCE_VIEWER") | Q(area__isnull=False),
                                   name="province_viewer_has_a_province"),
            models.CheckConstraint(condition=Q(acting="") | (Q(acting__in=["PLT", "PLH"]) & ~Q(basis="")),
                                   name="deputy_has_a_paper"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.title or self.role} {self.from_on}–{self.until_on or '…'} ({self.pk})"


#: Asked by every request; a post that ended is gone with the next.
POSTS_HELD = Prepared(
    lambda user, on: Post.objects.filter(user=user).in_force(on).values_list("role", "city_id", "area_id", "agency_id"),
    -1, date.min,
)  # fmt: skip


class OneTimeLink(models.Model):
    """A link that lets its user set a password once. Only its SHA-256 is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"link {self.pk}"


class RecoveryCode(models.Model):
    """A code that stands in for the second factor once. Only its hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "code_hash"], name="recovery_code_is_one")]

    def __str__(self) -> str:
        return f"recovery code {self.pk}"


class SignInFailure(models.Model):
    """One refused sign-in, for throttling: by account (hashed, so that mistyped passwords are not kept) and address."""

    account_hash = models.CharField(max_length=64)
    address = models.GenericIPAddressField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["account_hash", "at"], name="sign_in_failure_account"),
            models.Index(fields=["address", "at"], name="sign_in_failure_address"),
        ]

    def __str__(self) -> str:
        return f"refused sign-in {self.pk}"


class ApiToken(models.Model):
    """A key for programs, shown once. It carries its own scopes and never becomes a session."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list, help_text="verbs of rights.toml; a token never holds more than its user")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.pk})"


class Session(AbstractBaseSession):
    """A sign-in that its user can see and end."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions")
    device = models.CharField(max_length=120, blank=True)

    objects: ClassVar[Any] = BaseSessionManager()

    @classmethod
    def get_session_store_class(cls) -> Any:
        """The engine that the settings name; it reads this model, so it cannot be imported above."""
        return import_module(settings.SESSION_ENGINE).SessionStore
