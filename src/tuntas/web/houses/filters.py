"""The filter of the register; what it holds lives in the address. Names are never in it: they stay out of logs."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tuntas.city.people.access import place_scope
from tuntas.city.people.models import City, User
from tuntas.city.places.models import Level, Place
from tuntas.city.surveys.houses import twice_aided
from tuntas.city.surveys.models import UnfitHouse
from tuntas.web.houses.words import land_choices
from tuntas.web.shared.choices import offer
from tuntas.web.shared.components import Filter
from tuntas.web.shared.listing import PAGE, query_with

ORDER = ("place__kelurahan__name", "place__parent__name", "place__name", "head_name", "pk")
#: Land status in the address of houses whose status nobody knows.
UNKNOWN = "kosong"


class HouseFilterForm(forms.Form):
    """Kelurahan, RT, status of land, aid, and whether struck-off houses are shown."""

    kelurahan = forms.ChoiceField(label=_("Kelurahan"), required=False)
    rt = forms.ChoiceField(label=_("RT"), required=False)
    lahan = forms.ChoiceField(label=_("Status lahan"), required=False)
    bantuan = forms.ChoiceField(label=_("Bantuan"), required=False, choices=[
        ("", _("Semua")), ("ya", _("Sudah dibantu")), ("tidak", _("Belum dibantu")),
        ("dobel", _("Lebih dari sekali"))])  # fmt: skip
    keadaan = forms.ChoiceField(label=_("Keadaan"), required=False, choices=[
        ("", _("Masih di daftar")), ("dicoret", _("Dicoret")), ("semua", _("Semua"))])  # fmt: skip

    def __init__(self, query: QueryDict, user: User, city: City) -> None:
        said, seen = query.copy(), Place.objects.filter(place_scope(user, "see_personal"), city=city.place_id)
        asked = query.get("rt", "")
        rt = seen.filter(level=Level.RT, pk=int(asked)).first() if asked.isdecimal() and len(asked) < 12 else None
        if rt is not None:
            said["kelurahan"] = str(rt.kelurahan_id)
        super().__init__(said)
        areas = seen.filter(level=Level.KELURAHAN).order_by("name").values_list("pk", "name")
        offer(self, "kelurahan", [("", _("Semua kelurahan")), *((str(pk), name) for pk, name in areas)])
        offer(self, "rt", [("", _("Semua RT")), *_rts(seen, str(said.get("kelurahan", "")))])
        offer(self, "lahan", [*land_choices(str(_("Semua"))), (UNKNOWN, _("Belum diketahui"))])

    def narrowed(self, houses: QuerySet[UnfitHouse]) -> QuerySet[UnfitHouse]:
        """The houses that the filter lets through; what the address says amiss is left out."""
        self.is_valid()
        said = self.cleaned_data
        found = _by_place(houses, said)
        if said.get("lahan"):
            found = found.filter(land_status="" if said["lahan"] == UNKNOWN else said["lahan"])
        if said.get("bantuan") in ("ya", "tidak"):
            found = found.filter(aids__isnull=said["bantuan"] == "tidak").distinct()
        if said.get("bantuan") == "dobel":
            found = found.filter(pk__in=twice_aided(houses).values("pk"))
        if said.get("keadaan") != "semua":
            found = found.filter(struck_off_at__isnull=said.get("keadaan") != "dicoret")
        return found

    def chips(self, query: QueryDict) -> list[Filter]:
        """What is in force, each with the address that takes it away."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        with_rt = {"kelurahan": {"kelurahan": None, "rt": None}}
        return [
            Filter(f"{self.fields[name].label}: {self._word(name, value)}",
                   query_with(query, **{PAGE: None, **with_rt.get(name, {name: None})}))
            for name, value in said.items()
        ]  # fmt: skip

    def _word(self, name: str, value: str) -> str:
        return str(dict(getattr(self.fields[name], "choices", ())).get(value, value))


def _rts(seen: QuerySet[Place], kelurahan: str) -> list[tuple[str, str]]:
    """The RT of a kelurahan: a city has too many for one select."""
    if not kelurahan.isdecimal() or len(kelurahan) > 12:
        return []
    rows = seen.filter(level=Level.RT, kelurahan=int(kelurahan)).order_by("parent__name", "name")
    return [(str(pk), f"{name} / {above}") for pk, name, above in rows.values_list("pk", "name", "parent__name")]


def _by_place(houses: QuerySet[UnfitHouse], said: dict[str, Any]) -> QuerySet[UnfitHouse]:
    if said.get("rt"):
        return houses.filter(place=int(said["rt"]))
    return houses.filter(place__kelurahan=int(said["kelurahan"])) if said.get("kelurahan") else houses
