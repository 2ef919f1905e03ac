"""What is asked for a target, for a statement, and for the choice among statements."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.city.hectares.statements import Question, year_told
from tuntas.ledger.case_files import Figure
from tuntas.web.shared.area_field import HectaresField

SCANS = ".pdf,.jpg,.jpeg,.png,.tif,.tiff"
FIRST_YEAR, LAST_YEAR = 1945, 2200
BOOK = "book"
PAPER_KINDS = (
    ("RKPD", _("RKPD")),
    ("RPJMD", _("RPJMD")),
    ("RP2KPKPK", _("RP2KPKPK")),
    ("AGREEMENT", _("Perjanjian kinerja")),
    ("SK", _("SK")),
    ("OTHER", _("Dokumen lain")),
)
FIGURE_WORDS = {
    Figure.DECREED: _("Luas SK"),
    Figure.HANDLED: _("Tertangani"),
    Figure.REMAINING: _("Sisa"),
}


class DayInput(forms.DateInput):
    """A day, picked in the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class TargetForm(forms.Form):
    """A year's target with the paper that sets it."""

    year = forms.IntegerField(label=_("Tahun target"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    area = HectaresField(label=_("Luas yang akan ditangani (ha)"), help_text=_("Persis seperti tercetak."))
    decree = forms.ChoiceField(label=_("Terhadap SK"))
    kind = forms.ChoiceField(label=_("Jenis dokumen"), choices=PAPER_KINDS)
    number = forms.CharField(label=_("Nomor dokumen"), max_length=120, help_text=_("Persis seperti tercetak."))
    signed_on = forms.DateField(label=_("Tanggal dokumen"), widget=DayInput())
    content = forms.FileField(label=_("Pindaian"), required=False, widget=forms.FileInput(attrs={"accept": SCANS}))

    def __init__(self, *args: Any, decrees: Sequence[str], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decree"].choices = [(one, one) for one in decrees]  # type: ignore[attr-defined]
        self.today = today

    def clean_signed_on(self) -> date:
        """No paper of a day to come."""
        day: date = self.cleaned_data["signed_on"]
        if day > self.today:
            raise forms.ValidationError(_("Tanggal ini belum tiba."))
        return day


class StatementForm(forms.Form):
    """A figure as another source prints it."""

    about = forms.ChoiceField(label=_("Angka"), choices=[(one.value, word) for one, word in FIGURE_WORDS.items()])
    printed_on = forms.CharField(label=_("Waktu"), max_length=40, help_text=_("Tahun lebih dahulu, misalnya 2018."))
    area = HectaresField(label=_("Luas (ha)"), help_text=_("Persis seperti tercetak."))
    source = forms.CharField(label=_("Sumber"), max_length=200, help_text=_("Siapa yang mencetaknya, dan kapan."))
    url = forms.URLField(label=_("Alamat sumber"), max_length=500, required=False, assume_scheme="https")
    remark = forms.CharField(label=_("Keterangan"), max_length=1000, required=False,
                             widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip

    def clean_printed_on(self) -> str:
        """A time that begins with a year."""
        said: str = self.cleaned_data["printed_on"]
        year = year_told(said)
        if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
            raise forms.ValidationError(_("Mulailah dengan tahun empat angka, misalnya 2018 atau 2018-12."))
        return said


class AdoptionForm(forms.Form):
    """Which of the statements counts, and why."""

    about = forms.ChoiceField(choices=[(one.value, one.value) for one in Figure], widget=forms.HiddenInput)
    year = forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR, widget=forms.HiddenInput)
    pick = forms.ChoiceField(label=_("Angka yang dipakai"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Alasan"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
                             help_text=_("Mengapa angka ini, bukan yang lain."))  # fmt: skip
    number = forms.CharField(label=_("Nomor berita acara"), max_length=120, required=False)
    signed_on = forms.DateField(label=_("Tanggal berita acara"), required=False, widget=DayInput())

    def __init__(self, data: Any = None, *, question: Question, choices: Sequence[tuple[str, str]]) -> None:
        asked = {"about": question.about.value, "year": question.year}
        super().__init__(data, initial=asked, auto_id=f"id_{question.about.value}-{question.year}_%s")
        self.fields["pick"].choices = list(choices)  # type: ignore[attr-defined]
