"""The filter of the list of people; what it holds lives in the address."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Prefetch, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tuntas.city.people.models import City, Post, User
from tuntas.city.people.rights import roles_with_second_factor
from tuntas.city.places.models import Place
from tuntas.web.people.forms import Choices, agency_choices, area_choices
from tuntas.web.people.rights_words import role_choices
from tuntas.web.shared.choices import offer
from tuntas.web.shared.components import Filter
from tuntas.web.shared.days import day_field
from tuntas.web.shared.formats import day
from tuntas.web.shared.listing import PAGE, query_with

ENDED, ALL, OWING, SHUT = "berakhir", "semua", "tanpa-pengaman", "nonaktif"
STATES: Choices = [
    ("", _("Sedang menjabat")), (ENDED, _("Jabatan berakhir")), (ALL, _("Semua")),
    (OWING, _("Belum memasang pengaman kedua")), (SHUT, _("Akun nonaktif")),
]  # fmt: skip


class PeopleFilterForm(forms.Form):
    """Search, role, agency, area, state, and the day that is asked about."""

    cari = forms.CharField(label=_("Cari nama"), max_length=80, required=False)
    peran = forms.ChoiceField(label=_("Peran"), required=False)
    perangkat = forms.ChoiceField(label=_("Perangkat daerah"), required=False)
    wilayah = forms.ChoiceField(label=_("Wilayah"), required=False)
    keadaan = forms.ChoiceField(label=_("Keadaan"), required=False, choices=STATES)
    tanggal = day_field(_("Pada tanggal"), required=False)
    cari.css_class = "field-wide"  # type: ignore[attr-defined]

    def __init__(self, query: QueryDict, city: City, today: date) -> None:
        super().__init__(query)
        self.city, self.today = city, today
        self.offers: dict[str, Choices] = {
            "peran": [*role_choices()], "perangkat": agency_choices(city), "wilayah": area_choices(city),
        }  # fmt: skip
        for name, choices in self.offers.items():
            offer(self, name, [("", _("Semua")), *choices])
        self.is_valid()

    @property
    def on(self) -> date:
        """The day that is asked about; today where the address names none."""
        return self.cleaned_data.get("tanggal") or self.today

    def people(self) -> "QuerySet[User]":
        """The people who fit, each with `posts_of`, by name."""
        posts = self._posts()
        people: QuerySet[User] = User.objects.filter(pk__in=posts.values("user"))
        if words := self.cleaned_data.get("cari"):
            people = people.filter(Q(name__icontains=words) | Q(username__icontains=words))
        if self.cleaned_data.get("keadaan") == OWING:
            people = people.filter(pk__in=owing(self.city, self.today))
        if self.cleaned_data.get("keadaan") == SHUT:
            people = people.filter(is_active=False)
        related = posts.select_related("area", "agency").order_by("-from_on", "pk")
        return people.prefetch_related(Prefetch("posts", related, to_attr="fitting_posts")).order_by("name", "pk")

    def posts_of(self, user: User) -> list[Post]:
        """The posts for which one of `people` fits."""
        posts: list[Post] = getattr(user, "fitting_posts", [])
        return posts

    def chips(self, query: QueryDict) -> list[Filter]:
        """What is in force, each with the address that takes it away."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return [Filter(f"{self.fields[name].label}: {self._word(name, value)}",
                       query_with(query, **{name: None, PAGE: None})) for name, value in said.items()]  # fmt: skip

    def _posts(self) -> "QuerySet[Post]":
        said, posts = self.cleaned_data, Post.objects.filter(city=self.city)
        if said.get("peran"):
            posts = posts.filter(role=said["peran"])
        if said.get("perangkat"):
            posts = posts.filter(agency=said["perangkat"])
        if said.get("wilayah"):
            area = Place.objects.get(pk=said["wilayah"])
            posts = posts.filter(area__in=Place.objects.within(area))
        return self._at_its_time(posts)

    def _at_its_time(self, posts: "QuerySet[Post]") -> "QuerySet[Post]":
        state = self.cleaned_data.get("keadaan")
        if state == ENDED:
            return posts.filter(until_on__lte=self.on)
        if state in (ALL, SHUT):
            return posts
        return posts.filter(Q(until_on=None) | Q(until_on__gt=self.on), from_on__lte=self.on)

    def _word(self, name: str, value: Any) -> str:
        if isinstance(value, date):
            return day(value)
        flat = [line for one, more in self.offers.get(name, STATES) for line in _lines(one, more)]
        return str(dict(flat).get(value, value))


def _lines(value: str, word: Any) -> list[tuple[str, Any]]:
    """The choices of a group, or the choice itself."""
    return word if isinstance(word, list) else [(value, word)]


def owing(city: City, on: date) -> "QuerySet[User]":
    """Who holds a post in the city that asks for a second factor and has not set one up."""
    strong = Post.objects.in_force(on).filter(city=city, role__in=roles_with_second_factor())
    people: QuerySet[User] = User.objects.filter(pk__in=strong.values("user"))
    return people.filter(totp_confirmed_at=None, is_active=True)
