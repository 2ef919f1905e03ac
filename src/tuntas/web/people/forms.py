"""Forms for a person, a post and the end of a post."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.city.people.actions import Appointment, PersonHead
from tuntas.city.people.models import City
from tuntas.city.places.models import Level, Place
from tuntas.web.people.rights_words import role_choices
from tuntas.web.shared.choices import offer
from tuntas.web.shared.days import day_field

Choices = list[tuple[str, Any]]


class PersonForm(forms.Form):
    """Who a person is."""

    prefix = "orang"
    name = forms.CharField(label=_("Nama lengkap"), max_length=120)
    username = forms.RegexField(
        label=_("Nama pengguna"), regex=r"^[A-Za-z0-9][A-Za-z0-9._-]{2,59}$", max_length=60,
        help_text=_("Dipakai untuk masuk, paling sedikit tiga huruf: huruf, angka, titik, garis. Contoh: rina.perkim"),
        error_messages={"invalid": _("Pakai huruf, angka, titik, atau garis saja, paling sedikit tiga, tanpa spasi.")},
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    email = forms.EmailField(label=_("Surel"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"}))

    def head(self) -> PersonHead:
        """What was typed."""
        said = self.cleaned_data
        return PersonHead(username=said["username"], name=said["name"], email=said["email"])


class PostForm(forms.Form):
    """A post in a city; the last day is included, as people say it."""

    role = forms.ChoiceField(label=_("Peran"), help_text=_("Yang boleh dilakukan tiap peran tertulis di bawah."))
    title = forms.CharField(label=_("Nama jabatan"), max_length=120, required=False,
                            help_text=_("Seperti tertulis di surat, misalnya: Lurah Medono"))  # fmt: skip
    area = forms.ChoiceField(label=_("Wilayah"), required=False)
    agency = forms.ChoiceField(label=_("Perangkat daerah"), required=False)
    from_on = day_field(_("Mulai"))
    last_on = day_field(_("Sampai dengan"), required=False, help_text=_("Kosongkan bila belum ada akhirnya."))
    acting = forms.ChoiceField(label=_("Definitif atau pengganti"), required=False, choices=[
        ("", _("Definitif")), ("PLT", _("Pelaksana tugas (Plt)")), ("PLH", _("Pelaksana harian (Plh)"))])  # fmt: skip
    basis = forms.CharField(label=_("Surat penunjukan"), max_length=200, required=False,
                            help_text=_("Jenis, nomor, dan tanggal surat; wajib untuk Plt dan Plh."))  # fmt: skip

    def __init__(self, *args: Any, city: City, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.city = city
        offer(self, "role", [("", _("Pilih peran")), *role_choices()])
        offer(self, "area", [("", _("Seluruh kota")), *area_choices(city)])
        offer(self, "agency", [("", _("Tidak ada")), *agency_choices(city)])

    def appointment(self) -> Appointment:
        """What was chosen."""
        said = self.cleaned_data
        area = Place.objects.filter(pk=said["area"]).first() if said["area"] else None
        agency = self.city.agencies.filter(pk=said["agency"]).first() if said["agency"] else None
        return Appointment(role=said["role"], city=self.city, area=area, agency=agency, title=said["title"],
                           acting=said["acting"], basis=said["basis"], until_on=day_after(said["last_on"]))  # fmt: skip


class EndForm(forms.Form):
    """The last day on which a post is held."""

    last_on = day_field(_("Hari terakhir menjabat"))

    def until_on(self) -> date:
        """The first day after it."""
        last: date = self.cleaned_data["last_on"]
        return last + timedelta(days=1)


def day_after(last: date | None) -> date | None:
    """A term is kept with the first day on which it no longer holds."""
    return last + timedelta(days=1) if last else None


def agency_choices(city: City) -> Choices:
    """The agencies of a city."""
    return [(str(one.pk), f"{one.code} – {one.name}") for one in city.agencies.order_by("code")]


def area_choices(city: City) -> Choices:
    """Kecamatan and kelurahan of a city, grouped by kecamatan."""
    rows = Place.objects.filter(city=city.place_id, level__in=[Level.KECAMATAN, Level.KELURAHAN], dissolved_on=None)
    groups: dict[str, list[tuple[str, str]]] = {}
    for place in rows.select_related("kecamatan").order_by("name"):
        above = place.kecamatan or place
        line = (str(place.pk), place.name if place.kecamatan else f"{place.get_kind_display()} {place.name}")
        group = groups.setdefault(above.name, [])
        group.insert(0 if above is place else len(group), line)
    return sorted(groups.items())
