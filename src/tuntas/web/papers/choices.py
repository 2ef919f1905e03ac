"""What one chooses before printing forms; it lives in the address."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.city.places.models import Level, Place
from tuntas.city.surveys.models import Campaign
from tuntas.reports.survey_forms.printing import PAPERS, FormChoice, form_places
from tuntas.reports.words import place_title
from tuntas.web.shared.choices import offer

AREA = "wilayah"
PREFILLED = "terisi"
Choices = list[tuple[str, str]]


class FormsChoiceForm(forms.Form):
    """Area, blank or prefilled, paper."""

    wilayah = forms.ChoiceField(label=_("Wilayah"), required=False)
    isi = forms.ChoiceField(label=_("Isi"), required=False, choices=[
        ("kosong", _("Kosong, untuk survei pertama")),
        (PREFILLED, _("Dengan data terakhir, untuk diperiksa"))])  # fmt: skip
    kertas = forms.ChoiceField(label=_("Kertas"), required=False, choices=[
        ("a4", _("A4 (210 × 297 mm)")), ("f4", _("F4 / folio (215 × 330 mm)"))])  # fmt: skip
    survei = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, AREA, areas)

    def choice(self) -> FormChoice:
        """How to print; what the address says amiss is as if not said."""
        self.is_valid()
        paper = self.cleaned_data.get("kertas", "")
        return FormChoice(paper if paper in PAPERS else "a4", self.cleaned_data.get("isi") == PREFILLED)


def area_choices(user: Any, campaign: Campaign, area: Place | None = None) -> Choices:
    """All that the user sees, each kelurahan and RW with its number of RT, and the RT that was asked for."""
    places = [place for place in form_places(user, campaign) if place.kelurahan]
    sizes = Counter(pk for place in places for pk in {place.kelurahan_id, place.parent_id})
    told = {place.kelurahan_id: place_title(place.kelurahan) for place in places if place.kelurahan}
    for place in places:
        if place.kelurahan and place.parent and place.parent.level == Level.RW:
            told[place.parent_id] = f"{place.kelurahan.name}, {place.parent.name}"
    order = dict.fromkeys(pk for place in places for pk in (place.kelurahan_id, place.parent_id))
    homes = [(str(pk), f"{told[pk]} ({sizes[pk]} RT)") for pk in order]
    every = _("Semua RT")
    whole = [("", f"{every} ({len(places)})")] if places else []
    return [*whole, *_one(area, told), *homes]


def _one(area: Place | None, told: Mapping[int | None, str]) -> Choices:
    """The area asked for, where it is none of the others."""
    if area is None or area.pk in told:
        return []
    home = f"{area.kelurahan.name}, " if area.kelurahan else ""
    return [(str(area.pk), f"{home}{place_title(area)}")]
