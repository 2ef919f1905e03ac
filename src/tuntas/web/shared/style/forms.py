"""Forms of the style page."""

from django import forms
from django.utils.translation import gettext_lazy as _

GRADES = (
    ("", _("Semua kelas")),
    ("SEVERE", _("Kumuh berat")),
    ("MODERATE", _("Kumuh sedang")),
    ("LIGHT", _("Kumuh ringan")),
)


class FilterForm(forms.Form):
    """Filters of a list."""

    q = forms.CharField(label=_("Cari nama atau kode"), required=False)
    grade = forms.ChoiceField(label=_("Kelas"), choices=GRADES, required=False)
    year = forms.ChoiceField(label=_("Tahun survei"), choices=(("2024", "2024"), ("2022", "2022")), required=False)
    q.css_class = "field-wide"  # type: ignore[attr-defined]


class SurveyForm(forms.Form):
    """Some fields of one RT, one of them wrong."""

    name = forms.CharField(label=_("Nama RT"))
    households = forms.IntegerField(
        label=_("Jumlah KK"), help_text=_("Kepala keluarga yang tinggal di RT ini saat survei.")
    )
    note = forms.CharField(label=_("Catatan"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    agreed = forms.BooleanField(label=_("Sudah dibahas bersama RT, RW, dan BKM"), required=False)


class UploadForm(forms.Form):
    """A workbook."""

    workbook = forms.FileField(
        label=_("Berkas survei"), widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"})
    )


class SignInForm(forms.Form):
    """Name and password."""

    username = forms.CharField(label=_("Nama pengguna"), widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label=_("Kata sandi"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
