"""What is asked for a source of money, and what it may pay."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.city.funding.models import Authority, Source
from tuntas.city.funding.sources import SourceHead
from tuntas.city.people.models import City


def year_field(label: Any, **more: Any) -> forms.IntegerField:
    """A year of four figures, or nothing."""
    return forms.IntegerField(label=label, required=False, min_value=1945, max_value=2200, **more)


class SourceForm(forms.Form):
    """A source as the city keeps it."""

    name = forms.CharField(label=_("Nama"), max_length=160)
    code = forms.CharField(label=_("Kode singkat"), max_length=40)
    parent = forms.ModelChoiceField(label=_("Kelompok"), queryset=Source.objects.none(), required=False,
                                    empty_label=_("Tanpa kelompok"))  # fmt: skip
    holder = forms.ChoiceField(label=_("Uang siapa"), required=False,
                               choices=[("", _("Bukan pusat, provinsi, atau kota")), *Authority.choices])  # fmt: skip
    opened_year = year_field(_("Dibuka sejak tahun"), help_text=_("Kosong: tidak dibatasi."))
    closed_year = year_field(_("Tahun terakhir"), help_text=_("Kosong: masih dibuka."))
    note = forms.CharField(label=_("Catatan"), required=False, max_length=1000,
                           widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip

    def __init__(self, *args: Any, city: City, source: Source | None = None, **kwargs: Any) -> None:
        if source is not None:
            kwargs["initial"] = {name: getattr(source, name) for name in SourceHead.__dataclass_fields__}
        super().__init__(*args, **kwargs)
        groups = city.sources.filter(parent=None).order_by("position", "pk")
        groups = groups.exclude(pk=source.pk) if source else groups
        fields: dict[str, Any] = self.fields
        fields["parent"].queryset = groups
        fields["parent"].label_from_instance = lambda one: one.name

    def head(self) -> SourceHead:
        """The source as typed."""
        return SourceHead(**self.cleaned_data)
