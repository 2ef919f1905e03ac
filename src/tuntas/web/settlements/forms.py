"""Filters of the list, and what is said of a settlement."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tuntas.city.dossiers.settlements import SettlementRow
from tuntas.city.places.naming import match_name
from tuntas.city.settlements.models import AreaCause
from tuntas.city.settlements.typologies import typologies
from tuntas.web.settlements.words import CAUSE_WORDS
from tuntas.web.shared.choices import offer
from tuntas.web.shared.components import Filter
from tuntas.web.shared.formats import language
from tuntas.web.shared.grades import LOOKS
from tuntas.web.shared.listing import PAGE, query_with

OPEN, EXPLAINED = "belum", "sudah"


class SettlementFilterForm(forms.Form):
    """Search, kelurahan, class, and whether a difference waits for its reason."""

    cari = forms.CharField(label=_("Cari kawasan"), max_length=80, required=False)
    wilayah = forms.ChoiceField(label=_("Wilayah"), required=False)
    kelas = forms.ChoiceField(label=_("Kelas"), required=False)
    selisih = forms.ChoiceField(label=_("Selisih luas"), required=False, choices=[
        ("", _("Semua")), (OPEN, _("Ada yang belum dijelaskan")),
        (EXPLAINED, _("Semua sudah dijelaskan"))])  # fmt: skip
    cari.css_class = "field-wide"  # type: ignore[attr-defined]

    def __init__(self, query: QueryDict, rows: Sequence[SettlementRow]) -> None:
        super().__init__(query)
        homes = {str(row.settlement.place_id): row.settlement.place.name for row in rows}
        grades = [(look.code, look.word) for look in LOOKS if any(row.grade == look.code for row in rows)]
        offer(self, "wilayah", [("", _("Semua wilayah")), *homes.items()])
        offer(self, "kelas", [("", _("Semua kelas")), *grades])
        self.is_valid()

    def kept(self, rows: Sequence[SettlementRow]) -> list[SettlementRow]:
        """The rows that the filter lets through; what the address says amiss is left out."""
        return [row for row in rows if self._lets_through(row)]

    def chips(self, query: QueryDict) -> list[Filter]:
        """What is in force, each with the address that takes it away."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return [Filter(f"{self.fields[name].label}: {self._word(name, value)}",
                       query_with(query, **{name: None, PAGE: None})) for name, value in said.items()]  # fmt: skip

    def _lets_through(self, row: SettlementRow) -> bool:
        said = self.cleaned_data
        name = match_name(said.get("cari") or " ").strip()
        return (
            name in row.settlement.match_name
            and said.get("wilayah", "") in ("", str(row.settlement.place_id))
            and said.get("kelas", "") in ("", row.grade)
            and said.get("selisih", "") in ("", OPEN if row.unexplained else EXPLAINED)
        )

    def _word(self, name: str, value: str) -> str:
        return str(dict(getattr(self.fields[name], "choices", ())).get(value, value))


class HeadForm(forms.Form):
    """The name and the typology."""

    name = forms.CharField(label=_("Nama kawasan"), max_length=160)
    typology = forms.ChoiceField(label=_("Tipologi"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.id, one.name.in_(language())) for one in typologies().values()]
        self.fields["typology"].choices = [("", _("Belum ditentukan")), *known]  # type: ignore[attr-defined]


class DayForm(forms.Form):
    """The day from which something holds."""

    on = forms.DateField(label=_("Berlaku sejak"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class DissolveForm(DayForm):
    """The day and the reason."""

    reason = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ReasonForm(forms.Form):
    """Why two areas differ."""

    cause = forms.ChoiceField(label=_("Sebab"), choices=[("", _("Pilih sebab")), *CAUSE_WORDS.items()])
    remark = forms.CharField(label=_("Penjelasan"), max_length=1000, required=False,
                             widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Another cause than those named has to be told."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("cause") == AreaCause.OTHER and not said.get("remark", "").strip():
            self.add_error("remark", _("Tulis penjelasan bila sebabnya lainnya."))
        return said
