"""The filter of the list of RT; what it holds lives in the address."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tuntas.city.assessments.areas import UNDECIDED
from tuntas.city.dossiers.units import UnitFilter
from tuntas.city.places.models import Level, Place
from tuntas.city.surveys.models import Campaign, SurveyRecord
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.web.shared.choices import offer
from tuntas.web.shared.components import Filter
from tuntas.web.shared.formats import language
from tuntas.web.shared.listing import PAGE, query_with

YES_NO = {"ya": True, "tidak": False}


class UnitFilterForm(forms.Form):
    """Search, kelurahan, class, slum or not, complete or not."""

    cari = forms.CharField(label=_("Cari RT, RW, atau kelurahan"), max_length=80, required=False)
    kelurahan = forms.ChoiceField(label=_("Kelurahan"), required=False)
    kelas = forms.ChoiceField(label=_("Kelas"), required=False)
    kumuh = forms.ChoiceField(label=_("Kumuh"), required=False, choices=[
        ("", _("Semua")), ("ya", _("Kumuh")), ("tidak", _("Tidak kumuh"))])  # fmt: skip
    lengkap = forms.ChoiceField(label=_("Kelengkapan"), required=False, choices=[
        ("", _("Semua")), ("ya", _("Lengkap")), ("tidak", _("Belum lengkap"))])  # fmt: skip
    survei = forms.ChoiceField(label=_("Survei"), required=False)
    cari.css_class = "field-wide"  # type: ignore[attr-defined]

    def __init__(self, query: QueryDict, campaign: Campaign, campaigns: list[Campaign]) -> None:
        said = query.copy()
        said["survei"] = str(campaign.pk)
        super().__init__(said)
        grades = [(rule.id, rule.name.in_(language())) for rule in regulation_of(campaign).grades]
        offer(self, "kelas", [("", _("Semua kelas")), *grades, (UNDECIDED, _("Belum dapat ditentukan"))])
        offer(self, "kelurahan", [("", _("Semua kelurahan")), *_kelurahan(campaign)])
        offer(self, "survei", [(str(one.pk), f"{one.name} {one.year}") for one in campaigns])

    def wanted(self) -> UnitFilter:
        """The filter; what the address says amiss is left out."""
        self.is_valid()
        said = self.cleaned_data
        return UnitFilter(
            kelurahan_id=int(said["kelurahan"]) if said.get("kelurahan") else None,
            grade=said.get("kelas", ""),
            is_complete=YES_NO.get(said.get("lengkap", "")),
            is_slum=YES_NO.get(said.get("kumuh", "")),
            text=said.get("cari", ""),
        )

    def chips(self, query: QueryDict) -> list[Filter]:
        """What is in force, each with the address that takes it away."""
        said = {name: value for name, value in self.cleaned_data.items() if value and name != "survei"}
        without = {name: query_with(query, **{name: None, PAGE: None}) for name in said}
        return [Filter(f"{self.fields[name].label}: {self._word(name, said[name])}", without[name]) for name in said]

    def _word(self, name: str, value: str) -> str:
        choices = dict(getattr(self.fields[name], "choices", ()))
        return str(choices.get(value, value))


def _kelurahan(campaign: Campaign) -> list[tuple[str, str]]:
    surveyed = SurveyRecord.objects.filter(campaign=campaign).values("place__kelurahan")
    places = Place.objects.filter(pk__in=surveyed, level=Level.KELURAHAN)
    return [(str(pk), name) for pk, name in places.order_by("name").values_list("pk", "name")]
