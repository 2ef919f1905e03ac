"""What the first day asks for: the year of the old sheet, and the last decree."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

SCANS = ".pdf,.jpg,.jpeg,.png,.tif,.tiff,.xlsx,.xls,.ods,.csv"
FIRST_YEAR = 2000


class CampaignForm(forms.Form):
    """The year in which the old sheet was measured."""

    year = forms.IntegerField(label=_("Tahun pendataan"), min_value=FIRST_YEAR,
                              help_text=_("Tahun saat RT-nya didata, bukan tahun sekarang."))  # fmt: skip

    def __init__(self, *args: Any, this_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].max_value = this_year  # type: ignore[attr-defined]
        self.fields["year"].widget.attrs["max"] = this_year
        self.this_year = this_year

    def clean_year(self) -> int:
        """No survey of a year to come."""
        year: int = self.cleaned_data["year"]
        if year > self.this_year:
            raise forms.ValidationError(_("Tahun %(year)s belum tiba."), params={"year": year})
        return year


class DecreeForm(forms.Form):
    """The decree that names the slum locations, with its scan or its table."""

    number = forms.CharField(label=_("Nomor SK"), max_length=120, help_text=_("Persis seperti tercetak."))
    signed_on = forms.DateField(label=_("Tanggal SK"), widget=forms.DateInput(attrs={"type": "date"}))
    title = forms.CharField(label=_("Tentang"), max_length=300, required=False)
    content = forms.FileField(label=_("Pindaian atau tabel lampiran"), widget=forms.FileInput(attrs={"accept": SCANS}))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_signed_on(self) -> date:
        """No decree of a day to come."""
        day: date = self.cleaned_data["signed_on"]
        if day > self.today:
            raise forms.ValidationError(_("Tanggal ini belum tiba."))
        return day
