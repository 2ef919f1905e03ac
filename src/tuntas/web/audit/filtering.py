"""The filter of the audit trail; what it holds lives in the address."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tuntas.city.people.models import City, Post, User
from tuntas.city.records.models import AuditEntry
from tuntas.web.audit.words import THING_WORDS, VERB_WORDS, Words
from tuntas.web.shared.choices import offer
from tuntas.web.shared.components import Filter
from tuntas.web.shared.days import day_field
from tuntas.web.shared.formats import day
from tuntas.web.shared.listing import PAGE, query_with

SYSTEM = "-"
WIDE = ("orang", "perbuatan", "dari", "sampai")


class AuditFilterForm(forms.Form):
    """Person, verb, thing, days."""

    orang = forms.ChoiceField(label=_("Oleh"), required=False)
    perbuatan = forms.ChoiceField(label=_("Perbuatan"), required=False)
    benda = forms.ChoiceField(label=_("Tentang"), required=False)
    nomor = forms.CharField(label=_("Nomornya"), max_length=64, required=False)
    dari = day_field(_("Dari"), required=False)
    sampai = day_field(_("Sampai dengan"), required=False)

    def __init__(self, query: QueryDict, city: City) -> None:
        super().__init__(query)
        self.offers: dict[str, list[tuple[str, str]]] = {
            "orang": [("", str(_("Semua orang"))), (SYSTEM, str(_("Sistem atau baris perintah"))), *_people(city)],
            "perbuatan": [("", str(_("Semua perbuatan"))), *_sorted(VERB_WORDS)],
            "benda": [("", str(_("Semua hal"))), *_sorted(THING_WORDS)],
        }
        for name, choices in self.offers.items():
            offer(self, name, choices)
        for name in WIDE:
            self.fields[name].css_class = "field-wide"  # type: ignore[attr-defined]
        self.is_valid()

    def narrow(self, entries: "QuerySet[AuditEntry]") -> "QuerySet[AuditEntry]":
        """The entries that fit; what the address says amiss is left out and said beside its field."""
        said = self.cleaned_data
        if person := said.get("orang"):
            entries = entries.filter(by=None if person == SYSTEM else int(person))
        equal = {"verb": said.get("perbuatan"), "about_type": said.get("benda"), "about_id": said.get("nomor")}
        entries = entries.filter(**{name: value for name, value in equal.items() if value})
        if first := said.get("dari"):
            entries = entries.filter(at__gte=_start_of(first))
        if last := said.get("sampai"):
            entries = entries.filter(at__lt=_start_of(last + timedelta(days=1)))
        return entries

    def chips(self, query: QueryDict) -> list[Filter]:
        """What is in force, each with the address that takes it away."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return [Filter(f"{self.fields[name].label}: {self._word(name, value)}",
                       query_with(query, **{name: None, PAGE: None})) for name, value in said.items()]  # fmt: skip

    def _word(self, name: str, value: Any) -> str:
        if isinstance(value, date):
            return day(value)
        return dict(self.offers.get(name, ())).get(value, str(value))


def _people(city: City) -> list[tuple[str, str]]:
    """Who holds or held a post here; another's acts are found without this filter."""
    posts = Post.objects.filter(city=city).values("user")
    people = User.objects.filter(pk__in=posts).order_by("name").values_list("pk", "name", "username")
    return [(str(pk), f"{name} ({username})") for pk, name, username in people]


def _sorted(words: Words) -> list[tuple[str, str]]:
    """A word that stands for two codes says which."""
    said = [str(word) for word in words.values()]
    lines = [(code, f"{word} ({code})" if said.count(str(word)) > 1 else str(word)) for code, word in words.items()]
    return sorted(lines, key=lambda line: line[1])


def _start_of(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.min))
