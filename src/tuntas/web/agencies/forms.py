"""The form of an agency."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AgencyForm(forms.Form):
    """Short name and name."""

    code = forms.CharField(label=_("Singkatan"), max_length=20, help_text=_("Misalnya: DINPERKIM"))
    name = forms.CharField(label=_("Nama lengkap"), max_length=200)
