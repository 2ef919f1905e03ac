"""Which period a sheet covers, and the letter with which it goes out."""

from datetime import date
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

FIRST_YEAR = 1946


class PeriodForm(forms.Form):
    """The year, and for monthly sheets the month up to which they count; both live in the address."""

    tahun = forms.IntegerField(label=_("Tahun"), required=False, min_value=FIRST_YEAR)
    bulan = forms.TypedChoiceField(label=_("Sampai bulan (laporan bulanan)"), required=False, coerce=int,
                                   empty_value=None)  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["tahun"].widget.attrs |= {"max": today.year}
        self.fields["bulan"].choices = [("", "–"), *MONTHS.items()]  # type: ignore[attr-defined]

    def clean_tahun(self) -> int | None:
        """No year to come."""
        year: int | None = self.cleaned_data["tahun"]
        if year is not None and year > self.today.year:
            raise forms.ValidationError(_("Tahun %(year)s belum tiba."), params={"year": year})
        return year

    def chosen(self) -> tuple[int, int]:
        """Year and month; those of today where the address names none, December of a year gone by."""
        self.is_valid()
        year = self.cleaned_data.get("tahun") or self.today.year
        month = self.cleaned_data.get("bulan") or (self.today.month if year == self.today.year else 12)
        return year, month


class IssueForm(forms.Form):
    """The letter with which the sheet goes out; a sheet may go out without one."""

    number = forms.CharField(label=_("Nomor surat"), max_length=120, required=False,
                             help_text=_("Persis seperti tertulis; boleh kosong."))  # fmt: skip
    signed_on = forms.DateField(label=_("Tanggal surat"), required=False,
                                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))  # fmt: skip

    def __init__(self, data: Any = None, *, form: str, today: date) -> None:
        super().__init__(data, auto_id=f"id_{form}_%s")  # one for each sheet of a page
        self.today = today

    def clean_signed_on(self) -> date | None:
        """No letter of a day to come."""
        day: date | None = self.cleaned_data["signed_on"]
        if day is not None and day > self.today:
            raise forms.ValidationError(_("Tanggal ini belum tiba."))
        return day
