"""Which day, and as known on which day; both live in the address."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.people.models import City
from tuntas.web.shared.components import Filter
from tuntas.web.shared.formats import day
from tuntas.web.shared.listing import query_with


class LedgerFilterForm(forms.Form):
    """The day of the balance, and the day up to whose end the book is read."""

    pada = forms.DateField(label=gettext_lazy("Keadaan pada"), required=False,
                           widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))  # fmt: skip
    diketahui = forms.DateField(label=gettext_lazy("Menurut yang tercatat sampai"), required=False,
                                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))  # fmt: skip

    lokasi = forms.CharField(label=gettext_lazy("Lokasi"), required=False, max_length=80)

    def wanted_place(self) -> str:
        """A part of a location's name, as typed; empty: every line."""
        self.is_valid()
        return str(self.cleaned_data.get("lokasi", "")).strip()

    def wanted_day(self, today: date) -> date:
        """The day of the balance: today unless the address names another."""
        return self._said("pada") or today

    def known_at(self, city: City) -> datetime | None:
        """The end of the day up to which the book is read, in the city's zone; None: all of it."""
        said = self._said("diketahui")
        return None if said is None else datetime.combine(said, time.max, ZoneInfo(city.timezone))

    def chips(self, query: QueryDict) -> list[Filter]:
        """What narrows the page, each with the address without it."""
        words = {"pada": _("Keadaan pada %(day)s"), "diketahui": _("Tercatat sampai %(day)s")}
        found = [
            Filter(words[name] % {"day": day(said)}, query_with(query, **{name: None}))
            for name in words
            if (said := self._said(name))
        ]
        place = self.wanted_place()
        if place:
            found.append(Filter(_("Lokasi: %(name)s") % {"name": place}, query_with(query, lokasi=None)))
        return found

    def _said(self, name: str) -> date | None:
        self.is_valid()
        found: date | None = self.cleaned_data.get(name)
        return found
